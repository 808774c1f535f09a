"""What an operator does on the scan screen by hand: less of a programme, fewer members."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint.core.log_rows import Handout, decode_row
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store.cards import CardRow
from fieldpoint.store.transaction import transaction_on
from tests.browser.conftest import browser_without_card, join, tablet
from tests.device import person
from tests.live import LiveSite, live_site
from tests.rules import make_programme
from tests.support import add_card, make_household, make_person, make_site

pytestmark = pytest.mark.timeout(180)
SLOW = 20_000
KIT = "بستهٔ نمونه"


@dataclass
class Shift:
    """A running site with one household of three, and a tablet's browser."""

    live: LiveSite
    card: CardRow
    browser: Browser

    def given(self) -> dict[str, Handout]:
        """What was handed over, by programme."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            found = connection.execute("SELECT line FROM log WHERE type = 'handout'").fetchall()
        rows = [decode_row(line) for (line,) in found]
        return {str(row.prog): row for row in rows if isinstance(row, Handout)}


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Shift]:
    """One site and one browser."""
    site = make_site(tmp_path_factory.mktemp("screen") / "site")
    take_in(site, [make_programme("kit", title_fa=KIT, item="dowry-kit", quantity=3)])
    card = add_card(site, make_household(*(make_person(number) for number in (1, 2, 3)), code="00471"))
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        person(tx, "lead")
    live = live_site(site)
    live.start()
    with browser_without_card(chromium) as browser:
        yield Shift(live, card, browser)
    live.stop()


def line(page: Page, title: str):  # noqa: ANN201  a locator
    """The line of a programme."""
    return page.locator("#due .line").filter(has_text=title)


def test_amounts_go_down_and_members_are_ticked_off(shift: Shift) -> None:
    """Never above what is due; one tap hands out what is left chosen, and one member's bread stays open."""
    with tablet(shift.browser, portrait=True) as page:
        join(page, shift.live, "operator")
        page.locator("#short-code").fill(shift.card.short)
        page.locator("#short-code").press("Enter")
        expect(line(page, KIT).locator(".more")).to_be_disabled(timeout=SLOW)
        line(page, KIT).locator(".less").click()
        expect(line(page, KIT).locator(".amount")).to_contain_text("۲")
        line(page, "نان صلواتی").locator(".member").last.click()
        expect(line(page, "نان صلواتی").locator(".amount")).to_contain_text("۴")
        page.locator("#hand-out").click(timeout=SLOW)
        expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=SLOW)
    given = shift.given()
    assert (given["kit"].qty, given["bread"].qty, len(given["bread"].members)) == (2, 4, 2)
