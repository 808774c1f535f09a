"""The site answers again: what it then makes of a tablet, and a tablet of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.tablet import BASKET, Desk, give, give_blind, held, make_desk, ready, tablet_of, wait_until
from tests.support import TODAY

ROLLED_BACK = "دفتر محل به عقب برگشته"
FACTS = "**/api/v1/facts"
pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A site with four households and their cards, served."""
    yield from make_desk(tmp_path)


def test_site_that_was_set_back_is_told_on_the_page(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """An older copy is served after a handout: the tablet says so by itself, and what it holds is not sent."""
    live, copy = desk.live, tmp_path / "copy"
    with tablet_of(live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        live.stop()
        shutil.copytree(live.folder, copy)
        live.start()
        give(page, desk.tokens[0], BASKET)
        expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=20_000)
        live.stop()
        give_blind(page, desk.tokens[1])
        shutil.rmtree(live.folder)
        shutil.copytree(copy, live.folder)
        live.start()
        expect(page.locator(".tray-told")).to_contain_text(ROLLED_BACK, timeout=30_000)
        expect(page.locator(".strip-registry")).to_contain_text(ROLLED_BACK, timeout=30_000)
        held(page, "۱")
        assert desk.rows() == []


def test_close_names_the_tablet_that_holds_rows(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """What cannot be sent is counted in the status and in the day's report, and arrives late."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        page.route(FACTS, lambda route: route.abort())
        page.context.set_offline(True)
        give_blind(page, desk.tokens[0])
        held(page, "۱")
        page.context.set_offline(False)
        with desk.live.browser() as lead:
            wait_until(lambda: lead.get("/api/v1/status").json()["holding"] != {}, 30)
            sheet = lead.post("/api/v1/day/close", json={"day": TODAY}).raise_for_status().json()
        page.unroute(FACTS)
        wait_until(lambda: len(desk.rows()) == 1, 40)
        expect(page.locator("#tray")).to_be_hidden(timeout=40_000)
    assert [one["pending"] for one in sheet["tablets"] if "pending" in one] == [1]
    assert desk.rows()[0].late_for == TODAY


def test_row_that_is_not_read_is_set_aside_and_holds_up_no_other(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """The site refuses the form of one fact: the next one goes through, and «send now» tries the first again."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        first = desk.tokens[0]

        def refuse_first(route: Route) -> None:
            if first in (route.request.post_data or ""):
                problem = '{"type":"urn:fp:request-invalid","title":"","status":400,"code":"request-invalid"}'
                route.fulfill(status=400, content_type="application/problem+json", body=problem)
            else:
                route.continue_()

        page.route(FACTS, refuse_first)
        page.context.set_offline(True)
        for token in desk.tokens[:2]:
            give_blind(page, token)
        page.context.set_offline(False)
        expect(page.locator(".tray-held")).to_contain_text("پذیرفته نشد", timeout=40_000)
        held(page, "۱")
        wait_until(lambda: len(desk.rows()) == 1)
        page.unroute(FACTS)
        page.locator(".tray-send").click()
        wait_until(lambda: len(desk.rows()) == 2, 30)
        expect(page.locator("#tray")).to_be_hidden(timeout=20_000)
    assert [row.tseq for row in desk.rows()] == [2, 1]
