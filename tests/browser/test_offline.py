"""The line drops or loses an answer: the tablet goes on, forgets nothing, and every handout is one row.

Over https, with one paired tablet for all tests of this file; each test has cards of its own.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.desk import Desk, open_desk, site_of_cards
from tests.browser.tablet import (
    BASKET,
    BREAD,
    Tablet,
    choose,
    give_blind,
    held,
    nothing_held,
    scan,
    show,
    tablet_of,
    verdict,
    wait_until,
)

pytestmark = pytest.mark.timeout(180)
# Nothing in the page has to wait longer than this for an answer that is lost: then it asks again.
PATIENCE_S = 4


@pytest.fixture(scope="module")
def working(
    tmp_path_factory: pytest.TempPathFactory, browsers: tuple[Playwright, str]
) -> Iterator[tuple[Desk, Tablet, Page]]:
    """A site, a tablet, and the window on which somebody is signed in."""
    folder = tmp_path_factory.mktemp("offline")
    with open_desk(folder, browsers, *site_of_cards(folder, 14)) as desk, tablet_of(desk) as tablet:
        yield desk, tablet, tablet.sign_in()


@pytest.fixture
def page(working: tuple[Desk, Tablet, Page]) -> Iterator[Page]:
    """The window, with a site that answers before and after."""
    desk, tablet, page = working
    desk.deal(2)
    nothing_held(page)
    yield page
    desk.wifi.mend()
    nothing_held(page)
    assert not tablet.faults


@pytest.fixture
def desk(working: tuple[Desk, Tablet, Page]) -> Desk:
    """The site of this file's tests."""
    return working[0]


def test_card_is_proven_and_counted_without_the_site(desk: Desk, page: Page) -> None:
    """A forged card is none; a card gets no more than the rule lets go blind; a basket waits for the site."""
    genuine = desk.tokens[0]
    desk.wifi.drop()
    scan(page, ("0" if genuine[60] != "0" else "1").join((genuine[:60], genuine[61:])))
    verdict(page, "unknown-card")
    show(page, genuine)
    expect(page.locator("#due")).not_to_contain_text(BASKET)
    for _ in range(4):
        give_blind(page, genuine)
    scan(page, genuine)
    expect(page.locator("#due .line-refused")).to_contain_text(BREAD, timeout=15_000)
    desk.wifi.mend()
    wait_until(lambda: len(desk.rows()) == 4, 40)


def test_two_windows_send_each_handout_once(desk: Desk, page: Page, working: tuple[Desk, Tablet, Page]) -> None:
    """Both windows hand out while the site is silent; one of them sends for both, and no number is used twice."""
    second = working[1].page()
    expect(second.locator("#verdict")).to_be_visible(timeout=15_000)
    desk.wifi.drop()
    give_blind(page, desk.tokens[0])
    give_blind(second, desk.tokens[1])
    give_blind(page, desk.tokens[0])
    held(page, "۳")
    held(second, "۳")
    desk.wifi.mend()
    wait_until(lambda: len(desk.rows()) == 3, 40)
    for window in (page, second):
        nothing_held(window)
        expect(window.locator("#status")).not_to_have_attribute("data-link", "offline", timeout=5_000)
    second.close()
    numbers = [row.tseq or 0 for row in desk.rows()]
    assert len({row.id for row in desk.rows()}) == 3
    assert sorted(numbers) == list(range(min(numbers), min(numbers) + 3))


def test_lost_answer_gives_one_row(desk: Desk, page: Page) -> None:
    """The site writes the row and its answer never comes: bread goes on blind and is the same row afterwards."""
    show(page, desk.tokens[0])
    desk.wifi.swallow_answers()
    choose(page, BREAD)
    page.locator("#hand-out").click()
    wait_until(lambda: len(desk.rows()) == 1)
    verdict(page, "stored")
    desk.wifi.drop()
    desk.wifi.mend()
    nothing_held(page)
    (row,) = desk.rows()
    assert (row.prog, row.given) == ("bread", False)


def test_lost_answer_of_what_may_not_be_given_blind_is_waited_for(desk: Desk, page: Page) -> None:
    """A basket's answers are lost: the screen waits, asks again with the same id, and one row stands."""
    show(page, desk.tokens[0])
    desk.wifi.swallow_answers()
    choose(page, BASKET)
    page.locator("#hand-out").click()
    wait_until(lambda: len(desk.rows()) == 1)
    page.wait_for_timeout((PATIENCE_S + 2) * 1000)  # long enough for a second try, which is lost too
    verdict(page, "unknown")
    desk.wifi.drop()
    desk.wifi.mend()
    verdict(page, "granted")
    (row,) = desk.rows()
    assert row.prog == "basket"


def test_part_goes_blind_and_part_waits_for_the_site(desk: Desk, page: Page) -> None:
    """Bread and a basket in one scan, then silence: bread is handed over, the basket waits, each is one row."""
    show(page, desk.tokens[0])
    desk.wifi.drop()
    page.locator("#hand-out").click()
    verdict(page, "stored")
    expect(page.locator("#outcome .line-granted").filter(has_text=BREAD)).to_be_visible()
    expect(page.locator("#outcome .line-waits").filter(has_text=BASKET)).to_be_visible()
    desk.wifi.mend()
    expect(page.locator("#outcome .line-granted").filter(has_text=BASKET)).to_be_visible(timeout=40_000)
    expect(page.locator("#outcome .line-granted").filter(has_text=BREAD)).to_be_visible()
    wait_until(lambda: {row.prog for row in desk.rows()} >= {"bread", "basket"}, 40)
    nothing_held(page)
    given = {str(row.prog): row.given for row in desk.rows()}
    assert (given["bread"], given["basket"]) == (True, False)
    assert len({row.prog for row in desk.rows()}) == len(desk.rows())


def test_stored_handout_is_taken_back_before_the_site_heard_of_it(desk: Desk, page: Page) -> None:
    """Undo on a silent site, the page loaded anew: fact and void both arrive, one row each, and nothing is lost."""
    desk.wifi.drop()
    for token in desk.tokens[:2]:
        give_blind(page, token)
    undo_stored(page)
    held(page, "۲")
    page.reload()
    held(page, "۲")
    desk.wifi.mend()
    wait_until(lambda: len(desk.rows()) == 2 and len(desk.voids()) == 1, 60)
    nothing_held(page)
    (void,) = desk.voids()
    assert (void.ref, void.flags, void.reason) == (desk.rows()[1].id, ["after-the-fact"], "undo")


def test_stored_handout_is_taken_back_after_its_answer_was_lost(desk: Desk, page: Page) -> None:
    """The site has the row, the tablet does not know: the undo reaches it all the same."""
    show(page, desk.tokens[0])
    desk.wifi.swallow_answers()
    choose(page, BREAD)
    page.locator("#hand-out").click()
    wait_until(lambda: len(desk.rows()) == 1)
    verdict(page, "stored")
    undo_stored(page)
    desk.wifi.drop()
    desk.wifi.mend()
    wait_until(lambda: len(desk.voids()) == 1, 40)
    assert desk.voids()[0].ref == desk.rows()[0].id


def undo_stored(page: Page) -> None:
    """The newest line that the tablet keeps is taken back."""
    page.locator(".chip[data-state=stored] .chip-undo").first.click()
    page.locator(".chip-yes").click()
    expect(page.locator(".chip[data-state=undone]").first).to_be_visible(timeout=15_000)
