"""The night shift in a real browser, at a site whose clock says 00:40: admission, a full shelter, the list."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from fieldpoint.core.log_rows import Handout
from fieldpoint.core.shelter.rows import BedStay
from tests.browser.axe import violations
from tests.browser.conftest import browser_without_card, tablet
from tests.browser.night import NEW_DAY, NIGHT, PROGRAMMES, SLOW, House, open_house, scan, shot

pytestmark = [pytest.mark.timeout(180), pytest.mark.needs_real_part("faketime", "faketime")]


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


def test_forty_past_midnight_is_the_night_before(house: House) -> None:
    """A bed, dinner and breakfast in one scan, of the night that began yesterday though the new day is open."""
    with tablet(house.browser) as page:
        house.open(page)
        scan(page, house.cards[0])
        verdict = page.locator(".night-verdict")
        expect(verdict).to_have_attribute("data-state", "granted", timeout=SLOW)
        expect(verdict).to_contain_text("تخت ۱")
        expect(page.locator(".night-title")).to_contain_text("۱ آذر", timeout=SLOW)
        expect(page.locator(".night-number").first).to_have_text("۱", timeout=SLOW)
        expect(page.locator(".night-row")).to_contain_text("۴۷۰", timeout=SLOW)
        handouts = [row for row in house.rows() if isinstance(row, Handout)]
        assert {(row.prog, row.cycle, row.day) for row in handouts} == {(one, NIGHT, NEW_DAY) for one in PROGRAMMES}
        verdict.get_by_role("button").click()
        expect(page.locator(".night-number").first).to_have_text("۲", timeout=SLOW)


def test_a_full_shelter_shows_where_else(house: House) -> None:
    """One tap a person: two beds, a place on the floor; then the other places with the age of their word, and 137."""
    with tablet(house.browser) as page:
        house.open(page)
        verdict = page.locator(".night-verdict")
        for words in ("تخت ۱", "تخت ۲", "کف‌خواب"):
            page.locator(".night-plus").click()
            expect(verdict).to_contain_text(words, timeout=SLOW)
        page.locator(".night-plus").click()
        expect(verdict).to_have_attribute("data-state", "refused", timeout=SLOW)
        expect(verdict).to_contain_text("پر است")
        expect(verdict).to_contain_text("محل نمونهٔ دو")
        expect(verdict).to_contain_text("۷ تخت")
        expect(verdict).to_contain_text("۳ ساعت پیش")
        expect(verdict).to_contain_text("۱۳۷")
        shot(page, "full")
        stays = [row for row in house.rows() if isinstance(row, BedStay)]
        assert [row.bed or None for row in stays] == [1, 2, None]


def test_out_and_back_keeps_the_bed(house: House) -> None:
    """From the list, and by the next scan; a bed of somebody else is said to be theirs."""
    with tablet(house.browser) as page:
        house.open(page)
        verdict, rows = page.locator(".night-verdict"), page.locator(".night-row")
        for n in (0, 1):
            scan(page, house.cards[n])
            expect(verdict).to_contain_text("تخت ۱" if n == 0 else "تخت ۲", timeout=SLOW)
        expect(rows).to_have_count(2, timeout=SLOW)
        rows.first.click()
        page.locator("dialog").get_by_role("button", name="بیرون رفت").click()
        expect(rows.first).to_have_attribute("data-state", "out", timeout=SLOW)
        scan(page, house.cards[0])
        expect(verdict).to_contain_text("خوش آمدید؛ تخت ۱", timeout=SLOW)
        rows.nth(1).click()
        page.locator("#night-bed").fill("۱")
        page.locator("dialog").get_by_role("button", name="جابه‌جایی").click()
        expect(page.locator(".panel-stays .night-said")).to_contain_text("پیش‌تر داده شده بود", timeout=SLOW)
        shot(page, "list")


def test_the_lead_declares_a_cold_night_and_keeps_a_bed(house: House) -> None:
    """Both stand on the screen, and a bed that is kept is not free; nothing of the screen is a barrier."""
    with tablet(house.browser) as page:
        house.open(page)
        assert violations(page) == []
        page.get_by_role("button", name="شب سرد را اعلام کن").click()
        expect(page.locator(".panel-house .night-cold")).to_be_visible(timeout=SLOW)
        page.locator("#night-note").press_sequentially("کلید پیش نگهبان است")
        page.get_by_role("button", name="ثبت یادداشت").click()
        expect(page.locator(".panel-note .night-said")).not_to_be_empty(timeout=SLOW)
        expect(page.locator("#night-note")).to_have_value("کلید پیش نگهبان است")
        page.locator("#hold-bed").press_sequentially("۲")
        page.locator("#hold-card").fill(house.cards[0].short)
        page.locator("#hold-until").fill("03:00")
        page.locator(".night-form button[type=submit]").click()
        held = page.locator(".night-holds li")
        expect(held).to_contain_text("تخت ۲", timeout=SLOW)
        expect(held).to_contain_text("برای کارت ۴۷۰")
        expect(held).to_contain_text("ساعت مانده")
        expect(page.locator(".night-number").first).to_have_text("۱", timeout=SLOW)
        shot(page, "hold")
        scan(page, house.cards[0])
        expect(page.locator(".night-verdict")).to_contain_text("تخت ۲", timeout=SLOW)
        expect(page.locator(".night-holds .empty")).to_be_visible(timeout=SLOW)
