"""The Wi-Fi drops: the tablet goes on, forgets nothing, and every handout is one row when the site answers."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.tablet import (
    BASKET,
    BREAD,
    Desk,
    give,
    give_blind,
    held,
    make_desk,
    ready,
    show,
    tablet_of,
    wait_until,
)
from tests.support import TODAY

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A site with four households and their cards, served."""
    yield from make_desk(tmp_path)


def test_three_handouts_offline_survive_a_killed_browser(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """One with the site, three without; the browser is killed twice; all four are in the log once each."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        give(page, desk.tokens[0], BASKET)
        expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=15_000)
        desk.live.stop()
        for token in desk.tokens[1:]:
            give_blind(page, token)
        held(page, "۳")
        for _ in range(2):
            tablet.kill()
            page = tablet.start()
            page.goto(tablet.url)
            held(page, "۳")
        desk.live.start()  # a killed browser may forget its cookie: the tablet's own signature is enough for facts
        wait_until(lambda: len(desk.rows()) == 4, 60)
        expect(page.locator("#tray")).to_be_hidden(timeout=20_000)
        page.reload()
        expect(page.locator("main")).to_be_visible(timeout=15_000)
    rows = desk.rows()
    assert len({row.id for row in rows}) == len(rows) == 4
    assert Counter(row.card for row in rows).most_common(1)[0][1] == 1
    assert [row.prog for row in rows] == ["basket", "bread", "bread", "bread"]
    assert [row.tseq for row in rows] == [1, 2, 3, 4]
    assert [row.given for row in rows] == [False, True, True, True]


def test_card_is_proven_and_counted_without_the_site(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """A forged card is none; a card gets no more than the rule lets go blind; a basket waits for the site."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        desk.live.stop()
        genuine = desk.tokens[0]
        page.locator("#short-code").fill(("0" if genuine[60] != "0" else "1").join((genuine[:60], genuine[61:])))
        page.locator("#short-code").press("Enter")
        expect(page.locator("#verdict")).to_have_attribute("data-state", "unknown-card", timeout=15_000)
        show(page, genuine)
        expect(page.locator("#due")).not_to_contain_text(BASKET)
        for _ in range(4):
            give_blind(page, genuine)
        page.keyboard.press("Escape")
        page.locator("#short-code").fill(genuine)
        page.locator("#short-code").press("Enter")
        expect(page.locator("#due .line-refused")).to_contain_text(BREAD, timeout=15_000)


def test_two_windows_send_each_handout_once(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """Both windows hand out while the site is silent; one of them sends for both, and no number is used twice."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        first = tablet.start()
        ready(first, tablet, desk)
        second = tablet.page()
        second.goto(tablet.url)
        expect(second.locator("#verdict")).to_be_visible(timeout=15_000)
        desk.live.stop()
        give_blind(first, desk.tokens[0])
        give_blind(second, desk.tokens[1])
        give_blind(first, desk.tokens[2])
        held(first, "۳")
        held(second, "۳")
        desk.live.start()
        wait_until(lambda: len(desk.rows()) == 3, 40)
        for page in (first, second):
            expect(page.locator("#tray")).to_be_hidden(timeout=20_000)
    rows = desk.rows()
    assert len({row.id for row in rows}) == 3
    assert sorted(row.tseq or 0 for row in rows) == [1, 2, 3]


def test_lost_answer_gives_one_row(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """The site writes the row and its answer never comes: bread goes on blind and is the same row afterwards."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        lost: list[int] = []

        def lose(route: Route) -> None:
            lost.append(route.fetch().status)
            route.abort()

        page.route("**/api/v1/handouts", lose)
        give_blind(page, desk.tokens[0])
        expect(page.locator("#tray")).to_be_hidden(timeout=20_000)
        page.unroute("**/api/v1/handouts")
    assert lost == [201]
    (row,) = desk.rows()
    assert (row.prog, row.given) == ("bread", False)


def test_lost_answer_of_what_may_not_be_given_blind_is_waited_for(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """A basket's answer is lost twice: the screen waits, asks again with the same id, and one row stands."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        lost: list[int] = []

        def lose_twice(route: Route) -> None:
            if len(lost) < 2:
                lost.append(route.fetch().status)
                route.abort()
            else:
                route.continue_()

        page.route("**/api/v1/handouts", lose_twice)
        give(page, desk.tokens[0], BASKET)
        expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=20_000)
    assert lost == [201, 201]
    (row,) = desk.rows()
    assert row.prog == "basket"


def test_part_goes_blind_and_part_waits_for_the_site(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """Bread and a basket in one scan, then silence: bread is handed over, the basket waits, each is one row."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        show(page, desk.tokens[0])
        desk.live.stop()
        page.locator("#hand-out").click()
        expect(page.locator("#verdict")).to_have_attribute("data-state", "stored", timeout=20_000)
        expect(page.locator("#outcome .line-granted").filter(has_text=BREAD)).to_be_visible()
        expect(page.locator("#outcome .line-waits").filter(has_text=BASKET)).to_be_visible()
        desk.live.start()
        expect(page.locator("#verdict")).to_have_attribute("data-state", "granted", timeout=40_000)
        expect(page.locator("#outcome .line-granted").filter(has_text=BASKET)).to_be_visible()
        expect(page.locator("#outcome .line-granted").filter(has_text=BREAD)).to_be_visible()
        wait_until(lambda: {row.prog for row in desk.rows()} >= {"bread", "basket"}, 40)
        expect(page.locator("#tray")).to_be_hidden(timeout=20_000)
    given = {str(row.prog): row.given for row in desk.rows()}
    assert (given["bread"], given["basket"]) == (True, False)
    assert len({row.prog for row in desk.rows()}) == len(desk.rows())
    assert sorted(row.tseq or 0 for row in desk.rows()) == list(range(1, len(desk.rows()) + 1))


def test_stored_handout_is_taken_back_before_the_site_heard_of_it(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """Undo on a silent site, the browser killed: fact and void both arrive, one row each, and nothing else is lost."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        desk.live.stop()
        for token in desk.tokens[:2]:
            give_blind(page, token)
        page.locator(".chip[data-state=stored] .chip-undo").first.click()
        page.locator(".chip-yes").click()
        expect(page.locator(".chip[data-state=undone]")).to_be_visible(timeout=15_000)
        held(page, "۲")
        tablet.kill()
        page = tablet.start()
        page.goto(tablet.url)
        held(page, "۲")
        desk.live.start()
        wait_until(lambda: len(desk.rows()) == 2 and len(desk.voids()) == 1, 60)
        expect(page.locator("#tray")).to_be_hidden(timeout=20_000)
    (void,) = desk.voids()
    assert (void.ref, void.flags, void.reason) == (desk.rows()[1].id, ["after-the-fact"], "undo")
    assert sorted(row.tseq or 0 for row in [*desk.rows(), void]) == [1, 2, 3]


def test_stored_handout_is_taken_back_after_its_answer_was_lost(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """The site has the row, the tablet does not know: the undo reaches it all the same."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)

        def lose(route: Route) -> None:
            route.fetch()
            route.abort()

        page.route("**/api/v1/handouts", lose)
        page.route("**/api/v1/facts", lambda route: route.abort())
        give_blind(page, desk.tokens[0])
        assert len(desk.rows()) == 1
        page.locator(".chip[data-state=stored] .chip-undo").click()
        page.locator(".chip-yes").click()
        expect(page.locator(".chip[data-state=undone]")).to_be_visible(timeout=15_000)
        page.unroute("**/api/v1/facts")
        wait_until(lambda: len(desk.voids()) == 1, 40)
    assert desk.voids()[0].ref == desk.rows()[0].id


def test_queue_is_brought_after_the_day_was_closed(desk: Desk, chromium: str, tmp_path: Path) -> None:
    """The lead closes the day while a tablet is away: its rows are late for that day, and none is refused."""
    with tablet_of(desk.live, chromium, tmp_path) as tablet:
        page = tablet.start()
        ready(page, tablet, desk)
        page.context.set_offline(True)
        for token in desk.tokens[:2]:
            give_blind(page, token)
        with desk.live.browser() as lead:
            lead.post("/api/v1/day/close", json={"day": TODAY}).raise_for_status()
        page.context.set_offline(False)
        wait_until(lambda: len(desk.rows()) == 2, 40)
        expect(page.locator("#tray")).to_be_hidden(timeout=20_000)
    assert [(row.day, row.late_for) for row in desk.rows()] == [(TODAY, TODAY)] * 2
