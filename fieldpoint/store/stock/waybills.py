"""Paper waybills that were entered: each once a direction, other site and item. Nothing here commits.

Imports core and its neighbours in the store.
"""

from fieldpoint.core.names import EventId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

Waybill = tuple[str, str, str]  # in or out, the other site, the printed number


def waybill_row(connection: Connection, waybill: Waybill, item: str) -> EventId | None:
    """The row by which an item of a waybill was entered, or nothing."""
    row = connection.execute(
        "SELECT event_id FROM stock_waybills WHERE way = ? AND peer = ? AND waybill = ? AND item = ?", (*waybill, item)
    ).fetchone()
    return None if row is None else EventId(row[0])


def enter_waybill(tx: Transaction, waybill: Waybill, item: str, row: EventId) -> None:
    """The item of a waybill was entered by that row; one that was before stays the first."""
    tx.connection.execute(
        "INSERT INTO stock_waybills (way, peer, waybill, item, event_id) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (*waybill, item, row),
    )


def free_waybill(tx: Transaction, row: EventId) -> None:
    """What that row entered was a mistake: the paper may be entered again, as it is."""
    tx.connection.execute("DELETE FROM stock_waybills WHERE event_id = ?", (row,))
