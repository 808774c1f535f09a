"""The routes of voids, facts, tallies, cards, merges and the day, asked as a tablet asks them."""

from typing import Any

import httpx
import pytest

from fieldpoint import ids
from fieldpoint.core.card import CardName, sign_token
from tests.server.conftest import Till
from tests.support import TODAY, add_card, make_household, token_of

NEXT_DAY = "1405-09-02"


def line(programme: str = "basket", **more: Any) -> dict[str, Any]:
    """One line with a new id."""
    return {"handout_id": ids.new_event_id(), "tseq": 1, "programme": programme, "quantity": 1, "members": []} | more


def hand_out(desk: httpx.Client, till: Till) -> dict[str, Any]:
    """The reply to one basket."""
    answer = desk.post("/api/v1/handouts", json={"text": till.token, "lines": [line()]})
    return answer.raise_for_status().json()["lines"][0]


def post(desk: httpx.Client, path: str, **body: Any) -> dict[str, Any]:
    """The reply of a route that must answer 201."""
    answer = desk.post(f"/api/v1/{path}", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_handout_is_undone_and_may_be_had_again(till: Till) -> None:
    """Undo, the same undo again, another one, and then the basket is due as before."""
    with till.live.browser() as desk:
        given = hand_out(desk, till)
        undo = {"void_id": ids.new_event_id(), "tseq": 2, "ref": given["handout_id"]}
        first = post(desk, "voids", **undo)
        assert post(desk, "voids", **undo) == first
        assert first["effective"] is True
        assert post(desk, "voids", **undo | {"void_id": ids.new_event_id()})["effective"] is False
        assert hand_out(desk, till)["decision"] == "granted"


def test_another_tablet_does_not_undo(till: Till) -> None:
    """403 for a handout of another session, 404 for one that is not there."""
    with till.live.browser() as desk, till.live.browser() as other:
        ref = hand_out(desk, till)["handout_id"]
        for asked, expected in ((ref, (403, "void-needs-lead")), (ids.new_event_id(), (404, "handout-unknown"))):
            answer = other.post("/api/v1/voids", json={"void_id": ids.new_event_id(), "tseq": 1, "ref": asked})
            assert (answer.status_code, answer.json()["code"]) == expected


def test_facts_are_all_kept(till: Till) -> None:
    """A double, a forged card, a card of an unknown key, an unknown programme: each is a row with its flags."""
    stranger = CardName(card=ids.new_card_id(), kid=(till.card.kid + 1) % 65536, serial=1)
    facts = [
        line(text=till.token, day=TODAY),
        line(text=till.token, day=TODAY, operator="o0000000"),
        line(text="no card", day=TODAY),
        line(text=sign_token(stranger, ids.new_seed()), day=TODAY),
        line("no-such", text=till.token),
    ]
    with till.live.browser() as desk:
        replies = post(desk, "facts", facts=facts)["facts"]
        assert post(desk, "facts", facts=facts)["facts"] == replies
    assert [reply["flags"] for reply in replies] == [
        ["after-the-fact"],
        ["after-the-fact", "double"],
        ["after-the-fact", "card-forged", "card-unknown"],
        ["after-the-fact", "card-key-unknown", "card-unknown"],
        ["after-the-fact", "programme-unknown", "day-unknown"],
    ]
    assert [reply["row_id"] for reply in replies] == [fact["handout_id"] for fact in facts]


def test_paper_line_and_tally_are_entered(till: Till) -> None:
    """The emergency line counts for the card of its short code; a mistyped code is 400."""
    with till.live.browser() as desk:
        reply = post(desk, "paper-lines", **line(short=till.card.short, paper="12", day=TODAY))
        assert reply["flags"] == ["after-the-fact"]
        assert hand_out(desk, till)["reason"] == "already-collected"
        wrong = line(short="0000 0001", paper="13", day=TODAY)
        assert desk.post("/api/v1/paper-lines", json=wrong).json()["code"] == "card-forged"
        post(desk, "tallies", tally_id=ids.new_event_id(), tseq=3, item="bread-loaf", quantity=10)
        assert desk.get("/api/v1/day").json()["sheet"]["items"][0]["tallied"] == 10


def test_card_is_refused_at_once(till: Till) -> None:
    """Suspended: the next scan and the next handout say so; given back: granted; revoked: refused for ever."""
    with till.live.browser() as desk:

        def reason(act: str) -> str | None:
            post(desk, "card-acts", act_id=ids.new_event_id(), text=till.token, act=act)
            due = desk.post("/api/v1/scans", json={"text": till.token}).json()["due"]
            return due[0]["reason"]

        assert [reason(act) for act in ("suspend", "give-back", "revoke")] == ["suspended", None, "card-revoked"]
        assert hand_out(desk, till)["reason"] == "card-revoked"
        again = {"act_id": ids.new_event_id(), "text": till.token, "act": "give-back"}
        assert desk.post("/api/v1/card-acts", json=again).json()["code"] == "card-revoked"


@pytest.mark.parametrize("body", [{"act": "bind"}, {"act": "revoke", "household": "A" * 11}, {"act": "burn"}])
def test_card_act_out_of_form_is_named(shared_till: Till, body: dict[str, Any]) -> None:
    """A binding names a household, nothing else does."""
    with shared_till.live.browser() as desk:
        asked = {"act_id": ids.new_event_id(), "text": shared_till.token} | body
        answer = desk.post("/api/v1/card-acts", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (400, "request-invalid")


def test_two_households_become_one(till: Till) -> None:
    """After the merge both cards show the same household, and what both took is named."""
    other = make_household(code="00473")
    token = token_of(till.live.site, add_card(till.live.site, other))
    with till.live.browser() as desk:
        hand_out(desk, till)
        desk.post("/api/v1/handouts", json={"text": token, "lines": [line()]}).raise_for_status()
        merge = {"act_id": ids.new_event_id(), "kept": till.household.household, "gone": other.household}
        assert post(desk, "merges", **merge)["collisions"] == ["basket"]
        assert desk.post("/api/v1/scans", json={"text": token}).json()["household"] == till.household.household


def test_day_is_closed_once_and_the_next_one_opened(till: Till) -> None:
    """The close is repeated word for word; nothing is handed out after it until the next day is open."""
    with till.live.browser() as desk, till.live.browser(role="operator") as other:
        hand_out(desk, till)
        closed = post(desk, "day/close", day=TODAY)
        assert other.get("/api/v1/day").json()["code"] == "session-missing"
        assert post(desk, "day/close", day=TODAY) == closed
        assert (closed["lines"][0]["handed"], len(closed["seal"])) == (1, 10)
        assert desk.get("/api/v1/day").json()["day"] is None
        assert hand_out(desk, till)["reason"] == "day-not-open"
        wrong = desk.post("/api/v1/day/close", json={"day": NEXT_DAY})
        assert (wrong.status_code, wrong.json()["code"]) == (409, "day-not-open")
        assert post(desk, "day/open", day=NEXT_DAY, anyway=True)["day"] == NEXT_DAY
        assert hand_out(desk, till)["reason"] == "already-collected"


def test_lead_takes_back_what_others_gave(till: Till) -> None:
    """With a reason, from another tablet; a reason of anybody else is refused, and so is an undo of another's."""
    with till.live.browser(role="operator") as desk, till.live.browser() as lead:
        ref = hand_out(desk, till)["handout_id"]
        undo = {"void_id": ids.new_event_id(), "tseq": 2, "ref": ref}
        assert lead.post("/api/v1/voids", json=undo).json()["code"] == "void-needs-lead"
        told = undo | {"reason": "mistake"}
        assert desk.post("/api/v1/voids", json=told).json()["code"] == "role-missing"
        assert post(lead, "voids", **told)["effective"] is True
