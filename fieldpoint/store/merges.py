"""Households that turned out to be one: whose history is whose now.

Imports database and its neighbours in the store.
"""

from collections.abc import Mapping

from fieldpoint.core.names import CardId, EventId, HouseholdId, PersonId
from fieldpoint.database import Connection
from fieldpoint.store.card_life.heirs import kin_of
from fieldpoint.store.collectors import move_collectors
from fieldpoint.store.takings import move_takings, place_of, programmes_taken
from fieldpoint.store.transaction import Transaction

Parties = tuple[HouseholdId, HouseholdId]  # the one that is kept, the one that is gone


def present_household(connection: Connection, household: HouseholdId) -> HouseholdId:
    """The household that this one is now: itself, unless it was merged into another."""
    row = connection.execute("SELECT merged_into FROM households WHERE household = ?", (household,)).fetchone()
    return household if row is None or row[0] is None else HouseholdId(row[0])


def present_holders(connection: Connection, household: HouseholdId | None, card: CardId | None) -> list[str]:
    """Under which names the takings of a row with this household and card may stand now.

    Those of a household stand under whom it is now, under those who parted from it, and under those whom a merge that
    was undone gave back. Those of a card without a household stand under the card, or under whom it was bound to
    since; so of the cards that came in its place.
    """
    if household is not None:
        return _ever_after(connection, household)
    if card is None:
        return []
    names = [card, *kin_of(connection, card)]
    owners = (connection.execute("SELECT household FROM cards WHERE card = ?", (name,)).fetchone() for name in names)
    return [*names, *dict.fromkeys(row[0] for row in owners if row is not None and row[0] is not None)]


def _ever_after(connection: Connection, household: HouseholdId) -> list[str]:
    """A household as it is now, and whoever came of it."""
    names: list[str] = []
    ahead: list[str] = [present_household(connection, household)]
    while ahead:
        name = ahead.pop()
        if name in names:
            continue
        names.append(name)
        found = connection.execute(
            """SELECT new FROM splits WHERE old IN (?1, ?2)
               UNION SELECT gone FROM merges WHERE undone = 1 AND kept IN (?1, ?2)""",
            (name, household),
        )
        ahead += [present_household(connection, HouseholdId(new)) for (new,) in found.fetchall()]
    return names


def merge_household(tx: Transaction, merge: EventId, parties: Parties, people: Mapping[PersonId, PersonId]) -> None:
    """People, cards, history, claims and collectors of `gone` are `kept`'s. Does not commit.

    A person of `gone` who is one of `kept` stays in the old record; the others move behind the people of
    `kept`, and none of them is its head.
    """
    kept, gone = parties
    tx.connection.execute(
        "INSERT INTO merges (merge, kept, gone, place, undone) VALUES (?, ?, ?, ?, 0)",
        (merge, kept, gone, place_of(tx)),
    )
    taken = programmes_taken(tx.connection, gone)
    move_takings(tx, gone, kept, {str(old): new for old, new in people.items()}, taken)
    execute = tx.connection.execute
    found = execute("SELECT person, ordinal, is_head FROM people WHERE household = ? ORDER BY ordinal", (gone,))
    for person, ordinal, is_head in found.fetchall():
        if PersonId(person) not in people:
            execute("INSERT OR REPLACE INTO merged_people VALUES (?, ?, ?, ?)", (merge, person, ordinal, is_head))
            execute(
                """UPDATE people SET household = ?, is_head = 0,
                   ordinal = (SELECT coalesce(max(ordinal), 0) + 1 FROM people WHERE household = ?) WHERE person = ?""",
                (kept, kept, person),
            )
    move_collectors(tx, gone, kept, people)
    execute("UPDATE cards SET household = ? WHERE household = ?", (kept, gone))
    execute("UPDATE households SET merged_into = ? WHERE household = ? OR merged_into = ?", (kept, gone, gone))
