"""Enrolment, training, referrals, tickets, reminders, at a desk over a real database."""

from pathlib import Path

import pytest

from fieldpoint.clock import Reading, Trust
from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.names import Head
from fieldpoint.core.services.count import add_up
from fieldpoint.core.services.rows import ServiceRow, ServiceTicket
from fieldpoint.database import transaction
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.register.erase import erase
from fieldpoint.desk.register.undo_merge import undo_merge
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.repair.projections import TABLES
from fieldpoint.store.services.apply import change_services
from fieldpoint.store.services.cases import cases_of_person, due_cases, issued_number, steps_of, waiting_cases
from fieldpoint.store.services.sessions import marks_between
from fieldpoint.store.services.tickets import called_last
from fieldpoint.store.transaction import LogHead, Transaction
from fieldpoint.store.witness_form import NO_RECORD, rows_after
from tests.desk.services.service_desk import ServiceDesk
from tests.desk.support import LEAD, TODAY, TOMORROW

NUMBER = "8890012345"


@pytest.fixture
def desk(tmp_path: Path) -> ServiceDesk:
    """A till."""
    return ServiceDesk(tmp_path)


def test_an_enrolment_is_a_handout_when_its_number_is_issued(desk: ServiceDesk) -> None:
    """Documents, submitted, issued: each with its day; the number stands in the database and in no row."""
    case = desk.open("insurance", desk.people[0]).row.id
    desk.go(case, "submitted")
    assert desk.handouts() == []
    desk.go(case, "issued", number=NUMBER)
    assert [(one.step, one.day) for one in steps_of(desk.connection, case)] == [
        ("documents", TODAY),
        ("submitted", TODAY),
        ("issued", TODAY),
    ]
    assert [row.prog for row in desk.handouts()] == ["insurance"]
    assert issued_number(desk.connection, case) == NUMBER
    assert not [1 for (line,) in desk.connection.execute("SELECT line FROM log") if NUMBER.encode() in bytes(line)]


def test_going_back_is_a_row_with_a_reason(desk: ServiceDesk) -> None:
    """A paper was missing: the case waits for documents since the day it did before; the row says why."""
    case = desk.open("insurance", desk.people[0]).row.id
    desk.go(case, "submitted")
    desk.back(case, "documents", "document-missing")
    stands = desk.case(case)
    assert (stands.step, stands.since, stands.goes_on) == ("documents", TODAY, True)
    assert [(one.step, one.because, one.undone) for one in steps_of(desk.connection, case)][1:] == [
        ("submitted", None, True),
        ("documents", "document-missing", False),
    ]
    with pytest.raises(FieldpointError) as said:
        desk.back(case, "documents")
    assert said.value.code == Code.SERVICE_STEP_UNFIT


def test_an_issued_number_that_was_a_mistake_is_gone(desk: ServiceDesk) -> None:
    """The handout is voided and the number forgotten."""
    case = desk.open("insurance", desk.people[0]).row.id
    desk.go(case, "submitted")
    desk.go(case, "issued", number=NUMBER)
    desk.back(case, "submitted", "wrong-person")
    assert (desk.handouts(), issued_number(desk.connection, case)) == ([], None)


def test_who_waited_longest_stands_first(desk: ServiceDesk) -> None:
    """By when they began, wherever they stand now; nobody is enrolled twice at a time."""
    first = desk.open("insurance", desk.people[0]).row.id
    second = desk.open("insurance", desk.people[1]).row.id
    assert [one.case for one in waiting_cases(desk.connection, 9)] == [first, second]
    assert desk.open("insurance", desk.people[0]).reason == "already-booked"
    desk.write(lambda tx: close_day(tx, "lead"))
    desk.write(lambda tx: open_day(tx, TOMORROW, "lead", anyway=True))
    desk.go(first, "submitted")
    longest = waiting_cases(desk.connection, 9)[0]
    assert (longest.case, longest.began, longest.since) == (first, TODAY, TOMORROW)


def test_a_course_is_attended_on_its_days_once_each(desk: ServiceDesk) -> None:
    """A meeting is a handout; on a day without one, or twice on a day, it is none."""
    case = desk.open("skill-training", desk.people[0], session=desk.course(TODAY, TOMORROW)).row.id
    desk.go(case, "attended")
    with pytest.raises(FieldpointError) as said:
        desk.go(case, "attended")
    assert said.value.code == Code.SERVICE_STEP_UNFIT
    assert [row.prog for row in desk.handouts()] == ["skill-training"]
    elsewhere = desk.open("skill-training", desk.people[1], session=desk.course(TOMORROW)).row.id
    with pytest.raises(FieldpointError) as said:
        desk.go(elsewhere, "attended")
    assert said.value.code == Code.SERVICE_DAY_UNFIT


def test_a_referral_is_the_service_and_then_has_an_outcome(desk: ServiceDesk) -> None:
    """Referred to an employer once a season; not reached, accepted, started, ended; the rules refuse the next."""
    case = desk.open("job-referral", desk.people[0], place="employer", next_on=TOMORROW).row.id
    assert [row.prog for row in desk.handouts()] == ["job-referral"]
    desk.go(case, "not-reached", next_on=TOMORROW)
    for step in ("accepted", "started", "ended"):
        desk.go(case, step)  # type: ignore[arg-type]
    assert desk.open("job-referral", desk.people[0], place="employer").reason == "already-collected"


