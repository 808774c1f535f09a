"""What was taken: the projection of handouts that decisions are made from, and the once-only claims."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import Cycle, EventId, ProgrammeCode
from fieldpoint.core.rules.facts import Taken
from fieldpoint.database import Connection
from fieldpoint.store.claims import Claimed, claim, free_claims, move_claims
from fieldpoint.store.transaction import Transaction


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """What a handout counts against: whose card, which programme, period and item."""

    holder: str
    programme: ProgrammeCode
    cycle: Cycle
    item: str


# The hot path of a scan and of a handout: one range of the primary key for each programme and period that is
# open, all in one statement; a test asks SQLite that it goes by index.
_TAKEN = "SELECT programme, cycle, counted_for, qty, event_id, at, desk FROM takings WHERE holder = ?"
READ_TAKEN = _TAKEN + " AND (programme, cycle) IN (VALUES {pairs})"
READ_ONE = _TAKEN + " AND event_id = ? LIMIT 1"
READ_HANDED = "SELECT item, sum(qty) FROM takings WHERE programme = ? AND cycle = ? AND capped = 1 GROUP BY item"
_ADD = """INSERT INTO takings (holder, programme, cycle, counted_for, item, event_id, qty, at, desk, capped)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT 1 FROM capped WHERE programme = ?))"""


def taken_in(connection: Connection, holder: str, spans: Collection[tuple[str, Cycle]]) -> list[Taken]:
    """What this holder and its members took in these programmes and periods, in no order."""
    if not spans:
        return []
    rows = connection.execute(
        READ_TAKEN.format(pairs=", ".join(["(?, ?)"] * len(spans))),
        (holder, *(part for span in spans for part in span)),
    )
    return [_taken(row) for row in rows]


def find_taking(connection: Connection, holder: str, event_id: EventId) -> Taken | None:
    """The first share of one handout of a holder, to say when and where it was."""
    row = connection.execute(READ_ONE, (holder, event_id)).fetchone()
    return None if row is None else _taken(row)


def handed_under(connection: Connection, programme: ProgrammeCode, cycle: Cycle) -> dict[str, int]:
    """How much of each item of a capped programme this site gave out in a night or on a day."""
    return {item: int(count) for item, count in connection.execute(READ_HANDED, (programme, cycle))}


def slot_of(row: Handout | Refusal) -> Slot:
    """What a row counts against; one without a household counts for its card, without a card for itself."""
    return Slot(holder=row.hh or row.card or row.id, programme=row.prog, cycle=row.cycle, item=row.item)


def take(tx: Transaction, slot: Slot, shares: Mapping[str, int], row: EventId, desk: str) -> None:
    """Each share counts from now on, and holds its claims. Does not commit.

    A claim that is held already is a fault of the decision above: the database refuses it (`Broken`).
    """
    take_fact(tx, slot, shares, row, desk)
    for counted_for, quantity in shares.items():
        claim(tx, _claimed(slot, counted_for), quantity, row)


def take_fact(tx: Transaction, slot: Slot, shares: Mapping[str, int], row: EventId, desk: str) -> None:
    """Each share counts from now on, without a claim: the lead gave it, or it was handed over already."""
    place, at = (slot.holder, slot.programme, slot.cycle), tx.now.wall_ms
    tx.connection.executemany(
        _ADD, [(*place, who, slot.item, row, qty, at, desk, slot.programme) for who, qty in shares.items()]
    )


def give_back(tx: Transaction, slot: Slot, row: EventId) -> None:
    """What a handout took counts no more, and its slots are free. Does not commit."""
    key = (slot.holder, slot.programme, slot.cycle, row)
    found = tx.connection.execute(
        "SELECT counted_for FROM takings WHERE holder = ? AND programme = ? AND cycle = ? AND event_id = ?", key
    ).fetchall()
    for (counted_for,) in found:
        free_claims(tx, _claimed(slot, counted_for), row)
    tx.connection.execute("DELETE FROM takings WHERE holder = ? AND programme = ? AND cycle = ? AND event_id = ?", key)


def move_takings(
    tx: Transaction, old: str, new: str, people: Mapping[str, str], programmes: Collection[ProgrammeCode]
) -> None:
    """What `old` took of these programmes, `new` has taken, with the claims. Does not commit.

    `people` names members anew.
    """
    renamed = {old: new, **people}
    for programme in programmes:
        moved = tx.connection.execute(
            """DELETE FROM takings WHERE holder = ? AND programme = ?
               RETURNING programme, cycle, counted_for, item, event_id, qty, at, desk""",
            (old, programme),
        ).fetchall()
        tx.connection.executemany(
            _ADD + " ON CONFLICT DO UPDATE SET qty = qty + excluded.qty",
            [(new, code, cycle, renamed.get(who, who), *rest, code) for code, cycle, who, *rest in moved],
        )
        for before, after in renamed.items():
            move_claims(tx, before, after, programme)


def programmes_taken(connection: Connection, holder: str) -> list[ProgrammeCode]:
    """The programmes that a holder took anything of, ordered by code."""
    found = connection.execute("SELECT DISTINCT programme FROM takings WHERE holder = ? ORDER BY 1", (holder,))
    return [ProgrammeCode(programme) for (programme,) in found]


def taken_by_both(connection: Connection, one: str, other: str, people: Mapping[str, str]) -> list[ProgrammeCode]:
    """Programmes of which both holders (or a member of one and the same of the other) took in one period; by code."""
    names = {one: other, **people}
    theirs = set(_counted(connection, other))
    ours = [(*what, names.get(who, who)) for *what, who in _counted(connection, one)]
    return sorted({ProgrammeCode(found[0]) for found in ours if found in theirs})


def _counted(connection: Connection, holder: str) -> list[tuple[ProgrammeCode, Cycle, str, str]]:
    found = connection.execute(
        "SELECT DISTINCT programme, cycle, item, counted_for FROM takings WHERE holder = ?", (holder,)
    )
    return [(ProgrammeCode(programme), Cycle(cycle), item, who) for programme, cycle, item, who in found]


def _claimed(slot: Slot, counted_for: str) -> Claimed:
    return Claimed(counted_for=counted_for, programme=slot.programme, cycle=slot.cycle, item=slot.item)


def _taken(row: tuple[Any, ...]) -> Taken:
    programme, cycle, who, qty, event_id, at, desk = row
    return Taken(
        programme=programme, cycle=cycle, counted_for=who, quantity=qty, event_id=EventId(event_id), at=at, desk=desk
    )
