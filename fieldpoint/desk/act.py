"""Who acts, where, and under which id: what every act at a desk or a terminal has."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from fieldpoint.core.log_rows import AnyRow
from fieldpoint.core.names import EventId
from fieldpoint.database import Connection
from fieldpoint.errors import Code, Conflict
from fieldpoint.store import log
from fieldpoint.store.transaction import LogHead

_Row = TypeVar("_Row", bound=AnyRow)


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An act. Its id and its number are the tablet's; at the terminal there are none."""

    operator: str
    desk: str = "terminal"
    tab: str | None = None
    tseq: int | None = None
    event_id: EventId | None = None


class Stands(msgspec.Struct, frozen=True, kw_only=True):
    """A row and where it stands in the log; `again` when it stood there before this was asked."""

    row: AnyRow
    stands: LogHead
    again: bool = False


def done_before(
    connection: Connection, event_id: EventId | None, kind: type[_Row], same: Callable[[_Row], bool]
) -> tuple[_Row, LogHead] | None:
    """The row of an act that was done already, or nothing.

    `Conflict` (`event-id-reused`) when the id stands for something else.
    """
    found = None if event_id is None else log.find(connection, event_id)
    if found is None:
        return None
    row, stands = found
    if not isinstance(row, kind) or not same(row):
        raise Conflict(Code.EVENT_ID_REUSED)
    return row, stands
