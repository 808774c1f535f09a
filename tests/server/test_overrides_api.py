"""Overrides, their second person, and who stands at the desk, asked as a tablet asks."""

from typing import Any

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.core.rules.programme import CollectorRule
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store import log
from fieldpoint.store.repair.verify import verify
from tests.rules import make_programme
from tests.server.conftest import Till
from tests.server.test_acts_api import line, post
from tests.server.test_bad_input import problem
from tests.support import TODAY


@pytest.fixture
def strict(till: Till) -> Till:
    """A running site with a kit that two people override, and a box that members alone collect."""
    till.live.stop()
    kit = make_programme("kit", item="dowry-kit", override="lead-and-second")
    box = make_programme("box", item="food-basket", collector=CollectorRule(who="alternates", age_from=15))
    take_in(till.live.site, [kit, box])
    till.live.start()
    return till


def ask(desk: httpx.Client, till: Till, programme: str, **more: Any) -> dict[str, Any]:
    """The reply to one line."""
    return post(desk, "handouts", text=till.token, lines=[line(programme, **more)])["lines"][0]


def refused_kit(desk: httpx.Client, till: Till) -> str:
    """The id of a kit that was refused, because the household has had one."""
    ask(desk, till, "kit")
    refused = ask(desk, till, "kit")
    assert refused["reason"] == "already-collected"
    return refused["handout_id"]


def test_second_person_confirms_until_the_close(strict: Till) -> None:
    """The override is given, counted as unconfirmed, confirmed once; the same id again gives the same answer."""
    with strict.live.browser() as desk, strict.live.browser(role="operator") as deputy:
        refused = refused_kit(desk, strict)
        one, other = (ask(desk, strict, "kit", overrides=refused) for _ in range(2))
        assert (one["decision"], other["decision"]) == ("granted", "granted")
        confirmation = {"act_id": ids.new_event_id(), "ref": one["handout_id"]}
        assert problem(desk.post("/api/v1/confirmations", json=confirmation)) == (403, "second-person-same")
        first = post(deputy, "confirmations", **confirmation)
        assert post(deputy, "confirmations", **confirmation) == first
        assert post(desk, "day/close", day=TODAY)["flags"] == {"second-missing": 1}
    with strict.live.browser(role="operator") as deputy:
        assert post(deputy, "confirmations", **confirmation) == first
        late = confirmation | {"act_id": ids.new_event_id(), "ref": other["handout_id"]}
        assert problem(deputy.post("/api/v1/confirmations", json=late)) == (409, "confirmation-late")
    verify(strict.live.site)
    connection = strict.live.site.connect(read_only=True)
    found = log.find(connection, first["act_id"])
    connection.close()
    assert found is not None
    assert (found[1].seq, found[1].head.hex()) == (first["receipt"]["seq"], first["receipt"]["head"])


def test_override_of_one_person_needs_no_confirmation(till: Till) -> None:
    """Where the rule asks for the lead alone nothing is left to confirm, and whoever tries hears so."""
    with till.live.browser() as desk, till.live.browser(role="operator") as deputy:
        refused = [ask(desk, till, "basket") for _ in range(2)][1]
        given = ask(desk, till, "basket", overrides=refused["handout_id"])
        asked = {"act_id": ids.new_event_id(), "ref": given["handout_id"]}
        assert given["decision"] == "granted"
        assert problem(deputy.post("/api/v1/confirmations", json=asked)) == (409, "confirmation-not-awaited")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"lead": "lead"}, (400, "request-invalid")),
        ({"second": "deputy"}, (400, "request-invalid")),
        ({"overrides": "A" * 22}, (403, "override-not-allowed")),
        ({"overrides": "zqj-echo-7731"}, (400, "request-invalid")),
        ({"collector": "A" * 11}, (400, "member-unknown")),
        ({"one_time_alternate": "yes"}, (400, "request-invalid")),
    ],
)
def test_override_out_of_form_is_named_and_nothing_is_given(
    shared_till: Till, more: dict[str, Any], expected: tuple[int, str]
) -> None:
    """In another's name, of what was not refused: no row is written."""
    with shared_till.live.browser() as desk:
        asked = {"text": shared_till.token, "lines": [line(overrides=ids.new_event_id()) | more]}
        before = desk.get("/api/v1/status").json()["seq"]
        assert problem(desk.post("/api/v1/handouts", json=asked)) == expected
        assert desk.get("/api/v1/status").json()["seq"] == before


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, (404, "handout-unknown")),
        ({"second": "deputy"}, (400, "request-invalid")),
        ({"ref": "short"}, (400, "request-invalid")),
        ({"lead": "lead"}, (400, "request-invalid")),
    ],
)
def test_confirmation_out_of_form_is_named(shared_till: Till, more: dict[str, Any], expected: tuple[int, str]) -> None:
    """A handout that is not there, a name instead of a code, a member that does not belong."""
    asked = {"act_id": ids.new_event_id(), "ref": ids.new_event_id()} | more
    with shared_till.live.browser() as desk:
        assert problem(desk.post("/api/v1/confirmations", json=asked)) == expected


@pytest.mark.parametrize("more", [{"overrides": "A" * 22}, {"one_time_alternate": True}])
def test_only_the_lead_overrides(shared_till: Till, more: dict[str, Any]) -> None:
    """An operator gives nothing in spite of the rules, and to nobody who is not registered."""
    with shared_till.live.browser(role="operator") as desk:
        asked = {"text": shared_till.token, "lines": [line() | more]}
        assert problem(desk.post("/api/v1/handouts", json=asked)) == (403, "role-missing")


def test_fact_names_no_override(shared_till: Till) -> None:
    """What was handed over already asks nobody's word; the members of a request are unknown there."""
    fact = line(text=shared_till.token, overrides=ids.new_event_id(), lead="lead")
    with shared_till.live.browser() as desk:
        assert problem(desk.post("/api/v1/facts", json={"facts": [fact]})) == (400, "request-invalid")


def test_wrong_collector_is_not_sent_home(strict: Till) -> None:
    """Nobody named: refused; a member of age: given; the rest on the lead's word, once."""
    with strict.live.browser() as desk:
        assert ask(desk, strict, "box")["reason"] == "collector-not-registered"
        child, grown = strict.household.members[1].person, strict.household.members[2].person
        assert ask(desk, strict, "box", collector=child)["reason"] == "collector-not-registered"
        assert ask(desk, strict, "box", collector=grown)["decision"] == "granted"


def test_lead_confirms_a_one_time_alternate(strict: Till) -> None:
    """The box is given to somebody else, and the day's report says so."""
    with strict.live.browser() as desk:
        assert ask(desk, strict, "box", one_time_alternate=True)["decision"] == "granted"
        assert desk.get("/api/v1/day").json()["sheet"]["flags"] == {"one-time-alternate": 1}
