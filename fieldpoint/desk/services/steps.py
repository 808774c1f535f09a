"""A case goes on: seen, submitted, issued, attended, accepted …; or back, with a reason. Imports desk, store, core."""

import msgspec
from msgspec import UNSET

from fieldpoint.core.jalali import gregorian_of
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.services.rows import ServiceStep, ServiceTold
from fieldpoint.core.services.words import NAMES_A_PLACE, TAKES, Because, PlaceKind, Step, flow_of, steps_after
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.services.acting import (
    append,
    business_day,
    count_as_handout,
    done_at,
    holder_of,
    member_of,
)
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store.days import open_day_of
from fieldpoint.store.services.cases import Case, Reached, drop_number, find_case, save_number, steps_of
from fieldpoint.store.services.sessions import find_session
from fieldpoint.store.transaction import Transaction

_DAY_S = 24 * 60 * 60


class Going(msgspec.Struct, frozen=True, kw_only=True):
    """A step to take: where somebody is sent on to, when to ask again, the number that was issued."""

    case: EventId
    step: Step
    place: PlaceKind | None = None
    next_on: Day | None = None
    number: str | None = None


class GoingBack(msgspec.Struct, frozen=True, kw_only=True):
    """Steps to take back: to the one at which the case stood before, and why. `lead`: the lead is asking."""

    case: EventId
    to: Step
    because: Because
    lead: bool = False


def take_step(tx: Transaction, book: RuleBook, going: Going, act: Act) -> Stands:
    """The case stands at the step; what is entitled is a handout from here on. Does not commit.

    `NotFound` (`service-case-unknown`, `household-unknown`), `Conflict` (`service-step-unfit`) where that step does
    not come next, (`service-day-unfit`) where a course does not meet today or the doctor's day is to come,
    (`event-id-reused`); `Invalid` (`service-unfit`) where a place or a number is missing or not asked for.
    """
    same = (going.case, going.step)
    before = done_before(tx.connection, act.event_id, ServiceStep, lambda row: (row.case, row.step) == same)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    case = _case(tx, going.case)
    day = business_day(tx, book)
    _check(tx, case, going, day)
    handout: EventId | None = None
    if going.step in TAKES:
        shown = holder_of(tx.connection, case.household)
        handout = count_as_handout(tx, book, member_of(book, shown, case.person, case.programme, day), act)
    row = ServiceStep(
        **tx.stamp(act.event_id),
        **done_at(tx, book, act),
        case=case.case,
        prog=case.programme,
        step=going.step,
        waited_s=UNSET if (waited := _waited(case, day)) is None else waited,
        handout=handout or UNSET,
        place=going.place or UNSET,
        next_on=going.next_on or UNSET,
    )
    stands = append(tx, row)
    if going.number is not None:
        save_number(tx, case.case, going.number)
    return stands


def go_back(tx: Transaction, book: RuleBook, back: GoingBack, act: Act) -> Stands:
    """The case stands where it stood; the steps since do not hold, and their handouts are voided. Does not commit.

    `NotFound` (`service-case-unknown`), `Conflict` (`service-step-unfit`) where it never stood there or stands there
    now, (`event-id-reused`); `NotAllowed` (`void-needs-lead`) where a handout is another's or older than five minutes.
    """
    same = (back.case, back.to, back.because)
    before = done_before(
        tx.connection, act.event_id, ServiceStep, lambda row: (row.case, row.step, row.because) == same
    )
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    case = _case(tx, back.case)
    later = _since(steps_of(tx.connection, case.case), back.to)
    if not later:
        raise Conflict(Code.SERVICE_STEP_UNFIT, step=case.step)
    for one in later:
        if one.handout is not None:
            void = Act(operator=act.operator, desk=act.desk, tab=act.tab)
            void_handout(tx, one.handout, void, "mistake", act.operator if back.lead else None)
        if one.step == "issued":
            drop_number(tx, case.case)
    row = ServiceStep(
        **tx.stamp(act.event_id),
        **done_at(tx, book, act),
        case=case.case,
        prog=case.programme,
        step=back.to,
        undoes=[one.event_id for one in later],
        because=back.because,
    )
    return append(tx, row)


def tell(tx: Transaction, book: RuleBook, case_id: EventId, act: Act) -> Stands:
    """Whoever the case is about was told of the day that is due. Does not commit.

    `NotFound` (`service-case-unknown`), `Conflict` (`service-step-unfit`) where no day is due, (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, ServiceTold, lambda row: row.case == case_id)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    case = _case(tx, case_id)
    if case.next_on is None:
        raise Conflict(Code.SERVICE_STEP_UNFIT, step=case.step)
    done = done_at(tx, book, act)
    return append(tx, ServiceTold(**tx.stamp(act.event_id), **done, case=case.case, next_on=case.next_on))


def _case(tx: Transaction, case: EventId) -> Case:
    found = find_case(tx.connection, case)
    if found is None:
        raise NotFound(Code.SERVICE_CASE_UNKNOWN)
    return found


def _check(tx: Transaction, case: Case, going: Going, day: Day) -> None:
    if not case.goes_on or going.step not in steps_after(case.step):
        raise Conflict(Code.SERVICE_STEP_UNFIT, step=case.step)
    place_fits = (going.place is not None) == (going.step in NAMES_A_PLACE)
    if not place_fits or (going.number is not None and going.step != "issued"):
        raise Invalid(Code.SERVICE_UNFIT)
    if flow_of(case.programme) == "visit" and going.step != "cancelled":
        _check_came(tx, case)
    if going.step == "attended":
        _check_meeting(tx, case, day)


def _check_came(tx: Transaction, case: Case) -> None:
    """Nobody was seen, or did not come, before the session's day. A clock alone may be behind and says nothing."""
    session = None if case.session is None else find_session(tx.connection, case.session)
    opened = open_day_of(tx.connection)
    if session is not None and opened is not None and opened < session.days[0]:
        raise Conflict(Code.SERVICE_DAY_UNFIT)


def _check_meeting(tx: Transaction, case: Case, day: Day) -> None:
    """A course is attended on its days, once each."""
    session = None if case.session is None else find_session(tx.connection, case.session)
    if session is None or day not in session.days:
        raise Conflict(Code.SERVICE_DAY_UNFIT)
    there = any(
        one.step == "attended" and one.day == day and not one.undone for one in steps_of(tx.connection, case.case)
    )
    if there:
        raise Conflict(Code.SERVICE_STEP_UNFIT, step="attended")


def _waited(case: Case, day: Day) -> int | None:
    """How long since the step before, in whole days; of a visit and a course nobody asks (tickets tell it)."""
    if case.since is None or flow_of(case.programme) in ("visit", "course"):
        return None
    return max((gregorian_of(day) - gregorian_of(case.since)).days, 0) * _DAY_S


def _since(steps: list[Reached], to: Step) -> list[Reached]:
    """The steps that hold after the last time the case stood at `to`; none where it stands there now."""
    holding = [one for one in steps if not one.undone and one.because is None]
    places = [number for number, one in enumerate(holding) if one.step == to]
    return holding[places[-1] + 1 :] if places else []
