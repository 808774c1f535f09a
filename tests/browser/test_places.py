"""The places of a shift in a real browser: the scan screen's ways, no card, tally, history, the lead's day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from fieldpoint.core.log_rows import AnyRow, decode_row
from fieldpoint.store.cards import CardRow
from fieldpoint.store.days import open_day_of
from tests.browser.conftest import browser_without_card, join, tablet
from tests.live import LiveSite, enrol_live, live_site, make_live_registry
from tests.support import add_card, make_household, make_person, make_site

pytestmark = pytest.mark.timeout(180)
SLOW = 20_000


@dataclass
class Shift:
    """A running site of a few households, and a browser."""

    live: LiveSite
    cards: list[CardRow]
    browser: Browser

    def open(self, page: Page) -> None:
        """The desk is open on a tablet."""
        join(page, self.live)
        expect(page.locator("#verdict")).to_have_attribute("data-state", "idle", timeout=SLOW)

    def rows(self, *types: str) -> list[AnyRow]:
        """The rows of these types in the log."""
        connection = self.live.site.connect(read_only=True)
        found = connection.execute("SELECT type, line FROM log ORDER BY epoch_no, seq").fetchall()
        connection.close()
        return [decode_row(line) for kind, line in found if kind in types]


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Shift]:
    """One site and one browser for all tests of this file; each test has a card of its own."""
    folder: Path = tmp_path_factory.mktemp("shift")
    registry = make_live_registry(folder / "registry")
    site = make_site(folder / "site")
    cards = [add_card(site, make_household(make_person(1), make_person(2), code=f"0047{n}")) for n in range(8)]
    enrol_live(site, registry)
    live = live_site(site)
    live.start()
    with browser_without_card(chromium) as browser:
        yield Shift(live, cards, browser)
    live.stop()
    registry.stop()


def type_code(page: Page, card: CardRow) -> None:
    """The operator types the short code."""
    page.locator("#short-code").fill(card.short)
    page.locator("#short-code").press("Enter")


def hand_out(page: Page, card: CardRow) -> None:
    """Everything that is due on a card is handed out."""
    type_code(page, card)
    page.locator("#hand-out").click(timeout=SLOW)
    expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=SLOW)


def test_next_card_is_scanned_while_the_last_is_being_saved(shift: Shift) -> None:
    """The answer to the first is long on its way; the second is looked at meanwhile, the first turns green below."""
    held: list[Route] = []
    with tablet(shift.browser) as page:
        page.route("**/api/v1/handouts", lambda route: held.append(route))  # noqa: PLW0108  a builtin cannot be marked
        shift.open(page)
        type_code(page, shift.cards[0])
        page.locator("#hand-out").click(timeout=SLOW)
        expect(page.locator(".chip[data-state=saving]")).to_be_visible(timeout=SLOW)
        type_code(page, shift.cards[1])
        expect(page.locator("#verdict")).to_have_attribute("data-state", "due", timeout=SLOW)
        expect(page.locator("#verdict .sentence")).to_contain_text("۴۷۱")
        held[0].continue_()
        expect(page.locator(".chip[data-state=granted]")).to_contain_text("۴۷۰", timeout=SLOW)
        expect(page.locator("#verdict")).to_have_attribute("data-state", "due")


def test_handout_is_taken_back_with_two_taps(shift: Shift) -> None:
    """Undo asks once; then the rows are void, and everything is due again."""
    with tablet(shift.browser) as page:
        shift.open(page)
        hand_out(page, shift.cards[2])
        page.locator(".chip-undo").click()
        page.locator(".chip-yes").click()
        expect(page.locator(".chip[data-state=undone]")).to_be_visible(timeout=SLOW)
        type_code(page, shift.cards[2])
        expect(page.locator("#verdict")).to_have_attribute("data-state", "due", timeout=SLOW)
    given = {row.id for row in shift.rows("handout") if getattr(row, "card", None) == shift.cards[2].card}
    assert given == {getattr(row, "ref", None) for row in shift.rows("void")}


def test_wedge_scanner_is_read_under_a_persian_layout(shift: Shift) -> None:
    """The keys of a scanner come as Persian letters in a burst, from anywhere on the page; Enter presses no button."""
    with tablet(shift.browser) as page:
        shift.open(page)
        page.locator("#look-only").focus()
        keys = page.context.new_cdp_session(page)
        for sign in shift.cards[3].short:
            code = f"Digit{sign}" if sign.isdigit() else f"Key{sign}"
            keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "code": code, "key": "ش", "text": "ش"})
            keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "code": code, "key": "ش"})
        enter = {"code": "Enter", "key": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
        keys.send("Input.dispatchKeyEvent", {"type": "keyDown", **enter})
        expect(page.locator("#verdict")).to_have_attribute("data-state", "due", timeout=SLOW)
        expect(page.locator("#short-code")).to_have_value("")
        expect(page.locator("#look-only")).to_have_attribute("aria-pressed", "false")


def test_look_only_hands_nothing_out(shift: Shift) -> None:
    """What is due is shown, there is no button to hand it out, and nothing was written."""
    before = len(shift.rows("handout", "refusal"))
    with tablet(shift.browser) as page:
        shift.open(page)
        page.locator("#look-only").click()
        type_code(page, shift.cards[3])
        expect(page.locator("#due")).to_be_visible(timeout=SLOW)
        expect(page.locator("#hand-out")).to_be_hidden()
    assert len(shift.rows("handout", "refusal")) == before


def test_meal_without_a_card_and_a_free_tally(shift: Shift) -> None:
    """One tap is one person; +1 and +10 are counted, and the last tap is taken back."""
    with tablet(shift.browser, portrait=True) as page:
        shift.open(page)
        page.locator("#to-no-card").click()
        page.locator(".tile").first.click(timeout=SLOW)
        expect(page.locator(".tile").first).to_have_attribute("data-state", "granted", timeout=SLOW)
        page.locator("#to-tally").click()
        expect(page.locator(".choice-one").first).to_be_visible(timeout=SLOW)
        for place in (0, 2):
            page.locator(".tally-step").nth(place).click()
        expect(page.locator(".tally-total")).to_have_text("۱۱", timeout=SLOW)
        page.locator(".tally-undo").click(timeout=SLOW)
        expect(page.locator(".tally-total")).to_have_text("۱", timeout=SLOW)
        page.locator("#to-history").click()
        expect(page.locator(".done-row")).to_have_count(4, timeout=SLOW)
    assert len([row for row in shift.rows("handout") if getattr(row, "card", "") is None]) == 1


def test_dispute_is_parked_and_settled_by_the_lead(shift: Shift) -> None:
    """The family has a number, the next scan goes on, the lead finds the number and settles it."""
    with tablet(shift.browser, tolerated="status of 404 ") as page:
        shift.open(page)
        type_code(page, shift.cards[5])
        page.locator("#park").click(timeout=SLOW)
        expect(page.locator("#verdict")).to_have_attribute("data-state", "parked", timeout=SLOW)
        expect(page.locator("#verdict .sentence")).to_contain_text("۱")
        page.locator("#to-lead").click()
        expect(page.locator(".waiting-one")).to_contain_text("۴۷۵", timeout=SLOW)
        page.locator(".waiting-act button").click()
        expect(page.locator(".waiting-one")).to_have_count(0, timeout=SLOW)


def test_language_and_hand_are_kept_on_the_tablet(shift: Shift) -> None:
    """English and the left hand still hold after the page was opened anew, and the page is read from the left."""
    with tablet(shift.browser) as page:
        shift.open(page)
        page.locator("#to-settings").click()
        page.locator("[data-value=left]").click()
        page.locator("[data-value=en]").click()
        expect(page.locator("#verdict .sentence")).to_have_text("Hold the card in front of the camera", timeout=SLOW)
        page.reload()
        expect(page.locator("#verdict .sentence")).to_have_text("Hold the card in front of the camera", timeout=SLOW)
        shown = page.evaluate("[document.dir, document.documentElement.lang, document.documentElement.dataset.side]")
    assert shown == ["ltr", "en", "start"]


def test_lead_sends_and_closes_and_opens_the_day(shift: Shift) -> None:
    """Everything is sent, the close shows its seal, and the next day opens once its date was confirmed."""
    with tablet(shift.browser, tolerated="status of 404 ") as page:
        shift.open(page)
        page.locator("#to-lead").click()
        page.locator(".panel-sending button").click(timeout=SLOW)
        expect(page.locator(".sending-left")).to_have_attribute("data-state", "none", timeout=SLOW)
        page.locator(".close-ask").click(timeout=SLOW)
        page.locator(".close-body .first-small").click()
        expect(page.locator(".seal b")).to_have_text(_ten_symbols(), timeout=SLOW)
        page.locator(".day-move").last.click()
        page.locator(".panel-day .first-small").click()
        expect(page.locator(".panel-day .good")).to_be_visible(timeout=SLOW)
    connection = shift.live.site.connect(read_only=True)
    assert open_day_of(connection) is not None
    connection.close()


def _ten_symbols() -> re.Pattern[str]:
    return re.compile("^[0-9A-Z]{10}$")
