"""The lead looks for a household in a real browser: typed words, a list, what is due; nothing of it stays behind."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint.core.act_rows import PeopleSearch
from fieldpoint.core.log_rows import decode_row
from fieldpoint.desk.register_household import register_household
from fieldpoint.store.transaction import transaction_on
from tests.browser.axe import LANGUAGES, Language, barriers, looked_at
from tests.browser.conftest import browser_without_card, join, tablet
from tests.live import LiveSite, live_site
from tests.support import NOON, add_card, make_household, make_person, make_site

pytestmark = pytest.mark.timeout(180)
SLOW = 20_000
FAMILY = "کنری‌نژاد"


@dataclass
class Place:
    """A running site where people are registered, and a browser."""

    live: LiveSite
    browser: Browser

    def searches(self) -> int:
        """How many searches stand in the log."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            lines = connection.execute("SELECT line FROM log WHERE type = 'people.search'").fetchall()
        return sum(isinstance(decode_row(line), PeopleSearch) for (line,) in lines)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Place]:
    """One site and one browser for all tests of this file."""
    folder: Path = tmp_path_factory.mktemp("search")
    site = make_site(folder / "site")
    head = make_person(given_name="گلنار", family_name=FAMILY, id_kind="national", id_value="0012345679")
    add_card(site, make_household(head, make_person(2, given_name="یزدان", family_name=FAMILY), code="00815"))
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        for number, name in enumerate(("گلنسا", "گلی", "گل‌بانو"), start=1):
            other = make_person(given_name=name, family_name="راد", phone=f"+98912000{number:04d}")
            register_household(tx, make_household(other, code=f"0090{number}"))
    live = live_site(site)
    live.start()
    with browser_without_card(chromium) as browser:
        yield Place(live, browser)
    live.stop()


def open_search(page: Page, place: Place) -> None:
    """The lead's tab is open."""
    join(page, place.live)
    page.locator("#to-lead").click()
    page.locator("#tab-search").click(timeout=SLOW)
    expect(page.locator("#search-text")).to_be_focused(timeout=SLOW)


def look_for(page: Page, text: str) -> None:
    """The lead types and presses Enter."""
    page.locator("#search-text").fill(text)
    page.locator("#search-text").press("Enter")


def test_a_household_is_found_and_its_due_is_seen(place: Place) -> None:
    """By half a name, with Arabic letters; the tap shows what is due, and the way back shows the list again."""
    before = place.searches()
    with tablet(place.browser) as page:
        open_search(page, place)
        look_for(page, "كنرى نژاد گل")
        expect(page.locator(".found-one")).to_have_count(1, timeout=SLOW)
        expect(page.locator(".found-one")).to_contain_text("۰۰۸۱۵")
        expect(page.locator(".found-one")).to_contain_text("۷۹")
        assert "12345679" not in page.content()
        page.locator(".found-one").click()
        expect(page.locator(".household-due .line").first).to_be_visible(timeout=SLOW)
        page.locator(".household > .second").click()
        expect(page.locator(".found-one")).to_be_focused()
        look_for(page, "گل")
        expect(page.locator(".found-one")).to_have_count(4, timeout=SLOW)
        look_for(page, "هیچکس")
        expect(page.locator(".found-one")).to_have_count(0, timeout=SLOW)
    assert place.searches() == before + 3


def test_nothing_of_a_search_stays_in_the_browser(place: Place) -> None:
    """Not in an address, not in what a page keeps, not in the page once the tab is left."""
    asked: list[str] = []
    with tablet(place.browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        open_search(page, place)
        look_for(page, FAMILY)
        expect(page.locator(".found-one")).to_have_count(1, timeout=SLOW)
        page.locator(".tab").first.click()
        expect(page.locator(".panel").first).to_be_visible(timeout=SLOW)
        assert FAMILY not in page.content()
        kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, location.href])")
        assert FAMILY not in kept
        assert "گلنار" not in kept
    assert not [url for url in asked if "%" in url]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_search_is_for_everybody(place: Place, lang: Language) -> None:
    """Nothing is wrong, says axe, with the list and the household, in each language, by day and by night."""
    with looked_at(place.browser, lang, viewport={"width": 1280, "height": 800}) as page:
        page.add_init_script(f"localStorage.setItem('fieldpoint-tablet', '{{\"language\": \"{lang}\"}}')")
        open_search(page, place)
        look_for(page, "گل")
        expect(page.locator(".found-one")).to_have_count(4, timeout=SLOW)
        assert not barriers(page)
        page.locator(".found-one").first.click()
        expect(page.locator(".household-due .line").first).to_be_visible(timeout=SLOW)
        assert not barriers(page)
