"""The lead's page of donors: a gift in three fields, a promise that arrives, one that is withdrawn; and looks."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint.desk.act import Act
from fieldpoint.desk.gifts.donors import DonorDraft, set_donor
from fieldpoint.desk.gifts.give import GiftDraft, promise_gift
from fieldpoint.store.stock.lots import balances
from fieldpoint.store.transaction import transaction_on
from tests.browser.conftest import browser_without_card, join, tablet
from tests.live import LiveSite, live_site
from tests.support import NOON, make_site

pytestmark = pytest.mark.timeout(180)
SLOW = 30_000
LEAD = Act(operator="lead")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A running site to which a company promised blankets."""
    site = make_site(tmp_path_factory.mktemp("gifts") / "site")
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        donor = set_donor(tx, DonorDraft(name="شرکت نمونه", kind="legal", can=("goods",)), LEAD)
        promise_gift(tx, GiftDraft(kind="goods", item="blanket", quantity=200, donor=donor), LEAD)
    started = live_site(site)
    started.start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with browser_without_card(chromium) as opened:
        yield opened


def open_gifts(page: Page, live: LiveSite) -> None:
    """The lead's tab is open and shows what is known."""
    join(page, live)
    page.locator("#to-lead").click()
    page.locator("#tab-gifts").click(timeout=SLOW)
    expect(page.locator(".gift-one").first).to_be_visible(timeout=SLOW)


def counted(live: LiveSite) -> int:
    """How much of everything lies in stock."""
    with closing(live.site.connect(read_only=True)) as connection:
        return sum(balances(connection).values())


def test_a_gift_in_three_fields_is_in_stock_and_may_be_taken_back(live: LiveSite, browser: Browser) -> None:
    """What, how many in Persian digits, from whom: it is in stock and in the list; one tap takes it back."""
    with tablet(browser) as page:
        open_gifts(page, live)
        before = counted(live)
        take = page.locator(".panel-gift-take")
        take.locator("select >> visible=true").first.select_option("blanket")
        take.locator(".gift-input >> visible=true").nth(0).fill("۱۲")
        take.locator(".gift-input >> visible=true").nth(1).fill("خانم نمونه")
        take.locator(".first-small").click()
        expect(take.locator(".list-said")).to_have_text("ثبت شد و در انبار است", timeout=SLOW)
        newest = page.locator(".panel-gift-list .gift-one").first
        expect(newest).to_contain_text("خانم نمونه", timeout=SLOW)
        expect(newest).to_contain_text("در انبار ۱۲", timeout=SLOW)
        assert counted(live) == before + 12
        take.locator(".second:visible").click()
        expect(take.locator(".list-said")).to_have_text("پس گرفته شد", timeout=SLOW)
        expect(newest).to_have_attribute("data-state", "withdrawn", timeout=SLOW)
        assert counted(live) == before


def test_a_promise_arrives_and_is_withdrawn_with_a_sentence(live: LiveSite, browser: Browser) -> None:
    """Fifty of two hundred blankets came; before it is withdrawn the page says that they stay in stock."""
    with tablet(browser, portrait=True) as page:
        open_gifts(page, live)
        one = page.locator(".gift-one[data-state='promised']").first
        one.locator(".panel-buttons button").nth(0).click()
        one.locator(".gift-input").fill("50")
        one.locator(".first-small").click()
        one = page.locator(".gift-one[data-state='partly']").first
        expect(one).to_contain_text("رسیده ۵۰ از ۲۰۰", timeout=SLOW)
        one.locator(".panel-buttons button").nth(2).click()
        expect(one.locator(".gift-more")).to_contain_text("۵۰ در انبار می‌ماند")
        one.locator(".first-small").click()
        expect(page.locator(".gift-one[data-state='withdrawn']").last).to_contain_text("خواست خیّر", timeout=SLOW)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_and_its_targets_are_large(live: LiveSite, browser: Browser, width: int, tmp_path: Path) -> None:
    """Nothing is wider than the screen, and whatever is tapped is 44 pixels high."""
    with tablet(browser) as page:
        page.set_viewport_size({"width": width, "height": 800})
        open_gifts(page, live)
        wide = "document.querySelector('.lead-body').scrollWidth - document.querySelector('.lead-body').clientWidth"
        assert page.evaluate(wide) <= 0
        for button in page.locator(".gifts button:visible").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 44
        page.screenshot(path=tmp_path / "gifts.png")
