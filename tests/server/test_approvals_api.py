"""A lead's word for what an operator's tablet was refused: by PIN on that tablet, or from the lead's own."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.core.rules.programme import CollectorRule
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store.transaction import transaction_on
from tests.device import PIN, person
from tests.rules import make_programme
from tests.server.conftest import Till, start_till
from tests.server.test_acts_api import line, post
from tests.server.test_bad_input import problem
from tests.support import add_card, make_household, token_of

LEAD = {"name": "lead نمونه", "pin": PIN}


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """A running site with a kit that two people override, a box for registered collectors, and a lead with a PIN."""
    started = start_till(tmp_path_factory.mktemp("approvals"))
    started.live.stop()
    site = started.live.site
    kit = make_programme("kit", item="dowry-kit", quantity=2, override="lead-and-second")
    box = make_programme("box", item="food-basket", collector=CollectorRule(who="alternates", age_from=15))
    take_in(site, [kit, box])
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        person(tx, "lead")
    started.live.start()
    yield started
    started.live.stop()


@pytest.fixture
def token(strict: Till) -> str:
    """A card of a household of its own."""
    site = strict.live.site
    return token_of(site, add_card(site, make_household(code=ids.new_person_id())))


def ask(desk: httpx.Client, token: str, programme: str = "kit", **more: Any) -> dict[str, Any]:
    """The reply to one line."""
    return post(desk, "handouts", text=token, lines=[line(programme, **more)])["lines"][0]


def refused(desk: httpx.Client, token: str) -> dict[str, Any]:
    """A kit that is refused, because the household has had its two."""
    ask(desk, token, quantity=2)
    return ask(desk, token)


def scan(desk: httpx.Client, token: str, **more: Any) -> dict[str, Any]:
    """The holder of a card and what is due."""
    return desk.post("/api/v1/scans", json={"text": token, **more}).raise_for_status().json()


def tried(desk: httpx.Client, token: str, **more: Any) -> tuple[int, str]:
    """What is wrong with one line."""
    return problem(desk.post("/api/v1/handouts", json={"text": token, "lines": [line("kit", **more)]}))


def test_lead_approves_by_pin_on_the_operators_tablet(strict: Till, token: str) -> None:
    """The operator stays signed in, the row is upon the lead, and it waits for its second person."""
    with strict.live.browser(role="operator") as desk:
        no = refused(desk, token)
        assert (no["reason"], no["override"]) == ("already-collected", "lead-and-second")
        ref = no["handout_id"]
        assert tried(desk, token, overrides=ref) == (403, "role-missing")
        assert post(desk, "approvals", refs=[ref], lead=LEAD) == {"state": "approved"}
        given = ask(desk, token, overrides=ref)
        assert (given["decision"], given["flags"]) == ("granted", ["second-missing"])
        assert desk.get("/api/v1/session").json()["operator"]["role"] == "operator"
        confirmed = desk.post("/api/v1/confirmations", json={"act_id": ids.new_event_id(), "ref": given["handout_id"]})
        assert confirmed.status_code == 201


def test_lead_approves_from_their_own_tablet(strict: Till, token: str) -> None:
    """The operator's tablet waits, the lead reads what is asked and taps once, and it is given."""
    with strict.live.browser(role="operator") as desk, strict.live.browser() as lead:
        ref = refused(desk, token)["handout_id"]
        assert post(desk, "approvals", refs=[ref]) == {"state": "waiting"}
        (asked,) = lead.get("/api/v1/approvals").json()["asks"]
        assert (asked["ref"], asked["reason"], asked["second"]) == (ref, "already-collected", True)
        assert asked["operator"] == "operator نمونه"
        assert post(lead, "approvals", refs=[ref]) == {"state": "approved"}
        assert lead.get("/api/v1/approvals").json() == {"asks": []}
        assert post(desk, "approvals", refs=[ref]) == {"state": "approved"}
        assert ask(desk, token, overrides=ref)["decision"] == "granted"


