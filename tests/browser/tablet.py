"""A tablet's browser as a program of its own, with a profile that stays: it can be killed and started again."""

import os
import signal
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.browser.conftest import SWITCHES
from tests.live import LiveSite
from tests.support import FACTS


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
    """The desk is open in this window, by the printed link, and its shell is kept."""
    page.goto(f"{tablet.url}/#desk={live.site.desk_secret}")
    page.get_by_text(FACTS.name_fa).wait_for(timeout=30_000)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def wait_until(condition, seconds: float = 20) -> None:  # noqa: ANN001  any callable that says yes or no
    """The condition holds within a time, or the test fails."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)
