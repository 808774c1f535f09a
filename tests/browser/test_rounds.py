"""A round in a real browser: made by the lead, walked without the site, wiped on return."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint.core.people import Household
from fieldpoint.desk.pair_tablet import revoke_tablet
from fieldpoint.store.cards import CardRow
from fieldpoint.store.transaction import transaction_on
from tests.browser.axe import violations
from tests.browser.conftest import browser_without_card, join, tablet
from tests.browser.register import KEPT, speak
from tests.browser.tablet import KIT, wait_until
from tests.live import LiveSite, live_site
from tests.support import TODAY, add_card, make_household, make_person, make_site

pytestmark = pytest.mark.timeout(240)
WAIT = 20_000
SHOTS = os.environ.get("FIELDPOINT_SHOTS", "")
NAMES = ("کنری‌نژاد", "گلنار", "راه‌آهن")


@dataclass
class Street:
    """A running site, a browser, and three doors of elderly people in their order."""

    live: LiveSite
    browser: Browser
    doors: list[tuple[Household, CardRow]]

    def secrets(self) -> list[str]:
        """The codes of the list, as they would stand in anything that keeps them."""
        return [word for home, card in self.doors for word in (f'"{home.code}"', card.short)]

    def given(self) -> set[str]:
        """The households of which a handout stands in the log."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            return {holder for (holder,) in connection.execute("SELECT holder FROM takings")}

    def backs(self) -> list[tuple[int | None, int | None, int | None]]:
        """What the tablets told of rounds that are over."""
        with closing(self.live.site.connect(read_only=True)) as connection:
            return list(
                connection.execute("SELECT given, absent, declined FROM rounds WHERE ended_at IS NOT NULL ORDER BY at")
            )


@pytest.fixture
def street(tmp_path: Path, chromium: str) -> Iterator[Street]:
    """A site of its own for each test: a round stands in the way of the next."""
    site = make_site(tmp_path / "site")
    doors: list[tuple[Household, CardRow]] = []
    for number in range(3):
        old = make_person(tags=("سالمند",), given_name="گلنار", family_name="کنری‌نژاد")
        home = make_household(old, code=f"0077{number}")
        doors.append((home, add_card(site, home)))
    add_card(site, make_household(make_person(), code="00123"))
    live = live_site(site)
    live.start()
    with browser_without_card(chromium) as browser:
        yield Street(live, browser, doors)
    live.stop()


