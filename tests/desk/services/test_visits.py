"""Free doctor visits: a slot is given once, a seen visit is a handout, a no-show frees."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.services.rows import ServiceCase, ServiceRefusal
from fieldpoint.database import database_errors
from fieldpoint.desk.services.acting import append
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.services.cases import due_cases
from fieldpoint.store.transaction import Transaction
from tests.desk.services.service_desk import ServiceDesk
from tests.desk.support import TOMORROW


@pytest.fixture
def desk(tmp_path: Path) -> ServiceDesk:
    """A till."""
    return ServiceDesk(tmp_path)


def test_a_seen_visit_is_one_handout(desk: ServiceDesk) -> None:
    """Booked, called, seen: nothing is taken before the doctor saw somebody, and once after."""
    case = desk.book_in(desk.session(), desk.people[0]).row.id
    assert desk.due("doctor-visit") == 3
    assert [(one.queue, one.number) for one in desk.tickets()] == [("B", 1)]
    desk.call("B")
    row = desk.go(case, "seen")
    (given,) = desk.handouts()
    assert (given.prog, given.members, given.hh) == ("doctor-visit", [desk.people[0]], desk.household.household)
    assert row.handout == given.id  # type: ignore[union-attr]
    assert desk.due("doctor-visit") == 2
    assert desk.tickets()[0].state == "done"


def test_a_no_show_takes_nothing(desk: ServiceDesk) -> None:
    """Whoever did not come may be booked again on the same day; the slot has gone by."""
    session = desk.session(places=3)
    desk.go(desk.book_in(session, desk.people[0]).row.id, "no-show")
    assert (desk.due("doctor-visit"), desk.handouts()) == (3, [])
    again = desk.book_in(session, desk.people[0]).row
    assert isinstance(again, ServiceCase)
    assert again.slot == 2


def test_nobody_is_seen_or_missed_before_the_day(desk: ServiceDesk) -> None:
    """A slot of tomorrow may be cancelled today, and nothing else; a course that day takes no letter away."""
    desk.course(TOMORROW)
    case = desk.book_in(desk.session(day=TOMORROW, queue="E"), desk.people[0]).row.id
    for step in ("seen", "no-show"):
        with pytest.raises(FieldpointError) as said:
            desk.go(case, step)
        assert said.value.code == Code.SERVICE_DAY_UNFIT
    desk.go(case, "cancelled")
    assert desk.handouts() == []


def test_a_referral_names_a_kind_of_place(desk: ServiceDesk) -> None:
    """Sent on to a laboratory: a visit that was had; without a place, or with one too many, it is no step."""
    case = desk.book_in(desk.session(), desk.people[0]).row.id
    for step, place in (("sent-on", None), ("seen", "laboratory")):
        with pytest.raises(FieldpointError) as said:
            desk.go(case, step, place=place)  # type: ignore[arg-type]
        assert said.value.code == Code.SERVICE_UNFIT
    desk.go(case, "sent-on", place="laboratory")
    assert (len(desk.handouts()), desk.case(case).place) == (1, "laboratory")


def test_a_slot_is_given_once(desk: ServiceDesk) -> None:
    """The second who asks for a slot is told so, the no is a row, and the first keeps it."""
    session = desk.session(first="09:00", every=15)
    other, _ = desk.another("00002")
    first = desk.book_in(session, desk.people[0], slot=2)
    second = desk.book_in(session, other.members[0].person, other, slot=2)
    assert (first.reason, second.reason) == (None, "slot-taken")
    assert isinstance(second.row, ServiceRefusal)
    assert desk.connection.execute("SELECT count(*) FROM log WHERE type = 'service.refusal'").fetchone() == (1,)
    assert desk.case(first.row.id).slot == 2


def test_the_database_holds_a_slot_unique(desk: ServiceDesk) -> None:
    """Whatever writes past the desk, one slot has one seat."""
    session = desk.session()
    desk.book_in(session, desk.people[0])
    desk.book_in(session, desk.people[1])
    with pytest.raises(FieldpointError), database_errors():
        desk.connection.execute("UPDATE service_cases SET seat = 1 WHERE session = ?", (session,))


def test_a_slot_overrun_is_told_and_let_in_by_the_lead_alone(desk: ServiceDesk) -> None:
    """Two places, three people: the third is told, and the lead's word lets it in beyond them, marked."""
    session = desk.session(places=2)
    for person in desk.people[:2]:
        desk.book_in(session, person)
    assert desk.book_in(session, desk.people[2]).reason == "session-full"
    over = desk.book_in(session, desk.people[2], beyond=True).row
    assert isinstance(over, ServiceCase)
    assert (over.slot, over.beyond) == (3, True)


