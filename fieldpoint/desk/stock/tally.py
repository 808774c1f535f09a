"""Leftovers are given freely: a tap counts so many of an item, and nobody is registered."""

from contextlib import suppress

import msgspec
from msgspec import UNSET

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.jalali import read_day
from fieldpoint.core.names import Day, EventId
from fieldpoint.desk.act import Act, done_before
from fieldpoint.store import effects, log
from fieldpoint.store.campaigns.campaigns import runs
from fieldpoint.store.days import closed_day, last_day, open_day_of
from fieldpoint.store.stock.lots import oldest_owner
from fieldpoint.store.transaction import LogHead, Transaction

EVENT_ENDED = "event-ended"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a tablet knows of a tap besides: the last day that it was told, and a campaign's event."""

    day: Day | None = None
    event: EventId | None = None


def tally(tx: Transaction, item: str, quantity: int, act: Act, told: Told | None = None) -> tuple[StockOut, LogHead]:
    """So many left the site without a card, and where that row stands. Does not commit.

    It has happened, so it is never refused: without a day it belongs to the open one, else to the last one here, and
    at an event that is none any more it counts for the site alone, and says so. `Conflict` (`event-id-reused`).
    """
    told = told or Told()
    before = done_before(tx.connection, act.event_id, StockOut, lambda row: (row.item, row.qty) == (item, quantity))
    if before is not None:
        return before
    counted = _real(told.day) or open_day_of(tx.connection) or last_day(tx.connection)
    stands_there = told.event is not None and runs(tx.connection, told.event)
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
        event=told.event if told.event is not None and stands_there else UNSET,
        flags=UNSET if told.event is None or stands_there else [EVENT_ENDED],
    )
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands


def _real(day: Day | None) -> Day | None:
    """The day, where it is one: a tablet may tell anything."""
    with suppress(ValueError):
        return None if day is None or not read_day(day) else day
    return None
