"""«این خانوار جدا شده»: some people of a household are one of their own from here on.

The history stays with the old household. What it took in the periods that are open counts for both until they end, so
nobody gets twice and nobody is asked anything back.
"""

from collections.abc import Iterable

import msgspec

from fieldpoint import ids
from fieldpoint.core.names import Cycle, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.core.register.rows import HouseholdSplit
from fieldpoint.core.rules.gates import open_spans
from fieldpoint.core.rules.period import Moment, counted_day, cycle_of
from fieldpoint.core.rules.programme import Programme
from fieldpoint.desk.act import Act, done_before
from fieldpoint.desk.collectors import read_present
from fieldpoint.desk.register.codes import free_code
from fieldpoint.desk.register.edit import check_heads, check_seen, headed_by, in_order
from fieldpoint.desk.register_household import append_registration
from fieldpoint.errors import Code, Invalid
from fieldpoint.store import effects, log, people
from fieldpoint.store.register.changes import note_change, version_by, version_of
from fieldpoint.store.transaction import LogHead, Transaction


class Parting(msgspec.Struct, frozen=True, kw_only=True):
    """Who leaves which household, with whom as head; `old_head` where the head is among them.

    `code` and `neighbourhood` of the new one: empty for the next free code, and for where they lived.
    """

    household: HouseholdId
    people: tuple[PersonId, ...]
    head: PersonId
    old_head: PersonId | None = None
    code: str = ""
    neighbourhood: str = ""
    seen: int | None = None


class Parted(msgspec.Struct, frozen=True, kw_only=True):
    """Both households as they are now, and the row that parted them."""

    old: Household
    new: Household
    version: int
    row: HouseholdSplit
    stands: LogHead


def split_household(
    tx: Transaction, parting: Parting, programmes: Iterable[Programme], moment: Moment, act: Act
) -> Parted:
    """The people who leave are a household of their own, which has no card yet. Does not commit.

    `NotFound` (`household-unknown`), `Invalid` (`member-unknown`; `household-invalid` where nobody or everybody
    leaves or a head is missing), `Conflict` (`household-changed`, `code-taken`, `event-id-reused`).
    """
    before = read_present(tx.connection, parting.household)
    done = done_before(tx.connection, act.event_id, HouseholdSplit, lambda row: row.old == before.household)
    if done is not None:
        version = version_by(tx.connection, before.household, done[0].id)
        new = read_present(tx.connection, done[0].new)
        return Parted(old=before, new=new, version=version, row=done[0], stands=done[1])
    check_seen(tx.connection, before.household, parting.seen)
    old, new = _part(before, parting, free_code(tx.connection, before.office, parting.code))
    row = HouseholdSplit(
        **tx.stamp(act.event_id),
        old=old.household,
        new=new.household,
        people=[one.person for one in new.members],
        head=parting.head,
        counts=_open_periods(programmes, before, moment),
        op=act.operator,
    )
    stands = _write(tx, (before, old, new), row, act)
    return Parted(old=old, new=new, version=version_of(tx.connection, old.household), row=row, stands=stands)


def _part(before: Household, parting: Parting, code: str) -> tuple[Household, Household]:
    leaving = dict.fromkeys(parting.people)
    members = {one.person: one for one in before.members}
    if not members.keys() >= leaving.keys():
        raise Invalid(Code.MEMBER_UNKNOWN)
    if not leaving or len(leaving) == len(members):
        raise Invalid(Code.HOUSEHOLD_INVALID, field="$.people", fault="members-missing")
    left = tuple(one for one in before.members if one.person not in leaving)
    old = msgspec.structs.replace(before, members=in_order(left))
    new = Household(
        household=ids.new_household_id(),
        office=before.office,
        code=code,
        neighbourhood=parting.neighbourhood or before.neighbourhood,
        registered_on=before.registered_on,  # whoever waited has waited
        review_on=before.review_on,
        members=in_order(tuple(members[person] for person in leaving)),
    )
    old = old if parting.old_head is None else headed_by(old, parting.old_head)
    check_heads(old.members)
    return old, headed_by(new, parting.head)


def _write(
    tx: Transaction, households: tuple[Household, Household, Household], row: HouseholdSplit, act: Act
) -> LogHead:
    """The row first, as a replay has it; then both records and their registrations."""
    before, old, new = households
    salt = ids.new_salt()
    people.add_household(tx, msgspec.structs.replace(new, members=()), salt)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    people.replace_people(tx, old)
    people.replace_people(tx, new)
    own = msgspec.structs.replace(act, event_id=None)
    append_registration(tx, old, people.salt_of(tx.connection, old.household), own)
    append_registration(tx, new, salt, own)
    note_change(tx, old.household, "split", (row.id, act.operator), before)
    note_change(tx, new.household, "split", (row.id, act.operator), None)
    return stands


def _open_periods(
    programmes: Iterable[Programme], household: Household, moment: Moment
) -> list[tuple[ProgrammeCode, Cycle]]:
    """Every programme with each period that is open now, in order; none while no day is."""
    if moment.day is None:
        return []
    found: set[tuple[ProgrammeCode, Cycle]] = set()
    for one in programmes:
        day = counted_day(one.period, moment)
        found.add((one.name, cycle_of(one.period, day)))
        found |= {(one.name, span.cycle) for span in open_spans(one, day, household.registered_on)}
    return sorted(found)
