"""Who may collect for a household: alternates are stored by the lead, and anybody may be blocked without a word.

A block is silent: whoever is blocked hears what a stranger hears, and the lead gives a separate card
(design chapter 8: a separated or violent husband).
"""

from fieldpoint import ids
from fieldpoint.core.act_rows import AlternateAdd, CollectorBlock
from fieldpoint.core.jalali import age_on, read_day
from fieldpoint.core.names import Day, HouseholdId, PersonId
from fieldpoint.core.people import Alternate, Household
from fieldpoint.core.persian import clean
from fieldpoint.core.rules.facts import Collector
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, done_before
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.store import collectors, effects, log, people
from fieldpoint.store.merges import present_household
from fieldpoint.store.transaction import LogHead, Transaction


def add_alternate(tx: Transaction, household: HouseholdId, named: Alternate, act: Act) -> tuple[AlternateAdd, LogHead]:
    """The person may collect for the household from now on, under a new random id in the row. Does not commit.

    `NotFound` (`household-unknown`), `Invalid` (`request-invalid` without a name, `day-invalid`), `Conflict`
    (`event-id-reused`).
    """
    holder = read_present(tx.connection, household)

    def same(row: AlternateAdd) -> bool:
        return present_household(tx.connection, row.hh) == holder.household

    before = done_before(tx.connection, act.event_id, AlternateAdd, same)
    if before is not None:
        return before
    alternate = _clean(named, ids.new_person_id())
    row = AlternateAdd(**tx.stamp(act.event_id), hh=holder.household, person=alternate.person, op=act.operator)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    collectors.name_alternate(tx, alternate)
    return row, stands


def block_collector(
    tx: Transaction, household: HouseholdId, person: PersonId, act: Act, *, on: bool = True
) -> tuple[CollectorBlock, LogHead]:
    """The member or alternate may not collect for the household, or may again (`on` false). Does not commit.

    `NotFound` (`household-unknown`), `Invalid` (`member-unknown`), `Conflict` (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, CollectorBlock, lambda row: (row.person, row.on) == (person, on))
    if before is not None:
        return before
    holder = read_present(tx.connection, household)
    known = [*holder.members, *collectors.alternates_of(tx.connection, holder.household)]
    if person not in {one.person for one in known}:
        raise Invalid(Code.MEMBER_UNKNOWN)
    row = CollectorBlock(**tx.stamp(act.event_id), hh=holder.household, person=person, on=on, op=act.operator)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands


def collector_of(connection: Connection, household: Household, person: PersonId, day: Day) -> Collector:
    """What somebody of a household who stands at the desk is to it: a member, an alternate, or blocked.

    `Invalid` (`member-unknown`) for somebody who is nothing to it.
    """
    found = next((one for one in household.members if one.person == person), None)
    alternates = [] if found is not None else collectors.alternates_of(connection, household.household)
    somebody = found or next((one for one in alternates if one.person == person), None)
    if somebody is None:
        raise Invalid(Code.MEMBER_UNKNOWN)
    if person in collectors.blocked_of(connection, household.household):
        return Collector(kind="blocked")
    age = None if somebody.born_on is None else age_on(somebody.born_on, day)
    return Collector(
        kind="alternate" if found is None else "member", age=age, is_head=found is not None and found.is_head
    )


def read_present(connection: Connection, household: HouseholdId) -> Household:
    """The household that this one is now. `NotFound` (`household-unknown`) when there is none."""
    found = people.read_household(connection, present_household(connection, household))
    if found is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    return found


def _clean(named: Alternate, person: PersonId) -> Alternate:
    given, family, relation = (clean(text) for text in (named.given_name, named.family_name, named.relation))
    if not family:
        raise Invalid(Code.REQUEST_INVALID, field="$.family_name")
    try:
        born_on = None if named.born_on is None else read_day(named.born_on) and named.born_on
    except ValueError as fault:
        raise Invalid(Code.DAY_INVALID) from fault
    return Alternate(person=person, given_name=given, family_name=family, relation=relation, born_on=born_on)
