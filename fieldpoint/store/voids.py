"""What was taken back, what was overridden and confirmed, which emergency lines were entered: each by its row.

Imports database and its neighbours in the store.
"""

from fieldpoint.core.names import Day, EventId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


def void_of(connection: Connection, ref: EventId) -> EventId | None:
    """The void that took a row back, or nothing while it stands."""
    row = connection.execute("SELECT event_id FROM voids WHERE ref = ?", (ref,)).fetchone()
    return None if row is None else EventId(row[0])


def add_void(tx: Transaction, ref: EventId, void: EventId) -> None:
    """The row `ref` is taken back. Does not commit."""
    tx.connection.execute("INSERT INTO voids (ref, event_id) VALUES (?, ?)", (ref, void))


def override_of(connection: Connection, ref: EventId) -> EventId | None:
    """The handout that was given although `ref` was refused, or nothing."""
    row = connection.execute("SELECT event_id FROM overridden WHERE ref = ?", (ref,)).fetchone()
    return None if row is None else EventId(row[0])


def add_override(tx: Transaction, ref: EventId, handout: EventId) -> None:
    """The refusal `ref` is overridden; the first handout that did stays the one. Does not commit."""
    tx.connection.execute("INSERT INTO overridden (ref, event_id) VALUES (?, ?) ON CONFLICT DO NOTHING", (ref, handout))


def confirmation_of(connection: Connection, ref: EventId) -> EventId | None:
    """The row in which a second person confirmed an override, or nothing while nobody has."""
    row = connection.execute("SELECT event_id FROM confirmations WHERE ref = ?", (ref,)).fetchone()
    return None if row is None else EventId(row[0])


def add_confirmation(tx: Transaction, ref: EventId, confirmation: EventId) -> None:
    """The override `ref` is confirmed. Does not commit."""
    tx.connection.execute("INSERT INTO confirmations (ref, event_id) VALUES (?, ?)", (ref, confirmation))


def paper_line(connection: Connection, day: Day, paper: str) -> EventId | None:
    """The row that was entered for a numbered line of a day's sheet, or nothing."""
    row = connection.execute("SELECT event_id FROM paper_lines WHERE day = ? AND paper = ?", (day, paper)).fetchone()
    return None if row is None else EventId(row[0])


def add_paper_line(tx: Transaction, day: Day, paper: str, row: EventId) -> None:
    """The numbered line was entered; one that was before stays the first. Does not commit."""
    tx.connection.execute(
        "INSERT INTO paper_lines (day, paper, event_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (day, paper, row)
    )