def test_what_is_due_is_on_the_list_until_it_was_told(desk: ServiceDesk) -> None:
    """A follow-up day puts a case on the list; a tick moves it behind; a step without a day takes it off."""
    case = desk.open("job-referral", desk.people[0], place="employer", next_on=TOMORROW).row.id
    assert due_cases(desk.connection, TODAY, 9) == []
    assert [(one.case, one.told) for one in due_cases(desk.connection, TOMORROW, 9)] == [(case, False)]
    desk.tell(case)
    assert [one.told for one in due_cases(desk.connection, TOMORROW, 9)] == [True]
    desk.go(case, "accepted")
    assert due_cases(desk.connection, TOMORROW, 9) == []


def test_tickets_are_called_in_their_order(desk: ServiceDesk) -> None:
    """Drawn, called, called again, put aside, called after all, done; the hall has the last call on top."""
    first, second = desk.draw(), desk.draw()
    desk.later(wall_ms=90_000)
    row = desk.call()
    assert isinstance(row, ServiceTicket)
    assert (row.ticket, row.number, row.waited_s) == (first, 1, 90)
    desk.call()
    assert [one.number for one in called_last(desk.connection, TODAY, 9)] == [2, 1]
    desk.move(first, "again")
    assert [one.number for one in called_last(desk.connection, TODAY, 9)] == [1, 2]
    desk.move(first, "away")
    desk.move(second, "done")
    desk.move(first, "call")
    assert [(one.number, one.state) for one in desk.tickets()] == [(1, "called"), (2, "done")]
    with pytest.raises(FieldpointError) as said:
        desk.call()
    assert said.value.code == Code.QUEUE_EMPTY
    with pytest.raises(FieldpointError) as said:
        desk.move(second, "again")
    assert said.value.code == Code.TICKET_UNFIT


def test_counts_leave_out_what_was_taken_back(desk: ServiceDesk) -> None:
    """One submitted and taken back, one submitted: the sums have one; a wait is counted once a ticket."""
    for person in desk.people[:2]:
        desk.go(desk.open("insurance", person).row.id, "submitted")
    case = waiting_cases(desk.connection, 9)[0].case
    desk.back(case, "documents", "document-wrong")
    desk.draw()
    desk.later(wall_ms=61_000)
    desk.call()
    counts = {(one.programme, one.step): one for one in add_up(marks_between(desk.connection, TODAY, TODAY))}
    assert {key: one.count for key, one in counts.items()} == {
        ("A", "called"): 1,
        ("insurance", "documents"): 2,
        ("insurance", "submitted"): 1,
    }
    assert counts["A", "called"].longest_s == 61  # type: ignore[index]


def test_all_of_it_reads_the_same_from_the_log_again(desk: ServiceDesk) -> None:
    """Cases that went on and back, slots that were given back, tickets, ticks: the tables are the log's, row by row."""
    session = desk.session(places=2)
    first = desk.book_in(session, desk.people[0]).row.id
    desk.go(first, "seen")
    desk.back(first, "booked")
    desk.go(desk.book_in(session, desk.people[1]).row.id, "cancelled")
    desk.book_in(session, desk.people[2], beyond=True)
    case = desk.open("insurance", desk.people[0], next_on=TODAY).row.id
    desk.tell(case)
    desk.go(case, "submitted")
    desk.draw()
    desk.call()
    tables = [name for name in TABLES if name.startswith("service_")]
    before = [desk.rows(name) for name in tables]
    assert all(before)
    with transaction(desk.connection):
        for name in tables:
            desk.connection.execute(f"DELETE FROM {name}")  # noqa: S608  our own table names
        for record in list(rows_after(desk.connection, NO_RECORD.place)):
            row = decode_row(record.line)
            if isinstance(row, ServiceRow):
                now = Reading(boot=row.boot, mono_ms=row.mono, wall_ms=row.wall, trust=Trust(row.tq))
                stands = LogHead(record.epoch_no, record.seq, Head(record.head))
                change_services(Transaction(desk.connection, stands, now), row)
    assert [desk.rows(name) for name in tables] == before


def test_a_merged_persons_cases_are_the_others_and_come_back(desk: ServiceDesk) -> None:
    """Two records of one person: the case is found under the one that is kept; undone, it is its own again."""
    other, _ = desk.another("00002")
    gone, kept = other.members[0].person, desk.people[0]
    case = desk.open("insurance", gone, other).row.id
    row, _ = desk.write(lambda tx: merge_households(tx, desk.household.household, other.household, {gone: kept}, LEAD))
    assert [one.case for one in cases_of_person(desk.connection, kept)] == [case]
    assert desk.case(case).household == desk.household.household
    desk.go(case, "submitted")
    desk.write(lambda tx: undo_merge(tx, row.id, LEAD))
    assert [one.case for one in cases_of_person(desk.connection, gone)] == [case]
    assert desk.case(case).household == other.household


def test_an_erased_household_leaves_no_number(desk: ServiceDesk) -> None:
    """The number that was issued goes with the names; the counts stay."""
    case = desk.open("insurance", desk.people[0]).row.id
    desk.go(case, "submitted")
    desk.go(case, "issued", number=NUMBER)
    erase(desk.site, [desk.household.household], LEAD)
    assert issued_number(desk.connection, case) is None
    assert len(marks_between(desk.connection, TODAY, TODAY)) == 3
