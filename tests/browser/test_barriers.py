"""No barrier on any screen of the tablet, found by axe-core: both languages, by day and in the dark.

One walk a language; each screen is looked at in both lights as it stands. The family's pages and the help page have
tests of their own.
"""

from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint.store.cards import CardRow
from tests.browser.axe import LANGUAGES, Language, barriers, looked_at
from tests.browser.conftest import browser_without_card, join
from tests.browser.tablet import BASKET, KIT, give, wait_until
from tests.live import LiveSite, enrol_live, live_site, make_live_registry
from tests.support import TODAY, add_card, make_household, make_person, make_site, token_of

pytestmark = pytest.mark.timeout(300)
SLOW = 20_000
CHOSEN = """try { localStorage.setItem("fieldpoint-tablet", JSON.stringify({ language: "%s" })) } catch {}"""


@dataclass
class Walk:
    """A tablet's page, and what was found on its way."""

    page: Page
    found: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def look(self, screen: str, shown: str) -> None:
        """What stands there, once `shown` is to be seen, has no barrier in either light."""
        expect(self.page.locator(shown).first).to_be_visible(timeout=SLOW)
        if found := barriers(self.page):
            self.found[screen] = found

    def place(self, name: str, shown: str) -> None:
        """One of the places beside the desk."""
        self.page.locator(f"#to-{name}").click()
        self.look(name, shown)


@dataclass
class Shift:
    """A site at work and one that nobody leads yet, with a browser."""

    browser: Browser
    live: LiveSite
    new: LiveSite
    cards: list[CardRow]

    @contextmanager
    def walk(self, lang: Language) -> Generator[Walk]:
        """A new tablet of somebody who reads that language."""
        with looked_at(
            self.browser, lang, "light", viewport={"width": 1280, "height": 800}, permissions=["camera"]
        ) as page:
            page.context.add_init_script(CHOSEN % lang)
            made = Walk(page)
            yield made
            assert page.locator("html").get_attribute("lang") == lang
            assert made.found == {}

    def token(self, number: int) -> str:
        """The text of a card."""
        return token_of(self.live.site, self.cards[number])


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Shift]:
    """Both sites run."""
    folder: Path = tmp_path_factory.mktemp("barriers")
    site = make_site(folder / "site")
    cards = [add_card(site, make_household(make_person(1), make_person(2), code=f"0047{n}")) for n in range(8)]
    registry = make_live_registry(folder / "registry")
    enrol_live(site, registry)
    live, new = live_site(site), live_site(make_site(folder / "new"))
    with ExitStack() as stack:
        for server in (registry, live, new):
            if not server.runs:
                server.start()
            stack.callback(server.stop)
        yield Shift(
            stack.enter_context(browser_without_card(chromium, "--host-resolver-rules=MAP kart.test 127.0.0.1")),
            live,
            new,
            cards,
        )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_gates_have_no_barrier(shift: Shift, lang: Language) -> None:
    """Pages without https or a site, the first lead's steps, pairing, signing in, and the idle lock."""
    with shift.walk(lang) as walk:
        page, new = walk.page, f"localhost:{shift.new.port}"
        page.goto(f"http://kart.test:{shift.new.port}/")
        walk.look("plain http", "main.locked")
        page.goto(f"http://{new}/")
        walk.look("first lead: code", "#code")
        page.goto("about:blank")
        page.goto(f"http://{new}/#first=ABCDE12345")
        walk.look("first lead: name", "#tablet-name")
        page.locator("#name").fill("سارا احمدی")
        page.locator("#tablet-name").fill("میز یک")
        page.locator("#go-on").click()
        walk.look("first lead: PIN", ".pad")
        page.keyboard.type("111111")
        walk.look("first lead: easy PIN", ".dots.shaken")
    with shift.walk(lang) as walk:
        page = walk.page
        page.goto(f"http://localhost:{shift.live.port}/")
        walk.look("pairing: code", "#code")
        page.goto("about:blank")
        page.goto(f"http://localhost:{shift.live.port}/#pair=ABCDE12345")
        walk.look("pairing: name", "#pair")
        page.clock.install()
        join(page, shift.live)
        page.clock.fast_forward("06:00")
        walk.look("idle lock", ".gate-said")
        page.route("**/api/v1/session", lambda route: route.abort())
        page.evaluate(
            "indexedDB.databases().then((all) => Promise.all(all.map(({ name }) => indexedDB.deleteDatabase(name))))"
        )
        page.reload()
        walk.look("no answer", "main.locked")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_scan_screen_has_no_barrier(shift: Shift, lang: Language) -> None:
    """Every verdict of a scan, the last handouts below it, and the sheet of whoever holds the tablet."""
    first = LANGUAGES.index(lang) * 4
    with shift.walk(lang) as walk:
        page = walk.page
        join(page, shift.live)
        walk.look("desk", "#verdict[data-state=idle]")
        page.locator(".holder").click()
        walk.look("holder", "dialog.sheet-holder")
        page.keyboard.press("Escape")
        type_code(page, shift.cards[first].short)
        walk.look("due", "#verdict[data-state=due]")
        page.locator("#hand-out").click()
        walk.look("granted", "#verdict[data-state=granted]")
        page.locator(".chip-undo").click()
        walk.look("undo", ".chip-yes")
        page.locator(".chip-no").click()
        type_code(page, shift.cards[first].short)
        walk.look("refused", "#verdict[data-state=refused]")
        type_code(page, "0" * 8)
        walk.look("unknown card", "#verdict[data-state=unknown-card]")
        page.locator("#look-only").click()
        type_code(page, shift.cards[first + 1].short)
        walk.look("look only", "#due")
        page.locator("#look-only").click()
        type_code(page, shift.cards[first + 1].short)
        page.locator("#park").click(timeout=SLOW)
        walk.look("parked", "#verdict[data-state=parked]")
        without_the_site(walk, shift, first + 2)


