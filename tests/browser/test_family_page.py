"""The family's pages in a real browser: readable by everybody, typed into by a reader, gone after twenty seconds."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.axe import LANGUAGES, Language, barriers, looked_at, violations
from tests.browser.conftest import SWITCHES
from tests.live import LiveSite, live_site
from tests.support import add_card, make_household, make_person, make_site, token_of

TEXT = "HTTPS://KART.TEST/C/"
FAMILY_NAME = "خانوادگی"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveSite, str]]:
    """A running site and the token of a card."""
    site = make_site(tmp_path_factory.mktemp("family") / "site")
    card = add_card(site, make_household(make_person(1), make_person(2), code="00472"))
    live = live_site(site)
    live.start()
    yield live, token_of(site, card)
    live.stop()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["normal", "large"])
def test_family_pages_have_no_barrier(
    browser: Browser, family: tuple[LiveSite, str], lang: Language, size: str
) -> None:
    """axe-core finds nothing on a card, on no card, on the cleared page, and at the kiosk before and after a card."""
    live, token = family
    with looked_at(browser, lang) as page:
        for path in (f"/C/{token}", "/C/none", "/C", "/kiosk"):
            page.goto(f"{live.url}{path}?lang={lang}&size={size}")
            assert page.locator("html").get_attribute("lang") == lang
            assert barriers(page) == [], path
        read_card(page, token)
        expect(page.locator("li.due").first).to_be_visible()
        assert barriers(page) == []


def test_a_barrier_is_found(browser: Browser) -> None:
    """The check itself sees a picture without words."""
    with looked_at(browser, "en", "light") as page:
        page.set_content("<!doctype html><html lang=en><title>t</title><main><h1>t</h1><img src=x></main>")
        assert [line.partition(":")[0] for line in violations(page)] == ["image-alt"]


@pytest.mark.parametrize(("lang", "larger"), [("fa", "نوشتهٔ درشت‌تر"), ("en", "Larger type")])
def test_larger_type_is_a_tap_away(browser: Browser, family: tuple[LiveSite, str], lang: Language, larger: str) -> None:
    """The same card in half as large again, and nothing leaves a narrow telephone's screen."""
    live, token = family
    with looked_at(browser, lang, "light", viewport={"width": 320, "height": 640}, java_script_enabled=False) as page:
        page.goto(f"{live.url}/C/{token}?lang={lang}")
        before = page.locator("h1").bounding_box()
        page.get_by_role("link", name=larger).click()
        page.wait_for_url(lambda url: "size=large" in url)
        after = page.locator("h1").bounding_box()
        assert before is not None
        assert after is not None
        assert after["height"] > 1.4 * before["height"]
        assert after["x"] >= 0
        assert after["x"] + after["width"] <= 320


def test_kiosk_clears_itself_and_nobody_comes_back_to_a_card(browser: Browser, family: tuple[LiveSite, str]) -> None:
    """A reader types and enters, no script runs; after 20 seconds the card is gone, from «back» and the address too."""
    live, token = family
    with looked_at(browser, "fa", "light", java_script_enabled=False) as page:
        addresses: list[str] = []
        page.on("framenavigated", lambda frame: addresses.append(frame.url))
        page.goto(f"{live.url}/kiosk")
        read_card(page, token)
        expect(page.locator("li.due").first).to_be_visible()
        shown = time.monotonic()
        assert FAMILY_NAME not in page.content()
        expect(page.locator("li")).to_have_count(0, timeout=25_000)
        assert 10 <= time.monotonic() - shown <= 23
        assert page.locator("#card").input_value() == ""
        page.go_back(wait_until="commit")
        assert page.locator("li").count() == 0
    assert not [address for address in addresses if token in address]


def test_the_next_family_need_not_wait(browser: Browser, family: tuple[LiveSite, str]) -> None:
    """On the answer the reader types into the same field: no tap between two families."""
    live, token = family
    with looked_at(browser, "fa", "light", java_script_enabled=False) as page:
        page.goto(f"{live.url}/kiosk")
        read_card(page, "x")
        expect(page.locator(".sentence")).to_be_visible()
        read_card(page, token)
        expect(page.locator("li.due").first).to_be_visible()


def test_telephone_s_page_clears_itself(browser: Browser, family: tuple[LiveSite, str]) -> None:
    """Twenty seconds after it was shown the telephone shows how to look again, in the same language."""
    live, token = family
    with looked_at(browser, "en", "light", java_script_enabled=False) as page:
        page.goto(f"{live.url}/C/{token}?lang=en")
        page.wait_for_url("**/C?lang=en&size=normal", timeout=25_000)
        expect(page.locator("h1")).to_have_text("The page was cleared")


def read_card(page: Page, text: str) -> None:
    """A reader at the keyboard's socket: types the card's text where the focus is, then Enter."""
    expect(page.locator("#card")).to_be_focused()
    page.keyboard.type(TEXT + text)
    page.keyboard.press("Enter")


def test_pages_are_small(family: tuple[LiveSite, str]) -> None:
    """Every page of a family with its style is under 20 kB, in every language and size."""
    live, token = family
    with live.browser(session=False) as phone:
        style = len(phone.get("/static/card.css").content)
        pages = [phone.get(f"/C/{token}?lang={lang}&size=large") for lang in ("fa", "en")]
        pages += [phone.post(f"/kiosk?lang={lang}", data={"card": TEXT + token}) for lang in ("fa", "en")]
    assert {page.status_code for page in pages} == {200}
    assert max(len(page.content) for page in pages) + style < 20_000
    assert not [page for page in pages if "<script" in page.text]
