"""What was taken: the projection of handouts that decisions are made from, with the once-only claims in it.

A taking stands under a slot that is unique for its holder, programme, period, who it counts for, and item. Slots from
1 up are claims: each unit of a normal grant takes the lowest free one, so that those of a voided handout are used
again, and a claim that moves to another holder never meets one that stands: where both had taken the same thing
it lies above what the rules allow, which is a flag and no error. Slots from -1 down count without a claim.

Claims once had a table of their own, keyed by the person. It cost every handout a page more of the medium: ids are
random, so each table is a page of its own for nearly every handout, written twice.

Imports core and its neighbours in the store.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any

import msgspec

from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import Cycle, EventId, ProgrammeCode
from fieldpoint.core.rules.facts import Taken
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """What a handout counts against: whose card, which programme, period and item."""

    holder: str
    programme: ProgrammeCode
    cycle: Cycle
    item: str


_SEQ_BITS = 40  # a place is the epoch's number above the row's: one number that grows as the log does

# The hot path of a scan and of a handout: one range of the primary key for each programme and period that is
# open, all in one statement; a test asks SQLite that it goes by index.
_TAKEN = "SELECT programme, cycle, counted_for, qty, event_id, at, desk, place FROM takings WHERE holder = ?"
READ_TAKEN = _TAKEN + " AND (programme, cycle) IN (VALUES {pairs})"
READ_ONE = _TAKEN + " AND event_id = ? LIMIT 1"
READ_HANDED = "SELECT item, sum(qty) FROM takings WHERE programme = ? AND cycle = ? AND capped = 1 GROUP BY item"
READ_SLOTS = "SELECT counted_for, item, slot FROM takings WHERE holder = ? AND programme = ? AND cycle = ?"
_ADD = """INSERT INTO takings
    (holder, programme, cycle, counted_for, item, slot, event_id, qty, at, desk, place, capped)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT 1 FROM capped WHERE programme = ?2))"""


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
    """Each share counts from now on, and every unit of it holds a claim. Does not commit."""
    free = _FreeSlots(tx, slot)
    _add(tx, slot, row, desk, [(who, free.claim(who), 1) for who, qty in shares.items() for _ in range(qty)])


def take_fact(tx: Transaction, slot: Slot, shares: Mapping[str, int], row: EventId, desk: str) -> None:
    """Each share counts from now on, without a claim: the lead gave it, or it was handed over already."""
    free = _FreeSlots(tx, slot)
    _add(tx, slot, row, desk, [(who, free.beside(who), qty) for who, qty in shares.items()])


def give_back(tx: Transaction, slot: Slot, row: EventId) -> None:
    """What a handout took counts no more, and its slots are free. Does not commit."""
    tx.connection.execute(
        "DELETE FROM takings WHERE holder = ? AND programme = ? AND cycle = ? AND event_id = ?",
        (slot.holder, slot.programme, slot.cycle, row),
    )


def move_takings(
    tx: Transaction, old: str, new: str, people: Mapping[str, str], programmes: Collection[ProgrammeCode]
) -> None:
    """What `old` took of these programmes, `new` has taken, in free slots. Does not commit.

    `people` names members anew. What counts for `new` already, since the two parted once, counts once.
    """
    for programme in programmes:
        found = tx.connection.execute(
            "SELECT DISTINCT event_id FROM takings WHERE holder = ? AND programme = ?", (new, programme)
        )
        there = {str(event_id) for (event_id,) in found}
        moved = tx.connection.execute(_MOVED, (old, programme)).fetchall()
        tx.connection.execute("DELETE FROM takings WHERE holder = ? AND programme = ?", (old, programme))
        _put(tx, (old, new), people, programme, [row for row in moved if str(row[4]) not in there])


def take_out(
    tx: Transaction, old: str, new: str, people: Mapping[str, str], mine: Callable[[str, str | None], bool]
) -> None:
    """What `old` took and is `new`'s by its event and its origin, `new` has taken; the reverse of a move.

    Does not commit. A taking that is back where it came from has no origin any more.
    """
    for programme in programmes_taken(tx.connection, old):
        rows = tx.connection.execute(_MOVED, (old, programme)).fetchall()
        moved = [row for row in rows if mine(str(row[4]), row[9])]
        for cycle, item, who, number, *_ in moved:
            tx.connection.execute(
                """DELETE FROM takings WHERE holder = ? AND programme = ? AND cycle = ? AND counted_for = ?
                   AND item = ? AND slot = ?""",
                (old, programme, cycle, who, item, number),
            )
        _put(tx, (old, new), people, programme, moved)


def copy_takings(
    tx: Transaction, parting: tuple[str, str], period: tuple[ProgrammeCode, Cycle], people: Collection[str]
) -> None:
    """What the old of two holders (or these people) took in a period counts for the new one too. Does not commit.

    Only the original counts under the site's cap.
    """
    old, new = parting
    rows = tx.connection.execute(_MOVED, (old, period[0])).fetchall()
    copied = [row for row in rows if row[0] == period[1] and (row[2] == old or row[2] in people)]
    _put(tx, parting, {}, period[0], [(*row[:-2], new, None) for row in copied])


def _put(
    tx: Transaction,
    parties: tuple[str, str],
    people: Mapping[str, str],
    programme: ProgrammeCode,
    rows: list[tuple[Any, ...]],
) -> None:
    """Takings of one holder stand under another, in free slots; their origin is kept."""
    old, new = parties
    renamed = {old: new, **people}
    for cycle, item, who, number, *rest, origin, capped in rows:
        free = _FreeSlots(tx, Slot(holder=new, programme=programme, cycle=cycle, item=item))
        name = renamed.get(str(who), str(who))
        found = free.claim(name) if number > 0 else free.beside(name)
        came_from = origin or old
        key = (new, programme, cycle, name, item, found)
        tx.connection.execute(_PUT, (*key, *rest, None if came_from == new else came_from, capped))


# What is moved, in the order in which it keeps its claims.
_MOVED = """SELECT cycle, item, counted_for, slot, event_id, qty, at, desk, place, origin, capped FROM takings
    WHERE holder = ? AND programme = ? ORDER BY cycle, counted_for, item, abs(slot)"""
_PUT = """INSERT INTO takings
    (holder, programme, cycle, counted_for, item, slot, event_id, qty, at, desk, place, origin, capped)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


