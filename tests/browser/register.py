"""What the tests of the register's screens share: a site where somebody is known, and the ways through the page."""

from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from fieldpoint.desk.register_household import register_household
from fieldpoint.store.transaction import transaction_on
from tests.browser.conftest import browser_without_card, join
from tests.live import LiveSite, live_site
from tests.support import NOON, add_card, make_household, make_person, make_site

SLOW = 20_000
FAMILY, GIVEN, ID = "کنری‌نژاد", "گلنار", "0012345679"

# Everything that a browser keeps of a page, as one text.
KEPT = """async () => {
    const rows = [];
    for (const {name} of await indexedDB.databases()) {
        const db = await new Promise((resolve) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => resolve(asked.result);
        });
        for (const store of db.objectStoreNames) {
            rows.push(await new Promise((resolve) => {
                const asked = db.transaction(store).objectStore(store).getAll();
                asked.onsuccess = () => resolve(asked.result);
            }));
        }
        db.close();
    }
    const urls = [];
    for (const name of await caches.keys()) {
        for (const one of await (await caches.open(name)).keys()) urls.push(one.url);
    }
    return JSON.stringify([rows, urls, {...localStorage}, {...sessionStorage}, history.state, location.href]);
}"""


@dataclass
class Place:
    """A running site where one household is registered, and a browser."""

    live: LiveSite
    browser: Browser

    def households(self) -> int:
        """How many households are registered at the real site."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            return len(connection.execute("SELECT household FROM households").fetchall())


@contextmanager
def place_of(folder: Path, chromium: str) -> Generator[Place]:
    """One site and one browser for all tests of a file; household 00815 has four people and a card."""
    site = make_site(folder / "site")
    head = make_person(given_name=GIVEN, family_name=FAMILY, id_kind="national", id_value=ID, sex="female")
    others = [make_person(number, given_name=name, family_name=FAMILY) for number, name in ((2, "یزدان"), (3, "مهسا"))]
    add_card(site, make_household(head, *others, make_person(4, given_name="سام", family_name="راد"), code="00815"))
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        for code, names in (("00900", ["پروین"]), ("00901", ["بهمن"]), ("00902", ["اکبر", "زیبا"])):
            people = [make_person(at, given_name=name, family_name="مرادی") for at, name in enumerate(names, start=1)]
            register_household(tx, make_household(*people, code=code))
    live = live_site(site)
    live.start()
    try:
        with browser_without_card(chromium) as browser:
            yield Place(live, browser)
    finally:
        live.stop()


def speak(page: Page, language: str) -> None:
    """The tablet's language, chosen before the page opens."""
    page.add_init_script(f"localStorage.setItem('fieldpoint-tablet', '{{\"language\": \"{language}\"}}')")


def open_register(page: Page, place: Place) -> None:
    """The lead's form of a new household is open."""
    join(page, place.live)
    page.locator("#to-register").click()
    expect(page.locator(".member-form input").nth(1)).to_be_visible(timeout=SLOW)


def fill_in(page: Page, member: int, **values: str) -> None:
    """Types into the fields of one member, such as `born`; leaves the last."""
    form = page.locator(".member-forms").first.locator(".member-form").nth(member)
    for name, value in values.items():
        if name == "kind":
            form.locator("select[id$=-kind]").select_option(value)
        else:
            form.locator(f"input[id$=-{name}]").fill(value)
            form.locator(f"input[id$=-{name}]").press("Tab")


def said(page: Page, member: int, name: str) -> str:
    """What stands below a field."""
    form = page.locator(".member-forms").first.locator(".member-form").nth(member)
    return form.locator(f"[id$=-{name}-said]").text_content() or ""


def open_household(page: Page, place: Place, code: str = "00815") -> None:
    """The lead's search has found a household, and it is open."""
    join(page, place.live)
    page.locator("#to-lead").click()
    page.locator(".tab").nth(2).click(timeout=SLOW)
    page.locator("#search-text").fill(code)
    page.locator("#search-text").press("Enter")
    page.locator(".found-one").first.click(timeout=SLOW)
    expect(page.locator(".household-head")).to_be_visible(timeout=SLOW)
