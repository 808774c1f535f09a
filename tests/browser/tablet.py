"""A tablet's browser as a program of its own, with a profile that stays: it can be killed and started again.

It speaks https with the site's own authority, which lies in its certificate store.
"""

import os
import signal
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from fieldpoint.core.access_rows import Role
from tests.browser.conftest import SWITCHES, join
from tests.browser.desk import Desk
from tests.browser.trust import BY_NAME, at_home

KIT = """() => new Promise((resolve) => {
    const asked = indexedDB.open("fieldpoint-queue");
    asked.onsuccess = () => {
        const got = asked.result.transaction("known").objectStore("known").get("kit");
        got.onsuccess = () => { asked.result.close(); resolve(got.result?.day ?? null); };
    };
})"""
BREAD, BASKET = "نان صلواتی", "سبد کالا"


@dataclass
class Tablet:
    """One browser on one profile; its windows' faults are written down."""

    desk: Desk
    profile: Path
    switches: list[str] = field(default_factory=list[str])
    context: BrowserContext | None = None
    faults: list[str] = field(default_factory=list[str])

    def start(self) -> None:
        """The browser runs."""
        playwright, chromium = self.desk.browsers
        self.context = playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=chromium,
            args=[*SWITCHES, BY_NAME, *self.switches],
            env=at_home(self.desk.home),
            permissions=["camera"],
            viewport={"width": 1280, "height": 800},
            locale="fa-IR",
            timezone_id="Asia/Tehran",
            timeout=90_000,
        )

    def window(self) -> Page:
        """One more window on no page yet; what goes wrong in its scripts is written down."""
        assert self.context is not None
        page = self.context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        return page

    def page(self) -> Page:
        """One more window, on the site's page."""
        window = self.window()
        window.goto(self.desk.address)
        return window

    def kill(self) -> None:
        """As when the battery is empty: nothing is told, nothing is flushed."""
        assert self.context is not None
        # Chromium's own note of who has the profile open ends with the process's number.
        running = int((self.profile / "SingletonLock").readlink().name.rpartition("-")[2])
        with self.context.expect_event("close"):
            os.kill(running, signal.SIGKILL)
        self.context = None

    def sign_in(self, role: Role = "lead") -> Page:
        """Paired, somebody signed in, and it knows what it may do alone; answers the window."""
        page = self.window()
        join(page, self.desk.live, role, self.desk.address)
        ready(page, self.desk)
        return page


@contextmanager
def tablet_of(desk: Desk, *switches: str) -> Generator[Tablet]:
    """A tablet with a new profile that is switched on; its scripts may not fail."""
    tablet = Tablet(desk, Path(tempfile.mkdtemp(prefix="tablet-", dir=desk.folder)), list(switches))
    tablet.start()
    try:
        yield tablet
    finally:
        if tablet.context is not None:
            tablet.context.close()
    assert not tablet.faults


def ready(page: Page, desk: Desk) -> None:
    """The shell is kept, and the tablet knows what it may do alone today."""
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    day = desk.day()
    wait_until(lambda: page.evaluate(KIT) == day)


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """The condition holds within a time, or the test fails."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def scan(page: Page, token: str) -> None:
    """The card's text comes in as a scanner types it."""
    page.keyboard.press("Escape")
    page.locator("#short-code").fill(token)
    page.locator("#short-code").press("Enter")


def show(page: Page, token: str) -> None:
    """A card is scanned, and what is due stands there."""
    scan(page, token)
    verdict(page, "due")


def verdict(page: Page, state: str) -> None:
    """What the screen says in colour, shape and word."""
    expect(page.locator("#verdict")).to_have_attribute("data-state", state, timeout=20_000)


def choose(page: Page, programme: str = BREAD) -> None:
    """Of what is due, one piece of one programme."""
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


def give(page: Page, token: str, programme: str = BREAD) -> None:
    """One piece of one programme is handed out."""
    show(page, token)
    choose(page, programme)
    page.locator("#hand-out").click()


def give_blind(page: Page, token: str) -> None:
    """Bread is handed out on the tablet's own word."""
    give(page, token)
    verdict(page, "stored")


def held(page: Page, number: str) -> None:
    """The tray says how many lines are held."""
    expect(page.locator(".tray-held")).to_contain_text(number, timeout=20_000)


def nothing_held(page: Page) -> None:
    """The tray has nothing more to say."""
    expect(page.locator("#tray")).to_be_hidden(timeout=30_000)
