"""Numbered tickets: drawn, called by their number, put aside when nobody comes, done. Imports desk, store and core."""

from typing import Final

from msgspec import UNSET

from fieldpoint.core.names import Day, EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.services.rows import ServiceTicket
from fieldpoint.core.services.words import TicketAct, TicketState
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.services.acting import append, business_day, done_at
from fieldpoint.desk.services.sessions import QUEUE
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store.services.cases import find_case
from fieldpoint.store.services.sessions import find_session, sessions_from
from fieldpoint.store.services.tickets import Ticket, find_ticket, first_waiting, next_number
from fieldpoint.store.transaction import Transaction

_FROM: Final[dict[TicketAct, tuple[TicketState, ...]]] = {
    "call": ("waiting", "away"),
    "again": ("called",),
    "away": ("called",),
    "done": ("called",),
}


def draw_ticket(tx: Transaction, book: RuleBook, queue: str, act: Act) -> Stands:
    """The next number of a queue. Does not commit.

    `Invalid` (`service-unfit`) for a queue that is no letter, `Conflict` (`queue-taken`) for one whose numbers are a
    session's slots today, (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, ServiceTicket, lambda row: row.queue == queue)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    if QUEUE.fullmatch(queue) is None:
        raise Invalid(Code.SERVICE_UNFIT)
    day = business_day(tx, book)
    if any(one.queue == queue and day in one.days and one.doctor for one in sessions_from(tx.connection, day)):
        raise Conflict(Code.QUEUE_TAKEN)
    number = next_number(tx.connection, queue, day)
    row = ServiceTicket(
        **tx.stamp(act.event_id), **done_at(tx, book, act), queue=queue, number=number, on=day, act="issue"
    )
    return append(tx, row)


def call_next(tx: Transaction, book: RuleBook, queue: str, act: Act) -> Stands:
    """Whoever waits longest in a queue is called to the act's desk. Does not commit.

    `NotFound` (`queue-empty`), `Conflict` (`event-id-reused`).
    """
    same = (queue, "call")
    before = done_before(tx.connection, act.event_id, ServiceTicket, lambda row: (row.queue, row.act) == same)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    ticket = first_waiting(tx.connection, queue, business_day(tx, book))
    if ticket is None:
        raise NotFound(Code.QUEUE_EMPTY)
    return _move(tx, book, ticket, "call", act)


def move_ticket(tx: Transaction, book: RuleBook, ticket_id: EventId, what: TicketAct, act: Act) -> Stands:
    """The ticket is called (again), put aside, or done. Does not commit.

    `NotFound` (`ticket-unknown`), `Conflict` (`ticket-unfit`) where it stands elsewhere, (`event-id-reused`).
    """
    same = (ticket_id, what)
    before = done_before(tx.connection, act.event_id, ServiceTicket, lambda row: (row.ticket, row.act) == same)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    ticket = find_ticket(tx.connection, ticket_id)
    if ticket is None:
        raise NotFound(Code.TICKET_UNKNOWN)
    if ticket.state not in _FROM.get(what, ()):
        raise Conflict(Code.TICKET_UNFIT)
    return _move(tx, book, ticket, what, act)


def _move(tx: Transaction, book: RuleBook, ticket: Ticket, what: TicketAct, act: Act) -> Stands:
    waited = _waited(tx, book, ticket) if what == "call" and not ticket.calls else None
    row = ServiceTicket(
        **tx.stamp(act.event_id),
        **done_at(tx, book, act),
        queue=ticket.queue,
        number=ticket.number,
        on=ticket.day,
        act=what,
        ticket=ticket.ticket,
        waited_s=UNSET if waited is None else waited,
    )
    return append(tx, row)


def _waited(tx: Transaction, book: RuleBook, ticket: Ticket) -> int | None:
    """How long somebody waited: since the number was drawn; of a slot with its time, since that.

    Of a slot without a time nobody knows when its holder came.
    """
    case = find_case(tx.connection, ticket.ticket)
    if case is None:
        return max(tx.now.wall_ms - ticket.drawn_at, 0) // 1000
    session = None if case.session is None else find_session(tx.connection, case.session)
    due = None if session is None or case.slot is None else session.minute_of(case.slot)
    now = _minute(tx, book, ticket.day)
    return None if due is None or now is None else max(now - due, 0) * 60


def _minute(tx: Transaction, book: RuleBook, day: Day) -> int | None:
    moment = moment_at(tx.connection, tx.now, book.zone)
    return moment.minute if moment.clock_day == day else None
