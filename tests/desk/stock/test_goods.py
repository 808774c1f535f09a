"""Stock at a site: lots drawn first-in first-out, counts with a reason, waybills once, a day that adds up."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.stock.rows import WaybillAgain
from fieldpoint.core.stock.total import StockTotal
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.stock.goods import Goods, Waybill, check_entered, name_gift, receive_stock
from fieldpoint.desk.stock.tally import tally
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Conflict, Invalid, NotFound
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.stock import lots
from tests.desk.stock.store import ITEM, ORG, Store
from tests.desk.support import TOMORROW

TABLES = ("stock_lots", "stock_items", "stock_draws", "stock_debts", "stock_waybills", "stock_undone")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A till that hands out kits."""
    return Store(tmp_path)


def test_lots_are_drawn_in_the_order_in_which_they_came(store: Store) -> None:
    """Three kits of lots of two and five: the first is empty, the second has four."""
    store.receive(2)
    store.receive(5)
    for number in range(3):
        assert isinstance(store.give_kit(number).row, Handout)
    assert store.left() == [0, 4]
    assert store.balance() == 4


def test_what_nobody_counts_is_handed_out(store: Store) -> None:
    """Before the first receipt a handout draws nothing and owes nothing."""
    store.give_kit(0)
    store.receive(3)
    assert store.balance() == 3


def test_what_is_out_of_stock_is_refused(store: Store) -> None:
    """The sentence is out-of-stock; after goods came in the same household has its kit."""
    store.receive(1)
    store.give_kit(0)
    refused = store.give_kit(1).row
    assert isinstance(refused, Refusal)
    assert refused.reason == "out-of-stock"
    store.receive(1)
    assert isinstance(store.give_kit(1).row, Handout)


def test_what_is_taken_back_lies_in_its_lot_again(store: Store) -> None:
    """A void gives back to the lot that was drawn, and the next handout draws it."""
    store.receive(1)
    store.receive(1)
    given = store.give_kit(0).row
    store.give_kit(1)
    store.write(lambda tx: void_handout(tx, given.id, store.act(), "mistake", "lead"))
    assert store.left() == [1, 0]
    assert store.balance() == 1


def test_a_fact_beyond_the_stock_is_owed_until_more_comes(store: Store) -> None:
    """What was handed over is never refused: no lot goes below nothing, and the next lot pays."""
    store.receive(1)
    for number in range(3):
        store.fact(store.line(ITEM), store.others[number])
    assert (store.left(), store.balance()) == ([0], -2)
    store.receive(5)
    assert (store.left(), store.balance()) == ([0, 3], 3)


def test_a_count_that_differs_needs_a_reason(store: Store) -> None:
    """Without one it is refused with both numbers; with one the oldest lots lose what is missing."""
    store.receive(4)
    with pytest.raises(Invalid) as said:
        store.count(3)
    assert (said.value.code, dict(said.value.facts)) == ("count-differs", {"item": ITEM, "expected": 4, "counted": 3})
    store.count(3, "spoiled")
    assert (store.left(), store.balance()) == ([3], 3)


def test_what_a_count_finds_is_a_lot(store: Store) -> None:
    """Two more than the log knows are a lot of nobody; a count that agrees makes none that holds anything."""
    store.receive(4)
    store.count(6, "found")
    store.count(6)
    assert (store.left(), store.balance()) == ([4, 2, 0], 6)


def test_a_waybill_is_entered_once(store: Store) -> None:
    """At either end; the second time is a row that changes no stock, and the same act again is that row."""
    paper, act = Waybill(site="s-02", number="1405-77"), store.act()
    first = store.receive(3, paper)
    twice = store.receive(4, paper, act)
    assert isinstance(twice.row, WaybillAgain)
    assert (twice.row.way, twice.row.first, twice.row.qty) == ("in", first.row.id, 4)
    with pytest.raises(Conflict, match="waybill-known"):
        check_entered(twice)
    assert store.receive(4, paper, act).again
    store.issue(1, "sent", paper)
    assert isinstance(store.issue(1, "sent", paper).row, WaybillAgain)
    assert store.balance() == 2


