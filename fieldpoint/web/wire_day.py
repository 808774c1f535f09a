"""What travels when the day is looked at, opened and closed (see wire.py)."""

from typing import Annotated

from msgspec import Meta, field

from fieldpoint.core.day_totals import ItemTotal, LineTotal, TabletTotal
from fieldpoint.core.names import Day
from fieldpoint.core.stock.total import StockTotal
from fieldpoint.web.stock.wire import CountedRequest
from fieldpoint.web.wire import Receipt, Wire
from fieldpoint.web.wire_acts import DayText


class OpenDayRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/day/open: a person confirmed the date; `anyway` although clock or date are behind the log.

    `counts` is what stands in the store, confirmed item by item.
    """

    day: DayText
    anyway: bool = False
    counts: Annotated[list[CountedRequest], Meta(max_length=100)] = field(default_factory=list[CountedRequest])


class CloseDayRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/day/close: the day that is meant, so that a repeat closes no other, and what was counted before."""

    day: DayText
    counts: Annotated[list[CountedRequest], Meta(max_length=100)] = field(default_factory=list[CountedRequest])


class SheetReply(Wire, frozen=True, kw_only=True):
    """A day's report; `seal` and `receipt` are there once it is closed."""

    day: Day
    seal: str
    first_seq: int
    last_seq: int
    lines: list[LineTotal]
    items: list[ItemTotal]
    tablets: list[TabletTotal]
    households: int
    refused: int
    flags: dict[str, int]
    unsent: int
    stock: list[StockTotal]
    receipt: Receipt | None = None


class DayReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/day: the open day, what the clock proposes, and the report of the day that was opened last.

    `looks`: how often a family looked at its own card on that day, since the server was started.
    """

    day: Day | None
    proposed: Day
    clock_behind: bool
    looks: int
    sheet: SheetReply | None
