"""Two households turn out to be one: the history of both goes on as one, and nothing is undone."""

from collections.abc import Mapping

from msgspec import UNSET

from fieldpoint.core.log_rows import HouseholdMerge
from fieldpoint.core.names import HouseholdId, PersonId
from fieldpoint.core.people import Household, Person
from fieldpoint.core.persian import fold
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, done_before
from fieldpoint.desk.register_household import add_members
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store import effects, log, people
from fieldpoint.store.merges import present_household
from fieldpoint.store.register.changes import note_change
from fieldpoint.store.takings import taken_by_both
from fieldpoint.store.transaction import LogHead, Transaction


def same_people(kept: Household, gone: Household) -> dict[PersonId, PersonId]:
    """Who of `gone` is who of `kept`, as far as it is certain: the same valid ID, else name and birth date."""
    pairs: dict[PersonId, PersonId] = {}
    for same in (_same_id, _same_name):
        for other in gone.members:
            free = (one for one in kept.members if one.person not in pairs.values())
            found = next((one for one in free if same(one, other)), None)
            if other.person not in pairs and found is not None:
                pairs[other.person] = found.person
    return pairs


def merge_households(
    tx: Transaction, kept: HouseholdId, gone: HouseholdId, pairs: Mapping[PersonId, PersonId] | None, act: Act
) -> tuple[HouseholdMerge, LogHead]:
    """`gone` is `kept` from here on, and where that row stands. Does not commit.

    `pairs` say who of `gone` is who of `kept`; without them it is whoever certainly is. Where both had taken
    the same thing the row names the programme. `NotFound` (`household-unknown`), `Conflict` (`merge-invalid`
    for two that are one already or people who do not fit, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, HouseholdMerge, lambda row: row.gone == gone)
    if before is not None:
        return before
    one, other = _read(tx.connection, kept), _read(tx.connection, gone)
    same = same_people(one, other) if pairs is None else dict(pairs)
    if one.household == other.household or not _fit(one, other, same):
        raise Conflict(Code.MERGE_INVALID)
    names = {str(theirs): ours for theirs, ours in same.items()}
    row = HouseholdMerge(
        **tx.stamp(act.event_id),
        kept=one.household,
        gone=other.household,
        people=list(same.items()),
        op=act.operator,
        collisions=taken_by_both(tx.connection, other.household, one.household, names) or UNSET,
    )
    stands = log.append(tx, row)
    effects.apply(tx, row)
    own = Act(operator=act.operator, desk=act.desk)
    add_members(tx, _read(tx.connection, one.household), (), own)  # its registration names the people it has now
    note_change(tx, one.household, "merge", (row.id, act.operator), one)
    return row, stands


def _read(connection: Connection, household: HouseholdId) -> Household:
    found = people.read_household(connection, present_household(connection, household))
    if found is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    return found


def _fit(kept: Household, gone: Household, pairs: Mapping[PersonId, PersonId]) -> bool:
    """Nobody is two people, and everybody is of the household that is named."""
    ours, theirs = {one.person for one in kept.members}, {one.person for one in gone.members}
    return len(set(pairs.values())) == len(pairs) and theirs.issuperset(pairs) and ours.issuperset(pairs.values())


def _same_id(one: Person, other: Person) -> bool:
    return _id(one) is not None and _id(one) == _id(other)


def _same_name(one: Person, other: Person) -> bool:
    """Two valid IDs of one kind that differ are two people, whatever they are called."""
    if _id(one) is not None and _id(other) is not None and one.id_kind == other.id_kind:
        return False
    return one.born_on is not None and one.born_on == other.born_on and _name(one) == _name(other)


def _id(person: Person) -> tuple[str, str] | None:
    return (person.id_kind, person.id_value) if person.id_value and not person.id_flag else None


def _name(person: Person) -> str:
    return fold(person.given_name + person.family_name)
