"""Leftovers are given freely: a tap counts so many of an item, and nobody is registered."""

from msgspec import UNSET

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.names import Day
from fieldpoint.desk.act import Act, done_before
from fieldpoint.store import effects, log
from fieldpoint.store.days import closed_day, last_day, open_day_of
from fieldpoint.store.stock.lots import oldest_owner
from fieldpoint.store.transaction import LogHead, Transaction


def tally(tx: Transaction, item: str, quantity: int, act: Act, day: Day | None = None) -> tuple[StockOut, LogHead]:
    """So many left the site without a card, and where that row stands. Does not commit.

    It has happened, so it is never refused: `day` is the last one that the tablet knew, without it the open
    one, else the last one here. `Conflict` (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, StockOut, lambda row: (row.item, row.qty) == (item, quantity))
    if before is not None:
        return before
    counted = day or open_day_of(tx.connection) or last_day(tx.connection)
    owner = oldest_owner(tx.connection, item)
    row = StockOut(
        **tx.stamp(act.event_id),
        item=item,
        qty=quantity,
        why="leftover",
        day=counted,
        desk=act.desk,
        tab=act.tab,
        tseq=act.tseq,
        op=act.operator,
        late_for=closed_day(tx.connection, counted) or UNSET,
        draws=UNSET if owner is None else owner,
    )
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands
