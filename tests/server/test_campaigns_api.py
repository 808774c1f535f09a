"""Campaigns as the lead's tablet asks for them, and the puzzle as a stranger's browser does."""

from contextlib import closing

import httpx

from fieldpoint import ids
from tests.server.conftest import Till
from tests.server.test_acts_api import post


def act(**said: object) -> dict[str, object]:
    """A request under a new id."""
    return {"act_id": ids.new_event_id(), **said}


def test_a_campaign_from_its_opening_to_its_sheet(till: Till) -> None:
    """Opened from the package, its tents put up, taps counted there, closed: one report as JSON and as the same PDF."""
    with till.live.browser() as desk:
        offered = desk.get("/api/v1/campaigns").json()
        assert "chador-yari" in [one["code"] for one in offered["package"]]
        opening = act(campaign="chador-yari")
        assert post(desk, "campaigns", **opening) == post(desk, "campaigns", **opening)
        tents = post(desk, "campaign-events", **act(campaign="chador-yari", **evening()))["act_id"]
        (shown,) = desk.get("/api/v1/campaign-events").json()["events"]
        assert (shown["event"], shown["place_fa"]) == (tents, "میدان قزوین")
        for number in range(1, 3):
            tap = {"tally_id": ids.new_event_id(), "tseq": number, "item": "surplus-meal", "quantity": 10}
            post(desk, "tallies", **tap, event=tents)
        refused = desk.post("/api/v1/campaigns/chador-yari/closings", json=act())
        assert refused.json()["code"] == "campaign-day-open"
        post(desk, "day/close", day="1405-09-01")
        post(desk, "campaigns/chador-yari/closings", **act())
        (closed,) = desk.get("/api/v1/campaigns").json()["campaigns"]
        sheet = desk.get("/api/v1/campaigns/chador-yari/report")
        assert sheet.content == desk.get("/api/v1/campaigns/chador-yari/report").content
    assert (closed["report"]["tallied"], closed["report"]["reached"], len(closed["seal"])) == (20, 20, 10)
    assert closed["report"]["events"][0]["counts"] == [["غذای مازاد", 20]]
    assert sheet.content.startswith(b"%PDF")


def test_what_cannot_be_is_said_in_a_code(till: Till) -> None:
    """A campaign that is none, tents at no place of it, an event that is none or has taps."""
    with till.live.browser() as desk:

        def code(path: str, **said: object) -> str:
            return desk.post(f"/api/v1/{path}", json=act(**said)).json()["code"]

        assert code("campaigns", campaign="no-such") == "campaign-unknown"
        assert code("campaigns/no-such/closings") == "campaign-unknown"
        assert code("campaign-events", campaign="chador-yari", **evening()) == "campaign-unknown"
        post(desk, "campaigns", **act(campaign="chador-yari"))
        assert code("campaign-events", campaign="chador-yari", **evening(place="nowhere")) == "event-unfit"
        assert code("campaign-events", campaign="chador-yari", **evening(first="25:00")) == "request-invalid"
        tents = post(desk, "campaign-events", **act(campaign="chador-yari", **evening()))["act_id"]
        tap = {"tally_id": ids.new_event_id(), "tseq": 1, "item": "surplus-meal", "quantity": 1}
        post(desk, "tallies", **tap, event=tents)
        assert code(f"campaign-events/{tents}/ends") == "event-tallied"
        assert code(f"campaign-events/{ids.new_event_id()}/ends") == "event-unknown"


def test_a_stranger_sees_the_puzzle_and_nobody(till: Till) -> None:
    """Without signing in the page shows the picture and its numbers; it names no household, card or code of one."""
    with till.live.browser() as desk, httpx.Client(base_url=till.live.url, timeout=30) as stranger:
        nothing = stranger.get("/puzzle")
        assert (nothing.status_code, "اکنون پازلی در کار نیست" in nothing.text) == (404, True)
        post(desk, "campaigns", **act(campaign="mehr-hamdeli"))
        pupil = till.household.members[1].person
        line = {"handout_id": ids.new_event_id(), "tseq": 1, "programme": "stationery", "quantity": 1}
        given = desk.post("/api/v1/handouts", json={"text": till.token, "lines": [line | {"members": [pupil]}]})
        assert given.status_code == 201, given.text
        page = stranger.get("/puzzle/mehr-hamdeli")
        part = stranger.get("/puzzle/static/puzzle.css")
    assert page.headers["refresh"] == "30"
    assert "۱ تکه به دست نیازمند رسیده" in page.text
    for secret in (till.household.household, till.household.code, till.card.card, till.card.short, pupil):
        assert secret not in page.text
    assert (part.status_code, part.headers["content-type"].partition(";")[0]) == (200, "text/css")


def test_a_giver_is_named_only_where_asked(till: Till) -> None:
    """A name stands on the public page from the lead's word on, in no row of the log, and goes without a trace."""
    name = "خانوادهٔ مهربان"
    with till.live.browser() as desk, httpx.Client(base_url=till.live.url, timeout=30) as stranger:
        post(desk, "campaigns", **act(campaign="mehr-hamdeli"))
        assert post(desk, "campaigns/mehr-hamdeli/givers", name=f" {name} ")["givers"] == [name]
        assert name in stranger.get("/puzzle").text
        assert post(desk, "campaigns/mehr-hamdeli/givers", name=name, on=False)["givers"] == []
        assert name not in stranger.get("/puzzle").text
        unknown = desk.post("/api/v1/campaigns/no-such/givers", json={"name": name})
        assert unknown.json()["code"] == "campaign-unknown"
    with closing(till.live.site.connect(read_only=True)) as connection:
        assert not connection.execute("SELECT 1 FROM log WHERE instr(line, ?)", (name.encode(),)).fetchall()


def evening(**said: str) -> dict[str, str]:
    """Tents at a place of the package's campaign, tonight."""
    return {"place": "qazvin", "day": "1405-09-01", "first": "18:00", "last": "22:00", **said}
