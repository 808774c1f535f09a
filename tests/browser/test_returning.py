"""The site answers again: what it then makes of a tablet, and a tablet of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, Route, expect

from tests.browser.desk import Desk, open_desk, site_of_cards
from tests.browser.tablet import (
    BASKET,
    give,
    give_blind,
    held,
    nothing_held,
    tablet_of,
    verdict,
    wait_until,
)
from tests.device import PIN

ROLLED_BACK = "دفتر محل به عقب برگشته"
REVOKED = "این تبلت دیگر عضو این محل نیست"
KEPT_APART = {"after-the-fact", "quarantined"}
FACTS = "**/api/v1/facts"
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, browsers: tuple[Playwright, str]) -> Iterator[Desk]:
    """A site over https for all tests of this file."""
    folder = tmp_path_factory.mktemp("returning")
    with open_desk(folder, browsers, *site_of_cards(folder, 14)) as desk:
        yield desk


@pytest.fixture
def desk(shared: Desk) -> Iterator[Desk]:
    """The site, with four cards that nobody has used, and a line that is mended afterwards."""
    shared.deal()
    yield shared
    shared.wifi.mend()


def test_row_that_is_not_read_is_set_aside_and_holds_up_no_other(desk: Desk) -> None:
    """The site refuses the form of one fact: the next one goes through, and «send now» tries the first again."""
    with tablet_of(desk) as tablet:
        page = tablet.sign_in()
        first = desk.tokens[0]

        def refuse_first(route: Route) -> None:
            if first in (route.request.post_data or ""):
                problem = '{"type":"urn:fp:request-invalid","title":"","status":400,"code":"request-invalid"}'
                route.fulfill(status=400, content_type="application/problem+json", body=problem)
            else:
                route.continue_()

        page.route(FACTS, refuse_first)
        desk.wifi.drop()
        for token in desk.tokens[:2]:
            give_blind(page, token)
        desk.wifi.mend()
        expect(page.locator(".tray-held")).to_contain_text("پذیرفته نشد", timeout=40_000)
        held(page, "۱")
        wait_until(lambda: len(desk.rows()) == 1)
        page.unroute(FACTS)
        page.locator(".tray-send").click()
        wait_until(lambda: len(desk.rows()) == 2, 30)
        nothing_held(page)
    assert [row.tseq for row in desk.rows()] == [2, 1]


def test_revoked_tablet_still_brings_what_it_gave(desk: Desk) -> None:
    """Revoked while it holds rows, it is told calmly, its page is shut, and all of them arrive, kept apart."""
    with desk.live.browser() as lead, tablet_of(desk) as tablet:
        page = tablet.sign_in("operator")
        give(page, desk.tokens[0])
        verdict(page, "granted")
        desk.wifi.drop()
        give_blind(page, desk.tokens[1])
        mine = desk.rows()[0].tab
        lead.post(f"/api/v1/tablets/{mine}/revocations", json={}).raise_for_status()
        give_blind(page, desk.tokens[2])
        held(page, "۲")
        desk.wifi.mend()
        expect(page.locator("h1")).to_have_text(REVOKED, timeout=30_000)
        wait_until(lambda: len(desk.rows()) == 3, 40)
        nothing_held(page)
    assert [set(row.flags or ()) for row in desk.rows()] == [set(), KEPT_APART, KEPT_APART]
    assert {row.tab for row in desk.rows()} == {mine}


def test_close_names_the_tablet_that_holds_rows(desk: Desk) -> None:
    """What cannot be sent is counted in the status and in the day's report; it arrives late, and none is refused."""
    today = desk.day()
    with tablet_of(desk) as tablet:
        page = tablet.sign_in()
        page.route(FACTS, lambda route: route.abort())
        desk.wifi.drop()
        for token in desk.tokens[:2]:
            give_blind(page, token)
        held(page, "۲")
        desk.wifi.mend()
        with desk.live.browser() as lead:
            wait_until(lambda: sum(lead.get("/api/v1/status").json()["holding"].values()) == 2, 30)
            sheet = lead.post("/api/v1/day/close", json={"day": today}).raise_for_status().json()
        page.unroute(FACTS)
        wait_until(lambda: len(desk.rows()) == 2, 40)
        nothing_held(page)
    assert [one["pending"] for one in sheet["tablets"] if "pending" in one] == [2]
    assert [(row.day, row.late_for) for row in desk.rows()] == [(today, today)] * 2


def test_site_that_was_set_back_is_told_on_the_page(tmp_path: Path, browsers: tuple[Playwright, str]) -> None:
    """An older copy is served after a handout: the tablet says so and sends nothing before the lead's PIN."""
    with open_desk(tmp_path, browsers, *site_of_cards(tmp_path, 2)) as desk, tablet_of(desk) as tablet:
        live, copy = desk.live, tmp_path / "copy"
        desk.deal(2)
        page = tablet.sign_in()
        live.stop()
        shutil.copytree(live.folder, copy)
        live.start()
        give(page, desk.tokens[0], BASKET)
        verdict(page, "granted")
        live.stop()
        give_blind(page, desk.tokens[1])
        shutil.rmtree(live.folder)
        shutil.copytree(copy, live.folder)
        live.start()
        expect(page.locator(".tray-told")).to_contain_text(ROLLED_BACK, timeout=30_000)
        expect(page.locator(".strip-registry")).to_contain_text(ROLLED_BACK, timeout=30_000)
        held(page, "۱")
        assert desk.rows() == []
        page.locator(".tray-send").click()
        held(page, "۱")
        assert desk.rows() == []
        page.locator("#to-lead").click()
        expect(page.locator(".panel").first).to_contain_text("نسخه‌ای قدیمی", timeout=30_000)
        page.screenshot(path=tmp_path / "panel.png")
        page.locator(".panel-life button").click()
        page.locator(".sheet-life").wait_for()
        page.screenshot(path=tmp_path / "sheet.png")
        page.keyboard.type(PIN)
        expect(page.locator(".panel-life")).to_contain_text("تأیید شد", timeout=60_000)
        wait_until(lambda: len(desk.rows()) == 2, 60)
        nothing_held(page)
        expect(page.locator(".panel-life")).to_be_hidden(timeout=60_000)
