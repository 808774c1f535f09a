"""The routes of a card's life, asked as a tablet asks them: found, lost, printed anew, issued anew, with dates."""

import io
from contextlib import closing
from typing import Any

import httpx
import zxingcpp
from PIL import Image

from fieldpoint import ids
from fieldpoint.core.card import CardName, sign_token
from fieldpoint.desk.card_keys import end_card_key, rotate_card_key
from fieldpoint.desk.issue_card import issue_blank_card
from fieldpoint.store.cards import CardRow
from fieldpoint.store.identity import card_key
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import Transaction, transaction_on
from tests.server.conftest import Till
from tests.server.test_acts_api import hand_out, line, post
from tests.support import add_card, make_household, token_of


def at_terminal(site: Site, act: Any) -> Any:
    """What a command answers that somebody types beside the running server."""
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        return act(tx)


def blank(till: Till) -> tuple[CardRow, str]:
    """A blank card and its token."""

    def issue(tx: Transaction) -> CardRow:
        return issue_blank_card(tx, card_key(tx.connection).kid)

    row = at_terminal(till.live.site, issue)
    return row, token_of(till.live.site, row)


def refusal(desk: httpx.Client, path: str, **body: Any) -> tuple[int, str, bool]:
    """Status, code, and whether it says since when."""
    answer = desk.post(f"/api/v1/{path}", json={"act_id": ids.new_event_id()} | body)
    told = answer.json()
    return answer.status_code, told["code"], isinstance(told.get("at"), int)


def look(desk: httpx.Client, text: str) -> dict[str, Any]:
    """How a card stands."""
    return desk.post("/api/v1/card-looks", json={"text": text}).raise_for_status().json()


def test_found_card_is_handed_in_by_anybody_and_given_back_by_the_lead(till: Till) -> None:
    """One scan suspends it, and every refusal says since when; one scan of the lead's gives it back."""
    with till.live.browser(role="operator") as desk, till.live.browser() as lead:
        act = {"act_id": ids.new_event_id(), "text": till.token}
        first = post(desk, "found-cards", **act)
        assert post(desk, "found-cards", **act) == first
        seen = desk.post("/api/v1/scans", json={"text": till.token}).json()
        refused = hand_out(desk, till)
        assert {one["reason"] for one in seen["due"]} == {"suspended"}
        assert seen["since"] == refused["since"] == look(lead, till.token)["since"] > 0
        back = {"act_id": ids.new_event_id(), "text": till.token, "act": "give-back"}
        assert desk.post("/api/v1/card-acts", json=back).json()["code"] == "role-missing"
        post(lead, "card-acts", **back)
        assert hand_out(desk, till)["decision"] == "granted"
        assert desk.post("/api/v1/scans", json={"text": till.token}).json()["since"] is None


def test_lost_card_is_stopped_from_the_list_and_replaced_by_one_scan(till: Till) -> None:
    """The lead finds it in the household's list, for there is nothing to scan; the blank's history comes along."""
    row, token = blank(till)
    household = till.household.household
    with till.live.browser() as lead:
        hand_out(lead, till)
        post(lead, "facts", facts=[line("bread", text=token)])
        (listed,) = lead.get(f"/api/v1/households/{household}/cards").json()["cards"]
        assert (listed["card"], listed["state"], listed["short"]) == (till.card.card, "bound", till.card.short)
        stop = {"act_id": ids.new_event_id(), "card": listed["card"], "act": "revoke", "why": "lost"}
        post(lead, "card-acts", **stop)
        swap = {"act_id": ids.new_event_id(), "household": household, "lost": listed["card"], "text": token}
        done = post(lead, "card-replacements", **swap)
        assert (done["card"], done["short"], done["collisions"]) == (row.card, row.short, [])
        assert post(lead, "card-replacements", **swap) == done
        cards = lead.get(f"/api/v1/households/{household}/cards").json()["cards"]
        assert [one["state"] for one in cards] == ["bound", "revoked"]
        due = lead.post("/api/v1/scans", json={"text": token}).json()["due"]
        assert {one["programme"]: one["reason"] for one in due}["basket"] == "already-collected"
        assert refusal(lead, "card-replacements", **swap | {"act_id": ids.new_event_id(), "text": till.token}) == (
            404,
            "card-unknown",
            False,
        )


