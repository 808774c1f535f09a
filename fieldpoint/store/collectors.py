"""Who besides a household's members may collect for it, and who may not: alternates, and people who were blocked.

Who it is follows from the log's `alternate.add` and `collector.block` rows; what alternates are called stands in this
encrypted database only. A function that takes a `Transaction` writes and does not commit.
"""

from collections.abc import Collection, Mapping

from fieldpoint.core.names import Day, HouseholdId, PersonId
from fieldpoint.core.people import Alternate
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

# Asked when somebody is named who collects; a test asks SQLite that both go by index.
READ_ALTERNATES = """SELECT a.person, coalesce(n.given_name, ''), coalesce(n.family_name, ''), coalesce(n.relation, ''),
    n.born_on FROM alternates a LEFT JOIN alternate_names n ON n.person = a.person
    WHERE a.household = ? ORDER BY a.person"""
READ_BLOCKED = "SELECT person FROM blocked_collectors WHERE household = ? ORDER BY person"


def add_alternate(tx: Transaction, household: HouseholdId, person: PersonId) -> None:
    """The person may collect for the household."""
    tx.connection.execute(
        "INSERT INTO alternates (household, person, added_to) VALUES (?1, ?2, ?1) ON CONFLICT DO NOTHING",
        (household, person),
    )


def name_alternate(tx: Transaction, alternate: Alternate) -> None:
    """What the alternate is called is known."""
    tx.connection.execute(
        "INSERT INTO alternate_names (person, given_name, family_name, relation, born_on) VALUES (?, ?, ?, ?, ?)",
        (alternate.person, alternate.given_name, alternate.family_name, alternate.relation, alternate.born_on),
    )


def block(tx: Transaction, household: HouseholdId, person: PersonId, *, on: bool) -> None:
    """The person may not collect for the household, or may again."""
    statement = (
        "INSERT INTO blocked_collectors (household, person) VALUES (?, ?) ON CONFLICT DO NOTHING"
        if on
        else "DELETE FROM blocked_collectors WHERE household = ? AND person = ?"
    )
    tx.connection.execute(statement, (household, person))


def alternates_of(connection: Connection, household: HouseholdId) -> list[Alternate]:
    """The alternates of a household, those who are blocked too; nameless where only the log is left of them."""
    return [
        Alternate(
            person=PersonId(person),
            given_name=given,
            family_name=family,
            relation=relation,
            born_on=None if born_on is None else Day(born_on),
        )
        for person, given, family, relation, born_on in connection.execute(READ_ALTERNATES, (household,))
    ]


def blocked_of(connection: Connection, household: HouseholdId) -> set[PersonId]:
    """Who may not collect for a household, member or alternate."""
    return {PersonId(person) for (person,) in connection.execute(READ_BLOCKED, (household,))}


def move_collectors(tx: Transaction, gone: HouseholdId, kept: HouseholdId, people: Mapping[PersonId, PersonId]) -> None:
    """Alternates and blocks of `gone` are `kept`'s; `people` names members anew."""
    for old, new in people.items():
        tx.connection.execute("UPDATE OR IGNORE blocked_collectors SET person = ? WHERE person = ?", (new, old))
    for table in ("alternates", "blocked_collectors"):
        tx.connection.execute(
            f"UPDATE OR IGNORE {table} SET household = ? WHERE household = ?",  # noqa: S608  one of two of ours
            (kept, gone),
        )


def take_collectors_out(
    tx: Transaction, kept: HouseholdId, gone: HouseholdId, people: Mapping[PersonId, PersonId], group: Collection[str]
) -> None:
    """Alternates who came with `gone` (one of `group`) are its own again; the reverse of `move_collectors`.

    A block is never lost by it: it goes with whoever goes, and for somebody who is of both it stands for both.
    """
    execute = tx.connection.execute
    marks = ", ".join("?" * len(group))
    execute(
        f"UPDATE OR IGNORE alternates SET household = ? WHERE household = ? AND added_to IN ({marks})",  # noqa: S608
        (gone, kept, *group),
    )
    execute(
        """UPDATE OR IGNORE blocked_collectors SET household = ?1 WHERE household = ?2 AND person IN
           (SELECT person FROM people WHERE household = ?1 UNION SELECT person FROM alternates WHERE household = ?1)""",
        (gone, kept),
    )
    for theirs, ours in people.items():
        execute(
            """INSERT INTO blocked_collectors (household, person) SELECT ?, ? FROM blocked_collectors
               WHERE household = ? AND person = ? ON CONFLICT DO NOTHING""",
            (gone, theirs, kept, ours),
        )