def test_nobody_is_booked_twice_or_after_a_visit(desk: ServiceDesk) -> None:
    """Booked already, or seen today: each is a word and a row."""
    session = desk.session(places=5)
    case = desk.book_in(session, desk.people[0]).row.id
    assert desk.book_in(session, desk.people[0]).reason == "already-booked"
    desk.go(case, "seen")
    assert desk.book_in(session, desk.people[0]).reason == "already-collected"


def test_the_same_act_again_is_the_first_answer(desk: ServiceDesk) -> None:
    """A request that is repeated books nobody a second time, and is refused no second time."""
    session, act = desk.session(places=1), desk.act()
    asked = [desk.open("doctor-visit", desk.people[0], act=act, session=session) for _ in range(2)]
    assert asked[0] == asked[1]
    full = desk.act()
    noes = [desk.open("doctor-visit", desk.people[1], act=full, session=session) for _ in range(2)]
    assert noes[0] == noes[1]
    assert noes[0].reason == "session-full"


def test_a_cancelled_slot_is_free_again(desk: ServiceDesk) -> None:
    """The next who comes gets it, with its number."""
    session = desk.session(places=1)
    desk.go(desk.book_in(session, desk.people[0]).row.id, "cancelled")
    again = desk.book_in(session, desk.people[1]).row
    assert isinstance(again, ServiceCase)
    assert (again.slot, [one.ticket for one in desk.tickets()]) == (1, [again.id])


def test_a_visit_by_mistake_goes_back_with_its_handout(desk: ServiceDesk) -> None:
    """Seen by mistake: the handout is voided, the visit is open again, and everything reads the same from the log."""
    case = desk.book_in(desk.session(), desk.people[0]).row.id
    desk.go(case, "seen")
    desk.back(case, "booked")
    assert (desk.handouts(), desk.due("doctor-visit"), desk.case(case).step) == ([], 3, "booked")
    desk.go(case, "seen")
    assert (len(desk.handouts()), desk.due("doctor-visit")) == (1, 2)


def test_a_visit_that_took_place_counts_although_the_day_is_not_open(tmp_path: Path) -> None:
    """It happened: it is a fact, with what the rules would have said."""
    desk = ServiceDesk(tmp_path, day=None)
    desk.go(desk.book_in(desk.session(), desk.people[0]).row.id, "seen")
    (given,) = desk.handouts()
    assert given.given
    assert "after-the-fact" in (given.flags or ())


def test_two_sessions_of_a_day_have_two_queues(desk: ServiceDesk) -> None:
    """A letter is called for one doctor only; no number of it is drawn beside the slots."""
    desk.session()
    for act in (desk.session, lambda: desk.draw("B")):
        with pytest.raises(FieldpointError) as said:
            act()
        assert said.value.code == Code.QUEUE_TAKEN


def test_an_appointment_of_another_day_is_on_the_list_of_who_is_to_be_told(desk: ServiceDesk) -> None:
    """Booked for tomorrow: the day itself is due, and no number of it is called today."""
    case = desk.book_in(desk.session(day=TOMORROW), desk.people[0]).row.id
    assert [one.case for one in due_cases(desk.connection, TOMORROW, 9)] == [case]
    assert desk.tickets() == []


def test_a_slot_that_two_lives_of_the_log_gave_is_shown_and_not_mended(desk: ServiceDesk) -> None:
    """What another life booked for the same slot stands beside the first, marked; both are still seen."""
    session = desk.session(places=2)
    first = desk.book_in(session, desk.people[0]).row
    assert isinstance(first, ServiceCase)

    def of_another_life(tx: Transaction) -> ServiceCase:
        row = replace(first, **tx.stamp(None), person=desk.people[1])
        append(tx, row)
        return row

    second = desk.write(of_another_life)
    assert [(desk.case(one.id).slot, desk.case(one.id).doubled) for one in (first, second)] == [(1, False), (1, True)]
    for one in (first, second):
        desk.go(one.id, "seen")
    assert len(desk.handouts()) == 2
