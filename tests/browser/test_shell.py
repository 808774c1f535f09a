"""The page as a tablet keeps it: it starts without the server, and is replaced only when somebody asks."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import fieldpoint
from fieldpoint.assets import static_folder
from tests.browser.tablet import open_desk, tablet_of
from tests.live import LiveSite, live_site
from tests.support import add_card, make_household, make_site

KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
    return found;
}"""
pytestmark = pytest.mark.timeout(180)
LOOK_FOR_NEWER = "navigator.serviceWorker.getRegistration().then((one) => one.update())"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSite]:
    """A site with one household and its card, served."""
    site = make_site(tmp_path / "site")
    add_card(site, make_household(code="00472"))
    running = live_site(site)
    running.start()
    yield running
    if running.runs:
        running.stop()


def test_page_starts_with_the_server_down(live: LiveSite, chromium: str, tmp_path: Path) -> None:
    """A reload, and a new window after the browser was killed, show the page though nobody answers."""
    with tablet_of(live, chromium, tmp_path) as tablet:
        page = tablet.start()
        open_desk(page, tablet, live)
        live.stop()
        page.reload()
        expect(page.locator("main")).to_be_visible()
        tablet.kill()
        page = tablet.start()
        page.goto(tablet.url)
        expect(page.locator("main")).to_be_visible()


def test_nothing_but_the_shell_is_kept(live: LiveSite, chromium: str, tmp_path: Path) -> None:
    """After looks and a visit of a card's own page, the caches hold files of the page and no answer."""
    with tablet_of(live, chromium, tmp_path) as tablet:
        page = tablet.start()
        open_desk(page, tablet, live)
        page.reload()
        page.evaluate("fetch('/api/v1/status').then((reply) => reply.text())")
        page.goto(f"{tablet.url}/C/NOTHING")
        page.goto(tablet.url)
        kept = page.evaluate(KEPT)
    assert "/" in kept
    assert [path for path in kept if path != "/" and not re.match(r"/static/(js/|vendor/|\w+\.(css|svg)$)", path)] == []


def test_newer_page_is_taken_on_demand_and_never_under_a_card(
    live: LiveSite, chromium: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is updated during a shift: the page says so, waits to be asked, and lets a card be finished first."""
    with tablet_of(live, chromium, tmp_path) as tablet:
        page = tablet.start()
        open_desk(page, tablet, live)
        page.reload()
        second = tablet.page()
        second.goto(tablet.url)
        expect(second.locator("#verdict")).to_be_visible(timeout=20_000)
        _update_site(live, tmp_path / "newer", monkeypatch)
        page.evaluate("window.sameLife = true")
        second.evaluate("window.sameLife = true")
        page.evaluate(LOOK_FOR_NEWER)
        update = page.locator(".tray-update")
        expect(update).to_be_visible(timeout=20_000)
        _show_card(page, live)
        update.click()
        page.wait_for_timeout(1_500)
        assert page.evaluate("window.sameLife === true")
        expect(page.locator("#due")).to_be_visible()
        with page.expect_event("load"):
            page.keyboard.press("Escape")
        assert "/* newer */" in page.evaluate("fetch('/static/tray.css').then((reply) => reply.text())")
        assert second.evaluate("window.sameLife === true")
        expect(second.locator(".tray-update")).to_be_visible()


def _update_site(live: LiveSite, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server stops, and the same site is served by a newer fieldpoint, whose page differs."""
    live.stop()
    package = Path(fieldpoint.__file__).parent
    shutil.copytree(package, folder / "fieldpoint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(static_folder(), folder / "static", ignore=shutil.ignore_patterns("node_modules"))
    with (folder / "static" / "tray.css").open("a") as styles:
        styles.write("/* newer */\n")
    monkeypatch.chdir(folder)
    live.start()


def _show_card(page: Page, live: LiveSite) -> None:
    connection = live.site.connect(read_only=True)
    (short,) = connection.execute("SELECT short FROM cards").fetchone() or ("",)
    connection.close()
    page.locator("#short-code").fill(short)
    page.locator("#short-code").press("Enter")
    expect(page.locator("#due")).to_be_visible(timeout=10_000)
