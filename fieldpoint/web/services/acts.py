"""POST of the services: sessions, cases, steps, tickets; each an act that keeps its id."""

from collections.abc import Callable
from typing import TypeVar

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.core.names import Day, EventId, PersonId, ProgrammeCode
from fieldpoint.core.services.rows import ServiceCase, ServiceStep, ServiceTicket, ServiceTold
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.services.cases import Opened, Wish, open_case
from fieldpoint.desk.services.sessions import Plan, open_session
from fieldpoint.desk.services.steps import Going, GoingBack, go_back, take_step, tell
from fieldpoint.desk.services.tickets import call_next, draw_ticket, move_ticket
from fieldpoint.errors import Code, NotAllowed, NotFound
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.services.cases import find_case
from fieldpoint.store.services.sessions import find_session
from fieldpoint.store.services.tickets import find_ticket
from fieldpoint.store.transaction import LogHead, Transaction
from fieldpoint.web.services.looks import leads, seen_by, shown_to
from fieldpoint.web.services.views import case_view, is_unshown, session_view, ticket_view
from fieldpoint.web.services.wire import (
    CaseReply,
    CaseRequest,
    CaseView,
    ReturnRequest,
    SessionRequest,
    SessionView,
    StepRequest,
    ToldRequest,
)
from fieldpoint.web.services.wire_queue import QueueRequest, TicketMove, TicketReply
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt

_Done = TypeVar("_Done")
_Change = Callable[[Transaction, Act], Stands]


