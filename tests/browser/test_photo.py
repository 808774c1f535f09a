"""A card is looked at by a photo over plain http, where no browser gives a camera to the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_https import NAME, tablet_of
from tests.live import SecureSite, secure_site
from tests.support import add_card, make_household, make_person, make_site, token_of

pytestmark = pytest.mark.timeout(180)
SLOW = 30_000


@dataclass
class Family:
    """A running site with TLS, and a photo of a card that names another host."""

    live: SecureSite
    token: str
    photo: Path


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    """A household of two with a card."""
    site = make_site(tmp_path / "site")
    token = token_of(site, add_card(site, make_household(make_person(1), make_person(2))))
    photo = tmp_path / "photo.png"
    segno.make_qr(f"HTTP://KART.TEST/C/{token}", error="m").save(str(photo), scale=12, border=6)
    live = secure_site(site)
    live.start()
    yield Family(live, token, photo)
    live.stop()


def open_page(page: Page, family: Family, lang: str = "fa") -> list[str]:
    """The page is open on an address that is not encrypted; gives what it asks for from here on."""
    page.goto(f"http://{NAME}:{family.live.plain_port}/photo?lang={lang}")
    assert page.evaluate("[isSecureContext, navigator.mediaDevices === undefined]") == [False, True]
    asked: list[str] = []
    page.on("request", lambda one: asked.append(f"{one.method} {one.url} {len(one.post_data_buffer or b'')}"))
    return asked


def test_photo_is_read_in_the_page_and_shows_the_card(family: Family, chromium: str, tmp_path: Path) -> None:
    """The picture leaves the page in no request and stays nowhere; this site's own page of the card opens."""
    with tablet_of(chromium, tmp_path / "home") as page:
        asked = open_page(page, family)
        page.locator("#photo").set_input_files(family.photo)
        page.wait_for_url(f"**/C/{family.token}?lang=fa", timeout=SLOW)
        expect(page.locator("li").first).to_contain_text("سبد کالا")
        assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    own = f"http://{NAME}:{family.live.plain_port}/"
    assert [line for line in asked if not (line.startswith(f"GET {own}") and line.endswith(" 0"))] == []
    assert not any("photo.png" in line for line in asked)


def test_photo_without_a_card_says_so(family: Family, chromium: str, tmp_path: Path) -> None:
    """An empty wall, and a file that is no picture; the page stays and another photo is read."""
    empty, broken = tmp_path / "wall.png", tmp_path / "broken.png"
    Image.new("RGB", (400, 300), (200, 190, 180)).save(empty)
    broken.write_bytes(b"no picture")
    with tablet_of(chromium, tmp_path / "home") as page:
        open_page(page, family, "en")
        for wrong in (empty, broken):
            page.locator("#photo").set_input_files(wrong)
            expect(page.locator("#said")).to_have_text("No card in the photo; come closer", timeout=SLOW)
        page.locator("#photo").set_input_files(family.photo)
        page.wait_for_url(f"**/C/{family.token}?lang=en", timeout=SLOW)


@pytest.mark.parametrize(("lang", "colour"), [("fa", "light"), ("en", "dark")])
def test_photo_page_has_no_barrier_and_is_found(
    family: Family, chromium: str, tmp_path: Path, lang: str, colour: str
) -> None:
    """The help page and a cleared card lead to it; axe-core finds nothing on it."""
    with tablet_of(chromium, tmp_path / "home") as page:
        page.emulate_media(color_scheme=colour)  # type: ignore[arg-type]
        for start in ("/", f"/C?lang={lang}"):
            page.goto(f"http://{NAME}:{family.live.plain_port}{start}")
            page.locator("a[href^='/photo']").click()
            expect(page.locator("#photo")).to_be_attached()
        page.goto(f"http://{NAME}:{family.live.plain_port}/photo?lang={lang}")
        page.set_viewport_size({"width": 360, "height": 700} if lang == "fa" else {"width": 740, "height": 360})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []
