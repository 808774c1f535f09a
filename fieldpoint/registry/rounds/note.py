"""What rows of rounds say to the registry. Imports core and the store."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import UNSET, UnsetType

from fieldpoint.core.log_rows import Row
from fieldpoint.core.rounds.rows import RoundBack, RoundOut
from fieldpoint.registry.store import RegistryStore

_DAY: Final = re.compile(r"1[2-5]\d\d-(0[1-9]|1[0-2])-\d\d", re.ASCII)


def note_rounds(store: RegistryStore, site: str, rows: Sequence[Row]) -> None:
    """The rows have their effect; again, they change nothing. A row without a day counts nowhere. Does not commit."""
    outs = [
        (row.id, site, row.day, row.doors)
        for row in rows
        if isinstance(row, RoundOut) and row.day is not None and _DAY.fullmatch(row.day)
    ]
    backs = [_back(site, row) for row in rows if isinstance(row, RoundBack)]
    if outs:
        store.add_round_outs(outs)
    if backs:
        store.add_round_backs(backs)


def _back(site: str, row: RoundBack) -> tuple[str, str, str, int | None, int | None, int | None]:
    """What was told; all of it is nothing where the lead ended the round without its tablet."""
    told = row.given is not UNSET
    given, absent, declined = (_known(one) if told else None for one in (row.given, row.absent, row.declined))
    return row.id, row.round, site, given, absent, declined


def _known(count: int | UnsetType) -> int:
    return 0 if isinstance(count, UnsetType) else count
