"""Claims: the once-only slots that normal grants take, unique in the database (design chapter 3, «Claims»).

A slot is always the lowest free one, so that those of a voided handout are used again, and a claim that
moves to another holder never meets one that stands: where both had taken the same thing it lies above what
the rules allow, which is a flag and no error.

Imports database and its neighbours in the store.
"""

import msgspec

from fieldpoint.core.names import Cycle, EventId, ProgrammeCode
from fieldpoint.store.transaction import Transaction


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim counts: for whom, of which programme, period and item."""

    counted_for: str
    programme: ProgrammeCode
    cycle: Cycle
    item: str


def claim(tx: Transaction, what: Claimed, quantity: int, row: EventId) -> None:
    """So many of the lowest free slots belong to the row. Does not commit."""
    held = {
        number
        for (number,) in tx.connection.execute(
            "SELECT slot FROM claims WHERE counted_for = ? AND programme = ? AND cycle = ? AND item = ?",
            (what.counted_for, what.programme, what.cycle, what.item),
        )
    }
    free = [number for number in range(1, len(held) + quantity + 1) if number not in held][:quantity]
    for number in free:
        tx.connection.execute(
            "INSERT INTO claims (counted_for, programme, cycle, item, slot, event_id) VALUES (?, ?, ?, ?, ?, ?)",
            (what.counted_for, what.programme, what.cycle, what.item, number, row),
        )


def free_claims(tx: Transaction, what: Claimed, row: EventId) -> None:
    """The slots of a row are free again. Does not commit."""
    tx.connection.execute(
        "DELETE FROM claims WHERE counted_for = ? AND programme = ? AND cycle = ? AND item = ? AND event_id = ?",
        (what.counted_for, what.programme, what.cycle, what.item, row),
    )


def move_claims(tx: Transaction, old: str, new: str, programme: ProgrammeCode) -> None:
    """Every claim of `old` on a programme is one of `new`, in free slots. Does not commit."""
    moved = tx.connection.execute(
        "DELETE FROM claims WHERE counted_for = ? AND programme = ? RETURNING cycle, item, event_id",
        (old, programme),
    ).fetchall()
    for cycle, item, event_id in moved:
        what = Claimed(counted_for=new, programme=programme, cycle=cycle, item=item)
        claim(tx, what, 1, EventId(event_id))
