"""A household's record becomes another version: edited, a birth, a death, a move, a new head.

What was before is kept with who changed it and when; the log gets a registration of random ids, and no word of what
happened to the family.
"""

from collections.abc import Callable, Sequence

import msgspec

from fieldpoint import ids
from fieldpoint.core.log_rows import Registration
from fieldpoint.core.names import HouseholdId, PersonId
from fieldpoint.core.people import Household, Person
from fieldpoint.core.register.draft import ReadDraft
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, done_before
from fieldpoint.desk.collectors import read_present
from fieldpoint.desk.register_household import append_registration
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.store import people
from fieldpoint.store.register.changes import ChangeKind, note_change, version_by, version_of
from fieldpoint.store.transaction import LogHead, Transaction


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """What is done to which household, seen at which version; None changes whatever stands."""

    household: HouseholdId
    kind: ChangeKind
    seen: int | None = None


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """The household as it is now, its version, and where its registration stands."""

    household: Household
    version: int
    row: Registration
    stands: LogHead


def save_version(tx: Transaction, edit: Edit, change: Callable[[Household], Household], act: Act) -> Saved:
    """The household's record is what `change` makes of it. Does not commit.

    The same act again answers what it did. `NotFound` (`household-unknown`), `Conflict` (`household-changed` when
    somebody saved since it was seen, `event-id-reused`), `Invalid` (`household-invalid`) for a record without exactly
    one head, and whatever `change` raises.
    """
    before = read_present(tx.connection, edit.household)
    done = done_before(tx.connection, act.event_id, Registration, lambda row: row.hh == before.household)
    if done is not None:
        version = version_by(tx.connection, before.household, done[0].id)
        return Saved(household=before, version=version, row=done[0], stands=done[1])
    check_seen(tx.connection, before.household, edit.seen)
    after = change(before)
    check_heads(after.members)
    return keep_version(tx, before, after, edit.kind, act)


def keep_version(tx: Transaction, before: Household, after: Household, kind: ChangeKind, act: Act) -> Saved:
    """The record is another, and the log names its people. Does not commit."""
    people.replace_people(tx, after)
    row, stands = append_registration(tx, after, people.salt_of(tx.connection, after.household), act)
    version = note_change(tx, after.household, kind, (row.id, act.operator), before)
    return Saved(household=after, version=version, row=row, stands=stands)


def check_seen(connection: Connection, household: HouseholdId, seen: int | None) -> None:
    """Whether nobody saved since a version was seen. `Conflict` (`household-changed`)."""
    if seen is not None and seen != version_of(connection, household):
        raise Conflict(Code.HOUSEHOLD_CHANGED)


def check_heads(members: Sequence[Person]) -> None:
    """Whether there is exactly one head. `Invalid` (`household-invalid`) with the field and the fault."""
    heads = sum(one.is_head for one in members)
    if heads != 1:
        raise Invalid(Code.HOUSEHOLD_INVALID, field="$.members", fault="head-twice" if heads else "head-missing")


def in_order(members: Sequence[Person]) -> tuple[Person, ...]:
    """People numbered from 1 on; whoever is new gets a random id."""
    return tuple(
        msgspec.structs.replace(one, ordinal=ordinal, person=one.person or ids.new_person_id())
        for ordinal, one in enumerate(members, start=1)
    )


def edited(before: Household, draft: ReadDraft) -> Household:
    """The record as it was typed anew; whoever is left out is of the household no more.

    `Invalid` (`member-unknown`) for a person of elsewhere, or one who is named twice.
    """
    known = [one.person for one in draft.people if one.person]
    if len(set(known)) < len(known) or not {one.person for one in before.members}.issuperset(known):
        raise Invalid(Code.MEMBER_UNKNOWN)
    return msgspec.structs.replace(
        before, neighbourhood=draft.neighbourhood, members=in_order(draft.people), review_on=draft.review_on
    )


def born(before: Household, child: Person) -> Household:
    """One more member, behind the others."""
    return msgspec.structs.replace(before, members=in_order((*before.members, child)))


def died(before: Household, person: PersonId, head: PersonId | None) -> Household:
    """One member less; `head` is who is head from now on, where it was the one who died."""
    _find(before, person)
    left = tuple(one for one in before.members if one.person != person)
    after = msgspec.structs.replace(before, members=left)
    return after if head is None else headed_by(after, head)


def moved(before: Household, neighbourhood: str) -> Household:
    """The household lives somewhere else."""
    return msgspec.structs.replace(before, neighbourhood=neighbourhood)


def headed_by(before: Household, head: PersonId) -> Household:
    """Another member is the head. `Invalid` (`member-unknown`)."""
    _find(before, head)
    members = tuple(msgspec.structs.replace(one, is_head=one.person == head) for one in before.members)
    return msgspec.structs.replace(before, members=members)


def _find(household: Household, person: PersonId) -> None:
    if person not in {one.person for one in household.members}:
        raise Invalid(Code.MEMBER_UNKNOWN)
