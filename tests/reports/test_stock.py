"""Stock over months and quarters: every line adds up, months chain, sites add up, and what is missing is said."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fieldpoint import ids
from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.reports.period import read_period
from fieldpoint.core.reports.reach import ReportDay
from fieldpoint.core.reports.report import Report
from fieldpoint.core.reports.stock import StockLine
from fieldpoint.core.stock.reconcile import MAX_STOCK, StockKey, stock_totals
from fieldpoint.core.stock.rows import StockBack, StockCount, StockReceipt
from tests.reports.made_up import STAMP, day_of, handout, report_of, void

SITES, ITEMS = ("s-1", "s-2"), ("basket-item", "kit-item")
MONTHS = ("1405-07", "1405-08", "1405-09")
COURSE = (
    *("receipt", "arrived", "handout", "handout", "void", "spoiled", "given-on", "leftover", "sent", "back"),
    *("mistake", "count", "uncount"),
)
MOVE = st.tuples(st.sampled_from(COURSE), st.sampled_from(ITEMS), st.integers(0, 9))
WORLDS = st.lists(
    st.tuples(st.sampled_from(SITES), st.sampled_from(MONTHS), st.lists(MOVE, max_size=9)), min_size=1, max_size=8
)


class Shelf:
    """A site's stock as somebody would write it down by hand, beside the rows."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.there: dict[StockKey, int] = {}
        self.rows: list[Any] = []
        self.days: list[ReportDay] = []

    def move(self, what: str, item: str, qty: int) -> None:
        """One more row, and what it changes."""
        before = self.there.get(("", item))
        row, change = self._row(what, item, qty, before or 0)
        if row is not None:
            self.rows.append(row)
            self.there["", item] = (before or 0) + change

    def close(self, day: str) -> None:
        """The day ends with the stock that its rows come to."""
        before = {} if not self.days else {one.key: one.closing for one in self.days[-1].stock}
        stock = stock_totals(self.rows, before)[:MAX_STOCK]
        self.days.append(replace(day_of(self.site, day, *self.rows), stock=stock))
        self.rows = []

    def _row(self, what: str, item: str, qty: int, there: int) -> tuple[Any, int]:
        if what == "receipt":
            return _made(StockReceipt, org="", item=item, qty=qty), qty
        if what == "arrived":
            return _made(StockReceipt, org="", item=item, qty=qty, sender="s-9", waybill="7"), qty
        if what == "handout":
            return handout("h1@", item.removesuffix("-item"), qty=qty, draws=""), -qty
        if what == "count":
            return _made(StockCount, org="", item=item, counted=qty, expected=there, why="missing"), qty - there
        if what in ("void", "back", "uncount"):
            return self._undo(what, item, there)
        return _made(StockOut, item=item, qty=qty, why=what, draws=""), -qty

    def _undo(self, what: str, item: str, there: int) -> tuple[Any, int]:
        """The last one of the day is taken back."""
        found = [row for row in self.rows if row.item == item]
        if what == "void":
            given = [row for row in found if hasattr(row, "rule")]
            return (replace(void(given[-1]), draws=""), given[-1].qty) if given else (None, 0)
        if what == "back":
            sent = [row for row in found if isinstance(row, StockOut) and row.why == "sent"]
            back = {"was": "sent", "org": "", "item": item}
            return (_made(StockBack, ref=sent[-1].id, qty=sent[-1].qty, **back), sent[-1].qty) if sent else (None, 0)
        counts = [row for row in found if isinstance(row, StockCount)]
        if not counts:
            return None, 0
        change = counts[-1].expected - counts[-1].counted
        undone = {"org": "", "item": item, "counted": there + change, "expected": there, "undoes": counts[-1].id}
        return _made(StockCount, **undone), change


def _made(shape: Any, **members: Any) -> Any:
    return shape(**STAMP, id=EventId(ids.new_event_id()), seq=1, day=Day("1405-09-01"), **members)


def shelves_of(world: Sequence[tuple[str, str, Sequence[tuple[str, str, int]]]]) -> list[Shelf]:
    """Each site's days in order; the n-th of a month is its n-th day."""
    shelves = {site: Shelf(site) for site in SITES}
    for number, (site, month, moves) in enumerate(sorted(world, key=lambda one: one[1]), start=1):
        for move in moves:
            shelves[site].move(*move)
        shelves[site].close(f"{month}-{number:02}")
    return list(shelves.values())


