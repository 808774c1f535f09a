"""A tablet's browser as a program of its own, with a profile that stays: it can be killed and started again."""

import os
import signal
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright

from fieldpoint.core.act_rows import Void
from fieldpoint.core.log_rows import AnyRow, Handout, decode_row
from tests.browser.conftest import SWITCHES, come_in
from tests.live import LiveSite, live_site
from tests.support import TODAY, add_card, make_household, make_person, make_site, token_of

KIT = """() => new Promise((resolve) => {
    const asked = indexedDB.open("fieldpoint-queue");
    asked.onsuccess = () => {
        const got = asked.result.transaction("known").objectStore("known").get("kit");
        got.onsuccess = () => { asked.result.close(); resolve(got.result?.day ?? null); };
    };
})"""
BREAD, BASKET = "نان صلواتی", "سبد کالا"


@dataclass
class Desk:
    """A served site, and the tokens of its cards."""

    live: LiveSite
    tokens: list[str]

    def rows(self) -> list[Handout]:
        """Every handout of the log."""
        return [row for row in self._log() if isinstance(row, Handout)]

    def voids(self) -> list[Void]:
        """Every handout of the log that was taken back."""
        return [row for row in self._log() if isinstance(row, Void)]

    def _log(self) -> list[AnyRow]:
        connection = self.live.site.connect(read_only=True)
        rows = [decode_row(line) for (line,) in connection.execute("SELECT line FROM log ORDER BY epoch_no, seq")]
        connection.close()
        return rows


@dataclass
class Tablet:
    """One browser on one profile; `url` is where the site's page is."""

    playwright: Playwright
    chromium: str
    profile: Path
    url: str
    context: BrowserContext | None = None
    faults: list[str] = field(default_factory=list[str])

    def start(self) -> Page:
        """The browser runs; answers a window on no page yet."""
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=self.chromium,
            args=SWITCHES,
            viewport={"width": 1280, "height": 800},
            locale="fa-IR",
            timezone_id="Asia/Tehran",
            timeout=90_000,
        )
        return self.page()

    def page(self) -> Page:
        """One more window; what goes wrong in its scripts is written down."""
        assert self.context is not None
        page = self.context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        return page

    def kill(self) -> None:
        """As when the battery is empty: nothing is told, nothing is flushed."""
        assert self.context is not None
        # Chromium's own note of who has the profile open ends with the process's number.
        running = int((self.profile / "SingletonLock").readlink().name.rpartition("-")[2])
        with self.context.expect_event("close"):
            os.kill(running, signal.SIGKILL)
        self.context = None


@contextmanager
def tablet_of(live: LiveSite, chromium: str, folder: Path) -> Generator[Tablet]:
    """A tablet that is not started yet; its scripts may not fail."""
    profile = folder / "profile"
    profile.mkdir()
    with sync_playwright() as playwright:
        tablet = Tablet(playwright, chromium, profile, live.url.replace("127.0.0.1", "localhost"))
        try:
            yield tablet
        finally:
            if tablet.context is not None:
                tablet.context.close()
    assert not tablet.faults


def open_desk(page: Page, tablet: Tablet, live: LiveSite) -> None:
    """The first lead has come in on this window, and the shell is kept."""
    come_in(page, live)
    tablet.url = page.url
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def wait_until(condition, seconds: float = 20) -> None:  # noqa: ANN001  any callable that says yes or no
    """The condition holds within a time, or the test fails."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def make_desk(folder: Path) -> Iterator[Desk]:
    """A site with four households and their cards, served; for a fixture."""
    site = make_site(folder / "site")
    households = [make_household(make_person(1), make_person(2), code=f"0047{number}") for number in range(4)]
    tokens = [token_of(site, add_card(site, household)) for household in households]
    running = live_site(site)
    running.start()
    yield Desk(running, tokens)
    if running.runs:
        running.stop()


def ready(page: Page, tablet: Tablet, desk: Desk) -> None:
    """The desk is open and the tablet knows what it may do alone."""
    open_desk(page, tablet, desk.live)
    wait_until(lambda: page.evaluate(KIT) == TODAY)


def show(page: Page, token: str) -> None:
    """The card's text comes in as a scanner types it, and what is due stands there."""
    page.keyboard.press("Escape")
    page.locator("#short-code").fill(token)
    page.locator("#short-code").press("Enter")
    expect(page.locator("#verdict")).to_have_attribute("data-state", "due", timeout=15_000)


def give(page: Page, token: str, programme: str = BREAD) -> None:
    """One piece of one programme is handed out."""
    show(page, token)
    for line in page.locator("#due .line").all():
        only = programme in (line.text_content() or "")
        if line.locator(".less").count():
            while line.locator(".less").is_enabled():
                line.locator(".less").click()
            if only:
                line.locator(".more").click()
        elif not only:
            ticked = line.locator(".member[aria-pressed=true]:enabled")
            while ticked.count():
                ticked.first.click()
    page.locator("#hand-out").click()


def give_blind(page: Page, token: str) -> None:
    """Bread is handed out on the tablet's own word."""
    give(page, token)
    expect(page.locator("#verdict")).to_have_attribute("data-state", "stored", timeout=15_000)


def held(page: Page, number: str) -> None:
    """The tray says how many lines are held."""
    expect(page.locator(".tray-held")).to_contain_text(number, timeout=15_000)
