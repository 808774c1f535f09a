"""What a tablet is told so that it can go on alone, and what it brings back when the site answers again."""

import shutil
from pathlib import Path
from typing import Any

import httpx

from fieldpoint import ids
from fieldpoint.core.base64url import b64url
from fieldpoint.store.card_keys import public_card_keys
from tests.device import Tablet
from tests.server.conftest import Till
from tests.server.test_acts_api import hand_out, line, post
from tests.support import TODAY


def status(desk: httpx.Client, held: int = 0) -> dict[str, Any]:
    """The status as a tablet asks for it, with what it holds."""
    return desk.get("/api/v1/status", params={"held": held}).raise_for_status().json()


def offer(desk: httpx.Client, *receipts: dict[str, Any]) -> httpx.Response:
    """The answer to receipts that a tablet kept."""
    return desk.post("/api/v1/receipts", json={"receipts": list(receipts)})


def test_tablet_is_told_keys_and_what_may_be_given_blind(shared_till: Till) -> None:
    """The public keys of cards, and the programmes that run today and say how much; nothing that is dear."""
    connection = shared_till.live.site.connect(read_only=True)
    keys = public_card_keys(connection)
    connection.close()
    with shared_till.live.browser() as desk:
        told = desk.get("/api/v1/offline").raise_for_status().json()
    assert told["day"] == TODAY
    assert told["keys"] == [{"kid": kid, "public": b64url(public)} for kid, public in keys.items()]
    by_code = {one["programme"]: one for one in told["programmes"]}
    assert by_code.keys() == {"bread", "hot-meal"}
    assert by_code["bread"] == {
        "programme": "bread",
        "title_fa": "نان صلواتی",
        "unit_fa": "قرص",
        "cycle": TODAY,
        "period": {"kind": "day", "next_from": None},
        "most": 4,
        "on_cold_nights": False,
        "excludes": [],
    }
    assert by_code["hot-meal"]["on_cold_nights"] is True


def test_what_tablets_hold_is_seen_by_all_and_named_at_the_close(till: Till) -> None:
    """F46: A tablet says how much it holds; the others, the open sheet and the closed day name it."""
    with till.live.browser() as first, till.live.browser() as second:
        held = status(first, held=3)["holding"]
        assert list(held.values()) == [3]
        assert status(second)["holding"] == held
        assert second.get("/api/v1/status", params={"held": -1}).json()["code"] == "request-invalid"
        open_sheet = second.get("/api/v1/day").json()["sheet"]
        closed = post(second, "day/close", day=TODAY)
        for sheet in (open_sheet, closed):
            assert {one["tab"]: one["pending"] for one in sheet["tablets"] if "pending" in one} == held


def test_tablet_that_holds_nothing_is_named_nowhere(till: Till) -> None:
    """When the last line has arrived the tablet says so, and is in no list any more."""
    with till.live.browser() as desk:
        status(desk, held=2)
        assert status(desk)["holding"] == {}


def test_facts_after_the_close_name_the_day_they_missed(till: Till) -> None:
    """F46: What was handed over blind before the close arrives after it, and is late for that day."""
    with till.live.browser() as desk:
        post(desk, "day/close", day=TODAY)
        (fact,) = post(desk, "facts", facts=[line("bread", text=till.token, day=TODAY, quantity=3)])["facts"]
    assert fact["late_for"] == TODAY


def test_somebody_without_a_card_is_a_fact_too(till: Till) -> None:
    """A meal given blind to nobody's card is a row."""
    with till.live.browser() as desk:
        (fact,) = post(desk, "facts", facts=[line("hot-meal", text=None, day=TODAY)])["facts"]
    assert fact["flags"] == ["after-the-fact", "card-unknown"]


def test_receipts_of_this_log_are_known(till: Till) -> None:
    """A receipt of a handout, and the head that the status shows, stand in the log."""
    with till.live.browser() as desk:
        given = hand_out(desk, till)["receipt"]
        told = status(desk)
        assert told["receipt"]["seq"] >= given["seq"]
        answer = offer(desk, given, told["receipt"])
    assert (answer.status_code, answer.json()) == (200, {"known": 2, "lost": []})


