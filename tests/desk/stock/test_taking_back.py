"""What is taken back at the stock, and what is counted when a day opens and closes."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.stock.rows import StockCount, StockReceipt
from fieldpoint.core.stock.total import StockTotal
from fieldpoint.desk.close_day import close_day, count_and_close, day_sheet
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.stock.count import Counted
from fieldpoint.desk.stock.goods import Waybill
from fieldpoint.desk.stock.undo import may_undo
from fieldpoint.errors import Conflict, Invalid
from tests.desk.stock.store import ITEM, ORG, Store
from tests.desk.support import TOMORROW

TABLES = ("stock_lots", "stock_items", "stock_draws", "stock_debts", "stock_waybills", "stock_undone")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A till that hands out kits."""
    return Store(tmp_path)


def test_a_receipt_by_mistake_is_taken_out(store: Store) -> None:
    """Of its lot alone, and only what is left of it."""
    store.receive(2)
    wrong = store.receive(20).row.id
    store.give_kit(0)
    store.undo(wrong)
    assert (store.left(), store.balance()) == ([1, 0], 1)
    with pytest.raises(Conflict, match="lot-empty"):
        store.undo(wrong)


def test_a_waybill_that_was_a_mistake_may_be_entered_as_it_is(store: Store) -> None:
    """At either end: after the undoing the same paper is no repetition."""
    paper = Waybill(site="s-02", number="1405-77")
    wrong = store.receive(30, paper).row.id
    store.undo(wrong)
    assert isinstance(store.receive(3, paper).row, StockReceipt)
    sent = store.issue(2, "sent", paper).row.id
    store.undo(sent)
    store.issue(1, "sent", paper)
    assert (store.left(), store.balance()) == ([0, 2], 2)


def test_what_left_by_mistake_lies_in_its_lot_again(store: Store) -> None:
    """Once; and the day's sum says that nothing was spoiled."""
    store.receive(2)
    spoiled = store.issue(2, "spoiled").row.id
    store.undo(spoiled)
    with pytest.raises(Conflict, match="stock-undone"):
        store.undo(spoiled)
    assert (store.left(), store.balance()) == ([2], 2)
    assert (store.total().spoiled, store.total().closing) == (0, 2)


def test_a_count_by_mistake_is_taken_back(store: Store) -> None:
    """There is as much again as before it, what was handed over since left out; the close says that nobody counted."""
    store.receive(9)
    wrong = store.count(4, "missing").row.id
    store.give_kit(0)
    store.undo(wrong)
    assert store.balance() == 8
    total = store.total()
    assert (total.difference, total.counted, total.why, total.closing) == (0, None, None, 8)


def test_what_was_counted_since_is_not_taken_back(store: Store) -> None:
    """A later count says what lies there, whatever was entered before; so does a day that was closed."""
    receipt = store.receive(9).row.id
    issue = store.issue(1, "spoiled").row.id
    store.count(8)
    for act in (receipt, issue):
        with pytest.raises(Conflict, match="stock-counted-since"):
            store.undo(act)
    late = store.issue(1, "spoiled").row.id
    assert [one.id for one, may in may_undo(store.connection) if may] == [late, newest_count(store)]
    store.write(lambda tx: close_day(tx, "lead"))
    with pytest.raises(Conflict, match="stock-counted-since"):
        store.undo(late)


def newest_count(store: Store) -> str:
    """The id of the last count."""
    return next(one.id for one, _ in may_undo(store.connection) if isinstance(one, StockCount))


def test_a_day_opens_and_closes_with_what_was_counted(store: Store) -> None:
    """What stands there is confirmed in the morning; a difference in the evening needs a reason, or it stays open."""
    store.receive(10)
    store.write(lambda tx: close_day(tx, "lead"))
    there = Counted(org=ORG, item=ITEM, counted=10)
    store.write(lambda tx: open_day(tx, TOMORROW, "lead", counts=[there]))
    assert store.write(lambda tx: day_sheet(tx.connection)).row.stock == [
        StockTotal(org=ORG, item=ITEM, opening=10, closing=10, counted=10)
    ]
    store.give_kit(0)
    with pytest.raises(Invalid, match="count-differs"):
        store.write(lambda tx: count_and_close(tx, "lead", TOMORROW, {}, [replace(there, counted=8)]))
    assert day_sheet(store.connection).stands is None
    missing = [replace(there, counted=8, why="missing")]
    closed = store.write(lambda tx: count_and_close(tx, "lead", TOMORROW, {}, missing)).row
    assert closed.stock == [
        StockTotal(org=ORG, item=ITEM, opening=10, handed=1, difference=-1, closing=8, counted=8, why="missing")
    ]


def test_a_count_is_past_once_something_moves(store: Store) -> None:
    """The close does not say that somebody counted at noon what was handed over since; the reason stays."""
    store.receive(10)
    store.count(9, "missing")
    store.give_kit(0)
    total = store.total()
    assert (total.counted, total.why, total.closing) == (None, "missing", 8)
