"""What every act of the services has in common: its day, its place in the log, the handout that a step is.

Imports desk, store and core.
"""

from typing import TypedDict

import msgspec
from msgspec import UNSET, UnsetType

from fieldpoint.core.log_rows import AnyRow
from fieldpoint.core.names import Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.entitlement import decide
from fieldpoint.core.rules.facts import Asked, Holder
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.verdict import Refused
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.gather import gather_facts
from fieldpoint.desk.hand_out import AskedLine, Place, hand_out
from fieldpoint.desk.look import Shown
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.record_fact import FactLine, record_fact
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.ids import new_event_id
from fieldpoint.store import effects, log
from fieldpoint.store.days import closed_day, last_day, open_day_of
from fieldpoint.store.merges import present_household
from fieldpoint.store.people import read_household
from fieldpoint.store.transaction import Transaction


class Done(TypedDict):
    """What the row of every act has besides its own."""

    day: Day | None
    desk: str
    tab: str | None
    tseq: int | None
    op: str
    late_for: Day | UnsetType


def done_at(tx: Transaction, book: RuleBook, act: Act) -> Done:
    """The act's day and place. What is done while no day is open belongs to the day of the clock."""
    day = business_day(tx, book)
    return Done(
        day=day,
        desk=act.desk,
        tab=act.tab,
        tseq=act.tseq,
        op=act.operator,
        late_for=closed_day(tx.connection, day) or UNSET,
    )


def business_day(tx: Transaction, book: RuleBook) -> Day:
    """The day that is open, else the clock's; never one before the last that was opened."""
    counted = moment_at(tx.connection, tx.now, book.zone).counted
    return open_day_of(tx.connection) or max(counted, last_day(tx.connection) or counted)


def append(tx: Transaction, row: AnyRow) -> Stands:
    """The row stands with its effects."""
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return Stands(row=row, stands=stands)


def programme_of(book: RuleBook, code: ProgrammeCode, day: Day) -> Programme:
    """The programme as it runs on a day. `NotFound` (`programme-unknown`)."""
    found = book.on(day).programmes.get(code)
    if found is None:
        raise NotFound(Code.PROGRAMME_UNKNOWN)
    return found


def holder_of(connection: Connection, household: HouseholdId) -> Shown:
    """The household without a card, as it is now. `NotFound` (`household-unknown`) where its record was erased."""
    found = read_household(connection, present_household(connection, household))
    if found is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    return Shown(card=None, holder=Holder(card_state="bound", household=found))


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One member of a holder's household, and the programme that it is about."""

    shown: Shown
    household: HouseholdId
    person: PersonId
    programme: Programme


def member_of(book: RuleBook, shown: Shown, person: PersonId, programme: ProgrammeCode, day: Day) -> Member:
    """The member. `Invalid` (`member-unknown`) where nobody of the holder is called so, `NotFound` as above."""
    household = shown.holder.household
    if household is None or person not in {one.person for one in household.members}:
        raise Invalid(Code.MEMBER_UNKNOWN)
    found = programme_of(book, programme, day)
    return Member(shown=shown, household=household.household, person=person, programme=found)


def why_not(tx: Transaction, book: RuleBook, member: Member, moment: Moment) -> Refused | None:
    """Why the member may not have one of the programme at a moment; nothing where it may."""
    (facts,) = gather_facts(tx.connection, book, member.shown.holder, [member.programme], moment)
    verdict = decide(facts, Asked(quantity=1, members=(member.person,)))
    return verdict if isinstance(verdict, Refused) else None


def count_as_handout(tx: Transaction, book: RuleBook, member: Member, act: Act) -> EventId:
    """A service that took place is a handout: its row. It happened, so where the rules say no it is a fact."""
    moment = moment_at(tx.connection, tx.now, book.zone)
    line = AskedLine(
        handout_id=new_event_id(),
        tseq=None,
        programme=member.programme.name,
        quantity=1,
        members=(member.person,),
    )
    place = Place(desk=act.desk, tab=act.tab, operator=act.operator)
    if why_not(tx, book, member, moment) is None:
        return hand_out(tx, book, member.shown, line, place).row.id
    fact = FactLine(line=line, day=moment.day or last_day(tx.connection))
    return record_fact(tx, book, member.shown, fact, place).row.id
