"""Two hundred acts by chance on one stock: after each its identities hold, and at the close the sheet's sum."""

import random
from pathlib import Path

from fieldpoint.core.stock.rows import OutReason
from fieldpoint.desk.stock.goods import Waybill
from fieldpoint.desk.void_handout import void_handout
from tests.desk.stock.store import Store

_BALANCE = """SELECT coalesce(sum(remaining), 0) - (SELECT coalesce(sum(qty), 0) FROM stock_debts) FROM stock_lots"""
_LOTS = """SELECT count(*) FROM stock_lots l WHERE remaining + (
    SELECT coalesce(sum(qty), 0) FROM stock_draws d WHERE d.lot = l.lot) <> qty"""
_FIFO = """SELECT count(*) FROM stock_lots young JOIN stock_lots old ON old.lot < young.lot AND old.item = young.item
    WHERE young.remaining < young.qty AND old.remaining = old.qty AND old.qty > 0"""


def test_whatever_happens_the_stock_adds_up(tmp_path: Path) -> None:
    """Lots less debts are the balance; what a lot lacks was drawn; no lot is below nothing; the close agrees."""
    store, chance = Store(tmp_path), random.Random(7)
    store.receive(3)
    for number in range(200):
        act(store, chance, number)
        assert store.connection.execute(_BALANCE).fetchone() == (store.balance(),)
        assert store.connection.execute(_LOTS).fetchone() == (0,)
        assert all(left >= 0 for left in store.left())
    assert store.total().closing == store.balance()


def test_no_lot_is_begun_before_an_older_one(tmp_path: Path) -> None:
    """Without anything taken back, an untouched lot is never older than one that was drawn."""
    store, chance = Store(tmp_path), random.Random(8)
    for number in range(60):
        if chance.random() < 0.4:
            store.receive(chance.randint(1, 4))
        else:
            store.fact(store.line("dowry-kit"), store.others[number % 8])
        assert store.connection.execute(_FIFO).fetchone() == (0,)


def act(store: Store, chance: random.Random, number: int) -> None:
    """Something that happens to a stock."""
    what = chance.choice(("receive", "fact", "fact", "fact", "void", "count", "issue", "send"))
    match what:
        case "receive":
            store.receive(chance.randint(1, 6))
        case "fact":
            store.fact(store.line("dowry-kit", quantity=chance.randint(1, 3)), store.others[number % 8])
        case "void":
            _take_one_back(store, chance)
        case "count":
            store.count(chance.randint(0, 9), "miscounted")
        case "send":
            store.issue(1, "sent", Waybill(site="s-02", number=str(number)))
        case _:
            why: OutReason = chance.choice(("given-on", "spoiled"))
            store.issue(chance.randint(1, 3), why)


def _take_one_back(store: Store, chance: random.Random) -> None:
    standing = store.connection.execute(
        "SELECT event_id FROM log WHERE type = 'handout' AND event_id NOT IN (SELECT ref FROM voids) ORDER BY seq"
    ).fetchall()
    if standing:
        (ref,) = chance.choice(standing)
        row = store.write(lambda tx: void_handout(tx, ref, store.act(), "mistake", "lead"))
        assert row.effective
