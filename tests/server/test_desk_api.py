"""The desk's API over real HTTP: scan, hand out, repeat, refuse."""

from typing import Any

import httpx

from fieldpoint import ids
from fieldpoint.store import log
from tests.server.conftest import Till


def line(programme: str, *members: str, quantity: int = 1) -> dict[str, Any]:
    """A line with a new id."""
    return {
        "handout_id": ids.new_event_id(),
        "tseq": 1,
        "programme": programme,
        "quantity": quantity,
        "members": list(members),
    }


def hand_out(desk: httpx.Client, till: Till, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    """The decisions of some lines for the till's card."""
    answer = desk.post("/api/v1/handouts", json={"text": till.token, "lines": list(lines)})
    assert answer.status_code == 201, answer.text
    return answer.json()["lines"]


def test_scan_shows_what_is_due_and_no_name(till: Till) -> None:
    """The card's holder by the end of its code, its members by a word, and four programmes."""
    with till.live.browser() as desk:
        seen = desk.post("/api/v1/scans", json={"text": f"HTTP://KART.TEST/C/{till.token}"}).json()
    assert (seen["label"], [member["who"] for member in seen["members"]]) == ("472", ["woman", "girl", "man"])
    assert {due["programme"]: due["quantity"] for due in seen["due"]} == {
        "basket": 1,
        "bread": 6,
        "hot-meal": 3,
        "stationery": 1,
    }
    assert "خانوادگی" not in str(seen)


def test_short_code_finds_the_same_holder(till: Till) -> None:
    """What is printed under the QR may be typed, in small letters and with a gap."""
    short = till.card.short.lower()
    with till.live.browser() as desk:
        seen = desk.post("/api/v1/scans", json={"text": f"{short[:4]} {short[4:]}"}).json()
    assert seen["household"] == till.household.household


def test_handout_is_a_row_before_it_is_answered(till: Till) -> None:
    """The receipt names the row that stands in the log, read by another connection."""
    asked = line("basket")
    with till.live.browser() as desk:
        (answer,) = hand_out(desk, till, asked)
    connection = till.live.site.connect(read_only=True)
    found = log.find(connection, asked["handout_id"])
    assert found is not None
    assert (answer["decision"], answer["receipt"]["seq"], answer["receipt"]["head"]) == (
        "granted",
        found[1].seq,
        found[1].head.hex(),
    )


def test_second_scan_is_refused_with_time_and_desk_of_the_first(till: Till) -> None:
    """The refusal says when the basket was taken, where, and from when there is the next."""
    with till.live.browser() as desk:
        hand_out(desk, till, line("basket"))
        (refused,) = hand_out(desk, till, line("basket"))
        due = desk.post("/api/v1/scans", json={"text": till.token}).json()["due"][0]
    assert (refused["decision"], refused["reason"], refused["next_on"]) == (
        "refused",
        "already-collected",
        "1405-10-01",
    )
    assert refused["earlier"]["desk"] == "d1"
    assert (due["quantity"], due["reason"], due["earlier"]) == (0, "already-collected", refused["earlier"])


def test_lines_of_one_scan_are_decided_each_on_its_own(till: Till) -> None:
    """One refused line does not take the others with it."""
    meal = line("hot-meal", till.household.members[0].person)
    with till.live.browser() as desk:
        hand_out(desk, till, line("basket"))
        answers = hand_out(desk, till, line("basket"), meal)
    assert [answer["decision"] for answer in answers] == ["refused", "granted"]


def test_same_ids_again_give_the_same_answer(till: Till) -> None:
    """A repeated request is answered word for word and writes nothing."""
    asked = [line("basket"), line("basket")]
    with till.live.browser() as desk:
        first = hand_out(desk, till, *asked)
        status = desk.get("/api/v1/status").json()
        assert hand_out(desk, till, *asked) == first
        assert desk.get("/api/v1/status").json()["seq"] == status["seq"]
    assert [answer["decision"] for answer in first] == ["granted", "refused"]


def test_status_counts_what_the_registry_does_not_hold(till: Till) -> None:
    """Without a registry every row is unsent, and the page is told that there is none."""
    with till.live.browser() as desk:
        status = desk.get("/api/v1/status").json()
    assert (status["registry"], status["unsent"], status["day"]) == ("none", status["seq"], "1405-09-01")


def test_session_survives_a_restart(till: Till) -> None:
    """A tablet goes on with its cookie after the server was stopped and started."""
    with till.live.browser() as desk:
        before = desk.get("/api/v1/session").json()
        till.live.stop()
        till.live.start()
        after = desk.get("/api/v1/session").json()
        assert before["operator"]["role"] == "lead"
        assert after | {"start": ""} == before | {"start": ""}
        assert hand_out(desk, till, line("basket"))[0]["decision"] == "granted"


def test_second_tablet_has_another_name(till: Till) -> None:
    """Two browsers are two tablets at two desks."""
    with till.live.browser() as one, till.live.browser() as other:
        found = [desk.get("/api/v1/session").json() for desk in (one, other)]
    assert found[0]["tablet"] != found[1]["tablet"]
    assert [seen["desk"] for seen in found] == ["d1", "d2"]


def test_somebody_without_a_card_has_a_meal_and_no_basket(till: Till) -> None:
    """With no card each line is one person: the meal is granted as often as it is asked, the basket never."""
    asked = [line("hot-meal"), line("hot-meal"), line("basket")]
    with till.live.browser() as desk:
        answer = desk.post("/api/v1/handouts", json={"text": None, "lines": asked})
        again = desk.post("/api/v1/handouts", json={"text": None, "lines": asked})
    assert [one["decision"] for one in answer.json()["lines"]] == ["granted", "granted", "refused"]
    assert answer.json()["lines"][2]["reason"] == "not-registered"
    assert again.json() == answer.json()
