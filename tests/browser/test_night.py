"""The night shift in a real browser, at a site whose clock says 00:40: admission, a full shelter, the list."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint import ids
from fieldpoint.core.feed import PlacesBody
from fieldpoint.core.log_rows import AnyRow, Handout, decode_row
from fieldpoint.core.shelter.places import Places
from fieldpoint.core.shelter.rows import BedStay
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store.cards import CardRow
from fieldpoint.store.shelter.elsewhere import set_place
from fieldpoint.store.transaction import transaction_on
from tests.browser.axe import violations
from tests.browser.conftest import browser_without_card, join, tablet
from tests.conftest import real_part
from tests.live import LiveSite
from tests.server.test_acts_api import post
from tests.support import add_card, make_household, make_person, make_site

pytestmark = [pytest.mark.timeout(180), pytest.mark.needs_real_part("faketime", "faketime")]
SLOW = 20_000
FORTY_PAST_MIDNIGHT = "@2026-11-22 21:10:00"  # of 2 Azar 1405 in Tehran, where it is three and a half hours later
THREE_HOURS_AGO = 1_795_369_200_000  # and half an hour
NEW_DAY, NIGHT = "1405-09-02", "N1405-09-01"
# Only the wall clock is another: sessions go by the one that counts from the boot.
_ENVIRONMENT = {"PATH": "/usr/bin", "TZ": "UTC", "DONT_FAKE_MONOTONIC": "1"}
PROGRAMMES = ("bed-night", "night-dinner", "night-breakfast")


class NightSite(LiveSite):
    """A site's server whose clock began at an hour that the test says."""

    def start(self) -> None:
        """Starts it and waits until it says that it answers."""
        faked = [real_part("faketime", "faketime"), "-f", FORTY_PAST_MIDNIGHT, sys.executable, "-m", "fieldpoint"]
        arguments = ["serve", "--data", str(self.folder), "--port", str(self.port), "--end-with-parent"]
        pipe = subprocess.PIPE
        self.program = subprocess.Popen(
            [*faked, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=_ENVIRONMENT
        )
        assert self.program.stdout is not None
        if not self.program.stdout.readline():
            pytest.fail(self.program.communicate(timeout=10)[1])

    def end(self) -> None:
        """Lets it go: faketime passes no signal on, but whoever closes the line to it ends it."""
        assert self.program is not None
        assert self.program.stdin is not None
        self.program.stdin.close()
        self.program.stdin = None
        assert "Traceback" not in self.program.communicate(timeout=30)[1]


@dataclass
class House:
    """A running shelter of two beds and one place on the floor, and a browser."""

    live: NightSite
    cards: list[CardRow]
    browser: Browser
    lead: httpx.Client

    def rows(self) -> list[AnyRow]:
        """The rows of the log."""
        connection = self.live.site.connect(read_only=True)
        found = connection.execute("SELECT line FROM log ORDER BY epoch_no, seq").fetchall()
        connection.close()
        return [decode_row(line) for (line,) in found]

    def open(self, page: Page) -> None:
        """The night's screen is open on a tablet of the lead."""
        join(page, self.live)
        page.locator("#to-night").click(timeout=SLOW)
        expect(page.locator(".night-figure").first).to_be_visible(timeout=SLOW)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests of this file; each has a site of its own."""
    with browser_without_card(chromium) as opened:
        yield opened


@pytest.fixture
def house(tmp_path: Path, browser: Browser) -> Iterator[House]:
    """The site at 00:40: the lead opened the new day, and said what the house has."""
    site = make_site(tmp_path / "site", day=None)
    take_in(site, [one for one in packaged_programmes() if one.code in PROGRAMMES])
    cards = [add_card(site, make_household(make_person(1), code=f"0047{n}")) for n in range(3)]
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()):
        shown = Places(beds=20, floor=5, free=7, free_floor=5)
        set_place(connection, "s-02", PlacesBody(title="محل نمونهٔ دو", now=shown, cold=False, told=THREE_HOURS_AGO))
    live = NightSite(site.folder, site=site)
    live.start()
    with live.browser() as lead:
        post(lead, "day/open", day=NEW_DAY, anyway=True)
        room = {"name": "all", "first": 1, "last": 2, "floor": 1}
        post(lead, "shelter-layouts", act_id=ids.new_event_id(), sections=[room])
        yield House(live, cards, browser, lead)
    live.end()


def scan(page: Page, card: CardRow) -> None:
    """The shift types the short code, as a scanner does."""
    page.locator("#short-code").fill(card.short)
    page.locator("#short-code").press("Enter")


def test_forty_past_midnight_is_the_night_before(house: House) -> None:
    """A bed, dinner and breakfast in one scan, of the night that began yesterday though the new day is open."""
    with tablet(house.browser) as page:
        house.open(page)
        scan(page, house.cards[0])
        verdict = page.locator(".night-verdict")
        expect(verdict).to_have_attribute("data-state", "granted", timeout=SLOW)
        expect(verdict).to_contain_text("تخت ۱")
        expect(page.locator(".night-title")).to_contain_text("۱ آذر", timeout=SLOW)
        expect(page.locator(".night-number").first).to_have_text("۱", timeout=SLOW)
        expect(page.locator(".night-row")).to_contain_text("۴۷۰", timeout=SLOW)
        handouts = [row for row in house.rows() if isinstance(row, Handout)]
        assert {(row.prog, row.cycle, row.day) for row in handouts} == {(one, NIGHT, NEW_DAY) for one in PROGRAMMES}
        verdict.get_by_role("button").click()
        expect(page.locator(".night-number").first).to_have_text("۲", timeout=SLOW)


def test_a_full_shelter_shows_where_else(house: House) -> None:
    """One tap a person: two beds, a place on the floor; then the other places with the age of their word, and 137."""
    with tablet(house.browser) as page:
        house.open(page)
        verdict = page.locator(".night-verdict")
        for words in ("تخت ۱", "تخت ۲", "کف‌خواب"):
            page.locator(".night-plus").click()
            expect(verdict).to_contain_text(words, timeout=SLOW)
        page.locator(".night-plus").click()
        expect(verdict).to_have_attribute("data-state", "refused", timeout=SLOW)
        expect(verdict).to_contain_text("پر است")
        expect(verdict).to_contain_text("محل نمونهٔ دو")
        expect(verdict).to_contain_text("۷ تخت")
        expect(verdict).to_contain_text("۳ ساعت پیش")
        expect(verdict).to_contain_text("۱۳۷")
        stays = [row for row in house.rows() if isinstance(row, BedStay)]
        assert [row.bed or None for row in stays] == [1, 2, None]


def test_out_and_back_keeps_the_bed(house: House) -> None:
    """From the list, and by the next scan; a bed of somebody else is said to be theirs."""
    with tablet(house.browser) as page:
        house.open(page)
        verdict, rows = page.locator(".night-verdict"), page.locator(".night-row")
        for n in (0, 1):
            scan(page, house.cards[n])
            expect(verdict).to_contain_text("تخت ۱" if n == 0 else "تخت ۲", timeout=SLOW)
        expect(rows).to_have_count(2, timeout=SLOW)
        rows.first.click()
        page.locator("dialog").get_by_role("button", name="بیرون رفت").click()
        expect(rows.first).to_have_attribute("data-state", "out", timeout=SLOW)
        scan(page, house.cards[0])
        expect(verdict).to_contain_text("خوش آمدید؛ تخت ۱", timeout=SLOW)
        rows.nth(1).click()
        page.locator("#night-bed").fill("۱")
        page.locator("dialog").get_by_role("button", name="جابه‌جایی").click()
        expect(page.locator(".panel-stays .night-said")).to_contain_text("پیش‌تر داده شده بود", timeout=SLOW)


def test_the_lead_declares_a_cold_night_and_keeps_a_bed(house: House) -> None:
    """Both stand on the screen, and a bed that is kept is not free; nothing of the screen is a barrier."""
    with tablet(house.browser) as page:
        house.open(page)
        assert violations(page) == []
        page.get_by_role("button", name="شب سرد را اعلام کن").click()
        expect(page.locator(".panel-house .night-cold")).to_be_visible(timeout=SLOW)
        page.locator("#night-note").press_sequentially("کلید پیش نگهبان است")
        page.get_by_role("button", name="ثبت یادداشت").click()
        expect(page.locator(".panel-note .night-said")).not_to_be_empty(timeout=SLOW)
        expect(page.locator("#night-note")).to_have_value("کلید پیش نگهبان است")
        page.locator("#hold-bed").press_sequentially("۲")
        page.locator("#hold-until").fill("03:00")
        page.locator(".night-form button").click()
        expect(page.locator(".night-holds b")).to_contain_text("تخت ۲", timeout=SLOW)
        expect(page.locator(".night-number").first).to_have_text("۱", timeout=SLOW)
