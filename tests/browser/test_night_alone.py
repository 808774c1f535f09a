"""The night shift without contact: an answer that was cut, a line that is gone; one admission each, no bed promised."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from fieldpoint import ids
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.shelter.rows import BedStay
from tests.browser.conftest import browser_without_card, tablet
from tests.browser.night import AND_THE_TABLET, NEW_DAY, PROGRAMMES, SLOW, House, open_house, scan, shot
from tests.browser.tablet import KIT, wait_until
from tests.server.test_acts_api import post

pytestmark = [pytest.mark.timeout(240), pytest.mark.needs_real_part("faketime", "faketime")]
# What the tablet keeps of each request; the files of the night's screen in its cache; what it may do alone.
STATES = """() => new Promise((resolve) => {
    const asked = indexedDB.open("fieldpoint-queue");
    asked.onsuccess = () => {
        const got = asked.result.transaction("handouts").objectStore("handouts").getAll();
        got.onsuccess = () => { asked.result.close(); resolve(got.result.map((one) => one.state)); };
    };
})"""
READY = "async () => Boolean(await caches.match('/static/js/screens/shelter/night.js'))"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests of this file; each has a site of its own."""
    with browser_without_card(chromium) as opened:
        yield opened


@pytest.fixture
def house(tmp_path: Path, browser: Browser) -> Iterator[House]:
    """The site at 00:40: the lead opened the new day, and said what the house has."""
    with open_house(tmp_path, browser) as opened:
        yield opened


def test_contact_is_lost_and_nobody_is_admitted_twice(house: House) -> None:
    """An answer that was cut is asked for again after a reload; without a line a bed is promised to nobody."""
    with tablet(house.browser, tolerated="net::ERR_") as page:
        page.clock.set_system_time(AND_THE_TABLET)
        house.open(page)
        cut_and_reload(page, house)
        wait_until(lambda: page.evaluate(STATES) == ["done"], 60)
        assert sorted(row.prog for row in house.rows() if isinstance(row, Handout)) == sorted(PROGRAMMES)
        assert len([row for row in house.rows() if isinstance(row, BedStay)]) == 1
        page.locator("#to-night").click(timeout=SLOW)
        expect(page.locator(".night-row")).to_have_count(1, timeout=SLOW)
        admit_two_alone(page, house)
        post(house.lead, "admissions", text=None, lines=[a_bed()])
        page.context.set_offline(False)
        expect(page.locator(".night-away")).to_be_hidden(timeout=60_000)
        late = page.locator(".night-late li")
        expect(late.first).to_contain_text("پر بود", timeout=60_000)
        expect(late.nth(1)).to_contain_text("کف‌خواب", timeout=SLOW)
        expect(page.locator(".night-figures")).to_contain_text("۱ نفر بیش از جا", timeout=SLOW)
        expect(page.locator(".night-row")).to_have_count(4, timeout=SLOW)
        shot(page, "back")
    assert len([row for row in house.rows() if isinstance(row, Handout)]) == 10
    assert len([row for row in house.rows() if isinstance(row, BedStay)]) == 4


def cut_and_reload(page: Page, house: House) -> None:
    """The site writes an admission, the tablet never hears of it, and the page begins anew."""

    def cut(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/v1/admissions", cut)
    page.locator(".night-plus").click()
    wait_until(lambda: any(isinstance(row, BedStay) for row in house.rows()))
    page.reload()
    page.unroute_all()


def admit_two_alone(page: Page, house: House) -> None:
    """One tap and one card, after a new start of the page without a line; the same card again is no second person."""
    wait_until(lambda: page.evaluate(READY) and page.evaluate(KIT) == NEW_DAY, 30)
    page.context.set_offline(True)
    page.reload()
    page.locator("#to-night").click(timeout=SLOW)
    expect(page.locator(".night-away")).to_contain_text("تماس با محل قطع است", timeout=SLOW)
    verdict = page.locator(".night-verdict")
    page.locator(".night-plus").click()
    expect(verdict).to_have_attribute("data-state", "stored", timeout=SLOW)
    expect(verdict).to_contain_text("شمارهٔ تخت پس از تماس")
    scan(page, house.cards[0])
    waiting = page.locator(".night-late li[data-word=waits]")
    expect(waiting).to_have_count(2, timeout=SLOW)
    scan(page, house.cards[0])
    expect(verdict).to_contain_text("روی همین تبلت پذیرش شده", timeout=SLOW)
    expect(waiting).to_have_count(2)
    shot(page, "away")


def a_bed() -> dict[str, object]:
    """The line of somebody whom another tablet admits."""
    return {"handout_id": ids.new_event_id(), "tseq": 1, "programme": "bed-night", "quantity": 1}
