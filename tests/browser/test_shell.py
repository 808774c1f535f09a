"""The page as a tablet keeps it: it starts without the server, and is replaced only when somebody asks."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

import fieldpoint
from fieldpoint.assets import static_folder
from tests.browser.desk import Desk, open_desk, site_of_cards
from tests.browser.tablet import show, tablet_of

KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
    return found;
}"""
pytestmark = pytest.mark.timeout(180)
LOOK_FOR_NEWER = "navigator.serviceWorker.getRegistration().then((one) => one.update())"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, browsers: tuple[Playwright, str]) -> Iterator[Desk]:
    """A site over https, with one card."""
    folder = tmp_path_factory.mktemp("shell")
    with open_desk(folder, browsers, *site_of_cards(folder, 1)) as desk:
        desk.deal(1)
        yield desk


def test_page_starts_with_the_server_down(desk: Desk) -> None:
    """A reload, and a new window after the browser was killed, show the page though nobody answers."""
    with tablet_of(desk) as tablet:
        page = tablet.sign_in()
        desk.live.stop()
        page.reload()
        expect(page.locator("main")).to_be_visible()
        tablet.kill()
        tablet.start()
        expect(tablet.page().locator("main")).to_be_visible()
    desk.live.start()


def test_nothing_but_the_shell_is_kept(desk: Desk) -> None:
    """After looks and a visit of a card's own page, the caches hold files of the page and no answer."""
    with tablet_of(desk) as tablet:
        page = tablet.sign_in()
        page.reload()
        page.evaluate("fetch('/api/v1/status').then((reply) => reply.text())")
        page.goto(f"{desk.address}/C/NOTHING")
        page.goto(desk.address)
        kept = page.evaluate(KEPT)
    assert "/" in kept
    assert [path for path in kept if path != "/" and not re.match(r"/static/(js/|vendor/|\w+\.(css|svg)$)", path)] == []


def test_newer_page_is_taken_on_demand_and_never_under_a_card(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is updated during a shift: the page says so, waits to be asked, and lets a card be finished first."""
    with tablet_of(desk) as tablet:
        page = tablet.sign_in()
        page.reload()
        second = tablet.page()
        expect(second.locator("#verdict")).to_be_visible(timeout=20_000)
        _update_site(desk, tmp_path / "newer", monkeypatch)
        page.evaluate("window.sameLife = true")
        second.evaluate("window.sameLife = true")
        page.evaluate(LOOK_FOR_NEWER)
        update = page.locator(".tray-update")
        expect(update).to_be_visible(timeout=20_000)
        show(page, desk.tokens[0])
        update.click()
        page.wait_for_timeout(1_500)
        assert page.evaluate("window.sameLife === true")
        expect(page.locator("#due")).to_be_visible()
        with page.expect_event("load"):
            page.keyboard.press("Escape")
        assert "/* newer */" in page.evaluate("fetch('/static/tray.css').then((reply) => reply.text())")
        assert second.evaluate("window.sameLife === true")
        expect(second.locator(".tray-update")).to_be_visible()


def _update_site(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server stops, and the same site is served by a newer fieldpoint, whose page differs."""
    desk.live.stop()
    package = Path(fieldpoint.__file__).parent
    shutil.copytree(package, folder / "fieldpoint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(static_folder(), folder / "static", ignore=shutil.ignore_patterns("node_modules"))
    with (folder / "static" / "tray.css").open("a") as styles:
        styles.write("/* newer */\n")
    monkeypatch.chdir(folder)
    desk.live.start()
