"""The routes of a night in a shelter, asked as the shift's tablets ask them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store.transaction import transaction_on
from tests.server.conftest import Till
from tests.server.test_acts_api import post

NIGHT = ("bed-night", "night-dinner", "night-breakfast")
ROOM = {"name": "all", "first": 1, "last": 3, "floor": 1}
PATIENCE_S = 30


@pytest.fixture
def house(till: Till) -> Till:
    """A site that is a shelter of three beds and one place on the floor."""
    take_in(till.live.site, [one for one in packaged_programmes() if one.code in NIGHT])
    with till.live.browser() as lead:
        post(lead, "shelter-layouts", act_id=ids.new_event_id(), sections=[ROOM])
    return till


def request(text: str | None, *programmes: str, **where: Any) -> dict[str, Any]:
    """One person, with a bed and these meals."""
    lines = [
        {"handout_id": ids.new_event_id(), "tseq": place, "programme": programme, "quantity": 1}
        for place, programme in enumerate(programmes or NIGHT, start=1)
    ]
    return {"text": text, "lines": lines, **where}


def admit(desk: httpx.Client, text: str | None = None, **where: Any) -> dict[str, Any]:
    """The answer to one person."""
    return post(desk, "admissions", **request(text, **where))


def test_one_request_is_the_bed_and_both_meals(house: Till) -> None:
    """By card, by short code, without a card; the list has no name and no whole code; the night's figures follow."""
    with house.live.browser(role="operator") as desk:
        first, again, other = admit(desk, house.token), admit(desk, house.card.short), admit(desk)
        assert (first["result"], first["stay"]["bed"], first["stay"]["label"]) == ("admitted", 1, "472")
        assert [line["decision"] for line in first["lines"]] == ["granted"] * 3
        assert (again["result"], again["stay"]["bed"]) == ("here", 1)
        assert (other["stay"]["bed"], other["stay"]["label"]) == (2, "")
        listed = desk.get("/api/v1/shelter/stays").json()["stays"]
        now = desk.get("/api/v1/shelter").json()
    assert [(one["bed"], one["label"], one["state"]) for one in listed] == [(1, "472", "in"), (2, "", "in")]
    assert "00472" not in str(listed)
    assert (now["places"]["free"], now["places"]["free_floor"], now["numbered"]) == (1, 1, True)
    assert {one["programme"]: one["given"] for one in now["meals"]} == {"night-breakfast": 2, "night-dinner": 2}


def test_admissions_that_were_made_without_contact_get_their_places(house: Till) -> None:
    """By their own ids, one after the other; sent again they get the same; who lies beyond the places is said."""
    with house.live.browser() as desk:
        for _ in range(3):
            admit(desk)
        facts = [
            {**line, "text": None, **({"night": {"lines": [other["handout_id"] for other in rest]}} if first else {})}
            for bed, *rest in (request(None)["lines"], request(None, "bed-night")["lines"])
            for first, line in [(True, bed), *((False, other) for other in rest)]
        ]
        first, again = (post(desk, "facts", facts=facts)["facts"] for _ in range(2))
        now, listed = desk.get("/api/v1/shelter").json(), desk.get("/api/v1/shelter/stays").json()["stays"]
        undoing = {"act_id": ids.new_event_id(), "stay": facts[0]["handout_id"]}
        post(desk, "stay-undoings", **undoing, reason="mistake")
        after = desk.get("/api/v1/shelter").json()
    lies = [one["lies"] for one in first]
    assert lies == [
        {"result": "admitted", "bed": None, "floor": True},
        None,
        None,
        {"result": "over", "bed": None, "floor": True},
    ]
    assert ([one["row_id"] for one in again], len(listed)) == ([one["row_id"] for one in first], 5)
    assert (now["over"], now["places"]["free_floor"], after["over"]) == (1, 0, 0)
    assert [one["given"] for one in now["meals"]] == [4, 4]
    assert [one["given"] for one in after["meals"]] == [3, 3]


def test_a_site_without_a_bed_night_is_no_shelter(till: Till) -> None:
    """Its screen has nothing to show, and nothing can be done."""
    with till.live.browser() as lead:
        now = lead.get("/api/v1/shelter").json()
        assert (now["night"], now["sections"], lead.get("/api/v1/shelter/stays").json()["stays"]) == (None, [], [])
        answer = lead.post("/api/v1/cold-nights", json={"act_id": ids.new_event_id(), "on": True})
    assert (answer.status_code, answer.json()["code"]) == (404, "shelter-none")