def of_month(shelves: Sequence[Shelf], month: str) -> Report:
    """The report of one month over these sites."""
    return report_of([day for one in shelves for day in one.days if day.day[:7] == month], read_period(month))


def adds_up(line: StockLine) -> bool:
    """The identity that every line holds, and its parts."""
    came = line.received + line.arrived + line.voided + line.difference
    went = line.handed + line.given_on + line.spoiled + line.sent + line.mistaken
    return (
        line.opening + came - went + line.elsewhere == line.closing
        and sum(number for _, number in line.reasons) == line.difference
        and sum(number for _, number in line.programmes) == line.handed - line.voided
    )


@settings(max_examples=60, deadline=None)
@given(world=WORLDS)
def test_every_line_adds_up_and_months_chain(world: list[Any]) -> None:
    """Whatever moved: the quarter closes with what lies there, months go on from each other, sites add up."""
    shelves = shelves_of(world)
    quarter = report_of([day for one in shelves for day in one.days])
    assert all(adds_up(line) and not line.elsewhere for line in (*quarter.stock, *quarter.stock_by_site))
    left = {(one.site, key): number for one in shelves for key, number in one.there.items() if one.days}
    closing = {(line.site, (line.org, line.item)): line.closing for line in quarter.stock_by_site}
    assert {key: number for key, number in closing.items() if number} == {k: n for k, n in left.items() if n}
    for shelf in shelves:
        running: dict[str, int] = {}
        for month in MONTHS:
            for line in of_month([shelf], month).stock:
                assert (adds_up(line), line.opening) == (True, running.get(line.item, 0))
                running[line.item] = line.closing
    for line in quarter.stock:
        parts = [one for one in quarter.stock_by_site if one.item == line.item]
        assert (line.closing, line.sent) == (sum(one.closing for one in parts), sum(one.sent for one in parts))


def test_a_line_says_why_counts_differed_and_who_handed_over() -> None:
    """Two reasons that even out are both said, a count that was a mistake is none, a receipt from a site is apart."""
    shelf = Shelf("s-1")
    for move in (("receipt", 9), ("arrived", 5), ("handout", 4), ("void", 0), ("handout", 3)):
        shelf.move(move[0], "basket-item", move[1])
    shelf.close("1405-09-01")
    for counted, why in ((10, "missing"), (12, "found"), (3, "spoiled")):
        there = shelf.there["", "basket-item"]
        row = _made(StockCount, org="", item="basket-item", counted=counted, expected=there, why=why)
        shelf.rows.append(row)
        shelf.there["", "basket-item"] = counted
    shelf.move("uncount", "basket-item", 0)
    shelf.close("1405-09-02")
    (line,) = report_of(shelf.days).stock
    assert (line.received, line.arrived, line.handed, line.voided) == (9, 5, 7, 4)
    assert (line.reasons, line.programmes) == ((("found", 2), ("missing", -1)), (("basket", 3),))
    assert (line.difference, line.closing, line.title) == (1, 12, "basket-item")


def test_a_day_that_is_missing_between_two_is_said() -> None:
    """What moved on it stands by itself, and the line adds up."""
    shelf = Shelf("s-1")
    for day in ("1405-09-01", "1405-09-02", "1405-09-03"):
        shelf.move("receipt", "kit-item", 5)
        shelf.close(day)
    (line,) = report_of([shelf.days[0], shelf.days[2]]).stock
    assert (line.opening, line.received, line.elsewhere, line.closing) == (0, 10, 5, 15)


def test_items_that_a_close_has_no_room_for() -> None:
    """The report says how many they are, and the others are whole."""
    shelf = Shelf("s-1")
    for number in range(MAX_STOCK + 2):
        shelf.move("receipt", f"i-{number:02}", 5)
    shelf.close("1405-09-01")
    report = report_of(shelf.days)
    assert [line.closing for line in report.stock] == [5] * MAX_STOCK
    assert report.stock_untold == 2
