"""What the rules refuse, given on a lead's word; and who stands at the desk, in a real browser."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint.core.log_rows import AnyRow, Handout, Refusal, decode_row
from fieldpoint.core.names import Day, PersonId
from fieldpoint.core.people import Alternate, Household
from fieldpoint.core.rules.programme import CollectorRule
from fieldpoint.desk.act import Act
from fieldpoint.desk.collectors import add_alternate
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store.cards import CardRow
from fieldpoint.store.transaction import transaction_on
from tests.browser.conftest import browser_without_card, join, tablet
from tests.device import PIN, person
from tests.live import LiveSite, live_site
from tests.rules import make_programme
from tests.support import add_card, make_household, make_person, make_site

pytestmark = pytest.mark.timeout(180)
SLOW = 20_000
KIT, BOX = "بستهٔ نمونه", "جعبهٔ نمونه"


@dataclass
class Shift:
    """A running site with a kit that two people override and a box for registered collectors; and a browser."""

    live: LiveSite
    cards: list[CardRow]
    browser: Browser

    def rows(self, card: CardRow) -> list[AnyRow]:
        """What the log says of a card, oldest first."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            found = connection.execute("SELECT line FROM log ORDER BY epoch_no, seq").fetchall()
        rows = [decode_row(line) for (line,) in found]
        return [row for row in rows if isinstance(row, Handout | Refusal) and row.card == card.card]


def family(number: int) -> Household:
    """A grown woman and her child."""
    return make_household(make_person(1), make_person(2, born_on=Day("1397-01-01")), code=f"0058{number}")


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Shift]:
    """One site and one browser; each test has a card of its own. The first family has an aunt who may collect."""
    site = make_site(tmp_path_factory.mktemp("word") / "site")
    kit = make_programme("kit", title_fa=KIT, item="dowry-kit", override="lead-and-second")
    box = make_programme(
        "box", title_fa=BOX, item="food-basket", collector=CollectorRule(who="alternates", age_from=15)
    )
    take_in(site, [kit, box])
    families = [family(number) for number in range(6)]
    cards = [add_card(site, one) for one in families]
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        person(tx, "lead")
        aunt = Alternate(person=PersonId(""), given_name="", family_name="نوری", relation="خاله", born_on=None)
        add_alternate(tx, families[0].household, aunt, Act(operator="lead"))
    live = live_site(site)
    live.start()
    with browser_without_card(chromium) as browser:
        yield Shift(live, cards, browser)
    live.stop()


def show(page: Page, card: CardRow) -> None:
    """The operator types the short code."""
    page.keyboard.press("Escape")
    page.locator("#short-code").fill(card.short)
    page.locator("#short-code").press("Enter")
    expect(page.locator("#due")).to_be_visible(timeout=SLOW)


def hand_out(page: Page, card: CardRow) -> None:
    """Everything that is due on a card is handed out."""
    show(page, card)
    page.locator("#hand-out").click(timeout=SLOW)
    expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=SLOW)


def way(page: Page, programme: str) -> None:
    """The button on the refused line of a programme."""
    page.locator(".line-refused").filter(has_text=programme).locator(".line-way").click(timeout=SLOW)
    expect(page.locator(".sheet-exception")).to_be_visible(timeout=SLOW)


def granted(page: Page) -> None:
    """The verdict is green, and no sheet is over it."""
    expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=SLOW)
    expect(page.locator(".sheet-exception")).to_have_count(0)


def test_lead_gives_what_was_refused(shift: Shift) -> None:
    """Two taps: the refusal is a row, the gift names it, and the screen says that a second person is missing."""
    card = shift.cards[0]
    with tablet(shift.browser) as page:
        join(page, shift.live)
        hand_out(page, card)
        show(page, card)
        way(page, KIT)
        page.locator(".sheet-exception .first").click()
        granted(page)
        expect(page.locator("#outcome")).to_contain_text("نفر دوم تا پایان روز تأیید کند")
        expect(page.locator("#outcome .line-way")).to_have_count(0)
    *_, refused, given = shift.rows(card)
    assert isinstance(refused, Refusal)
    assert isinstance(given, Handout)
    assert (given.overrides, given.flags) == (refused.id, ["second-missing"])