def without_the_site(walk: Walk, shift: Shift, first: int) -> None:
    """A basket whose answer does not come, and bread that is given blind."""
    page = walk.page
    wait_until(lambda: page.evaluate(KIT) == TODAY)
    page.route("**/api/v1/handouts", lambda _: None)  # it is on its way until the route is given up
    give(page, shift.token(first), BASKET)
    page.wait_for_timeout(1_000)  # it appears softly
    walk.look("unknown", "#verdict[data-state=unknown]")
    page.unroute("**/api/v1/handouts")
    expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=SLOW)
    page.context.set_offline(True)
    give(page, shift.token(first + 1))
    walk.look("stored", "#verdict[data-state=stored]")
    walk.look("tray", "#tray")
    page.context.set_offline(False)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_places_have_no_barrier(shift: Shift, lang: Language) -> None:
    """No card, tally, history and settings; the lead's day, what was done, reports, the guests' view, two lists."""
    with shift.walk(lang) as walk:
        page = walk.page
        join(page, shift.live)
        walk.place("no-card", ".tile")
        page.locator(".tile").first.click()
        walk.look("no card: given", ".tile[data-state=granted]")
        walk.place("tally", ".choice-one")
        page.locator(".tally-step").first.click()
        walk.look("tally: counted", ".tally-undo")
        walk.place("history", ".done-row")
        walk.place("settings", ".settings-list")
        walk.place("lead", ".panel-tablets li")
        page.locator(".close-ask").click(timeout=SLOW)
        walk.look("lead: close", ".close-body .first-small")
        for tab, shown in (("activity", ".done-row"), ("reports", ".figure"), ("visit", ".visit-figure")):
            page.locator(f"#tab-{tab}").click()
            walk.look(f"lead: {tab}", shown)
        for which, sheet in (("operators", "#new-name"), ("tablets", ".roster .line")):
            page.locator(".holder").click()
            page.locator(f"[data-way={which}]").click()
            walk.look(which, sheet)
            if which == "tablets":
                page.locator(".roster-page > .first").click()
                walk.look("pairing sheet", ".pairing-qr")
                page.keyboard.press("Escape")
                page.locator(".line-acts button").first.click()
                walk.look("rename or revoke", "main")
            page.keyboard.press("Escape")
            page.locator(".roster-head .second").first.click()


def type_code(page: Page, code: str) -> None:
    """The operator types a card's short code."""
    page.locator("#short-code").fill(code)
    page.locator("#short-code").press("Enter")
