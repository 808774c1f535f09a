"""A list comes in through the page, with a row to mend; lists go out; nothing of them stays in the browser."""

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint.desk.register_household import register_household
from fieldpoint.store.transaction import transaction_on
from tests.browser.axe import LANGUAGES, Language, barriers, looked_at
from tests.browser.conftest import browser_without_card, join, tablet
from tests.exchange.support import ID_B, person, text_of
from tests.live import LiveSite, live_site
from tests.support import NOON, make_household, make_person, make_site

pytestmark = pytest.mark.timeout(180)
SLOW = 30_000
FAMILY = "کنری‌پور"
LIST = text_of(
    person("901", name="زهرا", family=FAMILY),
    person("902", name="علی", family=FAMILY, phone="09990001122"),
    person("", name="بی‌کد", family=FAMILY, id=ID_B),
)


@dataclass
class Place:
    """A running site with one household, and a browser."""

    live: LiveSite
    browser: Browser

    def people(self) -> int:
        """How many people are registered."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM people")
        return count[0]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Place]:
    """One site and one browser for all tests of this file."""
    site = make_site(tmp_path_factory.mktemp("lists") / "site")
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        register_household(tx, make_household(make_person(family_name=FAMILY), code="00700"))
    live = live_site(site)
    live.start()
    with browser_without_card(chromium) as browser:
        yield Place(live, browser)
    live.stop()


def open_lists(page: Page, place: Place) -> None:
    """The lead's tab is open."""
    join(page, place.live)
    page.locator("#to-lead").click()
    page.locator("#tab-lists").click(timeout=SLOW)
    expect(page.locator("#list-mapping option").nth(1)).to_be_attached(timeout=SLOW)


def bring(page: Page, text: str, name: str = "list.csv") -> None:
    """A file is chosen and sent; its preview stands there."""
    page.locator("#list-file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    page.locator(".panel-import .first-small").click()
    expect(page.locator(".list-preview")).to_be_visible(timeout=SLOW)


def confirm(page: Page) -> None:
    """What was looked at is written."""
    page.locator(".panel-import .first-small").click()
    expect(page.locator(".list-report .good")).to_be_visible(timeout=SLOW)


def test_a_list_with_a_row_to_mend_comes_in(place: Place) -> None:
    """Looked at, confirmed, its bad row saved as a file, mended, sent again: then all are in, none twice."""
    before = place.people()
    with tablet(place.browser) as page:
        open_lists(page, place)
        bring(page, LIST)
        assert place.people() == before
        expect(page.locator(".findings[data-weight=error]")).to_contain_text("کد خانوار ندارد")
        with page.expect_download() as saved:
            page.locator(".list-mend button").click()
        mend = Path(saved.value.path()).read_text(encoding="utf-8-sig")
        confirm(page)
        assert place.people() == before + 2
        rows = list(csv.reader(io.StringIO(mend)))
        bad = next(row for row in rows if "بی‌کد" in row)
        bad[rows[0].index("کد خانوار")] = "903"
        mended = io.StringIO()
        csv.writer(mended).writerows([rows[0], bad])
        page.locator(".panel-import .second").last.click()
        bring(page, mended.getvalue())
        expect(page.locator(".findings[data-weight=error]")).to_have_count(0)
        confirm(page)
    assert place.people() == before + 3


def test_a_list_is_put_aside(place: Place) -> None:
    """After the preview, and the lead is told so; what is no list is refused in one sentence."""
    before = place.people()
    with tablet(place.browser, tolerated="status of 4") as page:
        open_lists(page, place)
        bring(page, text_of(person("990", name="کسی")))
        page.locator(".panel-import .panel-buttons .second").last.click()
        expect(page.locator(".list-said")).to_contain_text("چیزی ثبت نشد", timeout=SLOW)
        page.locator("#list-file").set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"\x00\x01\x02"})
        page.locator(".panel-import .first-small").click()
        expect(page.locator(".list-said")).not_to_be_empty(timeout=SLOW)
        expect(page.locator(".list-said")).not_to_contain_text("چیزی ثبت نشد")
    assert place.people() == before


def test_a_preview_outlives_another_tab(place: Place) -> None:
    """Whoever looks at the day meanwhile finds the preview again; a new page knows nothing of it."""
    with tablet(place.browser) as page:
        open_lists(page, place)
        bring(page, text_of(person("991", name="کسی", family=FAMILY)))
        page.locator("#tab-day").click()
        expect(page.locator(".panel-day")).to_be_visible(timeout=SLOW)
        page.locator("#tab-lists").click()
        expect(page.locator(".list-preview")).to_be_visible(timeout=SLOW)
        kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, location.href])")
        assert "list.csv" not in kept
        page.locator(".panel-import .panel-buttons .second").last.click()
        expect(page.locator("#list-file")).to_be_visible(timeout=SLOW)


def test_lists_go_out(place: Place) -> None:
    """Counts as a workbook, people with a row of HXL tags; named, saved, and nowhere else in the browser."""
    with tablet(place.browser) as page:
        open_lists(page, place)
        with page.expect_download() as saved:
            page.locator(".panel-export .first-small").click()
        assert openpyxl.load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes())).worksheets
        for value in ("people", "csv", "on"):
            page.locator(f".panel-export [data-value={value}]").click()
        expect(page.locator(".list-personal")).to_be_visible()
        with page.expect_download() as saved:
            page.locator(".panel-export .first-small").click()
        assert saved.value.suggested_filename.endswith(".csv")
        text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
        assert FAMILY in text
        assert text.splitlines()[1].startswith("#")
        expect(page.locator(".panel-export .list-step")).to_contain_text(saved.value.suggested_filename)
        cached = page.evaluate(
            "(async () => { const all = []; for (const name of await caches.keys())"
            " for (const one of await (await caches.open(name)).keys()) all.push(one.url); return all.join(); })()"
        )
        assert "/api/" not in cached
        assert FAMILY not in page.content()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_are_for_everybody(place: Place, lang: Language) -> None:
    """Nothing is wrong, says axe, with the choice of a file and the preview of a list."""
    with looked_at(place.browser, lang, viewport={"width": 1280, "height": 800}) as page:
        page.add_init_script(f"localStorage.setItem('fieldpoint-tablet', '{{\"language\": \"{lang}\"}}')")
        open_lists(page, place)
        assert not barriers(page)
        bring(page, LIST)
        assert not barriers(page)
        page.locator(".panel-import .panel-buttons .second").last.click()
        expect(page.locator("#list-file")).to_be_visible(timeout=SLOW)
