"""The routes of rounds, asked as the lead and as tablets ask them."""

from typing import Any

import httpx
import pytest

from fieldpoint import ids
from tests.server.conftest import Till


def act(desk: httpx.Client, path: str, status: int = 201, **said: Any) -> Any:
    """An act under a new id."""
    reply = desk.post(f"/api/v1/{path}", json={"act_id": ids.new_event_id(), **said})
    assert reply.status_code == status, reply.text
    return reply.json()


def here(desk: httpx.Client) -> Any:
    """Which round the tablet carries by the site's word."""
    return desk.post("/api/v1/round-looks", json={}).json()["round"]


def tablet_of(desk: httpx.Client) -> str:
    """The tablet's id."""
    tablet = getattr(desk.auth, "tablet", "")
    assert tablet
    return tablet


def test_a_round_goes_out_and_comes_back(till: Till) -> None:
    """Made by the lead, fetched by its tablet, what was given comes as a fact, and the counts are shown."""
    with till.live.browser() as lead, till.live.browser(role="operator") as desk:
        tablet = tablet_of(desk)
        made = act(lead, "rounds", programmes=["basket"], tablet=tablet, tags=["دانش‌آموز"])
        assert (made["doors"], here(desk), here(lead)) == (1, made["round"], None)
        taken = act(desk, "round-lists", status=200)
        (door,) = taken["doors"]
        assert (door["code"], door["short"], set(door)) == ("00472", till.card.short, {"code", "short", "lines"})
        fact = {"handout_id": ids.new_event_id(), "tseq": 1, **door["lines"][0], "members": [], "text": door["short"]}
        (row,) = desk.post("/api/v1/facts", json={"facts": [{**fact, "day": taken["day"]}]}).json()["facts"]
        assert row["row_id"] == fact["handout_id"]
        act(desk, f"rounds/{made['round']}/returns", given=1, absent=0, declined=0)
        (shown,) = lead.get("/api/v1/rounds").json()["rounds"]
        assert (shown["given"], shown["out"], here(desk)) == (1, False, None)


def test_nothing_of_a_person_travels(till: Till) -> None:
    """The list is codes; the lead's page has tags and neighbourhoods to choose from, and no person."""
    with till.live.browser() as lead:
        act(lead, "rounds", programmes=["basket"], tablet=tablet_of(lead))
        said = lead.post("/api/v1/round-lists", json={"act_id": ids.new_event_id()}).text
        assert till.household.neighbourhood not in said
        for member in till.household.members:
            for secret in (member.person, member.given_name, member.family_name, *member.tags):
                assert secret not in said
        assert not set(lead.get("/api/v1/rounds").text.split('"')) & {one.family_name for one in till.household.members}


@pytest.mark.parametrize("how", ["ended", "revoked"])
def test_what_is_over_is_over_on_the_tablet_too(till: Till, how: str) -> None:
    """A round that the lead ended is none here, nor one of a revoked tablet; both bring back what they have."""
    with till.live.browser() as lead, till.live.browser(role="operator") as desk:
        name = act(lead, "rounds", programmes=["basket"], tablet=tablet_of(desk))["round"]
        if how == "ended":
            act(lead, f"rounds/{name}/ends")
        else:
            lead.post(f"/api/v1/tablets/{tablet_of(desk)}/revocations", json={})
        assert here(desk) is None
        act(desk, f"rounds/{name}/returns", given=0, absent=1, declined=0)
        assert lead.get("/api/v1/rounds").json()["rounds"][0]["absent"] == 1


def test_list_is_given_once(till: Till) -> None:
    """409 for whoever asks again under another id, 404 where no round is out."""
    with till.live.browser() as lead, till.live.browser(role="operator") as desk:
        assert act(desk, "round-lists", status=404)["code"] == "round-none"
        act(lead, "rounds", programmes=["basket"], tablet=tablet_of(desk))
        first = {"act_id": ids.new_event_id()}
        assert desk.post("/api/v1/round-lists", json=first).json()["doors"]
        assert desk.post("/api/v1/round-lists", json=first).json()["doors"]
        assert act(desk, "round-lists", status=409)["code"] == "round-out"
        assert act(lead, "rounds", status=409, programmes=["basket"], tablet=tablet_of(desk))["code"] == "round-out"
        # 401 `tablet-unknown` would say that the lead's own tablet is none any more.
        assert act(lead, "rounds", status=404, programmes=["basket"], tablet="t-99")["code"] == "tablet-not-found"
