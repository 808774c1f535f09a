"""What a lead sees and types of a household's people stays in no browser: edit, life, merge, versions, who collects."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import tablet
from tests.browser.register import FAMILY, GIVEN, ID, KEPT, SLOW, Place, open_household, place_of

pytestmark = pytest.mark.timeout(180)
TYPED, OTHER, PHONE, CHILD = "شکوفه‌وند", "رستگارپور", "09351119988", "آریوبرزن"
SECRETS = (FAMILY, GIVEN, "یزدان", "پروین", ID, TYPED, OTHER, PHONE, PHONE[1:], CHILD)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Place]:
    """One site and one browser for all tests of this file; the files of households 00815 and 00902 wait for review."""
    folder: Path = tmp_path_factory.mktemp("nothing")
    with place_of(folder, chromium) as found:
        with closing(found.live.site.connect()) as connection:
            for code, day in (("00815", "1405-01-15"), ("00902", "1405-01-16")):
                connection.execute("UPDATE households SET review_on = ? WHERE code = ?", (day, code))
        yield found


def left(page: Page) -> list[str]:
    """What the browser keeps of anybody: storage of every kind, cached answers, the address and its history."""
    kept = page.evaluate(KEPT) + page.title()
    return [secret for secret in (*SECRETS, "/api/") if secret in kept]


def edit(page: Page) -> None:
    """A member is typed anew, the review set, an alternate added and blocked; the record is saved."""
    page.locator("#act-people").click()
    expect(page.locator(".household-place .overdue")).to_contain_text("۱۵ فروردین", timeout=SLOW)
    page.locator("input[id$=-note]").first.fill(TYPED)
    page.locator("input[id$=-phone]").first.fill(PHONE)
    page.locator("input[id$=-review]").fill("۱۴۰۹/۲/۱")
    page.locator("#collector-family").fill(OTHER)
    page.locator("#collector-add").click()
    other = page.locator(".collector", has_text=OTHER).locator(".switch")
    for state in ("true", "false", "true"):
        other.click(timeout=SLOW)
        expect(other).to_have_attribute("aria-pressed", state, timeout=SLOW)
    expect(page.locator("input[id$=-note]").first).to_have_value(TYPED)
    assert left(page) == []
    page.locator("#version-save").click()
    expect(page.locator(".act-said").first).to_contain_text("ثبت شد", timeout=SLOW)
    expect(page.locator(".household-place .overdue")).to_have_count(0)
    expect(page.locator("input[id$=-review]")).to_have_value("۱۴۰۹/۰۲/۰۱")
    expect(page.locator(".collector", has_text=OTHER).locator(".switch")).to_have_attribute("aria-pressed", "true")


def live(page: Page) -> None:
    """A birth is typed and not saved; then everybody is shown who may leave with a split."""
    page.locator("#act-life").click()
    page.locator(".life input[id$=-given], .household-place input[id$=-given]").first.fill(CHILD, timeout=SLOW)
    assert left(page) == []
    page.get_by_role("button", name="این خانوار جدا شده").click()
    expect(page.locator(".leaving").first).to_contain_text("یزدان", timeout=SLOW)


def merge(page: Page) -> None:
    """Another household is looked for and shown beside this one."""
    page.locator("#act-merge").click()
    page.locator("#merge-text").fill("پروین")
    page.locator("#merge-text").press("Enter")
    expect(page.locator(".compared")).to_contain_text("پروین", timeout=SLOW)


def test_nothing_of_a_household_stays_in_the_browser(place: Place) -> None:
    """Each screen while it is open, and after the place was left and the tablet handed over: no name, ID or number."""
    asked: list[str] = []
    with tablet(place.browser) as page:
        page.on("request", lambda one: asked.append(one.url))
        open_household(page, place)
        for act in (edit, live, merge):
            act(page)
            assert left(page) == []
        page.locator("#act-versions").click()
        expect(page.locator(".version").first).to_be_visible(timeout=SLOW)
        assert left(page) == []
        page.locator("#to-desk").click()
        expect(page.locator("#verdict")).to_be_visible(timeout=SLOW)
        content = page.content()
        assert [secret for secret in SECRETS if secret in content] == []
        page.locator(".holder").click()
        page.locator("[data-way=hand-over]").click()
        expect(page.locator(".pad, #name").first).to_be_visible(timeout=SLOW)
        assert left(page) == []
    assert not [url for url in asked if "%" in url or any(secret in url for secret in SECRETS)]


def test_files_that_wait_for_their_review_are_listed_and_opened(place: Place) -> None:
    """The list has codes and days and nobody's name; a tap opens the household at its people."""
    with tablet(place.browser) as page:
        open_household(page, place, "00900")
        page.locator(".household > .second").click()
        page.locator(".reviews summary").click(timeout=SLOW)
        shown = page.locator(".reviews li", has_text="۰۰۹۰۲")
        expect(shown).to_contain_text("۱۶ فروردین")
        assert "اکبر" not in (page.locator(".reviews").text_content() or "")
        shown.locator("button").click()
        expect(page.locator(".household-head")).to_contain_text("اکبر", timeout=SLOW)
        expect(page.locator(".household-place .overdue")).to_be_visible(timeout=SLOW)
        page.locator("input[id$=-review]").fill("")
        page.locator("#version-save").click()
        expect(page.locator(".household-place .overdue")).to_have_count(0, timeout=SLOW)
        page.locator(".household > .second").click()
        expect(page.locator(".reviews li", has_text="۰۰۹۰۲")).to_have_count(0, timeout=SLOW)
        expect(page.locator("#search-text")).to_be_visible()
