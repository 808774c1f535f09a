"""The routes of the services, asked as tablets ask them, and the hall's display, asked by nobody."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from tests.live import SecureSite
from tests.server.conftest import Till

NUMBER = "8890012345"


@pytest.fixture
def served(till: Till) -> Till:
    """A till with the packaged services."""
    take_in(till.live.site, [one for one in packaged_programmes() if one.kind == "service"])
    return till


def act(desk: httpx.Client, path: str, status: int = 201, **said: Any) -> Any:
    """An act under a new id."""
    reply = desk.post(f"/api/v1/{path}", json={"act_id": ids.new_event_id(), **said})
    assert reply.status_code == status, reply.text
    return reply.json()


def session(desk: httpx.Client, **said: Any) -> str:
    """A doctor is here today, with two slots."""
    plan: dict[str, Any] = {"programme": "doctor-visit", "queue": "B", "room": 2, "places": 2, "doctor": "general"}
    today = desk.get("/api/v1/services").json()["day"]
    plan |= {"days": [today]} | said
    return act(desk, "service-sessions", **plan)["session"]


def members(desk: httpx.Client, till: Till) -> list[str]:
    """The members of the card's household."""
    seen = desk.post("/api/v1/service-looks", json={"text": till.token}).json()
    return [one["person"] for one in seen["members"]]


def test_a_visit_is_booked_called_in_the_hall_and_seen(served: Till) -> None:
    """From the scan to the handout; the hall shows a number and a desk, and no word more."""
    with served.live.browser() as desk, served.live.browser(session=False) as hall:
        slots = session(desk, first="09:00", every=20)
        person = members(desk, served)[0]
        case = act(desk, "service-cases", text=served.token, programme="doctor-visit", person=person, session=slots)
        assert (case["case"]["slot"], case["case"]["hour"], case["refused"]) == (1, "09:00", None)
        assert hall.get("/api/v1/calls").json()["calls"] == []
        act(desk, "ticket-calls", queue="B")
        (call,) = hall.get("/api/v1/calls").json()["calls"]
        assert (set(call), call["queue"], call["number"]) == ({"queue", "number", "desk"}, "B", 1)
        assert "B-۱" in hall.get("/hall").text
        done = act(desk, f"service-cases/{case['case']['case']}/steps", step="seen")
        assert (done["case"]["step"], done["case"]["next"]) == ("seen", [])
        assert hall.get("/api/v1/calls").json()["calls"] == []
        reply = desk.get("/api/v1/service-counts")
        assert reply.status_code == 200, reply.text
        counted = reply.json()["lines"]
        assert {(one["programme"], one["step"]): one["count"] for one in counted}["doctor-visit", "seen"] == 1


def test_a_slot_given_twice_and_one_too_many_are_told(served: Till) -> None:
    """The answer is a word, no error; an operator lets nobody in beyond the places, the lead does."""
    with served.live.browser() as lead, served.live.browser(role="operator") as desk:
        slots, people = session(lead, places=1), members(lead, served)
        said: dict[str, Any] = {"text": served.token, "programme": "doctor-visit", "session": slots}
        assert act(desk, "service-cases", **said, person=people[0], slot=1)["refused"] is None
        assert act(desk, "service-cases", **said, person=people[1], slot=1)["refused"] == "slot-taken"
        assert act(desk, "service-cases", **said, person=people[1])["refused"] == "session-full"
        assert act(desk, "service-cases", 403, **said, person=people[1], beyond=True)["code"] == "role-missing"
        over = act(lead, "service-cases", **said, person=people[1], beyond=True)["case"]
    assert (over["slot"], over["beyond"]) == (2, True)


def test_tablets_that_ask_at_once_get_a_slot_once(served: Till) -> None:
    """Six at the same time for one slot: one has it, five are told; each no is a row."""
    with ExitStack() as stack:
        desks = [stack.enter_context(served.live.browser()) for _ in range(6)]
        slots, people = session(desks[0], places=9), members(desks[0], served)
        said: dict[str, Any] = {"text": served.token, "programme": "doctor-visit", "session": slots, "slot": 4}
        with ThreadPoolExecutor(6) as pool:
            asked = zip(desks, (people * 2)[:6], strict=True)
            replies = list(pool.map(lambda one: act(one[0], "service-cases", **said, person=one[1])["refused"], asked))
    assert replies.count(None) == 1
    assert set(replies) <= {None, "slot-taken", "already-booked"}


def test_an_issued_number_is_told_to_the_lead_alone(served: Till) -> None:
    """An operator enters it; no answer of the desk has it."""
    with served.live.browser() as lead, served.live.browser(role="operator") as desk:
        person = members(desk, served)[0]
        opened = act(desk, "service-cases", text=served.token, programme="insurance", person=person)
        case = opened["case"]["case"]
        assert [one["case"] for one in desk.get("/api/v1/service-waiting").json()["cases"]] == [case]
        steps: list[dict[str, Any]] = [{"step": "submitted"}, {"step": "issued", "number": NUMBER}]
        for step in steps:
            assert NUMBER not in str(act(desk, f"service-cases/{case}/steps", **step))
        assert desk.get(f"/api/v1/service-cases/{case}").status_code == 403
        file = lead.get(f"/api/v1/service-cases/{case}").json()
        back = act(lead, f"service-cases/{case}/returns", to="documents", because="document-wrong")
    assert (file["number"], [one["step"] for one in file["steps"]]) == (NUMBER, ["documents", "submitted", "issued"])
    assert back["case"]["step"] == "documents"


