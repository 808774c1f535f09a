"""Lots that come in, are drawn first-in first-out and are given back; nothing here commits.

Every change is the effect of a row that stands at the transaction's head.

Imports core and its neighbours in the store.
"""

from typing import Any

import msgspec

from fieldpoint.core.names import Day, EventId
from fieldpoint.core.stock.lots import NO_LOT, draw, settle
from fieldpoint.database import Connection
from fieldpoint.store.takings import place_of
from fieldpoint.store.transaction import LogHead, Transaction

# On the hot path of a scan and of a handout that draws; a test asks SQLite that they go by index.
READ_BALANCE = "SELECT balance FROM stock_items WHERE org = ? AND item = ?"
READ_OPEN = "SELECT lot, remaining FROM stock_lots WHERE org = ? AND item = ? AND remaining > 0 ORDER BY lot"


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """What came in by one row: how much, and how much of it is left. `gift` is the contribution that it is."""

    event_id: EventId
    org: str
    item: str
    gift: EventId | None
    day: Day | None
    qty: int
    remaining: int


_LOTS = "SELECT event_id, org, item, gift, day, qty, remaining FROM stock_lots"


def find_lot(connection: Connection, receipt: EventId) -> Lot | None:
    """The lot that a row made, or nothing."""
    row = connection.execute(_LOTS + " WHERE event_id = ?", (receipt,)).fetchone()
    return None if row is None else _lot(row)


def open_lots(connection: Connection) -> list[Lot]:
    """Every lot of which something is left, by organisation and item, the oldest first."""
    return [_lot(row) for row in connection.execute(_LOTS + " WHERE remaining > 0 ORDER BY org, item, lot")]


def balances(connection: Connection) -> dict[tuple[str, str], int]:
    """How much there should be of every item that somebody counts here, by organisation and item."""
    found = connection.execute("SELECT org, item, balance FROM stock_items ORDER BY org, item")
    return {(org, item): balance for org, item, balance in found}


def oldest_owner(connection: Connection, item: str) -> str | None:
    """Whose stock of an item has the oldest lot with something in it; nothing where nobody counts it."""
    row = connection.execute(
        "SELECT i.org FROM stock_items i LEFT JOIN stock_lots l ON (l.org, l.item) = (i.org, i.item)"
        " AND l.remaining > 0 WHERE i.item = ? ORDER BY l.lot IS NULL, l.lot LIMIT 1",
        (item,),
    ).fetchone()
    return None if row is None else str(row[0])


def balance(connection: Connection, org: str, item: str) -> int | None:
    """How much of an item there should be, below nothing where more was handed over; nothing where nobody counts."""
    row = connection.execute(READ_BALANCE, (org, item)).fetchone()
    return None if row is None else int(row[0])


def add_lot(tx: Transaction, event_id: EventId, stock: tuple[str, str], quantity: int, day: Day | None) -> None:
    """So many came in: a lot, which first pays what is owed."""
    lot = place_of(tx)
    tx.connection.execute(
        "INSERT INTO stock_lots (lot, event_id, org, item, day, qty, remaining) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (lot, event_id, *stock, day, quantity, quantity),
    )
    _move(tx, stock, quantity)
    debts = tx.connection.execute("SELECT place, qty FROM stock_debts WHERE org = ? AND item = ? ORDER BY place", stock)
    for place, paid in settle(debts.fetchall(), quantity):
        _owe(tx, stock, place, -paid)
        _take(tx, place, lot, paid)


def draw_lots(tx: Transaction, stock: tuple[str, str], quantity: int, only: EventId | None = None) -> None:
    """So many leave the oldest lots (or `only` that one), for the row at the head; the rest is owed."""
    place, sql = place_of(tx), READ_OPEN
    if only is not None:
        sql = sql.replace(" ORDER", " AND event_id = ? ORDER")
    few = (*stock, quantity) if only is None else (*stock, only, quantity)  # an open lot has one at least
    lots = tx.connection.execute(sql + " LIMIT ?", few).fetchall()
    for lot, taken in draw(lots, quantity):
        if lot == NO_LOT:
            _owe(tx, stock, place, taken)
        else:
            _take(tx, place, lot, taken)
    _move(tx, stock, -quantity)


def give_back_to_lots(tx: Transaction, stock: tuple[str, str], stands: LogHead, quantity: int) -> None:
    """What the row that stands there drew lies in its lots again, and what it owed is not owed."""
    number = place_of(Transaction(tx.connection, stands, tx.now))
    tx.connection.execute(
        "UPDATE stock_lots SET remaining = remaining + d.qty FROM stock_draws d"
        " WHERE d.place = ? AND d.lot = stock_lots.lot",
        (number,),
    )
    tx.connection.execute("DELETE FROM stock_draws WHERE place = ?", (number,))
    tx.connection.execute("DELETE FROM stock_debts WHERE org = ? AND item = ? AND place = ?", (*stock, number))
    _move(tx, stock, quantity)


def is_whole(connection: Connection, lot: EventId, quantity: int) -> bool:
    """Whether so many are all that ever came in by a lot."""
    found = find_lot(connection, lot)
    return found is not None and found.qty == quantity


def mark_undone(tx: Transaction, ref: EventId) -> None:
    """What that row said of the stock was taken back; an act is taken back once."""
    tx.connection.execute("INSERT INTO stock_undone (ref) VALUES (?) ON CONFLICT DO NOTHING", (ref,))


def give_lot(tx: Transaction, lot: EventId, gift: EventId) -> None:
    """The lot is that contribution."""
    tx.connection.execute("UPDATE stock_lots SET gift = ? WHERE event_id = ?", (gift, lot))


def keep_openings(tx: Transaction) -> None:
    """What there is now is what the next day opens with."""
    tx.connection.execute("UPDATE stock_items SET opening = balance")


def openings(connection: Connection) -> dict[tuple[str, str], int]:
    """What each item stood at when the last day closed; one that came in since stood at nothing."""
    found = connection.execute("SELECT org, item, opening FROM stock_items")
    return {(org, item): opening for org, item, opening in found}


def _lot(row: tuple[Any, ...]) -> Lot:
    event_id, org, item, gift, day, qty, remaining = row
    return Lot(event_id=event_id, org=org, item=item, gift=gift, day=day, qty=qty, remaining=remaining)


def _take(tx: Transaction, place: int, lot: int, quantity: int) -> None:
    tx.connection.execute("UPDATE stock_lots SET remaining = remaining - ? WHERE lot = ?", (quantity, lot))
    tx.connection.execute(
        "INSERT INTO stock_draws (place, lot, qty) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET qty = qty + excluded.qty",
        (place, lot, quantity),
    )


def _owe(tx: Transaction, stock: tuple[str, str], place: int, quantity: int) -> None:
    tx.connection.execute(
        "INSERT INTO stock_debts (org, item, place, qty) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET qty = qty + excluded.qty",
        (*stock, place, quantity),
    )
    tx.connection.execute(
        "DELETE FROM stock_debts WHERE org = ? AND item = ? AND place = ? AND qty = 0", (*stock, place)
    )


def _move(tx: Transaction, stock: tuple[str, str], quantity: int) -> None:
    tx.connection.execute(
        "INSERT INTO stock_items (org, item, balance) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET balance = balance + excluded.balance",
        (*stock, quantity),
    )
