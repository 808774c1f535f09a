"""A card's life through the page: lost and replaced, bound, stopped, printed anew, found; refused with the date."""

import io
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from fieldpoint.core.people import Household
from fieldpoint.desk.issue_card import issue_blank_cards, issue_card
from fieldpoint.store.cards import CardRow, cards_of, find_card
from fieldpoint.store.identity import card_key
from fieldpoint.store.transaction import transaction_on
from tests.browser.axe import LANGUAGES, Language, barriers, looked_at
from tests.browser.conftest import browser_without_card, join, tablet
from tests.browser.tablet import scan, verdict
from tests.live import LiveSite, live_site
from tests.support import NOON, add_card, make_household, make_person, make_site, token_of

pytestmark = pytest.mark.timeout(180)
SLOW = 20_000
NAMES = ("گمشده‌نژاد", "خام‌پور", "پاره‌فر", "یافته‌زاده", "دیدنی‌پور", "دوکارتی")


@dataclass
class Place:
    """A running site with families, their cards and a stock of blank ones, and a browser."""

    live: LiveSite
    browser: Browser
    cards: dict[str, CardRow]
    families: dict[str, Household]
    blanks: list[CardRow]

    def token(self, row: CardRow) -> str:
        """What is read off a card."""
        return token_of(self.live.site, row)

    def stands(self, row: CardRow) -> CardRow:
        """The card as the site has it now."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            found = find_card(connection, row.card)
        assert found is not None
        return found

    def cards_of(self, name: str) -> list[str]:
        """The states of a family's cards."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            return sorted(row.state for row in cards_of(connection, self.families[name].household))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Place]:
    """One site and one browser for all tests of this file."""
    folder: Path = tmp_path_factory.mktemp("cards")
    site = make_site(folder / "site")
    families = {
        name: make_household(make_person(given_name="گلنار", family_name=name), code=f"{600 + number:05d}")
        for number, name in enumerate(NAMES)
    }
    cards = {name: add_card(site, family) for name, family in families.items()}
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        kid = card_key(connection).kid
        blanks = issue_blank_cards(tx, kid, 2)
        issue_card(tx, families[NAMES[5]].household, kid)
    live = live_site(site)
    live.start()
    with browser_without_card(chromium) as browser:
        yield Place(live, browser, cards, families, blanks)
    live.stop()


def open_household(page: Page, name: str, act: str) -> None:
    """The lead searches for a family and taps one of its buttons."""
    page.locator("#to-lead").click()
    page.locator("#tab-search").click(timeout=SLOW)
    page.locator("#search-text").fill(name)
    page.locator("#search-text").press("Enter")
    page.locator(".found-one").click(timeout=SLOW)
    page.locator(f"#act-{act}").click(timeout=SLOW)


def read_in(page: Page, token: str) -> None:
    """A card's text comes in as a scanner types it."""
    page.locator("#short-code").fill(token, timeout=SLOW)
    page.locator("#short-code").press("Enter")


def tap_sure(page: Page, selector: str) -> None:
    """A button that asks before it acts."""
    page.locator(selector).click(timeout=SLOW)
    page.locator(selector).click()


def test_a_lost_card_is_replaced_through_the_page(place: Place) -> None:
    """Search, «lost», scan a blank one; the family's new card gets its due, the lost one is refused with the date."""
    lost, blank = place.cards[NAMES[0]], place.blanks[0]
    with tablet(place.browser) as page:
        join(page, place.live)
        began = time.monotonic()
        open_household(page, NAMES[0], "lost")
        expect(page.locator(".card-of-step")).to_contain_text(lost.short[:4], timeout=SLOW)
        read_in(page, place.token(blank))
        expect(page.locator(".card-done")).to_be_focused(timeout=SLOW)
        print(f"lost card replaced in {time.monotonic() - began:.1f} s")  # noqa: T201  told, not judged
        assert (place.stands(lost).state, place.stands(blank).state) == ("revoked", "bound")
        page.locator("#to-desk").click()
        scan(page, place.token(blank))
        verdict(page, "due")
        scan(page, place.token(lost))
        verdict(page, "refused")
        expect(page.locator("#verdict .note")).to_contain_text("از امروز ساعت")


def test_a_blank_card_is_bound_by_one_scan(place: Place) -> None:
    """A family gets a second card; somebody else's card is refused in words, and the next may come at once."""
    with tablet(place.browser, tolerated="status of 4") as page:
        join(page, place.live)
        open_household(page, NAMES[1], "cards")
        page.locator(".bind-card").click(timeout=SLOW)
        read_in(page, place.token(place.cards[NAMES[4]]))
        expect(page.locator(".card-said .warning")).to_be_visible(timeout=SLOW)
        read_in(page, place.token(place.blanks[1]))
        expect(page.locator(".card-done")).to_be_focused(timeout=SLOW)
        expect(page.locator(".card-row")).to_have_count(2)
    assert place.cards_of(NAMES[1]) == ["bound", "bound"]