def test_reprint_blocks_the_old_print(till: Till) -> None:
    """The answer has all that is printed; the old paper is refused since then, for giving back too."""
    with till.live.browser() as lead:
        act = {"act_id": ids.new_event_id(), "card": till.card.card}
        face = post(lead, "card-prints", **act)
        assert post(lead, "card-prints", **act) == face
        assert (face["serial"], face["short"], face["code"]) == (2, till.card.short, "00472")
        assert len(face["qr"]) == 41
        assert face["printed_on"].startswith("14")
        assert {len(row) for row in face["qr"]} == {41}
        new = look(lead, face["qr_text"])
        old = look(lead, till.token)
        assert (new["state"], new["since"], old["state"]) == ("bound", None, "blocked")
        assert old["since"] == new["reprinted_at"] > 0
        assert hand_out(lead, till)["since"] == old["since"]
        assert refusal(lead, "card-acts", text=till.token, act="give-back") == (409, "card-blocked", True)
        kit = lead.get("/api/v1/offline").json()
        assert (kit["serials"], kit["reprinted_at"]) == ({till.card.card: 2}, {till.card.card: old["since"]})
        post(lead, "card-prints", act_id=ids.new_event_id(), text=face["qr_text"])
        assert refusal(lead, "card-prints", **act) == (409, "card-blocked", True)


def test_picture_of_a_card_is_its_present_print_and_lies_in_no_cache(till: Till) -> None:
    """A PNG that reads as the card; a lead's alone; of a revoked card and of one whose key was ended there is none."""
    with till.live.browser() as lead, till.live.browser(role="operator") as desk:
        path = f"/api/v1/cards/{till.card.card}/picture"
        answer = lead.get(path)
        (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(answer.content)))
        assert code.text.endswith(till.token)
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-disposition"] == 'attachment; filename="card.png"'
        assert desk.get(path).json()["code"] == "role-missing"
        assert lead.get(f"/api/v1/cards/{ids.new_card_id()}/picture").json()["code"] == "card-unknown"
        old = at_terminal(till.live.site, lambda tx: card_key(tx.connection))
        at_terminal(till.live.site, lambda tx: rotate_card_key(tx, "lead"))
        at_terminal(till.live.site, lambda tx: end_card_key(tx, old.kid, "retired", "lead"))
        ended = lead.get(path)
        assert (ended.status_code, ended.json()["code"], ended.json()["at"] > 0) == (409, "card-blocked", True)
        post(lead, "card-acts", act_id=ids.new_event_id(), card=till.card.card, act="revoke")
        assert lead.get(path).json()["code"] == "card-revoked"


def test_reissue_gives_a_new_card(till: Till) -> None:
    """The old one is refused for ever, with its date, and the new one is the household's."""
    with till.live.browser() as lead:
        face = post(lead, "card-reissues", act_id=ids.new_event_id(), text=till.token)
        assert look(lead, face["qr_text"])["household"] == till.household.household
        assert hand_out(lead, till)["reason"] == "card-revoked"
        for path in ("card-prints", "card-reissues", "found-cards"):
            assert refusal(lead, path, text=till.token) == (409, "card-revoked", True)
        bind = {"act": "bind", "household": till.household.household}
        assert refusal(lead, "card-acts", text=till.token, **bind) == (409, "card-revoked", True)
        other = token_of(till.live.site, add_card(till.live.site, make_household(code="00999")))
        assert refusal(lead, "card-acts", text=other, **bind) == (409, "card-bound", True)


def test_new_key_and_end_of_the_old_one_reach_a_running_server(till: Till) -> None:
    """Rotated at the terminal: both scan. Retired: its cards are refused with the date, whoever forged them too."""
    site = till.live.site
    with till.live.browser() as lead:
        old = at_terminal(site, lambda tx: card_key(tx.connection))
        hand_out(lead, till)
        at_terminal(site, lambda tx: rotate_card_key(tx, "lead"))
        _, token = blank(till)
        assert look(lead, token)["state"] == "printed"
        assert len(lead.get("/api/v1/offline").json()["keys"]) == 2
        at_terminal(site, lambda tx: end_card_key(tx, old.kid, "compromised", "lead"))
        forged = sign_token(CardName(card=ids.new_card_id(), kid=old.kid, serial=1), old.seed)
        dates = {lead.post("/api/v1/scans", json={"text": text}).json()["since"] for text in (till.token, forged)}
        (ended,) = lead.get("/api/v1/offline").json()["ended_keys"].values()
        assert dates == {ended}
        face = post(lead, "card-prints", act_id=ids.new_event_id(), card=till.card.card)
        assert look(lead, face["qr_text"])["state"] == "bound"


def test_card_is_scanned_or_named(shared_till: Till) -> None:
    """Both or neither is no request; a text that is no card has the one answer; a card of nowhere is unknown."""
    with shared_till.live.browser() as lead:
        for path in ("card-prints", "card-reissues"):
            assert refusal(lead, path) == (400, "request-invalid", False)
            assert refusal(lead, path, text="x", card=shared_till.card.card) == (400, "request-invalid", False)
            assert refusal(lead, path, text="x") == (400, "card-forged", False)
            assert refusal(lead, path, card=ids.new_card_id()) == (404, "card-unknown", False)
        assert lead.get(f"/api/v1/households/{ids.new_household_id()}/cards").json()["code"] == "household-unknown"
