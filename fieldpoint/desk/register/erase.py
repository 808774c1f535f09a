"""What is known of a household's people is deleted, here and in every copy that is restored later; the log still holds.

The row that says so names nobody: whoever replays the log deletes again. For a copy that is restored with its witness
the household also stands on a list beside the database (store/repair/erase_again.py).
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from fieldpoint.core.names import HouseholdId
from fieldpoint.core.register.rows import HouseholdErase
from fieldpoint.desk.act import Act
from fieldpoint.errors import Code, NotFound
from fieldpoint.store import effects, log, people
from fieldpoint.store.merges import present_household
from fieldpoint.store.register.wipe import empty_wal, may_name_somebody, overwrite_freed
from fieldpoint.store.repair.erase_again import note_erasure
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import LogHead, Transaction, transaction_on

_TOGETHER = 200


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """How many households were erased, and where something of them may be left: the WAL, files beside the database."""

    households: int
    wal_empty: bool
    left: tuple[Path, ...]


def erase(site: Site, households: Sequence[HouseholdId], act: Act) -> Erased:
    """Nobody of these households is known any more. Commits, a few hundred at a time.

    `NotFound` (`household-unknown`) for one that is not here, or was erased before: those before it are gone then.
    """
    wal_empty = True
    with closing(site.connect()) as connection:
        overwrite_freed(connection)
        for first in range(0, len(households), _TOGETHER):
            with transaction_on(connection, site.clock.now()) as tx:
                for household in households[first : first + _TOGETHER]:
                    erase_household(tx, site.folder, household, act)
        wal_empty = empty_wal(connection)
    return Erased(households=len(households), wal_empty=wal_empty, left=tuple(may_name_somebody(site.folder)))


def erase_household(tx: Transaction, folder: Path, household: HouseholdId, act: Act) -> tuple[HouseholdErase, LogHead]:
    """Nobody of the household is known any more, nor of those merged into it. Does not commit.

    `NotFound` (`household-unknown`).
    """
    present = present_household(tx.connection, household)
    if people.read_household(tx.connection, present) is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    note_erasure(folder, present)
    row = HouseholdErase(**tx.stamp(act.event_id), hh=present, op=act.operator)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands
