"""An officer in a real browser without JavaScript: comes in, invites a site, lets a batch in; no page has a barrier."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from fieldpoint.clock import wall_ms
from fieldpoint.registry.decide import By, end_key
from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.officers.accounts import add_officer
from fieldpoint.registry.officers.sessions import open_session
from tests.browser.axe import Colour, looked_at, violations
from tests.browser.conftest import SWITCHES
from tests.live import LiveRegistry, fieldpoint
from tests.registry.officers.desk import HOSTILE
from tests.registry.support import KID, kept, make_registry, sender, stored

PASSWORD = "three words of nothing"
PAGES = (
    "sites",
    "sites/s-01",
    "cases",
    "waiting",
    "closes",
    "waybills",
    "lives",
    "shelters",
    "taken",
    "people",
    "log",
    "account",
)
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveRegistry]:
    """A running registry at which a batch of an ended key waits, and whose site has a hostile title."""
    folder = tmp_path_factory.mktemp("officers") / "registry"
    log = sender(6)
    registry = make_registry(folder, log)
    stored(registry, log.arrival(1, 4))
    end_key(registry.store, By(who="test", now_ms=wall_ms()), "s-01", KID, "compromised")
    kept(registry, log.arrival(5, 6))
    with registry.store.transaction():
        registry.store.name_site("s-01", HOSTILE, "")
    registry.store.close()
    started = LiveRegistry(folder)
    started.start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def admin(live: LiveRegistry) -> tuple[str, str]:
    """The cookie of an admin who is signed in."""
    live.stop()
    registry = open_registry(live.folder)
    by = By(who="test", now_ms=wall_ms())
    account, _ = add_officer(registry.store, by, "the admin", "admin", "")
    with registry.store.transaction():
        token = open_session(registry.store, account.officer, wall_ms())
    registry.store.close()
    live.start()
    return "fieldpoint-officer", token


def test_an_officer_comes_in_invites_a_site_and_lets_a_batch_in(browser: Browser, live: LiveRegistry) -> None:
    """From the one-time code of the terminal to the quarantine that is empty, without a script on any page."""
    live.stop()
    code = fieldpoint("registry", "officers", "add", "مریم نوری", "--data", live.folder).split()[-1]
    live.start()
    with looked_at(browser, "fa", "dark", java_script_enabled=False, viewport={"width": 390, "height": 800}) as page:
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{live.url}/officers")
        page.get_by_role("link", name="کد یک‌بارمصرف").click()
        page.get_by_label("کد یک‌بارمصرف").fill(code)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=again]").fill(PASSWORD)
        page.get_by_role("button", name="ثبت گذرواژه").click()
        page.get_by_label("نام").fill("مریم نوری")
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="ورود").click()
        page.get_by_role("navigation", name="صفحه‌ها").get_by_role("link", name="محل‌ها").click()
        page.get_by_label("کد محل", exact=True).fill("s-09")
        page.get_by_role("button", name="ساختن کد").click()
        expect(page.locator(".secret")).to_have_text(re.compile("[0-9A-Z]{10}"), timeout=PATIENCE_MS)
        page.get_by_role("link", name="در انتظار بررسی").click()
        page.get_by_role("button", name="پذیرفته شود").click()
        expect(page.get_by_role("status")).to_have_text("بسته پذیرفته شد.", timeout=PATIENCE_MS)
        page.get_by_role("button", name="خروج").click()
        expect(page.get_by_role("status")).to_have_text("از سامانه خارج شدید.", timeout=PATIENCE_MS)
    live.stop()
    registry = open_registry(live.folder)
    assert {site.site: site.rows for site in registry.store.sites()} == {"s-01": 6, "s-09": 0}
    registry.store.close()
    live.start()


@pytest.mark.parametrize(("colour", "width"), [("dark", 390), ("light", 1200)])
def test_officers_pages_have_no_barrier(
    browser: Browser, live: LiveRegistry, admin: tuple[str, str], colour: Colour, width: int
) -> None:
    """axe-core finds nothing on any page, on a telephone and at a desk, by day and by night, and none is too wide."""
    cookie, token = admin
    with looked_at(browser, "fa", colour, viewport={"width": width, "height": 800}) as page:
        page.set_default_timeout(PATIENCE_MS)
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        for path in ("/officers/sign-in", "/officers/first"):
            page.goto(f"{live.url}{path}")
            assert violations(page) == [], path
        page.context.add_cookies([{"name": cookie, "value": token, "url": live.url}])
        for path in ("", *PAGES):
            page.goto(f"{live.url}/officers/{path}".rstrip("/"))
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert dialogs == []
