"""How an act of the stock becomes a row: when it belongs, by whom, and its effect. Nothing here commits."""

from typing import TypedDict

from msgspec import UNSET, UnsetType

from fieldpoint.core.log_rows import AnyRow
from fieldpoint.core.names import Day
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands
from fieldpoint.store import effects, log
from fieldpoint.store.days import closed_day, last_day, open_day_of
from fieldpoint.store.transaction import Transaction


class Done(TypedDict):
    """What every act of the stock has besides its goods."""

    day: Day | None
    desk: str
    tab: str | None
    tseq: int | None
    op: str
    late_for: Day | UnsetType


def done(connection: Connection, act: Act) -> Done:
    """What is done while no day is open belongs to the one that was opened last."""
    day = open_day_of(connection) or last_day(connection)
    return Done(
        day=day,
        desk=act.desk,
        tab=act.tab,
        tseq=act.tseq,
        op=act.operator,
        late_for=closed_day(connection, day) or UNSET,
    )


def append(tx: Transaction, row: AnyRow) -> Stands:
    """The row stands in the log and has its effect."""
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return Stands(row=row, stands=stands)