def test_site_that_was_set_back_is_noticed(till: Till, tmp_path: Path) -> None:
    """An older copy of the folder is served again: the tablet's receipt is not there, and every status says so."""
    copy = tmp_path / "copy"
    till.live.stop()
    shutil.copytree(till.live.folder, copy)
    till.live.start()
    with till.live.browser() as desk:
        given = hand_out(desk, till)["receipt"]
    till.live.stop()
    shutil.rmtree(till.live.folder)
    shutil.copytree(copy, till.live.folder)
    till.live.start()
    with till.live.browser() as desk, till.live.browser() as other:
        answer = offer(desk, given)
        assert (answer.status_code, answer.json()["code"]) == (409, "site-rolled-back")
        told = status(other)
    assert (told["warning"], told["seq"]) == ("site-rolled-back", answer.json()["seq"])


def test_receipts_of_another_log_are_refused(till: Till) -> None:
    """A head that was never here, and an epoch that was never here, are no rows of this log; then it is well again."""
    with till.live.browser() as desk:
        here = status(desk)["receipt"]
        for wrong in ({"head": "0" * 64}, {"epoch": ids.new_event_id()}, {"seq": here["seq"] + 1}):
            assert offer(desk, here, here | wrong).status_code == 409
        assert status(desk)["warning"] == "site-rolled-back"
        assert offer(desk, here).status_code == 200
        assert status(desk)["warning"] is None


def test_cards_that_were_stopped_are_told(till: Till) -> None:
    """A tablet that goes on alone gives nothing to a card that was suspended; a card given back is left out again."""
    with till.live.browser() as desk:
        for act, stopped in (("suspend", [till.card.card]), ("give-back", [])):
            post(desk, "card-acts", act_id=ids.new_event_id(), text=till.token, act=act)
            assert desk.get("/api/v1/offline").json()["stopped"] == stopped


def test_revoked_tablet_is_answered_and_warns_nobody(till: Till) -> None:
    """It may ask whether the site is the one it knew, for it still has facts to bring; what it says else is no sign."""
    with till.live.browser() as desk, till.live.browser() as other:
        here = status(desk)["receipt"]
        mine = hand_out(desk, till)["receipt"]
        assert isinstance(desk.auth, Tablet)
        other.post(f"/api/v1/tablets/{desk.auth.tablet}/revocations", json={}).raise_for_status()
        assert offer(desk, here, mine).status_code == 200
        assert offer(desk, here | {"head": "0" * 64}).status_code == 409
        assert status(other)["warning"] is None


def test_tablet_that_brought_its_facts_holds_nothing(till: Till) -> None:
    """It is switched off right after; the close does not wait for it."""
    with till.live.browser() as desk, till.live.browser() as other:
        status(desk, held=1)
        post(desk, "facts", facts=[line("bread", text=till.token, day=TODAY, quantity=1)])
        assert status(other)["holding"] == {}


def test_fact_that_was_taken_back_on_the_tablet_is_a_row_and_its_void(till: Till) -> None:
    """Both stand in the log, a repeat writes nothing more, and the bread is due as before."""
    undone = {"void_id": ids.new_event_id(), "tseq": 2}
    fact = line("bread", text=till.token, day=TODAY, quantity=2) | {"undone": undone}
    with till.live.browser() as desk:
        first, again = (post(desk, "facts", facts=[fact])["facts"][0] for _ in range(2))
        assert first == again
        assert first["undone"]["seq"] == first["receipt"]["seq"] + 1
        assert status(desk)["seq"] == first["undone"]["seq"]
        due = desk.post("/api/v1/scans", json={"text": till.token}).json()["due"]
        assert next(one["quantity"] for one in due if one["programme"] == "bread") == 6
        assert desk.get("/api/v1/day").json()["sheet"]["lines"][0]["voided"] == 2


def test_void_on_its_way_follows_a_fact_that_was_answered(till: Till) -> None:
    """The fact came first and was answered; sent once more with its void it stays the same row."""
    fact = line("bread", text=till.token, day=TODAY)
    with till.live.browser() as desk:
        first = post(desk, "facts", facts=[fact])["facts"][0]
        undone = fact | {"undone": {"void_id": ids.new_event_id(), "tseq": 2}}
        second = post(desk, "facts", facts=[undone])["facts"][0]
        assert (second["row_id"], second["receipt"]) == (first["row_id"], first["receipt"])
        assert second["undone"] is not None


def test_tablet_takes_no_other_tablets_row_back_as_a_fact(till: Till) -> None:
    """The same id with a void from elsewhere: the row stays, and nothing is said to be undone."""
    with till.live.browser() as desk, till.live.browser() as other:
        fact = line("bread", text=till.token, day=TODAY)
        post(desk, "facts", facts=[fact])
        foreign = fact | {"undone": {"void_id": ids.new_event_id(), "tseq": 1}}
        assert post(other, "facts", facts=[foreign])["facts"][0]["undone"] is None
