"""The reader of QR pictures works beside the page, and in the page where a browser cannot do that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import browser_with_camera, camera_film, first_card, join, tablet
from tests.live import LiveSite, fieldpoint, live_site
from tests.support import add_card, make_household, make_person, make_site

WORKER = "/static/js/decode_worker.js"
WITHOUT = "delete globalThis.Worker"
pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSite]:
    """A site with one household and its card, served."""
    site = make_site(tmp_path / "site")
    add_card(site, make_household(make_person(1), code="00472"))
    running = live_site(site)
    running.start()
    yield running
    running.stop()


def test_card_is_read_beside_the_page_or_in_it(live: LiveSite, tmp_path: Path, chromium: str, pdftoppm: str) -> None:
    """With workers one of them reads, and the page itself never loads the reader; without, the page does."""
    sheet = tmp_path / "cards.pdf"
    fieldpoint("cards", "print", "--all", "--out", sheet, "--data", live.site.folder)
    film = camera_film(first_card(sheet, tmp_path, pdftoppm), tmp_path / "camera.mjpeg")
    with browser_with_camera(chromium, film) as browser:
        with tablet(browser) as page:
            read_card(page, live)
            assert [one.url.endswith(WORKER) for one in page.workers] == [True]
            assert not reader_is_in(page)
        with tablet(browser) as page:
            page.add_init_script(WITHOUT)
            read_card(page, live)
            assert page.workers == []
            assert reader_is_in(page)


def read_card(page: Page, live: LiveSite) -> None:
    """The card before the camera was read."""
    join(page, live)
    expect(page.locator("#due")).to_be_visible(timeout=60_000)


def reader_is_in(page: Page) -> bool:
    """Whether the page itself asked for the reader."""
    return page.evaluate("performance.getEntriesByType('resource').some(({ name }) => name.endsWith('ponyfill.js'))")
