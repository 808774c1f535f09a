"""The lead's lists of people and tablets in a real browser: rights, roles, where people practise."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from fieldpoint.core.persian import fold
from fieldpoint.store.entry.operators import Operator, find_name
from tests.browser.conftest import join, tablet
from tests.browser.register import SLOW, Place, place_of

pytestmark = pytest.mark.timeout(180)
OPERATOR = "operator نمونه"


@dataclass
class Two:
    """A lead's tablet and an operator's at one site; each test leaves both as they were, but the last."""

    place: Place
    office: Page
    desk: Page

    def open_list(self, which: str) -> Page:
        """The lead opens one of the two lists."""
        if self.office.locator("#back").count():
            self.office.locator("#back").click()
        self.office.locator(".holder").click()
        self.office.locator(f"[data-way={which}]").click()
        expect(self.office.locator(".roster .line").first).to_be_visible(timeout=SLOW)
        return self.office


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Two]:
    """One site, one browser and two who are signed in, for all tests of this file."""
    folder: Path = tmp_path_factory.mktemp("lists")
    with place_of(folder, chromium) as place, tablet(place.browser) as office, tablet(place.browser) as desk:
        join(office, place.live)
        join(desk, place.live, "operator")
        yield Two(place, office, desk)


def line(page: Page, words: str) -> Locator:
    """The line of the list that has these words."""
    return page.locator(".roster .line", has_text=words)


def known(place: Place) -> Operator:
    """The operator as the site knows them."""
    with closing(place.live.site.connect(read_only=True)) as connection:
        found = find_name(connection, fold(OPERATOR))
    assert found is not None
    return found


def test_lead_lets_an_operator_register(two: Two) -> None:
    """One tap in the list, and the operator's page has the form of a new household; one more, and it has not."""
    desk, switch = two.desk, line(two.open_list("operators"), OPERATOR).locator(".switch")
    expect(desk.locator("#to-register")).to_have_count(0)
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true", timeout=SLOW)
    desk.reload()
    desk.locator("#to-register").click(timeout=SLOW)
    expect(desk.locator(".member-form").first).to_be_visible(timeout=SLOW)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false", timeout=SLOW)
    desk.reload()
    expect(desk.locator("#status")).to_be_visible(timeout=SLOW)
    expect(desk.locator("#to-register")).to_have_count(0)


def test_lead_begins_practice_on_another_tablet(two: Two) -> None:
    """Another tablet's page is violet as soon as it asks again, and the real desk's once the switch is back."""
    desk, switch = two.desk, line(two.open_list("tablets"), OPERATOR).locator(".switch")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true", timeout=SLOW)
    desk.reload()
    expect(desk.locator("#practising")).to_be_visible(timeout=SLOW)
    expect(two.office.locator("#practising")).to_have_count(0)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false", timeout=SLOW)
    desk.reload()
    expect(desk.locator("#status")).to_be_visible(timeout=SLOW)
    expect(desk.locator("#practising")).to_have_count(0)


def test_lead_gives_somebody_another_role(two: Two) -> None:
    """The sheet shows the role they have; another one is said in the list, and they sign in anew."""
    office = two.open_list("operators")
    for role, shown in (("lead", "مسئول محل"), ("operator", "مسئول میز")):
        line(office, OPERATOR).get_by_role("button", name="نقش", exact=True).click()
        office.locator(f"label[for=their-{role}]").click()
        office.locator(".sheet-role .first").click()
        expect(line(office, OPERATOR)).to_contain_text(shown, timeout=SLOW)
        assert known(two.place).role == role
    two.desk.reload()
    expect(two.desk.locator("#name")).to_be_visible(timeout=SLOW)
    expect(line(office, "شما").get_by_role("button", name="نقش", exact=True)).to_have_count(0)
