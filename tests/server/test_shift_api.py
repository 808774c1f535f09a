"""The routes of a shift's screens: programmes, history, activity, counts, parked cases, confirmations, sending."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.desk.set_up_site import take_in
from tests.live import enrol_live, make_live_registry
from tests.rules import make_programme
from tests.server.conftest import Till, start_till
from tests.server.test_acts_api import NEXT_DAY, line, post
from tests.server.test_bad_input import problem
from tests.support import TODAY

ROUTES = [
    ("GET", "programmes"),
    ("GET", "counts"),
    ("GET", "history"),
    ("GET", "activity"),
    ("GET", "confirmations"),
    ("GET", "parked-cases"),
    ("POST", "parked-cases"),
    ("POST", "parked-cases/AAAAAAAAAAAAAAAAAAAAAA/ends"),
    ("GET", "sendings"),
    ("GET", "verdicts"),
    ("POST", "sendings"),
]


def ask(desk: httpx.Client, path: str) -> dict[str, Any]:
    """The reply of a route that only reads."""
    return desk.get(f"/api/v1/{path}").raise_for_status().json()


def hand_out(desk: httpx.Client, till: Till, *programmes: str) -> list[dict[str, Any]]:
    """The replies to one line a programme."""
    lines = [line(programme, tseq=number) for number, programme in enumerate(programmes, start=1)]
    return post(desk, "handouts", text=till.token, lines=lines)["lines"]


def park(desk: httpx.Client, **more: Any) -> dict[str, Any]:
    """A case is parked."""
    return post(desk, "parked-cases", case_id=ids.new_event_id(), **more)


def test_programmes_say_who_needs_no_card(shared_till: Till) -> None:
    """A meal is for anybody, a basket is not; every one has its words."""
    with shared_till.live.browser() as desk:
        found = {one["programme"]: one for one in ask(desk, "programmes")["programmes"]}
    assert (found["hot-meal"]["without_card"], found["basket"]["without_card"]) == (True, False)
    assert (found["basket"]["title_fa"], found["basket"]["unit_fa"]) == ("سبد کالا", "سبد")


def test_history_is_this_tablets_own(till: Till) -> None:
    """A tablet sees what it did, newest first, with the end of the code; another tablet sees its own only."""
    with till.live.browser() as desk, till.live.browser() as other:
        given, refused = hand_out(desk, till, "basket", "basket")
        tallied = post(desk, "tallies", tally_id=ids.new_event_id(), tseq=3, item="hot-meal", quantity=5)
        rows = ask(desk, "history")["rows"]
        assert ask(other, "history")["rows"] == []
        assert len(ask(other, "activity")["rows"]) == 4
    assert [row["event"] for row in rows] == [tallied["act_id"], refused["handout_id"], given["handout_id"]]
    assert [(row["kind"], row["label"], row["programme"]) for row in rows] == [
        ("tally", "", "hot-meal"),
        ("refusal", "472", "basket"),
        ("handout", "472", "basket"),
    ]
    assert rows[1]["reason"] == "already-collected"


def test_history_says_how_long_a_handout_may_be_taken_back(till: Till) -> None:
    """Just given it has nearly five minutes, taken back it has none, and a refusal never has any."""
    with till.live.browser() as desk:
        given, _ = hand_out(desk, till, "basket", "basket")
        refusal, handout = ask(desk, "history")["rows"]
        assert 290_000 < handout["undo_ms"] <= 300_000
        assert refusal["undo_ms"] == 0
        void = {"void_id": ids.new_event_id(), "tseq": 3, "ref": given["handout_id"]}
        post(desk, "voids", **void)
        voided, _, handout = ask(desk, "history")["rows"]
    assert (voided["kind"], voided["ref"]) == ("void", given["handout_id"])
    assert (handout["voided"], handout["undo_ms"]) == (True, 0)


def test_activity_begins_with_the_day_and_tells_no_name(till: Till) -> None:
    """What the lead reads holds codes and numbers only."""
    with till.live.browser() as desk:
        hand_out(desk, till, "basket")
        post(desk, "card-acts", act_id=ids.new_event_id(), text=till.token, act="suspend")
        answer = desk.get("/api/v1/activity")
    assert [row["kind"] for row in answer.json()["rows"]] == ["card-stopped", "handout", "day-open"]
    assert "خانوادگی" not in answer.text


def test_counts_add_up_and_forget_what_was_taken_back(till: Till) -> None:
    """Handouts by programme and half hour, refusals by reason, tallies; a void leaves no trace in them."""
    with till.live.browser() as desk:
        given, _ = hand_out(desk, till, "basket", "basket")
        eaters = [member.person for member in till.household.members[:2]]
        meal = line("hot-meal", tseq=3, quantity=2, members=eaters)
        post(desk, "handouts", text=till.token, lines=[meal])
        before = ask(desk, "counts")
        post(desk, "tallies", tally_id=ids.new_event_id(), tseq=4, item="hot-meal", quantity=10)
        post(desk, "voids", void_id=ids.new_event_id(), tseq=5, ref=given["handout_id"])
        after = ask(desk, "counts")
    assert (before["day"], before["holders"], before["reasons"]) == (
        TODAY,
        1,
        [{"reason": "already-collected", "refused": 1}],
    )
    assert _handouts(before) == {"basket": (1, 1, 1), "hot-meal": (1, 2, 0)}
    assert sum(half["handouts"] for half in before["half_hours"]) == 2
    assert all(half["at"] % 1_800_000 == 0 for half in before["half_hours"])
    assert _handouts(after) == {"basket": (0, 0, 1), "hot-meal": (1, 2, 0)}
    assert [half["programme"] for half in after["half_hours"]] == ["hot-meal"]
    assert after["tallies"] == [{"item": "hot-meal", "quantity": 10}]


def test_counts_begin_anew_after_the_close(till: Till) -> None:
    """What the closed day counted is in its report, and the next day starts at nothing."""
    with till.live.browser() as desk:
        hand_out(desk, till, "basket")
        assert ask(desk, "counts")["holders"] == 1
        post(desk, "day/close", day=TODAY)
        post(desk, "day/open", day=NEXT_DAY)
        counts = ask(desk, "counts")
    assert (counts["day"], counts["holders"], counts["half_hours"]) == (NEXT_DAY, 0, [])


def test_parked_case_gets_the_next_number_once(till: Till) -> None:
    """Numbers count up from one; the same id again has the same number; whatever text it was, it is a case."""
    with till.live.browser() as desk:
        asked = {"case_id": ids.new_event_id(), "text": till.token, "reason": "already-collected"}
        first = post(desk, "parked-cases", **asked)
        assert post(desk, "parked-cases", **asked) == first
        assert [park(desk)["number"], park(desk, text="nonsense")["number"]] == [2, 3]
        cases = ask(desk, "parked-cases")["cases"]
    assert (first["number"], first["label"], first["reason"]) == (1, "472", "already-collected")
    assert [case["number"] for case in cases] == [1, 2, 3]


def test_ended_case_stands_behind_those_that_wait(till: Till) -> None:
    """The lead ends one, twice without harm; one that does not exist is not found."""
    with till.live.browser() as desk:
        one, other = park(desk), park(desk)
        ended = post(desk, f"parked-cases/{one['case_id']}/ends")
        assert post(desk, f"parked-cases/{one['case_id']}/ends") == ended
        cases = ask(desk, "parked-cases")["cases"]
        missing = desk.post(f"/api/v1/parked-cases/{ids.new_event_id()}/ends", json={})
    assert ended["ended_at"] is not None
    assert [case["case_id"] for case in cases] == [other["case_id"], one["case_id"]]
    assert problem(missing) == (404, "case-unknown")


def test_override_waits_for_its_second_person_until_somebody_stands_by_it(till: Till) -> None:
    """It is listed with the lead who gave it, and gone once it is confirmed."""
    till.live.stop()
    take_in(till.live.site, [make_programme("kit", item="dowry-kit", override="lead-and-second")])
    till.live.start()
    with till.live.browser() as desk, till.live.browser(role="operator") as deputy:
        _, refused = hand_out(desk, till, "kit", "kit")
        override = line("kit", overrides=refused["handout_id"])
        (given,) = post(desk, "handouts", text=till.token, lines=[override])["lines"]
        (awaited,) = ask(desk, "confirmations")["awaited"]
        post(deputy, "confirmations", act_id=ids.new_event_id(), ref=given["handout_id"])
        assert ask(desk, "confirmations")["awaited"] == []
    assert (awaited["handout"], awaited["lead"], awaited["label"]) == (given["handout_id"], "lead نمونه", "472")


def test_sending_without_a_registry_says_so(shared_till: Till) -> None:
    """There is nowhere to send to, and the stream ends at once."""
    with shared_till.live.browser() as desk:
        assert problem(desk.post("/api/v1/sendings", json={})) == (404, "registry-not-enrolled")
        assert [event["running"] for event in _events(desk)] == [False]


@pytest.fixture
def enrolled(tmp_path: Path) -> Iterator[Till]:
    """A running site whose registry runs too."""
    registry = make_live_registry(tmp_path / "registry")
    till = start_till(tmp_path)
    till.live.stop()
    enrol_live(till.live.site, registry)
    till.live.start()
    yield till
    till.live.stop()
    registry.stop()


def test_sending_is_watched_to_its_end(enrolled: Till) -> None:
    """The stream ends when nothing is unsent and says that nothing stood in the way."""
    with enrolled.live.browser() as desk:
        hand_out(desk, enrolled, "basket")
        assert desk.post("/api/v1/sendings", json={}).status_code == 202
        events = list(_events(desk))
        assert ask(desk, "status")["unsent"] == 0
    assert (events[-1]["running"], events[-1]["unsent"], events[-1]["code"]) == (False, 0, None)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_route_needs_somebody_known(shared_till: Till, method: str, path: str) -> None:
    """Without a session nothing of the shift is told, and without a tablet's signature nothing is changed."""
    with shared_till.live.browser(session=False) as stranger:
        answer = stranger.request(method, f"/api/v1/{path}", json={} if method == "POST" else None)
    assert problem(answer) == (401, "tablet-unknown" if method == "POST" else "session-missing")


def test_every_route_is_in_the_document_with_its_failures(shared_till: Till) -> None:
    """The document names each route of the shift, its success and that it needs a session."""
    with shared_till.live.browser() as desk:
        paths = ask(desk, "openapi.json")["paths"]
    for method, path in ROUTES:
        wanted = f"/api/v1/{path}".replace("AAAAAAAAAAAAAAAAAAAAAA", "{case_id}")
        statuses = paths[wanted][method.lower()]["responses"]
        assert "401" in statuses
        assert {"200", "201", "202"} & statuses.keys()


def _handouts(counts: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    """Handouts, quantity and refusals of every programme that had any."""
    return {
        one["programme"]: (one["handouts"], one["quantity"], one["refused"])
        for one in counts["programmes"]
        if one["handouts"] or one["refused"]
    }


def _events(desk: httpx.Client) -> Iterator[dict[str, Any]]:
    """The events of the sending's stream until it ends."""
    with desk.stream("GET", "/api/v1/sendings") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for text in stream.iter_lines():
            if text.startswith("data: "):
                yield json.loads(text.removeprefix("data: "))
