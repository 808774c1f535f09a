"""From cases, sessions and tickets to what the screens see. Imports store, core and its neighbours."""

from collections.abc import Iterable

import msgspec

from fieldpoint.core.jalali import gregorian_of
from fieldpoint.core.names import Day, ProgrammeCode
from fieldpoint.core.people import Household, Person
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.services.count import ServiceCount
from fieldpoint.core.services.words import UNSHOWN, Step, flow_of, steps_after
from fieldpoint.database import Connection
from fieldpoint.store.people import read_household
from fieldpoint.store.services.cases import Case, steps_of
from fieldpoint.store.services.sessions import Session, find_session, taken_slots
from fieldpoint.store.services.tickets import Ticket, find_ticket
from fieldpoint.web.services.wire import (
    CaseView,
    CountView,
    KnownService,
    ReminderView,
    SessionView,
)
from fieldpoint.web.services.wire_queue import TicketView
from fieldpoint.web.views import label_of, member_view

_TITLES = {"female": "خانم", "male": "آقای", "": ""}


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a view needs besides the case: the database as it is, the programmes by code, the day."""

    connection: Connection
    programmes: dict[ProgrammeCode, Programme]
    day: Day

    def title(self, programme: str) -> str:
        """What a programme is called; a queue and one that runs no more by its code."""
        found = self.programmes.get(ProgrammeCode(programme))
        return programme if found is None else found.title_fa


def known_services(seen: Seen, *, lead: bool) -> list[KnownService]:
    """The programmes that go in steps, as far as somebody may begin one."""
    return [
        KnownService(programme=code, title_fa=one.title_fa, flow=flow)
        for code, one in seen.programmes.items()
        if (flow := flow_of(code)) is not None and one.kind == "service" and (lead or not is_unshown(code))
    ]


def is_unshown(programme: str) -> bool:
    """Whether cases of a programme are for the lead alone."""
    return any(programme == code or programme.startswith(f"{code}-") for code in UNSHOWN)


def shown_cases(seen: Seen, cases: Iterable[Case], *, lead: bool) -> list[CaseView]:
    """The cases that somebody may see, in their order."""
    return [case_view(seen, case) for case in cases if lead or not is_unshown(case.programme)]


def case_view(seen: Seen, case: Case) -> CaseView:
    """A case as a desk sees it."""
    household = read_household(seen.connection, case.household)
    session = None if case.session is None else find_session(seen.connection, case.session)
    ticket = find_ticket(seen.connection, case.case)
    return CaseView(
        case=case.case,
        programme=case.programme,
        title_fa=seen.title(case.programme),
        flow=flow_of(case.programme) or "referral",
        label="" if household is None else label_of(household.code),
        member=None if (person := _person(household, case)) is None else member_view(person, seen.day),
        session=case.session,
        slot=case.slot,
        queue=None if session is None or ticket is None else session.queue,
        hour=None if session is None or case.slot is None else _hour(session.minute_of(case.slot)),
        step=case.step,
        since=case.since,
        days=_days(case.since, seen.day),
        all_days=_days(case.began, seen.day),
        next=list(steps_after(case.step)) if case.goes_on else [],
        before=_before(seen.connection, case),
        goes_on=case.goes_on,
        doubled=case.doubled,
        beyond=case.beyond,
        place=case.place,
        next_on=case.next_on,
        told=case.told,
        ticket=None if ticket is None else ticket.state,
    )


def reminder_view(seen: Seen, case: Case) -> ReminderView:
    """A case with whom to tell: how people speak of the person, and the household's telephone."""
    household = read_household(seen.connection, case.household)
    person = _person(household, case)
    phones = [one.phone for one in (() if household is None else household.members) if one.phone]
    return ReminderView(
        case=case_view(seen, case),
        person=case.person,
        code="" if household is None else household.code,
        name="" if person is None else f"{_TITLES[person.sex]} {person.family_name}".strip(),
        phone=(person and person.phone) or (phones[0] if phones else ""),
    )


def session_view(seen: Seen, session: Session) -> SessionView:
    """A session with its free numbers."""
    taken = set(taken_slots(seen.connection, session.session))
    hours = [_hour(session.minute_of(slot)) for slot in range(1, session.places + 1)]
    return SessionView(
        session=session.session,
        programme=session.programme,
        title_fa=seen.title(session.programme),
        flow=flow_of(session.programme) or "visit",
        days=session.days,
        queue=session.queue,
        room=session.room,
        places=session.places,
        held=session.held,
        doctor=session.doctor,
        subject=session.subject,
        free=[slot for slot in range(1, session.places + 1) if slot not in taken],
        times=[hour for hour in hours if hour is not None],
    )


def ticket_view(ticket: Ticket, booked: Iterable[str]) -> TicketView:
    """A ticket; `booked` are the queues whose numbers are slots."""
    return TicketView(
        ticket=ticket.ticket,
        queue=ticket.queue,
        number=ticket.number,
        state=ticket.state,
        desk=ticket.desk,
        booked=ticket.queue in booked,
    )


def count_view(seen: Seen, one: ServiceCount) -> CountView:
    """A line of the counts."""
    return CountView(
        programme=one.programme,
        title_fa=seen.title(one.programme),
        step=one.step,
        count=one.count,
        waits=one.waits,
        middle_s=one.middle_s,
        longest_s=one.longest_s,
    )


def _days(since: Day | None, now: Day) -> int:
    return 0 if since is None else max((gregorian_of(now) - gregorian_of(since)).days, 0)


def _person(household: Household | None, case: Case) -> Person | None:
    members = () if household is None else household.members
    return next((one for one in members if one.person == case.person), None)


def _before(connection: Connection, case: Case) -> Step | None:
    holding = [one for one in steps_of(connection, case.case) if not one.undone and one.because is None]
    return holding[-2].step if len(holding) > 1 else None


def _hour(minute: int | None) -> str | None:
    return None if minute is None else f"{minute // 60:02}:{minute % 60:02}"