def test_lead_declines_and_nothing_is_given(strict: Till, token: str) -> None:
    """The operator's tablet hears the no; an operator says neither yes nor no."""
    with strict.live.browser(role="operator") as desk, strict.live.browser() as lead:
        ref = refused(desk, token)["handout_id"]
        post(desk, "approvals", refs=[ref])
        declined = {"refs": [ref], "declined": True}
        assert problem(desk.post("/api/v1/approvals", json=declined)) == (403, "role-missing")
        assert post(lead, "approvals", **declined) == {"state": "declined"}
        assert post(desk, "approvals", refs=[ref]) == {"state": "declined"}
        assert tried(desk, token, overrides=ref) == (403, "role-missing")


def test_word_is_for_what_was_asked_and_no_more(strict: Till, token: str) -> None:
    """Not for more of it, another card, or another tablet's refusal."""
    site = strict.live.site
    other = token_of(site, add_card(site, make_household(code=ids.new_person_id())))
    with strict.live.browser(role="operator") as desk, strict.live.browser(role="operator") as beside:
        ref = refused(desk, token)["handout_id"]
        assert problem(beside.post("/api/v1/approvals", json={"refs": [ref], "lead": LEAD})) == (404, "handout-unknown")
        post(desk, "approvals", refs=[ref], lead=LEAD)
        assert tried(desk, token, overrides=ref, quantity=2) == (403, "override-not-allowed")
        assert tried(desk, other, overrides=ref) == (403, "override-not-allowed")
        assert tried(beside, token, overrides=ref) == (403, "override-not-allowed")
        assert ask(desk, token, overrides=ref)["decision"] == "granted"


def test_same_line_again_has_its_answer_without_the_word(strict: Till, token: str) -> None:
    """The lead has meanwhile said no: what was given with their yes is told again, and stays one row."""
    with strict.live.browser(role="operator") as desk, strict.live.browser() as lead:
        ref = refused(desk, token)["handout_id"]
        post(lead, "approvals", refs=[ref])
        asked = {"text": token, "lines": [line("kit", overrides=ref)]}
        first = post(desk, "handouts", **asked)
        post(lead, "approvals", refs=[ref], declined=True)
        assert post(desk, "handouts", **asked) == first


def test_wrong_pin_and_no_leads_pin_approve_nothing(strict: Till, token: str) -> None:
    """The digits are counted as at signing in; an operator's own PIN is right and no lead's."""
    with strict.live.browser(role="operator") as desk:
        ref = refused(desk, token)["handout_id"]
        for name, pin, expected in (
            ("lead نمونه", "111111", (401, "pin-wrong")),
            ("operator نمونه", PIN, (403, "role-missing")),
        ):
            said = {"refs": [ref], "lead": {"name": name, "pin": pin}}
            assert problem(desk.post("/api/v1/approvals", json=said)) == expected
        assert tried(desk, token, overrides=ref) == (403, "role-missing")


def test_one_time_alternate_on_an_operators_tablet(strict: Till, token: str) -> None:
    """Nobody who is registered stands there: the lead confirms once, and the row says who did."""
    with strict.live.browser(role="operator") as desk:
        look = scan(desk, token)["due"]
        box = next(one for one in look if one["programme"] == "box")
        assert (box["reason"], box["asks_collector"]) == ("collector-not-registered", True)
        no = ask(desk, token, "box")
        post(desk, "approvals", refs=[no["handout_id"]], lead=LEAD)
        given = ask(desk, token, "box", one_time_alternate=True, approved=no["handout_id"])
    assert (given["decision"], given["flags"]) == ("granted", ["one-time-alternate"])


def test_look_says_what_a_collector_may_have(strict: Till, token: str) -> None:
    """The head may collect: the box is due then; somebody of another household is nothing to it."""
    with strict.live.browser(role="operator") as desk:
        seen = scan(desk, token)
        head = seen["members"][0]["person"]
        due = scan(desk, token, collector=head)["due"]
        assert next(one["quantity"] for one in due if one["programme"] == "box") == 1
        stranger = {"text": token, "collector": strict.household.members[0].person}
        assert problem(desk.post("/api/v1/scans", json=stranger)) == (400, "member-unknown")
