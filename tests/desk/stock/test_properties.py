"""Whatever course a stock takes, its identities hold after each act; hypothesis looks for the course that breaks one.

Receipts, handouts, facts beyond the stock, voids, issues, counts and undoings, over days that open and close with a
count or without. The long form (FIELDPOINT_LONG=1) takes many more courses.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fieldpoint.core.jalali import days_after
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.core.stock.total import StockTotal
from fieldpoint.desk.close_day import count_and_close, day_sheet
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.stock.count import Counted
from fieldpoint.desk.stock.goods import Waybill
from fieldpoint.desk.stock.undo import may_undo
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Conflict
from fieldpoint.store.days import last_close, open_day_of
from fieldpoint.store.repair.rebuild import rebuild
from tests.desk.stock.store import ITEM, ORG, Store
from tests.desk.stock.test_taking_back import TABLES
from tests.support import TODAY

_LONG = os.environ.get("FIELDPOINT_LONG") == "1"
_OWED = "SELECT coalesce(sum(qty), 0) FROM stock_debts"
_LACKS = """SELECT l.qty - l.remaining, coalesce((SELECT sum(d.qty) FROM stock_draws d WHERE d.lot = l.lot), 0)
    FROM stock_lots l"""
# What the rows themselves say that came and went, item by item, without any table of ours.
_SUM = """SELECT coalesce(sum(CASE type
    WHEN 'stock.receipt' THEN json_extract(l, '$.qty') WHEN 'stock.back' THEN json_extract(l, '$.qty')
    WHEN 'void' THEN iif(json_extract(l, '$.draws') IS NULL OR l LIKE '%already-voided%', 0, json_extract(l, '$.qty'))
    WHEN 'stock.count' THEN json_extract(l, '$.counted') - json_extract(l, '$.expected')
    WHEN 'handout' THEN iif(json_extract(l, '$.draws') IS NULL, 0, -json_extract(l, '$.qty'))
    WHEN 'stock.out' THEN -json_extract(l, '$.qty') ELSE 0 END), 0)
    FROM (SELECT type, CAST(line AS TEXT) AS l FROM log)"""
much = st.integers(1, 9)


class Course(RuleBasedStateMachine):
    """One stock at a real site; each rule is an act of a lead or a desk."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name))
        self.store.receive(5)
        self.day = TODAY
        self.papers = 0
        self.given: list[EventId] = []
        self.before: dict[tuple[str, str], int] = {}

    @rule(quantity=much, paper=st.booleans())
    def receive(self, quantity: int, paper: bool) -> None:  # noqa: FBT001  hypothesis passes it
        """Goods come in, some with a paper, and some papers twice."""
        self.store.receive(quantity, Waybill(site="s-02", number=str(quantity)) if paper else None)

    @rule(quantity=st.integers(1, 4), who=st.integers(0, 7))
    def hand_over(self, quantity: int, who: int) -> None:
        """A tablet says what it gave, whatever there was."""
        before = self.store.left()
        self.given.append(self.store.fact(self.store.line(ITEM, quantity=quantity), self.store.others[who]).row.id)
        self.drawn_in_order(before)

    @rule(who=st.integers(0, 7))
    def ask(self, who: int) -> None:
        """A desk asks; out of stock is an answer."""
        there, before = self.store.balance() or 0, self.store.left()
        row = self.store.give_kit(who).row
        if isinstance(row, Handout):
            assert there > 0
            self.given.append(row.id)
        self.drawn_in_order(before)

    @precondition(lambda self: bool(self.given))
    @rule(which=st.integers(0, 1000))
    def take_back(self, which: int) -> None:
        """A lead takes a handout back, once or twice."""
        ref = self.given[which % len(self.given)]
        self.store.write(lambda tx: void_handout(tx, ref, self.store.act(), "mistake", "lead"))

    @rule(quantity=much, why=st.sampled_from(("given-on", "spoiled", "sent")))
    def issue(self, quantity: int, why: Any) -> None:
        """Goods leave without a card."""
        self.papers += 1
        paper = Waybill(site="s-02", number=str(self.papers)) if why == "sent" else None
        before = self.store.left()
        self.store.issue(quantity, why, paper)
        self.drawn_in_order(before)

    @rule(counted=st.integers(0, 20))
    def count(self, counted: int) -> None:
        """Somebody counts, and it differs or not."""
        self.store.count(counted, "miscounted")
        assert self.store.balance() == counted

    @rule(which=st.integers(0, 1000))
    def undo(self, which: int) -> None:
        """An act that may be taken back is; the same act is not taken back twice."""
        acts = [row.id for row, may in may_undo(self.store.connection) if may]
        if acts:
            ref = acts[which % len(acts)]
            self.store.undo(ref)
            try:
                self.store.undo(ref)
            except Conflict:
                return
            raise AssertionError(ref)

    @rule(difference=st.sampled_from((None, 0, 0, -1, 2)))
    def close_and_open(self, difference: int | None) -> None:
        """The day ends, counted or not, and the next begins with what was left."""
        counts: list[Counted] = []
        if difference is not None:
            there = max((self.store.balance() or 0) + difference, 0)
            counts = [Counted(org=ORG, item=ITEM, counted=there, why="missing")]
        self.store.write(lambda tx: count_and_close(tx, "lead", self.day, {}, counts))
        (total,) = self.total()
        assert total.closing == self.store.balance()
        assert total.counted in (None, total.closing)
        self.before = {total.key: total.closing}
        self.day = days_after(self.day, 1)
        self.store.write(lambda tx: open_day(tx, self.day, "lead"))

    @invariant()
    def no_lot_is_below_nothing(self) -> None:
        """And what a lot lacks is what was drawn of it."""
        assert all(left >= 0 for left in self.store.left())
        assert all(lacks == drawn for lacks, drawn in self.store.connection.execute(_LACKS).fetchall())

    @invariant()
    def lots_less_debts_are_the_balance(self) -> None:
        """And so are the rows of the log, added up without any table."""
        (owed,) = self.store.connection.execute(_OWED).fetchone() or (0,)
        balance = self.store.balance()
        assert sum(self.store.left()) - owed == balance
        assert self.store.connection.execute(_SUM).fetchone() == (balance,)

    @invariant()
    def no_debt_is_nothing(self) -> None:
        """What was paid is owed no more."""
        assert self.store.connection.execute("SELECT count(*) FROM stock_debts WHERE qty <= 0").fetchone() == (0,)

    @invariant()
    def the_report_adds_up(self) -> None:
        """Opening and all that moved make what is there, and the day opens with what the one before left."""
        for total in self.total():
            out = total.given_on + total.spoiled + total.sent + total.mistaken + total.handed
            assert total.opening + total.received + total.voided + total.difference - out == total.closing
            assert total.closing == self.store.balance()
            assert total.opening == self.before.get(total.key, 0)

    def drawn_in_order(self, before: list[int]) -> None:
        """First in, first out: every lot that is older than one that was drawn is empty."""
        after = self.store.left()
        drawn = [place for place, left in enumerate(after) if left != before[place]]
        assert all(left == 0 for left in after[: max(drawn, default=0)])

    def total(self) -> list[StockTotal]:
        """The stock of the day's report."""
        stock = day_sheet(self.store.connection, self.day).row.stock
        return stock if isinstance(stock, list) else []

    def teardown(self) -> None:
        """The log alone gives the same stock again."""
        before = [self.store.rows(table) for table in TABLES]
        assert open_day_of(self.store.connection) == self.day
        assert (last_close(self.store.connection) is None) == (self.day == TODAY)
        self.store.connection.close()
        rebuild(self.store.site.folder)
        self.store.connection = self.store.site.connect()
        assert [self.store.rows(table) for table in TABLES] == before
        self.store.connection.close()
        self.folder.cleanup()


Course.TestCase.settings = settings(
    max_examples=150 if _LONG else 6,
    stateful_step_count=60 if _LONG else 25,
    deadline=None,
    derandomize=not _LONG,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TestCourse = Course.TestCase
