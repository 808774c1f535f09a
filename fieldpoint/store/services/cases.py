"""Cases as they stand now. Reads; only the number that was issued is written here, which is no row of the log.

Imports core, database and its neighbours in the store.
"""

from typing import Any, Final

import msgspec

from fieldpoint.core.names import Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.services.words import WAITING, Because, PlaceKind, Step
from fieldpoint.database import Connection
from fieldpoint.store.merges import present_household
from fieldpoint.store.transaction import Transaction


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A case: whose, in which session under which number, where it stands and since which day; when it `began`.

    `household` is where the person is now. `doubled`: its slot is another's, or the person's case went on before.
    """

    case: EventId
    programme: ProgrammeCode
    household: HouseholdId
    person: PersonId
    session: EventId | None
    slot: int | None
    step: Step
    since: Day | None
    began: Day | None
    goes_on: bool
    doubled: bool
    beyond: bool
    place: PlaceKind | None
    next_on: Day | None
    told: bool
    at: int


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a case that was reached on a day; `undone` where a later row took it back."""

    event_id: EventId
    step: Step
    day: Day | None
    at: int
    handout: EventId | None
    because: Because | None
    undone: bool


_CASE: Final = """SELECT case_id, programme, household, person_now, session, slot, step, since, goes_on, seat, beyond,
    kind, next_on, told, at,
    (SELECT day FROM service_steps f WHERE f.event_id = service_cases.case_id) FROM service_cases"""
_STEPS: Final = """SELECT event_id, step, day, at, handout, because, undone FROM service_steps
    WHERE case_id = ? ORDER BY place, event_id"""


def find_case(connection: Connection, case: EventId) -> Case | None:
    """The case of this id, or nothing."""
    found = _cases(connection, " WHERE case_id = ?", case)
    return found[0] if found else None


def cases_of_person(connection: Connection, person: PersonId) -> list[Case]:
    """All cases of a person, the newest first."""
    return _cases(connection, " WHERE person_now = ? ORDER BY stands DESC", person)


def cases_of_session(connection: Connection, session: EventId) -> list[Case]:
    """Who is booked for a session or enrolled in a course, by their numbers."""
    return _cases(connection, " WHERE session = ? ORDER BY slot, stands", session)


def waiting_cases(connection: Connection, limit: int) -> list[Case]:
    """Enrolments and referrals that are not at their end, whichever began first; whatever step it stands at now."""
    steps = ", ".join("?" * len(WAITING))
    where = f" WHERE goes_on = 1 AND step IN ({steps}) ORDER BY stands LIMIT ?"
    return _cases(connection, where, *sorted(WAITING), limit)


def count_waiting(connection: Connection) -> dict[ProgrammeCode, int]:
    """How many of them each programme has."""
    steps = ", ".join("?" * len(WAITING))
    found = connection.execute(
        f"SELECT programme, count(*) FROM service_cases WHERE goes_on = 1 AND step IN ({steps}) GROUP BY programme",  # noqa: S608  marks
        sorted(WAITING),
    )
    return {ProgrammeCode(programme): count for programme, count in found}


def count_due(connection: Connection, until: Day) -> int:
    """How many cases are due up to a day of whom nobody was told yet."""
    row = connection.execute(
        "SELECT count(*) FROM service_cases WHERE next_on <= ? AND goes_on = 1 AND told = 0", (until,)
    ).fetchone()
    return 0 if row is None else int(row[0])


def due_cases(connection: Connection, until: Day, limit: int) -> list[Case]:
    """Cases that go on and are due up to a day, those of whom nobody was told yet first, the oldest of them first."""
    where = " WHERE next_on <= ? AND goes_on = 1 ORDER BY told, next_on, stands LIMIT ?"
    return _cases(connection, where, until, limit)


def steps_of(connection: Connection, case: EventId) -> list[Reached]:
    """Every step of a case with its day, in the order of the log; also those that were taken back."""
    return [
        Reached(
            event_id=EventId(event_id), step=step, day=day, at=at, handout=handout, because=because, undone=bool(undone)
        )
        for event_id, step, day, at, handout, because, undone in connection.execute(_STEPS, (case,))
    ]


def issued_number(connection: Connection, case: EventId) -> str | None:
    """The number that was issued, where it was entered and nobody erased it."""
    row = connection.execute("SELECT number FROM service_numbers WHERE case_id = ?", (case,)).fetchone()
    return None if row is None else str(row[0])


def save_number(tx: Transaction, case: EventId, number: str) -> None:
    """The number that was issued; it stands in this encrypted database alone."""
    tx.connection.execute(
        "INSERT INTO service_numbers (case_id, number) VALUES (?, ?)"
        " ON CONFLICT (case_id) DO UPDATE SET number = excluded.number",
        (case, number),
    )


def drop_number(tx: Transaction, case: EventId) -> None:
    """No number is issued any more."""
    tx.connection.execute("DELETE FROM service_numbers WHERE case_id = ?", (case,))


def _cases(connection: Connection, where: str, *values: str | int) -> list[Case]:
    return [_case(connection, row) for row in connection.execute(_CASE + where, values).fetchall()]


def _case(connection: Connection, row: tuple[Any, ...]) -> Case:
    (case, programme, household, person, session, slot, step, since, *rest) = row
    goes_on, seat, beyond, kind, next_on, told, at, began = rest
    return Case(
        case=EventId(case),
        programme=ProgrammeCode(programme),
        household=_household_now(connection, HouseholdId(household), PersonId(person)),
        person=PersonId(person),
        session=session,
        slot=slot,
        step=step,
        since=since,
        began=began,
        goes_on=goes_on == 1,
        doubled=slot is not None and seat is None and step != "cancelled",
        beyond=bool(beyond),
        place=kind,
        next_on=next_on,
        told=bool(told),
        at=at,
    )


def _household_now(connection: Connection, household: HouseholdId, person: PersonId) -> HouseholdId:
    found = connection.execute("SELECT household FROM people WHERE person = ?", (person,)).fetchone()
    return present_household(connection, household if found is None else HouseholdId(found[0]))
