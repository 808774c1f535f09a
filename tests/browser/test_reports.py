"""The lead looks at the month in a real browser and takes the day's sheet as a PDF."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import browser_without_card, join, tablet
from tests.desk.support import Desk
from tests.live import LiveSite, live_site
from tests.support import TODAY

pytestmark = pytest.mark.timeout(180)
SLOW = 30_000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[tuple[LiveSite, Browser]]:
    """A site that gave one basket today, and a browser."""
    desk = Desk(tmp_path_factory.mktemp("reports"))
    desk.give("basket")
    desk.connection.close()
    live = live_site(desk.site)
    live.start()
    with browser_without_card(chromium) as browser:
        yield live, browser
    live.stop()


def opened(page: Page, live: LiveSite) -> None:
    """The lead's tab of reports is open, and the month stands there."""
    join(page, live)
    page.locator("#to-lead").click()
    page.locator("#tab-reports").click(timeout=SLOW)
    expect(page.locator(".panel-reports .figure").first).to_be_visible(timeout=SLOW)


def test_the_month_names_its_open_day_and_counts_it_once_it_is_closed(
    place: tuple[LiveSite, Browser], tmp_path: Path
) -> None:
    """Unfinished first; after the close the handout is in it; the sheet is saved as a PDF."""
    live, browser = place
    with tablet(browser) as page:
        opened(page, live)
        expect(page.locator(".panel-reports .list-personal")).to_contain_text("ناتمام")
        expect(page.locator(".panel-reports .figure dd").nth(1)).to_have_text("۰")
        page.locator("#tab-day").click()
        page.locator(".close-ask").click(timeout=SLOW)
        page.locator(".close-body .first-small").click()
        expect(page.locator(".close-body .seal")).to_be_visible(timeout=SLOW)
        page.locator("#tab-reports").click()
        expect(page.locator(".panel-reports .figure dd").nth(1)).to_have_text("۱", timeout=SLOW)
        expect(page.locator(".panel-reports .report-line").first).to_be_visible()
        assert not violations(page)
        with page.expect_download() as saved:
            page.locator(".panel-sheets .first-small").click()
        assert saved.value.suggested_filename == f"day-{TODAY}.pdf"
        saved.value.save_as(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