@post("/api/v1/service-sessions", status_code=201)
async def post_service_session(
    data: JSONBody[SessionRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> SessionView:
    """People can be booked for it. 409 `queue-taken`; 400 `service-unfit`, `service-day-unfit`."""
    plan = Plan(
        programme=ProgrammeCode(data.programme),
        days=tuple(Day(day) for day in data.days),
        queue=data.queue,
        room=data.room,
        places=data.places,
        doctor=data.doctor,
        subject=data.subject,
        first=data.first,
        every=data.every,
    )

    def write(tx: Transaction) -> SessionView:
        done = open_session(tx, till.book(tx.connection), plan, _act(session, data.act_id))
        found = find_session(tx.connection, done.row.id)
        if found is None:
            raise NotFound(Code.SERVICE_SESSION_UNKNOWN)
        return session_view(seen_by(till, tx.connection), found)

    return await _written(till, write)


@post("/api/v1/service-cases", status_code=201)
async def post_service_case(
    data: JSONBody[CaseRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CaseReply:
    """The case, or why there is none: a slot that is another's, no place left, what the rules say. All are rows.

    403 `role-missing` for what only the lead lets in; 404 `service-session-unknown`; 400 `service-unfit`.
    """
    if (data.beyond or is_unshown(data.programme)) and not leads(session):
        raise NotAllowed(Code.ROLE_MISSING)
    wish = Wish(
        programme=ProgrammeCode(data.programme),
        person=PersonId(data.person),
        session=None if data.session is None else EventId(data.session),
        slot=data.slot,
        beyond=data.beyond,
        place=data.place,
        next_on=None if data.next_on is None else Day(data.next_on),
    )

    def write(tx: Transaction) -> tuple[Opened, CaseView | None]:
        shown = shown_to(till, tx.connection, data, session)
        opened = open_case(tx, till.book(tx.connection), shown, wish, _act(session, data.act_id))
        return opened, _view(till, tx, opened.row.id if isinstance(opened.row, ServiceCase) else None)

    opened, view = await _written(till, write)
    return CaseReply(case=view, refused=opened.reason, receipt=receipt(opened.stands, till.epochs))


@post("/api/v1/service-cases/{case:str}/steps", status_code=201)
async def post_service_step(
    case: FromPath[str], data: JSONBody[StepRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CaseReply:
    """The case goes on; what is entitled is a handout. 409 `service-step-unfit`, `service-day-unfit`."""
    next_on = None if data.next_on is None else Day(data.next_on)
    going = Going(case=EventId(case), step=data.step, place=data.place, next_on=next_on, number=data.number)
    return await _case_act(
        till, session, data.act_id, lambda tx, act: take_step(tx, till.book(tx.connection), going, act)
    )


@post("/api/v1/service-cases/{case:str}/returns", status_code=201)
async def post_service_return(
    case: FromPath[str], data: JSONBody[ReturnRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CaseReply:
    """The case stands where it stood. 409 `service-step-unfit`; 403 `void-needs-lead` where a handout is too old."""
    back = GoingBack(case=EventId(case), to=data.to, because=data.because, lead=leads(session))
    return await _case_act(till, session, data.act_id, lambda tx, act: go_back(tx, till.book(tx.connection), back, act))


@post("/api/v1/service-reminders", status_code=201)
async def post_service_told(
    data: JSONBody[ToldRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CaseReply:
    """Whoever the case is about was told. 409 `service-step-unfit` where no day is due."""
    case = EventId(data.case)
    return await _case_act(till, session, data.act_id, lambda tx, act: tell(tx, till.book(tx.connection), case, act))


@post("/api/v1/tickets", status_code=201)
async def post_ticket(
    data: JSONBody[QueueRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> TicketReply:
    """The next number of a queue. 409 `queue-taken` where its numbers are slots today."""
    return await _ticket_act(
        till, session, data.act_id, lambda tx, act: draw_ticket(tx, till.book(tx.connection), data.queue, act)
    )


@post("/api/v1/ticket-calls", status_code=201)
async def post_ticket_call(
    data: JSONBody[QueueRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> TicketReply:
    """Whoever is next is called to this desk. 404 `queue-empty`."""
    return await _ticket_act(
        till, session, data.act_id, lambda tx, act: call_next(tx, till.book(tx.connection), data.queue, act)
    )


@post("/api/v1/ticket-moves", status_code=201)
async def post_ticket_move(
    data: JSONBody[TicketMove], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> TicketReply:
    """The ticket is called (again), put aside, or done. 404 `ticket-unknown`, 409 `ticket-unfit`."""
    ticket, what = EventId(data.ticket), data.act
    return await _ticket_act(
        till, session, data.act_id, lambda tx, act: move_ticket(tx, till.book(tx.connection), ticket, what, act)
    )


async def _case_act(till: Till, session: SignIn, act_id: str, change: _Change) -> CaseReply:
    def write(tx: Transaction) -> tuple[LogHead, CaseView | None]:
        done = change(tx, _act(session, act_id))
        row = done.row
        case = row.case if isinstance(row, ServiceStep | ServiceTold) else None
        _check_shown(tx, case, session)
        return done.stands, _view(till, tx, case)

    stands, view = await _written(till, write)
    return CaseReply(case=view, refused=None, receipt=receipt(stands, till.epochs))


async def _ticket_act(till: Till, session: SignIn, act_id: str, change: _Change) -> TicketReply:
    def write(tx: Transaction) -> TicketReply:
        done = change(tx, _act(session, act_id))
        ticket_id = (done.row.ticket or done.row.id) if isinstance(done.row, ServiceTicket) else done.row.id
        ticket = find_ticket(tx.connection, ticket_id)
        if ticket is None:
            raise NotFound(Code.TICKET_UNKNOWN)
        booked = () if find_case(tx.connection, ticket_id) is None else (ticket.queue,)
        return TicketReply(ticket=ticket_view(ticket, booked), receipt=receipt(done.stands, till.epochs))

    return await _written(till, write)


async def _written(till: Till, write: Callable[[Transaction], _Done]) -> _Done:
    done = await till.writer.write(write)
    till.pusher.poke()
    return done


def _check_shown(tx: Transaction, case: EventId | None, session: SignIn) -> None:
    found = None if case is None else find_case(tx.connection, case)
    if found is not None and is_unshown(found.programme) and not leads(session):
        raise NotAllowed(Code.ROLE_MISSING)


def _view(till: Till, tx: Transaction, case: EventId | None) -> CaseView | None:
    found = None if case is None else find_case(tx.connection, case)
    return None if found is None else case_view(seen_by(till, tx.connection), found)


def _act(session: SignIn, act_id: str) -> Act:
    return Act(operator=session.operator, desk=session.desk, tab=session.tab, event_id=EventId(act_id))
