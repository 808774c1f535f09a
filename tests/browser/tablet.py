"""A tablet's browser as a program of its own, with a profile that stays: it can be killed and started again."""

import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.browser.conftest import SWITCHES
from tests.live import LiveSite
from tests.support import FACTS

SIZE = {"width": 1280, "height": 800}


@dataclass
class Tablet:
    """One browser on one profile; `url` is where the site's page is."""

    playwright: Playwright
    chromium: str
    profile: Path
    url: str
    program: "subprocess.Popen[bytes] | None" = None
    context: BrowserContext | None = None
    faults: list[str] = field(default_factory=list[str])

    def start(self) -> Page:
        """The browser runs; answers its first window, on no page yet."""
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        switches = [*SWITCHES, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self.profile}"]
        self.program = subprocess.Popen(
            [self.chromium, *switches], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        port = _first_line(port_file)
        browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        self.context = browser.contexts[0]
        return self.page()

    def page(self) -> Page:
        """One more window; what goes wrong in its scripts is written down."""
        assert self.context is not None
        page = self.context.new_page()
        page.set_viewport_size(SIZE)  # type: ignore[arg-type]
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        return page

    def kill(self) -> None:
        """As when the battery is empty: nothing is told."""
        assert self.program is not None
        self.program.kill()
        self.program.wait(timeout=20)


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
            if tablet.program is not None:
                tablet.kill()
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


def _first_line(path: Path) -> str:
    wait_until(lambda: path.exists() and path.read_text().strip() != "", 30)
    return path.read_text().splitlines()[0]
