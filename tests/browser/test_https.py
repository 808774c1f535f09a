"""A tablet comes to trust the box: help page over plain http, authority installed, desk over https."""

import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Error, Page, expect, sync_playwright

from tests.browser.axe import violations
from tests.browser.conftest import SWITCHES
from tests.browser.trust import BY_NAME, NAME, at_home, install
from tests.live import SecureSite, secure_site
from tests.support import add_card, make_household, make_person, make_site

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureSite]:
    """A site with a household and its card, served over TLS."""
    site = make_site(tmp_path_factory.mktemp("box") / "site")
    add_card(site, make_household(make_person(1)))
    running = secure_site(site)
    running.start()
    yield running
    running.stop()


@contextmanager
def tablet_of(chromium: str, home: Path) -> Generator[Page]:
    """Chromium on a tablet whose certificate store lies in `home`; the box's name leads to this machine."""
    home.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[*SWITCHES, BY_NAME],
            env=at_home(home),
        )
        page = browser.new_page(locale="fa-IR")
        yield page
        browser.close()


def code_in(page: Page) -> str:
    """What the QR on the page says to another device's camera."""
    with Image.open(io.BytesIO(page.locator("figure").screenshot())) as shot:
        (found,) = zxingcpp.read_barcodes(shot.convert("L"))
    return found.text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_help_page_leads_a_new_tablet_to_the_authority(
    live: SecureSite, tmp_path: Path, chromium: str, scheme: str
) -> None:
    """Over plain http, right to left; its code is the address of the authority, by day and in the dark; no barrier."""
    with tablet_of(chromium, tmp_path / "home") as page:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"http://{NAME}:{live.plain_port}/")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator("details[open]")).to_have_count(1)
        address = f"http://{NAME}:{live.plain_port}/help/fieldpoint-ca.crt"
        assert code_in(page) == address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []
        with page.expect_download() as download:
            page.locator("a.button").first.click()
        assert download.value.url == address
        assert Path(download.value.path()).read_bytes() == live.tls.authority_der()


def test_a_tablet_without_the_authority_stops_before_the_desk(live: SecureSite, tmp_path: Path, chromium: str) -> None:
    """The browser warns, and nothing was asked of the site."""
    with tablet_of(chromium, tmp_path / "home") as page, pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(f"https://{NAME}:{live.port}/")


def test_a_tablet_with_the_authority_opens_the_desk(live: SecureSite, tmp_path: Path, chromium: str) -> None:
    """Chromium's own checks pass (names, constraints, 820 days); camera, keys and shell may be used."""
    install(tmp_path / "home", live.tls.authority_file)
    with tablet_of(chromium, tmp_path / "home") as page:
        page.goto(f"https://{NAME}:{live.port}/")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert page.evaluate("async () => (await (await fetch('/api/v1/health')).json()).status") == "ok"
        able = "() => [isSecureContext, 'serviceWorker' in navigator, !!crypto.subtle, !!navigator.mediaDevices]"
        assert page.evaluate(able) == [True] * 4
        answer = page.goto(f"https://{NAME}:{live.port}/help")
        assert answer is not None
        security = answer.security_details()
        assert security is not None
        assert security.get("subjectName") == "Fieldpoint"


def test_a_plain_link_leads_a_tablet_with_the_authority_to_https(
    live: SecureSite, tmp_path: Path, chromium: str
) -> None:
    """Whoever types the address without https arrives there all the same."""
    install(tmp_path / "home", live.tls.authority_file)
    with tablet_of(chromium, tmp_path / "home") as page:
        page.goto(f"http://{NAME}:{live.plain_port}/static/app.css")
        assert page.url == f"https://{NAME}:{live.port}/static/app.css"
