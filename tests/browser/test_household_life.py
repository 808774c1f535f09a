"""What becomes of a household in a real browser: edited, split, merged and back; every version with who and when."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import LANGUAGES, Language, barriers, looked_at
from tests.browser.conftest import tablet
from tests.browser.register import FAMILY, SLOW, Place, open_household, place_of, speak

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Place]:
    """One site and one browser for all tests of this file."""
    folder: Path = tmp_path_factory.mktemp("life")
    with place_of(folder, chromium) as found:
        yield found


def act(page: Page, name: str) -> None:
    """One of the household's acts is open."""
    page.locator(f"#act-{name}").click()


def test_an_edit_is_a_new_version_with_who_and_when(place: Place) -> None:
    """A corrected name and a phone; the ID, of which the page knows two digits, stays; the old name is in the list."""
    with tablet(place.browser) as page:
        open_household(page, place)
        act(page, "people")
        expect(page.locator("input[id$=-id]").first).to_have_attribute("placeholder", "ثبت شده؛ پایان ۷۹", timeout=SLOW)
        page.locator("input[id$=-given]").first.fill("گلناز")
        page.locator("input[id$=-phone]").first.fill("۰۹۳۵۱۱۱۲۲۳۳")
        page.locator("#version-save").click()
        expect(page.locator(".act-said")).to_contain_text("ثبت شد", timeout=SLOW)
        expect(page.locator("input[id$=-given]").first).to_have_value("گلناز", timeout=SLOW)
        expect(page.locator("input[id$=-id]").first).to_have_attribute("placeholder", "ثبت شده؛ پایان ۷۹")
        act(page, "versions")
        newest = page.locator(".version").first
        expect(newest).to_contain_text("ویرایش", timeout=SLOW)
        expect(newest).to_contain_text("lead نمونه")
        expect(newest).to_contain_text("امروز")
        expect(page.locator(".version").nth(1)).to_contain_text("گلنار")


def test_a_family_that_has_split_becomes_two_households(place: Place) -> None:
    """Who leaves is ticked; the new one is opened from there, has no card yet, and each knows of the other."""
    before = place.households()
    with tablet(place.browser) as page:
        open_household(page, place)
        act(page, "life")
        page.get_by_role("button", name="این خانوار جدا شده").click(timeout=SLOW)
        page.locator("#life-save").click()
        expect(page.locator(".act-said")).to_contain_text("انتخاب کنید")
        page.locator("label[for=leaves-4]").click()
        page.locator("#life-save").click()
        expect(page.locator(".act-said")).to_contain_text("خانوار تازه با کد", timeout=SLOW)
        page.locator(".panel-buttons button", has_text="باز کردن").click()
        expect(page.locator(".household-head")).to_contain_text("سام راد", timeout=SLOW)
        expect(page.locator(".kin")).to_contain_text("۸۱۵", timeout=SLOW)
        page.locator(".kin .second").click()
        expect(page.locator(".household-head")).to_contain_text(FAMILY, timeout=SLOW)
        expect(page.locator(".member-form input[type=radio]")).to_have_count(3, timeout=SLOW)
    assert place.households() == before + 1


def test_two_households_are_merged_and_the_mistake_is_undone(place: Place) -> None:
    """The other is shown before; the second tap merges; the way back stands beside it."""
    with tablet(place.browser) as page:
        open_household(page, place, "00900")
        act(page, "merge")
        page.locator("#merge-text").fill("00901")
        page.locator("#merge-text").press("Enter")
        expect(page.locator(".compared")).to_contain_text("۰۰۹۰۱", timeout=SLOW)
        for _ in range(2):
            page.locator(".compared .sure").click()
        expect(page.locator(".act-said")).to_contain_text("یکی شد", timeout=SLOW)
        for _ in range(2):
            page.locator(".kin .sure").click(timeout=SLOW)
        expect(page.locator(".act-said")).to_contain_text("برگشت", timeout=SLOW)
        expect(page.locator(".kin")).to_have_count(0)


def test_where_the_head_died_another_heads_the_household(place: Place) -> None:
    """The page asks who, and takes nobody away without it."""
    with tablet(place.browser) as page:
        open_household(page, place, "00902")
        act(page, "life")
        page.get_by_role("button", name="درگذشت").click(timeout=SLOW)
        expect(page.locator("#life-head")).to_be_visible()
        page.locator("#life-save").click()
        expect(page.locator(".act-said")).to_contain_text("ثبت شد", timeout=SLOW)
        act(page, "people")
        expect(page.locator(".member-form legend")).to_have_count(1, timeout=SLOW)
        expect(page.locator("input[type=radio]")).to_be_checked()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_household_s_acts_are_for_everybody(place: Place, lang: Language) -> None:
    """Nothing is wrong, says axe, with each act, in each language, by day and by night."""
    with looked_at(place.browser, lang, viewport={"width": 800, "height": 1280}) as page:
        speak(page, lang)
        open_household(page, place)
        for name, ready in (("people", ".member-form"), ("versions", ".version"), ("merge", "#merge-text")):
            act(page, name)
            expect(page.locator(ready).first).to_be_visible(timeout=SLOW)
            assert not barriers(page)
        act(page, "life")
        for kind in page.locator(".life .choice-one").all():
            kind.click()
            assert not barriers(page)
