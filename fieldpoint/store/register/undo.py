"""A merge that was a mistake is taken back: what came with the household that was gone is its own again.

A projection of `merge.undo` rows, but for `people`. Nothing here commits.

Imports core, database and its neighbours in the store.
"""

from collections.abc import Collection, Mapping

import msgspec

from fieldpoint.core.names import CardId, EventId, HouseholdId, PersonId
from fieldpoint.database import Connection
from fieldpoint.store.collectors import take_collectors_out
from fieldpoint.store.takings import take_out
from fieldpoint.store.transaction import Transaction


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """A merge as its row made it; `place` is where the row stands, as one number."""

    merge: EventId
    kept: HouseholdId
    gone: HouseholdId
    place: int


_READ = "SELECT merge, kept, gone, place FROM merges WHERE undone = 0"


def find_merge(connection: Connection, merge: EventId) -> Merge | None:
    """The merge of this row that still holds, or nothing."""
    found = _read(connection, " AND merge = ?", merge)
    return found[0] if found else None


def merges_into(connection: Connection, kept: HouseholdId) -> list[Merge]:
    """The merges into a household that still hold, the newest first."""
    return _read(connection, " AND kept = ? ORDER BY place DESC", kept)


def everyone_in(connection: Connection, household: HouseholdId) -> list[HouseholdId]:
    """The household and all that were merged into it, and into those; itself first."""
    group, ahead = [household], [household]
    while ahead:
        ahead = [one.gone for name in ahead for one in merges_into(connection, name)]
        group += ahead
    return group


def once_merged(connection: Connection, household: HouseholdId) -> list[HouseholdId]:
    """The households with which this one was taken for one by mistake."""
    found = connection.execute(
        """SELECT gone FROM merges WHERE kept = ?1 AND undone = 1
           UNION SELECT kept FROM merges WHERE gone = ?1 AND undone = 1""",
        (household,),
    )
    return [HouseholdId(other) for (other,) in found]


def has_people_to_go(connection: Connection, merge: Merge) -> bool:
    """Whether anybody would be of the household again; nobody where an older fieldpoint merged it."""
    row = connection.execute(
        """SELECT EXISTS (SELECT 1 FROM merged_people WHERE merge = ?)
           OR EXISTS (SELECT 1 FROM people WHERE household = ?)""",
        (merge.merge, merge.gone),
    ).fetchone()
    return row is not None and bool(row[0])


def cards_of_group(connection: Connection, group: Collection[HouseholdId]) -> list[CardId]:
    """The cards that were bound to one of these households, in no order."""
    marks = ", ".join("?" * len(group))
    found = connection.execute(f"SELECT card FROM cards WHERE bound_to IN ({marks})", tuple(group))  # noqa: S608
    return [CardId(card) for (card,) in found]


def undo_merge(
    tx: Transaction, merge: EventId, people: Mapping[PersonId, PersonId], later: Collection[EventId]
) -> None:
    """People, cards, history and collectors of the merge's `gone` are its own again.

    `people` are the pairs of the merge, `later` the handouts since that go along.
    """
    found = find_merge(tx.connection, merge)
    if found is None:
        return
    kept, gone = found.kept, found.gone
    execute = tx.connection.execute
    execute("UPDATE merges SET undone = 1 WHERE merge = ?", (merge,))
    group = everyone_in(tx.connection, gone)
    own = cards_of_group(tx.connection, group)
    _people_back(tx, merge, gone)
    take_collectors_out(tx, kept, gone, people, group)
    origins, events = {*group, *own}, set(later)
    back = {str(ours): str(theirs) for theirs, ours in people.items()}
    take_out(tx, kept, gone, back, lambda event, origin: event in events or origin in origins)
    for card in own:
        execute("UPDATE cards SET household = ? WHERE card = ? AND household = ?", (gone, card, kept))
    execute("UPDATE households SET merged_into = NULL WHERE household = ?", (gone,))
    for one in group[1:]:
        execute("UPDATE households SET merged_into = ? WHERE household = ?", (gone, one))


def _people_back(tx: Transaction, merge: EventId, gone: HouseholdId) -> None:
    """Whoever came with the merge and is still there is in the old place again, its head too."""
    execute = tx.connection.execute
    found = execute("SELECT person, ordinal, is_head FROM merged_people WHERE merge = ? ORDER BY ordinal", (merge,))
    for person, ordinal, is_head in found.fetchall():
        execute(
            "UPDATE people SET household = ?, ordinal = ?, is_head = ? WHERE person = ?",
            (gone, ordinal, is_head, person),
        )
    execute("DELETE FROM merged_people WHERE merge = ?", (merge,))


def _read(connection: Connection, where: str, name: str) -> list[Merge]:
    return [
        Merge(merge=EventId(merge), kept=HouseholdId(kept), gone=HouseholdId(gone), place=place)
        for merge, kept, gone, place in connection.execute(_READ + where, (name,))
    ]
