"""A real Chromium with a fake camera in front of a real site."""

import io
import subprocess
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from fieldpoint.core.access_rows import Role
from fieldpoint.store.entry.sign_ins import make_code
from fieldpoint.store.transaction import transaction_on
from tests.device import PIN, person
from tests.live import LiveSite, fieldpoint

FRAME = (1280, 720)
CARD_AND_DESK = (60, 60)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
# Where the first card lies on the sheet in millimetres: top right of two columns of 85.6 x 54.
SHEET_WIDTH_MM = 210.0
CARD_BOX_MM = (105.0, 13.5, 190.6, 67.5)


@pytest.fixture(scope="module")
def browsers(chromium: str) -> Iterator[tuple[Playwright, str]]:
    """What starts the browsers of a file's tests."""
    with sync_playwright() as playwright:
        yield playwright, chromium


def first_card(sheet: Path, folder: Path, pdftoppm: str) -> Image.Image:
    """The first card as it is cut from the printed sheet, at 300 dpi."""
    picture = folder / "sheet"
    subprocess.run([pdftoppm, "-r", "300", "-f", "1", "-l", "1", "-png", "-singlefile", sheet, picture], check=True)
    with Image.open(picture.with_suffix(".png")) as opened:
        scale = opened.width / SHEET_WIDTH_MM
        left, top, right, bottom = (round(edge * scale) for edge in CARD_BOX_MM)
        return opened.convert("RGB").crop((left, top, right, bottom))


def camera_film(card: Image.Image, path: Path, frames: tuple[int, int] = CARD_AND_DESK) -> Path:
    """A film for the fake camera: the card held slightly turned for a while, then an empty desk, again and again."""
    shown, empty = frames
    desk = Image.new("RGB", FRAME, (96, 88, 80))
    held = desk.copy()
    small = card.resize((820, round(820 * card.height / card.width))).convert("RGBA")
    turned = small.rotate(7, expand=True, resample=Image.Resampling.BICUBIC)
    held.paste(turned, ((FRAME[0] - turned.width) // 2, (FRAME[1] - turned.height) // 2), turned)
    path.write_bytes(_jpeg(held) * shown + _jpeg(desk) * empty)
    return path


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


@contextmanager
def browser_with_camera(chromium: str, film: Path) -> Generator[Browser]:
    """Headless Chromium whose camera shows the film."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*SWITCHES, f"--use-file-for-fake-video-capture={film}"]
        )
        yield browser
        browser.close()


def come_in(page: Page, live: LiveSite, port: int | None = None) -> None:
    """The first lead comes in with the terminal's link, whose code leaves the address: names, six digits twice.

    `port` is where the tablet reaches the site, if not at its own.
    """
    link = fieldpoint("link", "--port", port or live.port, "--data", live.site.folder)
    page.goto(link)
    page.locator("#name").fill("سارا احمدی")
    page.locator("#tablet-name").fill("میز یک")
    page.locator("#go-on").click()
    expect(page.locator(".pad")).to_be_visible()
    assert "#" not in page.url
    for _ in range(2):
        page.keyboard.type("402913")
    expect(page.locator("#status")).to_be_visible(timeout=30_000)


def join(page: Page, live: LiveSite, role: Role = "lead", address: str | None = None) -> None:
    """One more tablet of a site that somebody leads already: paired by a code, and somebody signs in on it.

    `address` is where the tablet finds the site, if not on this machine over plain http.
    """
    with closing(live.site.connect()) as connection, transaction_on(connection, live.site.clock.now()) as tx:
        person(tx, role)
        code = make_code(tx, "tablet")
    page.goto(f"{address or f'http://localhost:{live.port}'}/#pair={code}")
    page.locator("#tablet-name").fill("میز دو")
    page.locator("#pair").click()
    page.locator("#name").fill(f"{role} نمونه")
    page.locator("#name").press("Enter")
    expect(page.locator(".pad")).to_be_visible(timeout=30_000)
    page.keyboard.type(PIN)
    expect(page.locator("#status")).to_be_visible(timeout=30_000)


@contextmanager
def browser_without_card(chromium: str, *more: str) -> Generator[Browser]:
    """Headless Chromium whose camera shows no card."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*SWITCHES, *more])
        yield browser
        browser.close()


@contextmanager
def tablet(browser: Browser, *, portrait: bool = False, tolerated: str = "no such words") -> Generator[Page]:
    """An eight-inch tablet whose page may use the camera, and whose faults fail the test.

    Chromium notes some things as faults that a test wants, such as a refused request: `tolerated` are words of it.
    """
    size = {"width": 800, "height": 1280} if portrait else {"width": 1280, "height": 800}
    context = browser.new_context(viewport=size, permissions=["camera"], locale="fa-IR", timezone_id="Asia/Tehran")  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if said.type == "error" and tolerated not in said.text else None,
    )
    yield page
    context.close()
    if faults:
        pytest.fail(f"the page had faults: {faults}")
