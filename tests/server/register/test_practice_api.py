"""Training: a tablet that practises is answered by a site of its own, and nothing of it counts anywhere."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.errors import Code, NotAllowed
from fieldpoint.store.identity import log_key
from fieldpoint.store.register.practising import PRACTICE
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from fieldpoint.sync.enrolment import enrol_request
from tests.server.conftest import Till, start_till
from tests.support import TODAY

ON = {"Fieldpoint-Practice": "1"}


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    """A fresh running site."""
    started = start_till(tmp_path)
    yield started
    if started.live.runs:
        started.live.stop()


def switch(desk: httpx.Client, *, on: bool) -> dict[str, Any]:
    """The lead lets people practise on the tablet, or no more."""
    answer = desk.post("/api/v1/practice", json={"on": on})
    assert answer.status_code == 201, answer.text
    return answer.json()


def basket(text: str) -> dict[str, Any]:
    """One line of one card."""
    line = {"handout_id": ids.new_event_id(), "tseq": 1, "programme": "basket", "quantity": 1, "members": []}
    return {"text": text, "lines": [line]}


def log_of(till: Till) -> list[tuple[Any, ...]]:
    """The real log, row by row."""
    with closing(till.live.site.connect(read_only=True)) as connection:
        return connection.execute("SELECT seq, type, line FROM log ORDER BY seq").fetchall()


def test_practice_is_the_real_thing_and_counts_nowhere(till: Till) -> None:
    """Scan, hand out, refuse, undo, register: all as in earnest; the real log, counts and sheet know nothing of it."""
    with till.live.browser() as desk:
        before, sheet = log_of(till), desk.get("/api/v1/day").json()["sheet"]
        desk_rows = len(before)
        cards = switch(desk, on=True)["cards"]
        assert desk.get("/api/v1/session").json()["practice"] is True
        assert desk.get("/api/v1/status").json()["practice"] is True
        assert [one["size"] for one in cards] == [1, 2, 3, 4, 5, 7]
        text = cards[0]["text"]
        assert desk.post("/api/v1/scans", json={"text": text}, headers=ON).json()["label"] == "001"
        given = [desk.post("/api/v1/handouts", json=basket(text), headers=ON).json()["lines"][0] for _ in range(2)]
        assert [one["decision"] for one in given] == ["granted", "refused"]
        typed = {"act_id": ids.new_event_id(), "members": [{"family_name": "کارآموز", "is_head": True}]}
        assert desk.post("/api/v1/households", json=typed, headers=ON).status_code == 201
        assert desk.get("/api/v1/counts").json() != {}
        switch(desk, on=False)
        assert len(log_of(till)) == desk_rows
        assert desk.get("/api/v1/day").json()["sheet"] == sheet
        assert "کارآموز" not in str(desk.get("/api/v1/history").json())
    till.live.stop()
    assert verify(till.live.site) == desk_rows
    assert verify(open_site(till.live.site.folder / PRACTICE)) > 0


def test_cards_of_the_two_are_never_taken_for_each_other(till: Till) -> None:
    """A practice card is named at a real desk, a real card in practice; both write nothing."""
    with till.live.browser() as desk, till.live.browser() as other:
        text = switch(desk, on=True)["cards"][0]["text"]
        refused = other.post("/api/v1/scans", json={"text": text})
        assert (refused.status_code, refused.json()["code"]) == (400, "card-practice")
        assert other.post("/api/v1/handouts", json=basket(text)).json()["code"] == "card-practice"
        for path, body in (("scans", {"text": till.token}), ("handouts", basket(till.token))):
            stranger = desk.post(f"/api/v1/{path}", json=body, headers=ON)
            assert (stranger.status_code, stranger.json()["code"]) == (400, "card-real")
        assert other.post("/api/v1/scans", json={"text": till.token}).status_code == 200


def test_a_page_of_another_mind_writes_nothing(till: Till) -> None:
    """Whoever was switched meanwhile hears of it before anything is written, in both directions."""
    with till.live.browser() as desk:
        early = desk.post("/api/v1/handouts", json=basket(till.token), headers=ON)
        assert (early.status_code, early.json()["code"]) == (409, "practice-switched")
        cards = switch(desk, on=True)["cards"]
        late = desk.post("/api/v1/handouts", json=basket(cards[0]["text"]))
        assert (late.status_code, late.json()["code"]) == (409, "practice-switched")
        switch(desk, on=False)
        real = desk.post("/api/v1/handouts", json=basket(till.token)).json()["lines"][0]
        assert real["decision"] == "granted"


def test_a_line_of_a_lesson_that_comes_late_is_no_row_of_the_real_log(till: Till) -> None:
    """A fact on a practice card goes to the practice site, whatever the tablet is by now."""
    with till.live.browser() as desk:
        text = switch(desk, on=True)["cards"][1]["text"]
        switch(desk, on=False)
        before = len(log_of(till))
        facts = [basket(one)["lines"][0] | {"text": one, "day": TODAY} for one in (text, till.token)]
        replies = desk.post("/api/v1/facts", json={"facts": facts}).json()["facts"]
        assert [one["handout_id"] for one in replies] == [one["handout_id"] for one in facts]
        assert replies[0]["receipt"]["epoch"] != replies[1]["receipt"]["epoch"]
        assert len(log_of(till)) == before + 1


def test_a_tablet_goes_on_practising_after_a_start(till: Till) -> None:
    """Nobody falls out of a lesson into earnest because the server was started anew."""
    with till.live.browser() as desk:
        cards = switch(desk, on=True)["cards"]
        till.live.stop()
        till.live.start()
        assert desk.post("/api/v1/scans", json={"text": cards[2]["text"]}, headers=ON).status_code == 200


def test_a_practice_site_is_never_enrolled(till: Till) -> None:
    """No registry ever hears of it."""
    with till.live.browser() as desk:
        switch(desk, on=True)
    practice = open_site(till.live.site.folder / PRACTICE)
    with closing(practice.connect(read_only=True)) as connection, pytest.raises(NotAllowed) as refused:
        enrol_request(practice.facts.code, log_key(connection), "code")
    assert refused.value.code is Code.PRACTICE_STAYS