def shot(page: Page, name: str) -> None:
    """The page as people see it, wide and narrow, where somebody wants to look."""
    if not SHOTS:
        return
    for width, height in ((1280, 800), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(400)
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png")
    page.set_viewport_size({"width": 1280, "height": 800})


def lead_rounds(page: Page) -> None:
    """The lead's part is open."""
    page.locator("#to-lead").click()
    page.locator("#tab-rounds").click(timeout=WAIT)


def take_out(page: Page, street: Street) -> None:
    """The lead makes a round of elderly people for this tablet, which fetches it."""
    join(page, street.live)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    wait_until(lambda: page.evaluate(KIT) == TODAY)
    lead_rounds(page)
    page.locator("#round-what [data-value=basket]").click(timeout=WAIT)
    shot(page, "make")
    page.locator(".round-make").click()
    expect(page.locator(".panel-rounds .done-row")).to_have_count(1, timeout=WAIT)
    page.locator("#to-rounds").click(timeout=WAIT)
    page.locator(".round-take").click(timeout=WAIT)
    expect(page.locator(".round-door")).to_have_count(3, timeout=WAIT)


def tap(page: Page, door: int, what: str) -> None:
    """What happened at a door."""
    page.locator(".round-door").nth(door).locator(f"[data-what={what}]").click()


def end(page: Page) -> None:
    """The round is over, and the tablet is sure."""
    page.locator(".round-end").click()
    page.locator(".round-sure").click()


def test_a_round_is_walked_without_the_site_and_nothing_of_it_stays(street: Street) -> None:
    """Codes only, no name; offline, over a new start of the page; wiped once the site has answered everything."""
    with tablet(street.browser, tolerated="ERR_INTERNET_DISCONNECTED") as page:
        take_out(page, street)
        page.context.set_offline(True)
        page.reload()
        page.locator("#to-rounds").click(timeout=WAIT)
        tap(page, 0, "given")
        tap(page, 1, "absent")
        expect(page.locator(".round-head")).to_contain_text("۲ از ۳", timeout=WAIT)
        assert not violations(page)
        shot(page, "walk")
        kept = page.evaluate(KEPT)
        assert all(secret in kept for secret in street.secrets())
        assert not [name for name in NAMES if name in kept or name in page.locator("body").inner_text()]
        end(page)
        expect(page.locator(".round-body .empty")).to_be_visible(timeout=WAIT)
        assert street.secrets()[0] in page.evaluate(KEPT)  # nothing is wiped before the site has it
        page.context.set_offline(False)
        wait_until(lambda: street.backs() == [(1, 1, 0)], seconds=60)
        expect(page.locator("#to-rounds")).to_be_hidden(timeout=60_000)
        assert not [secret for secret in street.secrets() if secret in page.evaluate(KEPT)]
    assert street.given() == {street.doors[0][0].household}


def test_lead_ends_a_round_and_its_tablet_wipes_it(street: Street) -> None:
    """What was given before is there; the tablet finds out by itself, and the page says what it told."""
    with tablet(street.browser) as page:
        take_out(page, street)
        tap(page, 2, "given")
        wait_until(lambda: street.given() == {street.doors[2][0].household})
        tap(page, 0, "declined")
        lead_rounds(page)
        page.locator(".round-stop").click(timeout=WAIT)
        assert not violations(page)
        shot(page, "out")
        page.locator(".round-stop-sure").click()
        wait_until(lambda: street.backs() == [(1, 0, 1)], seconds=60)
        expect(page.locator("#to-rounds")).to_be_hidden(timeout=60_000)
        assert not [secret for secret in street.secrets() if secret in page.evaluate(KEPT)]


def test_a_gift_at_the_wrong_door_is_taken_back_offline(street: Street) -> None:
    """The fact and its void go together, and the door is open again."""
    with tablet(street.browser, tolerated="ERR_INTERNET_DISCONNECTED") as page:
        take_out(page, street)
        page.context.set_offline(True)
        tap(page, 0, "given")
        page.locator(".round-undo").click(timeout=WAIT)
        expect(page.locator(".round-door [data-what=given]").first).to_be_enabled(timeout=WAIT)
        tap(page, 1, "given")
        page.context.set_offline(False)
        page.locator("#to-settings").click()
        wait_until(lambda: street.given() == {street.doors[1][0].household}, seconds=60)


@pytest.mark.parametrize("how", ["shift", "revoked"])
def test_a_tablet_in_nobodys_hands_keeps_no_list(street: Street, how: str) -> None:
    """Whoever ends the shift ends the round, and a revoked tablet brings what it gave and forgets the rest."""
    with tablet(street.browser, tolerated="401") as page:
        speak(page, "en")
        take_out(page, street)
        tap(page, 1, "given")
        assert not violations(page)
        if how == "shift":
            page.locator(".holder").click()
            page.locator("[data-way=end-shift]").click(timeout=WAIT)
        else:
            now = street.live.site.clock.now()
            with closing(street.live.site.connect()) as connection, transaction_on(connection, now) as tx:
                (name,) = tx.connection.execute("SELECT tablet FROM rounds").fetchone() or ("",)
                revoke_tablet(tx, name, "lead")
        wait_until(lambda: street.backs() == [(1, 0, 0)], seconds=60)
        wait_until(lambda: not [one for one in street.secrets() if one in page.evaluate(KEPT)])
