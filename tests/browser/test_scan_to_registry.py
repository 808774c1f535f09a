"""The main job in a real browser: a printed card before the camera, and everything that comes of it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fieldpoint.core.log_rows import Handout, decode_row
from fieldpoint.store import log, outbox
from tests.browser.conftest import browser_with_camera, camera_film, come_in, first_card, tablet
from tests.live import LiveRegistry, LiveSite, enrol_live, fieldpoint, live_site, make_live_registry
from tests.support import add_card, make_household, make_person, make_site

PERSIAN_TIME = """at => new Intl.DateTimeFormat(
    "fa-IR", {hour: "2-digit", minute: "2-digit", timeZone: "Asia/Tehran"}).format(at)"""
pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[LiveRegistry]:
    """A registry as a program of its own."""
    running = make_live_registry(tmp_path / "registry")
    yield running
    running.stop()


@pytest.fixture
def live(tmp_path: Path, registry: LiveRegistry) -> Iterator[LiveSite]:
    """A site with one household and its card, enrolled and served."""
    site = make_site(tmp_path / "site")
    add_card(site, make_household(make_person(1), make_person(2, sex="male", born_on="1396-05-01"), code="00472"))
    enrol_live(site, registry)
    running = live_site(site)
    running.start()
    yield running
    running.stop()


def printed_card_film(live: LiveSite, folder: Path, pdftoppm: str) -> Path:
    """The site's card, printed on a sheet, cut out and held before the camera."""
    sheet = folder / "cards.pdf"
    fieldpoint("cards", "print", "--all", "--out", sheet, "--data", live.site.folder)
    return camera_film(first_card(sheet, folder, pdftoppm), folder / "camera.mjpeg")


def test_scanned_card_is_served_once_and_reaches_the_registry(
    live: LiveSite, registry: LiveRegistry, tmp_path: Path, chromium: str, pdftoppm: str
) -> None:
    """Scan, one tap, a row; the second scan is refused with the first's time; the registry holds the chain."""
    film = printed_card_film(live, tmp_path, pdftoppm)
    with browser_with_camera(chromium, film) as browser, tablet(browser) as page:
        come_in(page, live)
        expect(page.locator("#due")).to_be_visible(timeout=30_000)
        page.locator("#hand-out").click()
        expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=10_000)
        page.locator("#next").click()
        _expect_refused_scan(page, live)
    _expect_registry_holds_all(live, registry.folder)


def test_typed_short_code_does_the_same_upright(live: LiveSite, tmp_path: Path, chromium: str, pdftoppm: str) -> None:
    """On a tablet held upright, a typed code shows what is due, and one tap hands it out."""
    film = printed_card_film(live, tmp_path, pdftoppm)
    connection = live.site.connect(read_only=True)
    (short,) = connection.execute("SELECT short FROM cards").fetchone() or ("",)
    connection.close()
    with browser_with_camera(chromium, film) as browser, tablet(browser, portrait=True) as page:
        page.context.clear_permissions()  # no camera: the code is typed
        come_in(page, live)
        page.locator("#short-code").fill(f"{short[:4].lower()} {short[4:]}")
        page.locator("#short-code").press("Enter")
        expect(page.locator("#due")).to_be_visible(timeout=10_000)
        page.locator("#hand-out").click()
        expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=10_000)


def _expect_refused_scan(page: Page, live: LiveSite) -> None:
    """The card comes back into the picture: nothing is due, and the time of the first handout stands there."""
    connection = live.site.connect(read_only=True)
    rows = [decode_row(line) for (line,) in connection.execute("SELECT line FROM log WHERE type = 'handout'")]
    connection.close()
    (basket,) = [row for row in rows if isinstance(row, Handout) and row.prog == "basket"]
    expect(page.locator("#verdict")).to_have_attribute("data-state", "refused", timeout=30_000)
    clock = page.evaluate(PERSIAN_TIME, basket.wall)
    expect(page.locator("#due")).to_contain_text(clock)


def _expect_registry_holds_all(live: LiveSite, registry: Path) -> None:
    """Within a minute nothing is unsent, and the chain verifies on both sides."""
    connection = live.site.connect(read_only=True)
    until = time.monotonic() + 60
    while outbox.unsent(connection) and time.monotonic() < until:
        time.sleep(0.2)
    assert outbox.unsent(connection) == 0
    rows = log.verify(connection)
    connection.close()
    assert f"{rows:,} rows" in fieldpoint("registry", "verify", "--data", registry)
    assert f"{rows:,} rows" in fieldpoint("verify", "--data", live.site.folder)