class _FreeSlots:
    """The numbers that are free in one period of a holder; each that is given out is free no more."""

    def __init__(self, tx: Transaction, slot: Slot) -> None:
        found = tx.connection.execute(READ_SLOTS, (slot.holder, slot.programme, slot.cycle))
        self._held = {(who, number) for who, item, number in found if item == slot.item}

    def claim(self, who: str) -> int:
        """The lowest number from 1 on: those of a voided handout are used again."""
        return self._next(who, 1)

    def beside(self, who: str) -> int:
        """The next number from -1 down, for what counts without a claim."""
        return self._next(who, -1)

    def _next(self, who: str, step: int) -> int:
        number = step
        while (who, number) in self._held:
            number += step
        self._held.add((who, number))
        return number


def _add(tx: Transaction, slot: Slot, row: EventId, desk: str, taken: list[tuple[str, int, int]]) -> None:
    key, at, place = (slot.holder, slot.programme, slot.cycle), tx.now.wall_ms, place_of(tx)
    for who, number, qty in taken:
        tx.connection.execute(_ADD, (*key, who, slot.item, number, row, qty, at, desk, place))


def place_of(tx: Transaction) -> int:
    """Where the last row of a transaction stands in the log, as one number."""
    return (tx.head.epoch_no << _SEQ_BITS) + tx.head.seq


def programmes_taken(connection: Connection, holder: str) -> list[ProgrammeCode]:
    """The programmes that a holder took anything of, ordered by code."""
    found = connection.execute("SELECT DISTINCT programme FROM takings WHERE holder = ? ORDER BY 1", (holder,))
    return [ProgrammeCode(programme) for (programme,) in found]


def taken_by_both(connection: Connection, one: str, other: str, people: Mapping[str, str]) -> list[ProgrammeCode]:
    """Programmes of which both holders (or a member of one and the same of the other) took in one period; by code.

    What was taken before the two parted, and counts for both, is no second time.
    """
    ours, theirs = _counted(connection, one, {one: other, **people}), _counted(connection, other, {})
    return sorted({what[0] for what, events in ours.items() if what in theirs and theirs[what] != events})


_What = tuple[ProgrammeCode, Cycle, str, str]


def _counted(connection: Connection, holder: str, renamed: Mapping[str, str]) -> dict[_What, set[str]]:
    """The handouts by which each item was taken in each period for whom."""
    counted: defaultdict[_What, set[str]] = defaultdict(set)
    for programme, cycle, item, who, event_id in connection.execute(
        "SELECT DISTINCT programme, cycle, item, counted_for, event_id FROM takings WHERE holder = ?", (holder,)
    ):
        counted[ProgrammeCode(programme), Cycle(cycle), str(item), renamed.get(str(who), str(who))].add(str(event_id))
    return counted


def _taken(row: tuple[Any, ...]) -> Taken:
    programme, cycle, who, qty, event_id, at, desk, place = row
    return Taken(
        programme=programme,
        cycle=cycle,
        counted_for=who,
        quantity=qty,
        event_id=EventId(event_id),
        at=at,
        desk=desk,
        place=place,
    )