def test_what_is_sent_goes_with_a_waybill(store: Store) -> None:
    """And nothing else does."""
    store.receive(3)
    with pytest.raises(Invalid, match="waybill-missing"):
        store.issue(1, "sent")
    with pytest.raises(Invalid, match="waybill-missing"):
        store.issue(1, "spoiled", Waybill(site="s-02", number="1"))


def test_nobody_issues_what_nobody_counts(store: Store) -> None:
    """The item is unknown to the stock until something came in or was counted."""
    with pytest.raises(NotFound, match="stock-unknown"):
        store.issue(1, "spoiled")


def test_the_same_act_again_is_one_row(store: Store) -> None:
    """A tablet that repeats its id has the first answer; another quantity under it is refused."""
    act = store.act()
    first, again = store.receive(3, act=act), store.receive(3, act=act)
    assert (first.row, again.again, store.balance()) == (again.row, True, 3)
    with pytest.raises(Conflict, match="event-id-reused"):
        store.receive(4, act=act)


def test_whose_gift_a_lot_is_may_be_said_later(store: Store) -> None:
    """An unannounced gift is a lot at once and is named when there is time."""
    lot, gift = store.receive(2).row.id, store.act().event_id
    assert gift is not None
    store.write(lambda tx: name_gift(tx, lot, gift, store.act()))
    found = lots.find_lot(store.connection, lot)
    assert found is not None
    assert found.gift == gift


def test_the_day_adds_up(store: Store) -> None:
    """Opening, received, handed, voided, given on, spoiled, sent and the difference make what is there at the close."""
    store.receive(10)
    store.write(lambda tx: close_day(tx, "lead"))
    store.write(lambda tx: open_day(tx, TOMORROW, "lead"))
    store.receive(20)
    given = [store.give_kit(number).row for number in range(4)]
    store.write(lambda tx: void_handout(tx, given[0].id, store.act(), "mistake", "lead"))
    store.write(lambda tx: tally(tx, ITEM, 2, store.act()))
    store.issue(3, "given-on")
    store.issue(1, "spoiled")
    store.issue(5, "sent", Waybill(site="s-02", number="9"))
    store.count(15, "missing")
    total = store.total()
    expected = StockTotal(
        org=ORG,
        item=ITEM,
        opening=10,
        received=20,
        handed=4,
        voided=1,
        given_on=5,
        spoiled=1,
        sent=5,
        difference=-1,
        counted=15,
        why="missing",
        closing=15,
    )
    assert total == expected
    assert total.closing == store.balance()


def test_the_stock_is_read_again_from_the_log(store: Store) -> None:
    """A rebuilt site has the same lots, draws, debts and openings."""
    store.receive(2, Waybill(site="s-02", number="4"))
    for number in range(4):
        store.fact(store.line(ITEM), store.others[number])
    store.receive(6)
    store.count(3, "miscounted")
    store.write(lambda tx: close_day(tx, "lead"))
    before = [store.rows(table) for table in TABLES]
    store.connection.close()
    rebuild(store.site.folder)
    store.connection = store.site.connect()
    assert [store.rows(table) for table in TABLES] == before


def test_nothing_typed_freely_stands_in_the_log(store: Store) -> None:
    """An item, a waybill and an organisation are known names or printed numbers."""
    fine, paper = Goods(org=ORG, item=ITEM, quantity=1), Waybill(site="s-02", number="1")
    for goods, waybill in (
        (replace(fine, item="کیف خانم نمونه"), None),
        (replace(fine, org="آقای نمونه"), None),
        (fine, replace(paper, number="تحویل به نمونه")),
        (fine, replace(paper, site="محل دو")),
    ):
        with pytest.raises(Invalid, match="request-invalid"):
            store.write(lambda tx, goods=goods, waybill=waybill: receive_stock(tx, goods, store.act(), waybill))
