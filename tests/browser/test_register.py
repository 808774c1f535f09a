"""A household is registered in a real browser: typed as people talk, compared, decided by a human; nothing stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import LANGUAGES, Language, barriers, looked_at
from tests.browser.conftest import tablet
from tests.browser.register import FAMILY, GIVEN, ID, KEPT, SLOW, Place, fill_in, open_register, place_of, said, speak

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Place]:
    """One site and one browser for all tests of this file."""
    folder: Path = tmp_path_factory.mktemp("register")
    with place_of(folder, chromium) as found:
        yield found


def save(page: Page) -> None:
    """The button below the form."""
    page.locator("#register-save").click()


def test_a_household_of_two_is_registered(place: Place) -> None:
    """Dates and numbers as people write them are understood; the code is said; a card comes next."""
    before = place.households()
    with tablet(place.browser) as page:
        open_register(page, place)
        fill_in(page, 0, given="رویا", family="بهرامی", born="۱۸/۲/۱۳۴۸", phone="۰۹۱۲ ۳۴۵ ۶۷۸۹")
        expect(page.locator(".ask-said").filter(has_text="۱۳۴۸")).to_be_visible(timeout=SLOW)
        fill_in(page, 0, kind="national", id="۱۲۳۴")
        assert "۶" in said(page, 0, "id")
        page.locator(".household-form .panel-buttons .second").first.click()
        fill_in(page, 1, given="کیان", family="بهرامی", relation="فرزند", born="۱۳۹۰")
        fill_in(page, 0, kind="", id="")
        save(page)
        expect(page.locator(".registered h2")).to_contain_text("ثبت شد", timeout=SLOW)
        page.locator(".registered .first-small").click()
        expect(page.locator(".household-head")).to_contain_text("رویا بهرامی", timeout=SLOW)
    assert place.households() == before + 1


def test_a_national_id_is_judged_while_it_is_typed(place: Place) -> None:
    """Calmly: how many digits are to go, that it fits, that it does not; a passport is not judged."""
    with tablet(place.browser) as page:
        open_register(page, place)
        fill_in(page, 0, kind="national", id="۰۰۱۲۳۴۵۶۷")
        assert "۱ رقم" in said(page, 0, "id")
        fill_in(page, 0, id="۰۰۱۲۳۴۵۶۷۹")
        assert "کد ملی درست است" in said(page, 0, "id")
        fill_in(page, 0, id="0012345678")
        assert "درست نیست" in said(page, 0, "id")
        fill_in(page, 0, kind="passport")
        assert said(page, 0, "id") == ""


def test_what_must_be_mended_is_said_at_its_field(place: Place) -> None:
    """Nothing is saved, and the first field at fault has the focus."""
    before = place.households()
    with tablet(place.browser) as page:
        open_register(page, place)
        fill_in(page, 0, given="رویا", born="فردا شاید")
        save(page)
        expect(page.locator("input[id$=-born]")).to_be_focused(timeout=SLOW)
        assert "خوانده نشد" in said(page, 0, "born")
    assert place.households() == before


def test_a_likely_duplicate_is_shown_side_by_side_and_a_human_decides(place: Place) -> None:
    """The same ID and name: nothing is saved until somebody says that it is another; or the known one is opened."""
    before = place.households()
    with tablet(place.browser) as page:
        open_register(page, place)
        fill_in(page, 0, given=GIVEN, family=FAMILY, id=ID)
        expect(page.locator(".likely-hint")).to_contain_text("۱", timeout=SLOW)
        save(page)
        expect(page.locator(".compared")).to_have_count(2, timeout=SLOW)
        expect(page.locator(".compared.found")).to_contain_text("شناسه یکی است")
        expect(page.locator(".compared.found")).to_contain_text("یزدان")
        assert place.households() == before
        page.locator(".comparing > .panel-buttons .second").click()
        assert page.locator("input[id$=-family]").input_value() == FAMILY
        save(page)
        page.locator(".compared.found .second").click(timeout=SLOW)
        expect(page.locator(".household-head")).to_contain_text("۰۰۸۱۵", timeout=SLOW)
        assert place.households() == before


def test_another_household_is_saved_all_the_same(place: Place) -> None:
    """Two people may share a name: whoever stands there says so."""
    before = place.households()
    with tablet(place.browser) as page:
        open_register(page, place)
        fill_in(page, 0, given=GIVEN, family=FAMILY, id=ID)
        save(page)
        page.locator(".comparing .first-small").click(timeout=SLOW)
        expect(page.locator(".registered h2")).to_contain_text("ثبت شد", timeout=SLOW)
    assert place.households() == before + 1


def test_nothing_of_a_registration_stays_in_the_browser(place: Place) -> None:
    """Not in an address, not in what a page or a worker keeps, not in the page once the place is left."""
    asked: list[str] = []
    with tablet(place.browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        open_register(page, place)
        fill_in(page, 0, given="نادره", family="پویان‌فر", phone="09351112233")
        expect(page.locator(".likely-hint")).to_be_hidden(timeout=SLOW)
        page.locator("#to-desk").click()
        expect(page.locator("#verdict")).to_be_visible(timeout=SLOW)
        assert "پویان" not in page.content()
        kept = page.evaluate(KEPT)
        assert "پویان" not in kept
        assert "9351112233" not in kept
    assert not [url for url in asked if "%" in url or "9351112233" in url]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_registering_is_for_everybody(place: Place, lang: Language) -> None:
    """Nothing is wrong, says axe, with the form and the two sides, in each language, by day and by night."""
    with looked_at(place.browser, lang, viewport={"width": 1280, "height": 800}) as page:
        speak(page, lang)
        open_register(page, place)
        fill_in(page, 0, given=GIVEN, family=FAMILY, born="x", id=ID)
        expect(page.locator("[aria-invalid=true]")).to_have_count(1, timeout=SLOW)
        assert not barriers(page)
        fill_in(page, 0, born="1348")
        save(page)
        expect(page.locator(".compared.found").first).to_be_visible(timeout=SLOW)
        assert not barriers(page)