def test_an_emergency_is_the_leads_alone(served: Till) -> None:
    """Nobody else begins, sees or moves such a case."""
    with served.live.browser() as lead, served.live.browser(role="operator") as desk:
        said: dict[str, Any] = {
            "text": served.token,
            "programme": "emergency-referral",
            "person": members(lead, served)[0],
        }
        assert act(desk, "service-cases", 403, **said, place="helpline")["code"] == "role-missing"
        case = act(lead, "service-cases", **said, place="helpline")["case"]["case"]
        assert desk.get("/api/v1/service-waiting").json()["cases"] == []
        assert desk.post("/api/v1/service-looks", json={"text": served.token}).json()["cases"] == []
        assert act(desk, f"service-cases/{case}/steps", 403, step="accepted")["code"] == "role-missing"
        assert lead.get(f"/api/v1/service-cases/{case}").json()["case"]["step"] == "made"


def test_who_is_to_be_told_is_ticked(served: Till) -> None:
    """The lead's list has a name and a day; after the tick it stands as told."""
    with served.live.browser() as lead:
        day = lead.get("/api/v1/services").json()["day"]
        said: dict[str, Any] = {"text": served.token, "programme": "job-referral", "person": members(lead, served)[0]}
        case = act(lead, "service-cases", **said, place="employer", next_on=day)["case"]["case"]
        (one,) = lead.get("/api/v1/service-reminders").json()["reminders"]
        assert (one["case"]["case"], one["case"]["told"], bool(one["name"])) == (case, False, True)
        act(lead, "service-reminders", case=case)
        assert lead.get("/api/v1/service-reminders").json()["reminders"][0]["case"]["told"]


def test_tickets_survive_a_restart(served: Till) -> None:
    """The server is killed with two numbers drawn and one called: the queue goes on where it stood."""
    with served.live.browser() as desk:
        for _ in range(2):
            act(desk, "tickets", queue="A")
        act(desk, "ticket-calls", queue="A")
    served.live.stop(kill=True)
    served.live.start()
    with served.live.browser() as desk:
        states = [(one["number"], one["state"]) for one in desk.get("/api/v1/services").json()["tickets"]]
        assert states == [(1, "called"), (2, "waiting")]
        assert act(desk, "ticket-calls", queue="A")["ticket"]["number"] == 2
        assert act(desk, "ticket-calls", 404, queue="A")["code"] == "queue-empty"


def test_a_course_is_attended_by_a_scan(served: Till) -> None:
    """Enrolled, then each meeting by the card: the look has the case, and the step is a handout once a day."""
    with served.live.browser() as lead:
        today = lead.get("/api/v1/services").json()["day"]
        plan: dict[str, Any] = {"programme": "skill-training", "days": [today], "queue": "E", "room": 1, "places": 5}
        course = act(lead, "service-sessions", **plan, subject="sewing")["session"]
        said: dict[str, Any] = {"text": served.token, "programme": "skill-training", "session": course}
        act(lead, "service-cases", **said, person=members(lead, served)[0])
        (case,) = lead.post("/api/v1/service-looks", json={"text": served.token}).json()["cases"]
        assert (case["step"], "attended" in case["next"]) == ("enrolled", True)
        assert act(lead, f"service-cases/{case['case']}/steps", step="attended")["case"]["step"] == "attended"
        assert act(lead, f"service-cases/{case['case']}/steps", 409, step="attended")["code"] == "service-step-unfit"
        child = members(lead, served)[1]
        assert act(lead, "service-cases", **said, person=child)["refused"] == "not-in-audience"


def test_bad_plans_are_told_in_a_code(served: Till) -> None:
    """A day that is over, a doctor for a course, a letter that another session has, a household that is none."""
    with served.live.browser() as lead:
        today = lead.get("/api/v1/services").json()["day"]
        plan: dict[str, Any] = {"programme": "doctor-visit", "queue": "B", "room": 1, "places": 9, "doctor": "general"}
        for bent, code in (
            ({"days": ["1400-01-01"]}, "service-day-unfit"),
            ({"days": ["1405-13-01"]}, "service-day-unfit"),
            ({"days": [today], "doctor": None}, "service-unfit"),
            ({"days": [today], "first": "23:00", "every": 60}, "service-unfit"),
            ({"days": [today], "first": "09:00"}, "service-unfit"),
            ({"days": [today], "programme": "nothing"}, "programme-unknown"),
        ):
            reply = lead.post("/api/v1/service-sessions", json={"act_id": ids.new_event_id()} | plan | bent)
            assert reply.json()["code"] == code, (bent, reply.text)
        session(lead)
        assert act(lead, "service-sessions", 409, **plan, days=[today])["code"] == "queue-taken"
        assert act(lead, "tickets", 409, queue="B")["code"] == "queue-taken"
        unknown = {"household": ids.new_household_id()}
        assert lead.post("/api/v1/service-looks", json=unknown).json()["code"] == "household-unknown"
        assert lead.get(f"/api/v1/service-sessions/{ids.new_event_id()}").json()["code"] == "service-session-unknown"
        assert lead.get("/api/v1/service-reminders?until=1405-13-40").json()["code"] == "day-invalid"
        assert lead.get("/api/v1/service-counts?month=9").json()["code"] == "day-invalid"


def test_the_hall_is_shown_over_plain_http_too(secured: tuple[SecureSite, str]) -> None:
    """A screen that trusts no authority has the page, its looks, its script and the calls, and nothing else of it."""
    live, _ = secured
    with live.phone() as screen:
        for path in ("/hall", "/static/hall.css", "/static/js/hall.js", "/static/js/pure/hall_view.js"):
            assert screen.get(path).status_code == 200, path
        assert screen.get("/api/v1/calls").json()["calls"] == []
        assert screen.get("/api/v1/services").status_code != 200
