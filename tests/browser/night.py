"""A shelter whose clock says 00:40, and the tablet of its night shift."""

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint import ids
from fieldpoint.core.feed import PlacesBody
from fieldpoint.core.log_rows import AnyRow, decode_row
from fieldpoint.core.shelter.places import Places
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store.cards import CardRow
from fieldpoint.store.shelter.elsewhere import set_place
from fieldpoint.store.transaction import transaction_on
from tests.browser.conftest import join
from tests.conftest import real_part
from tests.live import LiveSite
from tests.server.test_acts_api import post
from tests.support import add_card, make_household, make_person, make_site

SLOW = 20_000
FORTY_PAST_MIDNIGHT = "@2026-11-22 21:10:00"  # of 2 Azar 1405 in Tehran, where it is three and a half hours later
THREE_HOURS_AGO = 1_795_369_200_000  # and half an hour
NEW_DAY, NIGHT = "1405-09-02", "N1405-09-01"
AND_THE_TABLET = datetime(2026, 11, 22, 21, 10, tzinfo=UTC)
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


@contextmanager
def open_house(folder: Path, browser: Browser) -> Generator[House]:
    """The site at 00:40: the lead opened the new day, and said what the house has."""
    site = make_site(folder / "site", day=None)
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


def shot(page: Page, name: str) -> None:
    """A picture of the screen for whoever looks, in the folder that they name."""
    folder = os.environ.get("FIELDPOINT_SHOTS")
    if folder:
        for width, height in ((1280, 800), (360, 740)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(400)
            page.screenshot(path=Path(folder) / f"night-{name}-{width}.png")
            page.locator(".night").evaluate("(main) => main.scrollTo(0, main.scrollHeight)")
            page.screenshot(path=Path(folder) / f"night-{name}-{width}-end.png")
        page.set_viewport_size({"width": 1280, "height": 800})
