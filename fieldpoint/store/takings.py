"""What was taken: the projection of handouts that decisions are made from, and the once-only claims."""

from collections.abc import Mapping
from dataclasses import dataclass

from fieldpoint.core.entitlement import Taken
from fieldpoint.core.names import Cycle, EventId, ProgrammeCode
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What a handout counts against: whose card, which programme, period and item."""

    holder: str
    programme: ProgrammeCode
    cycle: Cycle
    item: str


def taken_in(connection: Connection, holder: str, programme: ProgrammeCode, cycle: Cycle) -> list[Taken]:
    """What this holder and its members took of a programme in a period, in no order."""
    rows = connection.execute(
        """SELECT counted_for, qty, event_id, at, desk FROM takings
           WHERE holder = ? AND programme = ? AND cycle = ?""",
        (holder, programme, cycle),
    )
    return [
        Taken(counted_for=who, quantity=qty, event_id=EventId(event_id), at=at, desk=desk)
        for who, qty, event_id, at, desk in rows
    ]


def find_taking(connection: Connection, slot: Slot, event_id: EventId) -> Taken | None:
    """The share of one handout, to say when and where it was."""
    rows = taken_in(connection, slot.holder, slot.programme, slot.cycle)
    return next((row for row in rows if row.event_id == event_id), None)


def take(tx: Transaction, slot: Slot, shares: Mapping[str, int], row: EventId, desk: str) -> None:
    """Each share counts from now on, and holds its claims. Does not commit.

    A claim that is held already is a fault of the decision above: the database refuses it (`Broken`).
    """
    for counted_for, quantity in shares.items():
        tx.connection.execute(
            """INSERT INTO takings (holder, programme, cycle, counted_for, item, event_id, qty, at, desk)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (slot.holder, slot.programme, slot.cycle, counted_for, slot.item, row, quantity, tx.now.wall_ms, desk),
        )
        _claim(tx, slot, counted_for, quantity, row)


def _claim(tx: Transaction, slot: Slot, counted_for: str, quantity: int, row: EventId) -> None:
    """Takes the lowest free slots, so that those of a voided handout are used again."""
    held = {
        number
        for (number,) in tx.connection.execute(
            "SELECT slot FROM claims WHERE counted_for = ? AND programme = ? AND cycle = ? AND item = ?",
            (counted_for, slot.programme, slot.cycle, slot.item),
        )
    }
    free = [number for number in range(1, len(held) + quantity + 1) if number not in held][:quantity]
    for number in free:
        tx.connection.execute(
            "INSERT INTO claims (counted_for, programme, cycle, item, slot, event_id) VALUES (?, ?, ?, ?, ?, ?)",
            (counted_for, slot.programme, slot.cycle, slot.item, number, row),
        )
