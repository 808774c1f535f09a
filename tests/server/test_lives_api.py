"""A site that was set back: nothing is handed over until the lead's PIN opens a new life of the log."""

import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest

from fieldpoint.core.names import Day
from fieldpoint.store.site import open_site
from tests.device import PIN
from tests.server.conftest import Till
from tests.server.test_acts_api import hand_out, line, post
from tests.server.test_offline_api import offer, status
from tests.support import TODAY


@pytest.fixture
def receipt(till: Till, tmp_path: Path) -> dict[str, Any]:
    """The receipt of a handout that the running site has lost, because an older copy was put back."""
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
    return given


def open_life(desk: httpx.Client, pin: str = PIN) -> httpx.Response:
    """The answer to a lead who opens a new life."""
    return desk.post("/api/v1/epochs", json={"pin": pin})


def test_nothing_is_handed_over_until_the_lead_says_so(till: Till, receipt: dict[str, Any]) -> None:
    """F07: looking goes on, handing over waits; a wrong PIN changes nothing, the right one opens the site."""
    with till.live.browser() as desk:
        assert offer(desk, receipt).json()["code"] == "site-rolled-back"
        asked = {"text": till.token, "lines": [line("basket")]}
        refused = desk.post("/api/v1/handouts", json=asked)
        assert (refused.status_code, refused.json()["code"]) == (409, "site-rolled-back")
        assert desk.post("/api/v1/scans", json={"text": till.token}).status_code == 200
        assert open_life(desk, "111119").json()["code"] == "pin-wrong"
        assert status(desk)["warning"] == "site-rolled-back"
        begun = open_life(desk)
        assert (begun.status_code, begun.json()["reason"]) == (201, "rollback")
        assert status(desk)["warning"] is None
        assert hand_out(desk, till)["receipt"]["epoch"] == begun.json()["receipt"]["epoch"]


def test_tablet_is_told_what_to_bring_again(till: Till, receipt: dict[str, Any]) -> None:
    """F07: after the new life began, a receipt of the old one is answered with its name; what is brought is one row."""
    with till.live.browser() as desk:
        offer(desk, receipt)
        open_life(desk).raise_for_status()
        told = offer(desk, receipt, status(desk)["receipt"])
        assert told.json() == {"known": 1, "lost": [receipt["epoch"]]}
        fact = line("bread", text=till.token, day=Day(TODAY), quantity=1)
        first, again = (post(desk, "facts", facts=[fact])["facts"][0] for _ in range(2))
        assert first["receipt"] == again["receipt"]


def test_site_that_was_not_set_back_begins_nothing(till: Till) -> None:
    """A PIN alone opens no new life where nothing asks for one; nobody but the lead may ask."""
    with till.live.browser() as desk, till.live.browser(role="operator") as other:
        assert open_life(desk).json()["code"] == "epoch-not-due"
        assert open_life(other).json()["code"] == "role-missing"


def test_site_on_another_machine_says_so_and_serves(till: Till, tmp_path: Path) -> None:
    """A folder that was copied to another place is due for a new life; until then it serves on, and warns the lead."""
    till.live.stop()
    moved = tmp_path / "moved"
    shutil.copytree(till.live.folder, moved)
    till.live.folder = moved
    till.live.site = open_site(moved)
    till.live.start()
    with till.live.browser() as desk:
        assert status(desk)["warning"] == "epoch-due"
        hand_out(desk, till)
        assert open_life(desk).json()["reason"] == "moved"
        assert status(desk)["warning"] is None