def test_twenty_tablets_that_want_one_bed(house: Till) -> None:
    """One has it; every other person has another bed, and hears which was given before."""
    with house.live.browser() as lead:
        post(lead, "shelter-layouts", act_id=ids.new_event_id(), sections=[{**ROOM, "last": 20}])
    together = threading.Barrier(20)

    def ask(_: int) -> dict[str, Any]:
        with house.live.browser(role="operator") as desk:
            together.wait(PATIENCE_S)
            return admit(desk, bed=7)

    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(ask, range(20)))
    assert sorted(one["stay"]["bed"] for one in found) == list(range(1, 21))
    assert sorted(one["instead_of"] or 0 for one in found) == [0, *[7] * 19]


def test_out_back_moved_and_taken_back(house: Till) -> None:
    """Each act is a row; a bed that another has stays theirs; what was taken back frees bed and dinner."""
    with house.live.browser(role="operator") as desk:
        one, other = admit(desk, house.token)["stay"]["stay"], admit(desk)["stay"]["stay"]
        post(desk, "stay-steps", act_id=ids.new_event_id(), stay=one, step="out")
        assert admit(desk, house.token)["result"] == "back"
        moved = post(desk, "stay-moves", act_id=ids.new_event_id(), stay=other, bed=1)
        assert (moved["bed"], moved["instead_of"]) == (2, 1)
        moved = post(desk, "stay-moves", act_id=ids.new_event_id(), stay=other, bed=3)
        assert (moved["bed"], moved["instead_of"]) == (3, None)
        floor = post(desk, "stay-moves", act_id=ids.new_event_id(), stay=other)
        assert (floor["bed"], floor["floor"]) == (None, True)
        undoing = {"act_id": ids.new_event_id(), "stay": one}
        assert post(desk, "stay-undoings", **undoing)["receipt"] == post(desk, "stay-undoings", **undoing)["receipt"]
        again = admit(desk, house.token)
    assert (again["result"], again["stay"]["bed"]) == ("admitted", 1)
    assert [line["decision"] for line in again["lines"]] == ["granted"] * 3


def test_what_cannot_be_is_said_in_a_code(house: Till) -> None:
    """An unknown stay, a hold and a section that are none, an hour that is over, numbers that two sections have."""
    with house.live.browser() as desk:

        def code(path: str, **said: object) -> str:
            return desk.post(f"/api/v1/{path}", json={"act_id": ids.new_event_id(), **said}).json()["code"]

        nobody = ids.new_event_id()
        assert code("stay-steps", stay=nobody, step="out") == "stay-unknown"
        assert code("bed-hold-ends", hold=nobody) == "hold-unknown"
        assert code("bed-holds", until=0, bed=1) == "hour-over"
        twice = [ROOM, {**ROOM, "name": "men"}]
        assert code("shelter-layouts", sections=twice) == "layout-unfit"
        admit(desk)
        until = desk.get("/api/v1/shelter").json()["at"] + 3_600_000
        assert code("bed-holds", until=until, bed=1) == "bed-taken"
        assert code("bed-holds", until=until, bed=99) == "section-unknown"
        answer = desk.post("/api/v1/admissions", json=request(None, section="men"))
    assert answer.json()["code"] == "section-unknown"


def test_the_note_of_a_shift_is_no_row(house: Till) -> None:
    """It is there for the next one to read, and the log has none of it."""
    with house.live.browser(role="operator") as desk:
        assert post(desk, "shelter-notes", note="کلید انبار پیش سرایدار است")["note"]["note"].startswith("کلید")
        assert desk.get("/api/v1/shelter").json()["note"]["note"].endswith("است")
    connection = house.live.site.connect(read_only=True)
    lines = b"".join(bytes(line) for (line,) in connection.execute("SELECT line FROM log"))
    connection.close()
    assert "سرایدار".encode() not in lines


def test_a_note_is_gone_after_a_week(house: Till) -> None:
    """The next act of any later night lets it go."""
    with house.live.browser(role="operator") as desk:
        post(desk, "shelter-notes", note="کلید انبار پیش سرایدار است")
        connection = house.live.site.connect()
        with transaction_on(connection, house.live.site.clock.now()) as tx:
            tx.connection.execute("UPDATE shelter_notes SET at = at - 8 * 86400000")
        connection.close()
        admit(desk)
        assert desk.get("/api/v1/shelter").json()["note"] is None
