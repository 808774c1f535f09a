"""Households that parted: who is of the new one, and what counts for both until its period ends.

A projection of `household.split` rows, but for `people`. Nothing here commits.

Imports core, database and its neighbours in the store.
"""

from collections.abc import Collection, Sequence

from fieldpoint.core.names import Cycle, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.database import Connection
from fieldpoint.store.register.places import know_by_id
from fieldpoint.store.takings import copy_takings
from fieldpoint.store.transaction import Transaction


def split_household(
    tx: Transaction, old: HouseholdId, new: HouseholdId, people: Sequence[PersonId], head: PersonId
) -> None:
    """The people are of the new household, in this order, and nobody forgets whence it came."""
    execute = tx.connection.execute
    execute("INSERT INTO splits (new, old) VALUES (?, ?)", (new, old))
    know_by_id(tx, new)
    for ordinal, person in enumerate(people, start=1):
        execute(
            "UPDATE people SET household = ?, ordinal = ?, is_head = ? WHERE person = ? AND household = ?",
            (new, ordinal, person == head, person, old),
        )


def share_history(
    tx: Transaction,
    parting: tuple[HouseholdId, HouseholdId],
    people: Collection[PersonId],
    counts: Collection[tuple[ProgrammeCode, Cycle]],
) -> None:
    """What the old household, or who left it, took of these programmes and periods counts for the new one too."""
    old, new = parting
    for programme, cycle in counts:
        copy_takings(tx, (old, new), (programme, cycle), people)


def split_off(connection: Connection, household: HouseholdId) -> list[HouseholdId]:
    """The households that parted from this one."""
    found = connection.execute("SELECT new FROM splits WHERE old = ? ORDER BY new", (household,))
    return [HouseholdId(new) for (new,) in found]


def split_from(connection: Connection, household: HouseholdId) -> HouseholdId | None:
    """The household that this one parted from, or nothing."""
    row = connection.execute("SELECT old FROM splits WHERE new = ?", (household,)).fetchone()
    return None if row is None else HouseholdId(row[0])