def test_lead_confirms_by_pin_on_the_operators_tablet(shift: Shift) -> None:
    """A wrong digit is told and tried again; the operator stays, and is the second person by one tap."""
    card = shift.cards[1]
    with tablet(shift.browser, portrait=True, tolerated="status of 401") as page:
        join(page, shift.live, "operator")
        hand_out(page, card)
        show(page, card)
        way(page, KIT)
        page.locator(".sheet-exception .first-small").click()
        page.locator("#lead-name").fill("lead نمونه")
        page.locator("#lead-name").press("Enter")
        page.keyboard.type("111112")
        expect(page.locator(".sheet-exception .hint")).to_have_text("نام یا رمز درست نیست", timeout=SLOW)
        page.keyboard.type(PIN)
        granted(page)
        expect(page.locator(".holder")).to_contain_text("operator")
        page.locator("#outcome .line-way").click()
        expect(page.locator("#outcome")).to_contain_text("نفر دوم تأیید کرد", timeout=SLOW)
        kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert PIN not in kept
    given = shift.rows(card)[-1]
    assert isinstance(given, Handout)
    assert given.op not in {row.op for row in shift.rows(card)[:-1] if isinstance(row, Handout | Refusal)}


@pytest.mark.parametrize(("word", "state"), [("تأیید می‌کنم", "granted"), ("تأیید نمی‌کنم", "due")])
def test_lead_decides_on_their_own_tablet(shift: Shift, word: str, state: str) -> None:
    """The operator's tablet waits; the lead sees who asks for what and why, and taps once."""
    card = shift.cards[2 if state == "granted" else 3]
    with tablet(shift.browser) as page, tablet(shift.browser) as other:
        join(other, shift.live)
        other.locator("#to-lead").click()
        join(page, shift.live, "operator")
        hand_out(page, card)
        show(page, card)
        way(page, KIT)
        page.locator(".ways .second").last.click()
        expect(other.locator(".waiting-one").filter(has_text=KIT).first).to_contain_text("operator", timeout=SLOW)
        other.locator(".waiting-one", has_text="operator").get_by_role("button", name=word, exact=True).first.click()
        if state == "granted":
            granted(page)
        else:
            expect(page.locator(".sheet-exception .hint")).to_contain_text("تأیید نکرد", timeout=SLOW)
    given = [row for row in shift.rows(card) if isinstance(row, Handout) and row.overrides]
    assert len(given) == (1 if state == "granted" else 0)


def test_registered_collector_is_chosen_at_the_desk(shift: Shift) -> None:
    """Nobody named: the box is not due; the child is too young; the aunt is registered and takes it."""
    card = shift.cards[0]
    with tablet(shift.browser) as page:
        join(page, shift.live, "operator")
        show(page, card)
        box = page.locator("#due .line").filter(has_text=BOX)
        expect(box).to_contain_text("گیرنده ثبت نشده", timeout=SLOW)
        child = page.locator(".line-collector .member").nth(1)
        child.click()
        expect(page.locator(".line-collector .member[aria-pressed=true]")).to_contain_text("۲", timeout=SLOW)
        expect(box).to_contain_text("گیرنده ثبت نشده")
        page.locator(".line-collector .member").filter(has_text="نوری").click()
        expect(box.locator(".stepper")).to_be_visible(timeout=SLOW)
        page.locator("#hand-out").click(timeout=SLOW)
        granted(page)


def test_child_is_not_sent_home(shift: Shift) -> None:
    """The lead confirms whoever stands there by one tap more, once; the row says so."""
    card = shift.cards[4]
    with tablet(shift.browser) as page:
        join(page, shift.live)
        show(page, card)
        way(page, BOX)
        page.locator(".sheet-exception .first").click()
        granted(page)
    given = shift.rows(card)[-1]
    assert isinstance(given, Handout)
    assert given.flags == ["one-time-alternate"]
