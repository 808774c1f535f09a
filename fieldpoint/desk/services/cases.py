"""Somebody is booked for a session, enrolled at the service desk or in a course, or referred: a case begins.

A slot is given once: the database holds it unique. Whoever asks for one that is taken, or for one more than there are,
is told so in one word, and the word is a row. Imports desk, store and core.
"""

import msgspec
from msgspec import UNSET

from fieldpoint.core.log_rows import Refusal
from fieldpoint.core.names import Day, EventId, PersonId, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.services.rows import ServiceCase, ServiceRefusal
from fieldpoint.core.services.words import FIRST, NAMES_A_PLACE, Flow, PlaceKind, SlotReason, flow_of
from fieldpoint.desk.act import Act
from fieldpoint.desk.hand_out import AskedLine, Place, hand_out
from fieldpoint.desk.look import Shown
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.services.acting import (
    Done,
    Member,
    append,
    business_day,
    count_as_handout,
    done_at,
    member_of,
    why_not,
)
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store import log
from fieldpoint.store.services.sessions import (
    Session,
    find_session,
    goes_on_already,
    highest_slot,
    holds_place,
    taken_slots,
)
from fieldpoint.store.transaction import LogHead, Transaction


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Who is to be booked, enrolled or referred, and for what. `beyond`: the lead lets it in over the places."""

    programme: ProgrammeCode
    person: PersonId
    session: EventId | None = None
    slot: int | None = None
    beyond: bool = False
    place: PlaceKind | None = None
    next_on: Day | None = None


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """The row of a case that began, or of the no (`reason`), and where it stands."""

    row: ServiceCase | ServiceRefusal | Refusal
    stands: LogHead

    @property
    def reason(self) -> str | None:
        """Why there is no case."""
        return None if isinstance(self.row, ServiceCase) else self.row.reason


def open_case(tx: Transaction, book: RuleBook, shown: Shown, wish: Wish, act: Act) -> Opened:
    """The case stands at its first step, or the no is a row; the same act again is the first answer. Does not commit.

    `NotFound` (`programme-unknown`, `service-session-unknown`), `Invalid` (`member-unknown`, `service-unfit`),
    `Conflict` (`event-id-reused`).
    """
    before = _before(tx, wish, act)
    if before is not None:
        return before
    flow, session = _flow_and_session(tx, wish)
    day = business_day(tx, book)
    on = day if session is None else next((one for one in session.days if one >= day), session.days[-1])
    member = member_of(book, shown, wish.person, wish.programme, on)
    if flow == "referral":
        return _refer(tx, book, member, wish, act)
    refused = why_not(tx, book, member, Moment(day=on, clock_day=on))
    slot, reason = (None, refused.reason) if refused is not None else _place_in(tx, wish, session)
    if reason is not None:
        return _refuse(tx, book, wish, act, reason)
    if flow == "visit" and wish.next_on is None and on > day:  # whoever comes another day is reminded of it
        wish = msgspec.structs.replace(wish, next_on=on)
    beyond = session is not None and slot is not None and slot > session.places
    return _begin(
        tx, member, wish, _Begun(done=done_at(tx, book, act), slot=slot, beyond=beyond, event_id=act.event_id)
    )


class _Begun(msgspec.Struct, frozen=True, kw_only=True):
    """What a case begins with besides what was wished."""

    done: Done
    event_id: EventId | None
    slot: int | None = None
    beyond: bool = False
    handout: EventId | None = None


def _begin(tx: Transaction, member: Member, wish: Wish, begun: _Begun) -> Opened:
    row = ServiceCase(
        **tx.stamp(begun.event_id),
        **begun.done,
        prog=wish.programme,
        hh=member.household,
        person=wish.person,
        step=FIRST[flow_of(wish.programme) or "referral"],
        session=wish.session or UNSET,
        slot=begun.slot or UNSET,
        beyond=begun.beyond or UNSET,
        place=wish.place or UNSET,
        next_on=wish.next_on or UNSET,
        handout=begun.handout or UNSET,
    )
    return Opened(row=row, stands=append(tx, row).stands)


def _refuse(tx: Transaction, book: RuleBook, wish: Wish, act: Act, reason: str) -> Opened:
    """The no is a row."""
    row = ServiceRefusal(
        **tx.stamp(act.event_id),
        **done_at(tx, book, act),
        prog=wish.programme,
        person=wish.person,
        reason=str(reason),
        session=wish.session or UNSET,
        slot=wish.slot or UNSET,
    )
    return Opened(row=row, stands=append(tx, row).stands)


def _refer(tx: Transaction, book: RuleBook, member: Member, wish: Wish, act: Act) -> Opened:
    """A referral is the service: it is asked for as a handout is, and refused as one."""
    if goes_on_already(tx.connection, wish.programme, wish.person):
        return _refuse(tx, book, wish, act, "already-booked")
    if why_not(tx, book, member, moment_at(tx.connection, tx.now, book.zone)) is None:
        handout = count_as_handout(tx, book, member, act)
        return _begin(tx, member, wish, _Begun(done=done_at(tx, book, act), event_id=act.event_id, handout=handout))
    line = AskedLine(
        handout_id=tx.stamp(act.event_id)["id"],
        tseq=None,
        programme=wish.programme,
        quantity=1,
        members=(wish.person,),
    )
    answered = hand_out(tx, book, member.shown, line, Place(desk=act.desk, tab=act.tab, operator=act.operator))
    if isinstance(answered.row, Refusal):
        return Opened(row=answered.row, stands=answered.stands)
    raise Conflict(Code.EVENT_ID_REUSED)


def _before(tx: Transaction, wish: Wish, act: Act) -> Opened | None:
    found = None if act.event_id is None else log.find(tx.connection, act.event_id)
    if found is None:
        return None
    row, stands = found
    who = (row.person,) if isinstance(row, ServiceCase | ServiceRefusal) else ()
    if isinstance(row, Refusal):
        who = tuple(row.members) or (wish.person,)
    if not isinstance(row, ServiceCase | ServiceRefusal | Refusal) or who != (wish.person,):
        raise Conflict(Code.EVENT_ID_REUSED)
    if row.prog != wish.programme:
        raise Conflict(Code.EVENT_ID_REUSED)
    return Opened(row=row, stands=stands)


def _flow_and_session(tx: Transaction, wish: Wish) -> tuple[Flow, Session | None]:
    """How the case will go, and in which session; what the wish says must be what the flow asks."""
    flow = flow_of(wish.programme)
    place_named = (wish.place is not None) == (flow is not None and FIRST[flow] in NAMES_A_PLACE)
    if flow is None or (wish.session is not None) != (flow in ("visit", "course")) or not place_named:
        raise Invalid(Code.SERVICE_UNFIT)
    session = None if wish.session is None else find_session(tx.connection, wish.session)
    if wish.session is not None and (session is None or session.programme != wish.programme):
        raise NotFound(Code.SERVICE_SESSION_UNKNOWN)
    return flow, session


def _place_in(tx: Transaction, wish: Wish, session: Session | None) -> tuple[int | None, SlotReason | None]:
    """The number that the person gets, or why none."""
    if session is None:
        again = goes_on_already(tx.connection, wish.programme, wish.person)
        return None, "already-booked" if again else None
    if holds_place(tx.connection, session.session, wish.person):
        return None, "already-booked"
    taken = set(taken_slots(tx.connection, session.session))
    if wish.slot is not None:
        if wish.slot in taken:
            return None, "slot-taken"
        return (wish.slot, None) if wish.slot <= session.places or wish.beyond else (None, "session-full")
    highest = highest_slot(tx.connection, session.session)
    free = [number for number in range(1, session.places + 1) if number not in taken]
    # A queue number that was given back is told to nobody else as long as there are new ones.
    fresh = free if session.every is not None else [number for number in free if number > highest] or free
    if fresh:
        return fresh[0], None
    return (max(highest, session.places) + 1, None) if wish.beyond else (None, "session-full")
