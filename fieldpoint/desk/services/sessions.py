"""A doctor's session or a course is set up: on which days, in which room, so many places. Imports desk, store, core."""

import re
from typing import Final

import msgspec
from msgspec import UNSET

from fieldpoint.core.jalali import read_day
from fieldpoint.core.names import Day, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.services.rows import ServiceSession
from fieldpoint.core.services.words import Doctor, Subject, flow_of
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.services.acting import append, business_day, done_at, programme_of
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.store.services.sessions import queue_is_taken
from fieldpoint.store.transaction import Transaction

QUEUE: Final = re.compile(r"[A-Z]", re.ASCII)
MAX_DAYS: Final = 60
_MINUTES: Final = 24 * 60


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a session is to be: see `ServiceSession`."""

    programme: ProgrammeCode
    days: tuple[Day, ...]
    queue: str
    room: int
    places: int
    doctor: Doctor | None = None
    subject: Subject | None = None
    first: str | None = None
    every: int | None = None


def open_session(tx: Transaction, book: RuleBook, plan: Plan, act: Act) -> Stands:
    """The session or course stands, and people can be booked for it. Does not commit.

    `NotFound` (`programme-unknown`); `Invalid` (`service-unfit`) for a programme that has no sessions or a plan that
    is no plan, (`service-day-unfit`) for a day that is over or none; `Conflict` (`queue-taken`) where another session
    of the day is called by that letter, (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, ServiceSession, lambda row: row.prog == plan.programme)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    days = sorted(set(plan.days))
    _check_days(days, business_day(tx, book))
    programme_of(book, plan.programme, days[0])
    _check_plan(plan, days)
    visit = flow_of(plan.programme) == "visit"
    if visit and queue_is_taken(tx.connection, plan.queue, days):
        raise Conflict(Code.QUEUE_TAKEN)
    row = ServiceSession(
        **tx.stamp(act.event_id),
        **done_at(tx, book, act),
        prog=plan.programme,
        days=days,
        queue=plan.queue,
        room=plan.room,
        places=plan.places,
        doctor=plan.doctor or UNSET,
        subject=plan.subject or UNSET,
        first=plan.first or UNSET,
        every=plan.every or UNSET,
    )
    return append(tx, row)


def _check_days(days: list[Day], today: Day) -> None:
    try:
        for day in days:
            read_day(day)
    except ValueError as fault:
        raise Invalid(Code.SERVICE_DAY_UNFIT) from fault
    if not days or days[0] < today or len(days) > MAX_DAYS:
        raise Invalid(Code.SERVICE_DAY_UNFIT)


def _check_plan(plan: Plan, days: list[Day]) -> None:
    flow = flow_of(plan.programme)
    visit = flow == "visit" and plan.doctor is not None and plan.subject is None and len(days) == 1
    course = flow == "course" and plan.subject is not None and plan.doctor is None and plan.every is None
    timed = (plan.first is None) == (plan.every is None)
    if not (visit or course) or not timed or QUEUE.fullmatch(plan.queue) is None or not _fits(plan):
        raise Invalid(Code.SERVICE_UNFIT)


def _fits(plan: Plan) -> bool:
    """Whether the last slot begins on the same day as the first."""
    if plan.first is None or plan.every is None:
        return True
    hour, minute = map(int, plan.first.split(":"))
    return hour * 60 + minute + (plan.places - 1) * plan.every < _MINUTES
