"""Who stands in which household at which place, by ids alone: for rows that are replayed and for a rebuild.

Imports core, database and its neighbours in the store.
"""

from collections.abc import Collection, Generator
from contextlib import contextmanager

from fieldpoint.core.names import HouseholdId, PersonId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

_FAR = 1_000_000  # behind every place that anybody has


def know_by_id(tx: Transaction, household: HouseholdId) -> None:
    """The household stands, by its id alone where nothing else is known: its salt is empty then."""
    tx.connection.execute(
        "INSERT INTO households (household, office, code, neighbourhood, registered_on, salt)"
        " VALUES (?, '', ?, '', '', x'') ON CONFLICT DO NOTHING",
        (household, household),
    )


def forget_ids(tx: Transaction, household: HouseholdId, members: Collection[PersonId]) -> None:
    """Whoever is known in the household by an id alone and is none of its members goes."""
    marks = ", ".join("?" * len(members))
    tx.connection.execute(
        f"""DELETE FROM people WHERE household = ? AND person NOT IN ({marks}) AND given_name = ''
            AND family_name = '' AND relation = '' AND sex = '' AND born_on IS NULL AND phone IS NULL
            AND id_value IS NULL AND tags = '' AND note = ''""",  # noqa: S608  question marks
        (household, *members),
    )


@contextmanager
def places_kept(connection: Connection) -> Generator[None]:
    """Whatever is replayed inside, whoever is here already ends in the place they had.

    People are no projection: the rows of years of merges and splits would shuffle them, and leave the last head
    behind. Does not commit.
    """
    execute = connection.execute
    execute("CREATE TEMP TABLE kept_places AS SELECT person, household, ordinal, is_head FROM people")
    execute("CREATE UNIQUE INDEX temp.kept_people ON kept_places (person)")
    execute("CREATE TEMP TABLE kept_moves AS SELECT merge, person, ordinal, is_head FROM merged_people")
    yield
    execute("UPDATE people SET ordinal = ordinal + ?", (_FAR,))
    execute(
        """UPDATE people SET household = k.household, ordinal = k.ordinal, is_head = k.is_head
           FROM kept_places k WHERE k.person = people.person"""
    )
    execute("DELETE FROM merged_people WHERE person IN (SELECT person FROM kept_places)")
    execute("INSERT OR REPLACE INTO merged_people SELECT merge, person, ordinal, is_head FROM kept_moves")
    execute("DROP TABLE kept_places")
    execute("DROP TABLE kept_moves")
