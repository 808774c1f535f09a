"""What was known of a household's people is gone: the record, earlier records, what alternates are called.

The erasure list is a projection of `household.erase` rows, so whatever replays the log erases again: the start that
finds rows in the witness which a restored copy lacks, and `rebuild`. Nothing here commits.

Imports core, database and its neighbours in the store.
"""

from collections.abc import Collection

import msgspec

from fieldpoint.core.names import EventId, HouseholdId, PersonId
from fieldpoint.core.people import Household
from fieldpoint.database import Connection
from fieldpoint.store.register.places import know_by_id
from fieldpoint.store.register.splits import split_from, split_off
from fieldpoint.store.register.undo import everyone_in, once_merged
from fieldpoint.store.search.rows import forget
from fieldpoint.store.services.apply import forget_numbers
from fieldpoint.store.transaction import Transaction

_RECORD = msgspec.json.Decoder(Household)


def erase_household(tx: Transaction, household: HouseholdId, row: EventId) -> None:
    """The household, and all that were merged into it, are known by their ids alone, and no card shows anybody."""
    group = everyone_in(tx.connection, household)
    people = _people_of(tx.connection, group)
    for near in _parted(tx.connection, group):
        _strike_out(tx, near, people)
    forget(tx.connection, sorted(people))
    forget_numbers(tx, people, group)
    for one in group:
        _forget(tx, one)
        tx.connection.execute(
            "INSERT INTO erasures (household, event_id) VALUES (?, ?) ON CONFLICT DO NOTHING", (one, row)
        )


def is_erased(connection: Connection, household: HouseholdId) -> bool:
    """Whether the household stands on the erasure list."""
    found = connection.execute("SELECT 1 FROM erasures WHERE household = ?", (household,))
    return found.fetchone() is not None


def _forget(tx: Transaction, household: HouseholdId) -> None:
    know_by_id(tx, household)
    execute = tx.connection.execute
    execute(
        """DELETE FROM alternate_names WHERE person IN (SELECT person FROM alternates WHERE household = ?)""",
        (household,),
    )
    execute("DELETE FROM merged_people WHERE person IN (SELECT person FROM people WHERE household = ?)", (household,))
    execute("DELETE FROM people WHERE household = ?", (household,))
    execute("DELETE FROM household_changes WHERE household = ?", (household,))
    execute(
        """UPDATE households SET office = '', code = household, neighbourhood = '', registered_on = '', salt = x'',
           review_on = NULL, review_listed = NULL, erased = 1 WHERE household = ?""",
        (household,),
    )


def _people_of(connection: Connection, group: Collection[HouseholdId]) -> set[PersonId]:
    """Everybody whom the records of these households name, earlier ones too."""
    people: set[PersonId] = set()
    for one in group:
        found = connection.execute("SELECT person FROM people WHERE household = ?", (one,))
        people |= {PersonId(person) for (person,) in found}
        earlier = connection.execute(
            "SELECT before FROM household_changes WHERE household = ? AND before IS NOT NULL", (one,)
        )
        people |= {member.person for (before,) in earlier for member in _RECORD.decode(before).members}
    return people


def _parted(connection: Connection, group: Collection[HouseholdId]) -> list[HouseholdId]:
    """Households whose earlier records may speak of the same people: whoever was once one with these."""
    near: list[HouseholdId] = []
    ahead = list(group)
    while ahead:
        one = ahead.pop()
        old = split_from(connection, one)
        found = [*split_off(connection, one), *([] if old is None else [old]), *once_merged(connection, one)]
        fresh = [name for other in found for name in everyone_in(connection, other) if name not in (*near, *group)]
        near += fresh
        ahead += fresh
    return near


def _strike_out(tx: Transaction, household: HouseholdId, people: Collection[PersonId]) -> None:
    """The earlier records of a household no longer speak of these people."""
    found = tx.connection.execute(
        "SELECT number, before FROM household_changes WHERE household = ? AND before IS NOT NULL", (household,)
    )
    for number, before in found.fetchall():
        record = _RECORD.decode(before)
        left = tuple(one for one in record.members if one.person not in people)
        if len(left) < len(record.members):
            tx.connection.execute(
                "UPDATE household_changes SET before = ? WHERE household = ? AND number = ?",
                (msgspec.json.encode(msgspec.structs.replace(record, members=left)), household, number),
            )