def test_a_card_is_paused_given_back_and_revoked(place: Place) -> None:
    """Each act shows at once in the list, with its date; what cannot be undone asks first."""
    with tablet(place.browser) as page:
        join(page, place.live)
        open_household(page, NAMES[4], "cards")
        row = page.locator(".card-row")
        row.locator("[data-way=suspend]").click(timeout=SLOW)
        expect(row.locator("[data-card=suspended]")).to_be_visible(timeout=SLOW)
        expect(row.locator(".card-lines")).to_contain_text("از امروز")
        row.locator("[data-way=give-back]").click()
        expect(row.locator("[data-card=bound]")).to_be_visible(timeout=SLOW)
        row.locator("[data-way=revoke]").click()
        assert place.cards_of(NAMES[4]) == ["bound"]
        row.locator("[data-way=revoke]").click()
        expect(row.locator("[data-card=revoked]")).to_be_visible(timeout=SLOW)
        expect(row.locator("button")).to_have_count(0)


def test_a_torn_card_is_printed_anew(place: Place, tmp_path: Path) -> None:
    """One page of a card's size, whose code reads as the new print; the old print is refused from then on."""
    torn = place.cards[NAMES[2]]
    old = place.token(torn)
    with tablet(place.browser) as page:
        join(page, place.live)
        open_household(page, NAMES[2], "cards")
        tap_sure(page, "[data-way=reprint]")
        expect(page.locator(".sheet-print .first-small")).to_be_enabled(timeout=SLOW)
        assert read_code(page.locator(".card-front").screenshot()).endswith(place.token(place.stands(torn)))
        expect(page.locator(".front-day")).to_contain_text("۱۴")
        boxes = pages_of(page, tmp_path / "card.pdf")
        page.locator("#print-large").check()
        page.locator("#print-back").check()
        expect(page.locator(".card-back")).to_contain_text("سرای محله")
        expect(page.locator(".front-day")).to_be_hidden()
        both = pages_of(page, tmp_path / "both.pdf")
        with page.expect_download(timeout=SLOW) as saving:
            page.locator("#print-picture").click()
        assert read_code(Path(saving.value.path()).read_bytes()).endswith(place.token(place.stands(torn)))
        page.locator(".sheet-print .panel-buttons button >> nth=2").click()
        assert page.locator("link[media=print]").count() == 0
        page.locator("#to-desk").click()
        scan(page, old)
        verdict(page, "refused")
        expect(page.locator("#verdict .note")).to_contain_text("از امروز ساعت")
    assert (len(boxes), len(both)) == (1, 2)
    for box in (*boxes, *both):
        assert b"242" in box
        assert b"153" in box


def pages_of(page: Page, pdf: Path) -> list[bytes]:
    """The sizes of the pages that would be printed."""
    page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
    return [line for line in pdf.read_bytes().split(b"\n") if b"/MediaBox" in line]


def read_code(picture: bytes) -> str:
    """The text of the one code in a picture."""
    with Image.open(io.BytesIO(picture)) as opened:
        large = opened.convert("L").resize((opened.width * 2, opened.height * 2))
    (found,) = zxingcpp.read_barcodes(large)
    return found.text


def test_a_found_card_is_handed_in_and_given_back(place: Place) -> None:
    """An operator shows it and taps once; it is refused with the date until the lead shows it and gives it back."""
    found = place.cards[NAMES[3]]
    token = place.token(found)
    with tablet(place.browser) as page:
        join(page, place.live, "operator")
        expect(page.locator("#found-card")).to_be_hidden()
        scan(page, token)
        verdict(page, "due")
        page.locator("#found-card").click()
        verdict(page, "parked")
        assert place.stands(found).state == "suspended"
        scan(page, token)
        verdict(page, "refused")
        expect(page.locator("#verdict .note")).to_contain_text("از امروز ساعت")
    with tablet(place.browser) as page:
        join(page, place.live)
        page.locator("#to-lead").click()
        page.locator("#tab-cards").click(timeout=SLOW)
        read_in(page, token)
        page.locator("[data-way=give-back]").click(timeout=SLOW)
        expect(page.locator(".card-row [data-card=bound]")).to_be_visible(timeout=SLOW)
    assert place.stands(found).state == "bound"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_screens_of_cards_are_for_everybody(place: Place, lang: Language) -> None:
    """Nothing is wrong, says axe, with the step of a lost card, a family's cards and the printed front."""
    with looked_at(place.browser, lang, viewport={"width": 1280, "height": 800}, permissions=["camera"]) as page:
        page.add_init_script(f"localStorage.setItem('fieldpoint-tablet', '{{\"language\": \"{lang}\"}}')")
        join(page, place.live)
        open_household(page, NAMES[5], "lost")
        expect(page.locator(".card-row").first).to_be_visible(timeout=SLOW)
        assert not barriers(page)
        page.locator(".card-row button").first.click()
        expect(page.locator(".scan-step")).to_be_visible(timeout=SLOW)
        assert not barriers(page)
        page.locator("#act-cards").click()
        tap_sure(page, ".card-row >> nth=0 >> [data-way=reprint]")
        expect(page.locator(".sheet-print")).to_be_visible(timeout=SLOW)
        assert not barriers(page)
