"""Doctors' sessions and courses as they stand: their days, slots, who holds which. Reads only.

Imports core and database.
"""

from typing import Any, Final

import msgspec

from fieldpoint.core.names import Day, EventId, PersonId, ProgrammeCode
from fieldpoint.core.services.count import Mark
from fieldpoint.core.services.words import Doctor, Subject
from fieldpoint.database import Connection


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A session or a course; `held` is how many of its places are taken."""

    session: EventId
    programme: ProgrammeCode
    days: list[Day]
    queue: str
    room: int
    places: int
    doctor: Doctor | None
    subject: Subject | None
    first: str | None
    every: int | None
    held: int

    def minute_of(self, slot: int) -> int | None:
        """The minute of the day of a slot, where slots have their time."""
        if self.first is None or self.every is None:
            return None
        hour, minute = map(int, self.first.split(":"))
        return hour * 60 + minute + (slot - 1) * self.every


_SESSION: Final = """SELECT s.session, s.programme, s.queue, s.room, s.places, s.doctor, s.subject, s.first, s.every,
    (SELECT count(*) FROM service_cases c WHERE c.session = s.session AND c.step <> 'cancelled'),
    (SELECT group_concat(d.day, ' ') FROM service_days d WHERE d.session = s.session) FROM service_sessions s"""
# What a step is by the log alone; a handout that was voided takes its step along (apply.py).
_MARKS: Final = """SELECT event_id, programme, step, day, waited_s, undone FROM service_steps
    WHERE because IS NULL AND day BETWEEN ?1 AND ?2
    UNION ALL SELECT ticket, queue, 'called', day, waited_s, 0 FROM service_tickets
    WHERE waited_s IS NOT NULL AND day BETWEEN ?1 AND ?2"""


def find_session(connection: Connection, session: EventId) -> Session | None:
    """The session or course of this id, or nothing."""
    row = connection.execute(_SESSION + " WHERE s.session = ?", (session,)).fetchone()
    return None if row is None else _session(row)


def sessions_from(connection: Connection, day: Day) -> list[Session]:
    """Sessions and courses that have a day from this one on, by their next day and queue."""
    where = " WHERE s.session IN (SELECT session FROM service_days WHERE day >= ?)"
    found = [_session(row) for row in connection.execute(_SESSION + where, (day,))]
    return sorted(found, key=lambda one: (min(own for own in one.days if own >= day), one.queue, one.session))


def queue_is_taken(connection: Connection, queue: str, days: list[Day]) -> bool:
    """Whether another doctor's session has this queue, or somebody drew a number of it, on one of these days."""
    for day in days:
        found = connection.execute(
            "SELECT 1 FROM service_sessions s JOIN service_days d USING (session) WHERE d.day = ?1 AND s.queue = ?2"
            " AND s.doctor IS NOT NULL"
            " UNION ALL SELECT 1 FROM service_tickets WHERE day = ?1 AND queue = ?2",
            (day, queue),
        )
        if found.fetchone() is not None:
            return True
    return False


def taken_slots(connection: Connection, session: EventId) -> list[int]:
    """The numbers of a session that somebody holds, in order."""
    found = connection.execute(
        "SELECT seat FROM service_cases WHERE session = ? AND seat IS NOT NULL ORDER BY seat", (session,)
    )
    return [seat for (seat,) in found]


def highest_slot(connection: Connection, session: EventId) -> int:
    """The highest number that was ever told in a session; 0 before the first."""
    row = connection.execute("SELECT max(slot) FROM service_cases WHERE session = ?", (session,)).fetchone()
    return 0 if row is None or row[0] is None else int(row[0])


def holds_place(connection: Connection, session: EventId, person: PersonId) -> bool:
    """Whether the person is booked there and the case goes on."""
    found = connection.execute(
        "SELECT 1 FROM service_cases WHERE session = ? AND person_now = ? AND goes_on = 1", (session, person)
    )
    return found.fetchone() is not None


def goes_on_already(connection: Connection, programme: ProgrammeCode, person: PersonId) -> bool:
    """Whether the person has a case of the programme that goes on."""
    found = connection.execute(
        "SELECT 1 FROM service_cases WHERE programme = ? AND person_now = ? AND goes_on = 1", (programme, person)
    )
    return found.fetchone() is not None


def marks_between(connection: Connection, first: Day, last: Day) -> list[Mark]:
    """Every step that was reached and every ticket that was called from one day to another."""
    return [
        Mark(event_id=event_id, programme=programme, step=step, day=day, waited_s=waited, undone=bool(undone))
        for event_id, programme, step, day, waited, undone in connection.execute(_MARKS, (first, last))
    ]


def _session(row: tuple[Any, ...]) -> Session:
    session, programme, queue, room, places, doctor, subject, first, every, held, days = row
    return Session(
        session=EventId(session),
        programme=ProgrammeCode(programme),
        days=sorted(Day(day) for day in (days or "").split()),
        queue=queue,
        room=room,
        places=places,
        doctor=doctor,
        subject=subject,
        first=first,
        every=every,
        held=held,
    )
