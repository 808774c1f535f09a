"""GET of the services, and the look at a card: what runs here, who is booked, who waits, who is to be told."""

import re

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from fieldpoint.core.jalali import days_after, read_day
from fieldpoint.core.names import Day, EventId, HouseholdId
from fieldpoint.core.services.count import add_up
from fieldpoint.database import Connection
from fieldpoint.desk.look import Shown, read_holder
from fieldpoint.desk.open_day import today
from fieldpoint.desk.services.acting import holder_of
from fieldpoint.errors import Code, Invalid, NotAllowed, NotFound
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.services.cases import (
    Case,
    cases_of_person,
    cases_of_session,
    count_due,
    count_waiting,
    due_cases,
    find_case,
    issued_number,
    steps_of,
    waiting_cases,
)
from fieldpoint.store.services.sessions import find_session, marks_between, sessions_from
from fieldpoint.store.services.tickets import tickets_on
from fieldpoint.web.services.views import (
    Seen,
    case_view,
    count_view,
    is_unshown,
    known_services,
    reminder_view,
    session_view,
    shown_cases,
    ticket_view,
)
from fieldpoint.web.services.wire import (
    CaseFile,
    CasesReply,
    CountsReply,
    LookReply,
    LookRequest,
    RemindersReply,
    ServicesReply,
    StepView,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import label_of, member_view

MOST = 300
_AHEAD_DAYS = 3  # how far the list of who is to be told looks ahead, unless a day is named
_LEADING = ("lead", "admin")
_MONTH = re.compile(r"1[2-5][0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)


def leads(session: SignIn) -> bool:
    """Whether the lead is asking."""
    return session.role in _LEADING


def seen_by(till: Till, connection: Connection | None = None) -> Seen:
    """The database, the programmes and the day of a look."""
    at = connection or till.reader
    day = open_day_of(at) or today(at, till.site.clock.now(), till.site.facts.zone)
    return Seen(connection=at, programmes=dict(till.book(at).on(day).programmes), day=day)


def shown_to(till: Till, connection: Connection, asked: LookRequest, session: SignIn) -> Shown:
    """Whoever's card it is; or the household that the lead found. `Invalid` (`card-unknown`) for a card of nobody."""
    if (asked.text is None) == (asked.household is None):
        raise Invalid(Code.REQUEST_INVALID, field="$.text")
    if asked.household is not None:
        if not leads(session):
            raise NotAllowed(Code.ROLE_MISSING)
        return holder_of(connection, HouseholdId(asked.household))
    shown = read_holder(connection, till.read_card(asked.text or ""))
    if shown.holder.household is None:
        raise NotFound(Code.CARD_UNKNOWN)
    return shown


@get("/api/v1/services")
async def get_services(till: NamedDependency[Till], session: NamedDependency[SignIn]) -> ServicesReply:
    """What runs here from today on, today's tickets, how many wait and are to be told."""
    seen = seen_by(till)
    sessions = sessions_from(seen.connection, seen.day)
    booked = {one.queue for one in sessions if one.doctor and seen.day in one.days}
    lead, waiting = leads(session), count_waiting(seen.connection)
    return ServicesReply(
        day=seen.day,
        known=known_services(seen, lead=lead),
        sessions=[session_view(seen, one) for one in sessions],
        tickets=[ticket_view(one, booked) for one in tickets_on(seen.connection, seen.day)],
        waiting=sum(count for programme, count in waiting.items() if lead or not is_unshown(programme)),
        due=count_due(seen.connection, days_after(seen.day, _AHEAD_DAYS)) if lead else 0,
    )


@get("/api/v1/service-sessions/{session_id:str}")
async def get_session_cases(
    session_id: FromPath[str], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CasesReply:
    """Who is booked for a session or enrolled in a course, by number. 404 `service-session-unknown`."""
    seen = seen_by(till)
    if find_session(seen.connection, EventId(session_id)) is None:
        raise NotFound(Code.SERVICE_SESSION_UNKNOWN)
    found = cases_of_session(seen.connection, EventId(session_id))
    return CasesReply(cases=shown_cases(seen, found, lead=leads(session)))


@post("/api/v1/service-looks", status_code=200)
async def post_service_look(
    data: JSONBody[LookRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> LookReply:
    """The members of a card's household and their cases; nothing is written. 404 `card-unknown`."""
    seen = seen_by(till)
    household = shown_to(till, seen.connection, data, session).holder.household
    if household is None:
        raise NotFound(Code.CARD_UNKNOWN)
    cases = [case for one in household.members for case in cases_of_person(seen.connection, one.person)]
    return LookReply(
        household=household.household,
        label=label_of(household.code),
        members=[member_view(one, seen.day) for one in household.members],
        cases=shown_cases(seen, cases, lead=leads(session)),
    )


@get("/api/v1/service-cases/{case:str}")
async def get_service_case(case: FromPath[str], till: NamedDependency[Till]) -> CaseFile:
    """A case with every step and the number that was issued, for the lead. 404 `service-case-unknown`."""
    seen, found = seen_by(till), _case(till.reader, case)
    steps = steps_of(seen.connection, found.case)
    return CaseFile(
        case=case_view(seen, found),
        steps=[StepView(step=one.step, day=one.day, because=one.because, undone=one.undone) for one in steps],
        number=issued_number(seen.connection, found.case),
    )


@get("/api/v1/service-waiting")
async def get_service_waiting(till: NamedDependency[Till], session: NamedDependency[SignIn]) -> CasesReply:
    """Enrolments and referrals that go on, whoever has waited longest first."""
    seen = seen_by(till)
    return CasesReply(cases=shown_cases(seen, waiting_cases(seen.connection, MOST), lead=leads(session)))


@get("/api/v1/service-reminders")
async def get_service_reminders(till: NamedDependency[Till], until: FromQuery[str] = "") -> RemindersReply:
    """Who is to be told of what is due up to a day, in three days unless one is named. 400 `day-invalid`."""
    seen = seen_by(till)
    day = _day(until) if until else days_after(seen.day, _AHEAD_DAYS)
    found = due_cases(seen.connection, day, MOST)
    return RemindersReply(until=day, reminders=[reminder_view(seen, one) for one in found])


@get("/api/v1/service-counts")
async def get_service_counts(till: NamedDependency[Till], month: FromQuery[str] = "") -> CountsReply:
    """Every step that was reached in a Jalali month, this one unless another is named. 400 `day-invalid`."""
    seen = seen_by(till)
    wanted = month or seen.day[:7]
    if _MONTH.fullmatch(wanted) is None:
        raise Invalid(Code.DAY_INVALID)
    found = add_up(marks_between(seen.connection, Day(f"{wanted}-01"), Day(f"{wanted}-31")))
    return CountsReply(month=wanted, lines=[count_view(seen, one) for one in found])


def _case(connection: Connection, case: str) -> Case:
    found = find_case(connection, EventId(case))
    if found is None:
        raise NotFound(Code.SERVICE_CASE_UNKNOWN)
    return found


def _day(text: str) -> Day:
    try:
        read_day(text)
    except ValueError as fault:
        raise Invalid(Code.DAY_INVALID) from fault
    return Day(text)
