"""What every row of a night has besides what it says, and how it is written. Nothing here commits.

Imports core and store.
"""

from typing import TypedDict

from msgspec import UNSET, UnsetType

from fieldpoint.core.log_rows import AnyRow
from fieldpoint.core.names import Day
from fieldpoint.core.shelter.places import Places
from fieldpoint.core.shelter.room import Room, figures, hold_ends
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands
from fieldpoint.store import effects, log
from fieldpoint.store.days import closed_day, last_day, open_day_of
from fieldpoint.store.shelter.nights import cold_since
from fieldpoint.store.transaction import Transaction


class Said(TypedDict):
    """The members that every row of a night has (see core/shelter/rows.py)."""

    day: Day | None
    desk: str
    tab: str | None
    tseq: int | None
    op: str
    late_for: Day | UnsetType
    now: Places
    cold: bool
    ends: list[int] | UnsetType


def said(tx: Transaction, act: Act, after: Room, *, cold: bool | None = None) -> Said:
    """Who does it on which day, and how many places are free `after` it."""
    day = open_day_of(tx.connection) or last_day(tx.connection)
    return Said(
        day=day,
        desk=act.desk,
        tab=act.tab,
        tseq=act.tseq,
        op=act.operator,
        late_for=_late(tx.connection, day),
        now=figures(after, tx.now.wall_ms),
        ends=hold_ends(after, tx.now.wall_ms) or UNSET,
        cold=cold_since(tx.connection) is not None if cold is None else cold,
    )


def write(tx: Transaction, row: AnyRow) -> Stands:
    """The row stands in the log and has its effect."""
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return Stands(row=row, stands=stands)


def _late(connection: Connection, day: Day | None) -> Day | UnsetType:
    return closed_day(connection, day) or UNSET
