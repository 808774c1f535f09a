"""What was taken: the projection of handouts that decisions are made from, and the once-only claims."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fieldpoint.core.entitlement import Taken
from fieldpoint.core.names import Cycle, EventId, ProgrammeCode
from fieldpoint.database import Connection
from fieldpoint.store.claims import Claimed, claim, free_claims, move_claims
from fieldpoint.store.transaction import Transaction

_ADD = """INSERT INTO takings (holder, programme, cycle, counted_for, item, event_id, qty, at, desk)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


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
    take_fact(tx, slot, shares, row, desk)
    for counted_for, quantity in shares.items():
        claim(tx, _claimed(slot, counted_for), quantity, row)


def take_fact(tx: Transaction, slot: Slot, shares: Mapping[str, int], row: EventId, desk: str) -> None:
    """Each share counts from now on, without a claim: it was handed over already. Does not commit."""
    tx.connection.executemany(
        _ADD,
        [
            (slot.holder, slot.programme, slot.cycle, counted_for, slot.item, row, quantity, tx.now.wall_ms, desk)
            for counted_for, quantity in shares.items()
        ],
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
            [(new, code, cycle, renamed.get(who, who), *rest) for code, cycle, who, *rest in moved],
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
