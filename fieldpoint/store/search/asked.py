"""How often somebody looked for people lately, by the log itself: a restart forgets nothing.

Imports clock, core and its neighbours in the store.
"""

from collections.abc import Iterator
from typing import Final

from fieldpoint.clock import Reading
from fieldpoint.core.act_rows import PeopleSearch, SearchedBy
from fieldpoint.core.log_rows import decode_row
from fieldpoint.database import Connection

HINT: Final[SearchedBy] = "hint"
_HOUR_MS = 3_600_000
_LOOKED_AT = 1000  # more than all leads of a site may ask for in an hour, with the hints of a few who register
_NEWEST = "SELECT line FROM log WHERE type = 'people.search' ORDER BY epoch_no DESC, seq DESC LIMIT ?"


def searches_of(connection: Connection, operator: str, now: Reading) -> list[int]:
    """How long ago somebody's searches of the last hour were, in milliseconds, the newest first.

    Within a boot by its own clock; across one by the wall's, whichever way that was moved.
    """
    return [ago for ago, row in _lately(connection, operator, now) if HINT not in row.by]


def hinted_to(connection: Connection, operator: str, now: Reading) -> list[int]:
    """How long ago somebody was shown each household of the last hour's duplicate hints; as `searches_of`."""
    return [ago for ago, row in _lately(connection, operator, now) if HINT in row.by for _ in range(row.found)]


def _lately(connection: Connection, operator: str, now: Reading) -> Iterator[tuple[int, PeopleSearch]]:
    for (line,) in connection.execute(_NEWEST, (_LOOKED_AT,)):
        row = decode_row(line)
        if not isinstance(row, PeopleSearch):
            continue
        ago = now.mono_ms - row.mono if row.boot == now.boot else abs(now.wall_ms - row.wall)
        if ago < _HOUR_MS and row.op == operator:
            yield ago, row
