"""The puzzle in front of visitors, on a wall and on a telephone; a campaign in a lead's hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint.desk.campaigns.packaged import packaged_campaign
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from tests.browser.axe import Colour, looked_at, violations
from tests.browser.conftest import browser_without_card, join
from tests.desk.campaigns.drive import Drive
from tests.live import LiveSite, live_site
from tests.server.conftest import PUPIL
from tests.support import add_card, make_household, make_person

pytestmark = pytest.mark.timeout(180)
PATIENCE = 20_000


@pytest.fixture
def browser(chromium: str) -> Iterator[Browser]:
    """A browser of whoever passes by."""
    with browser_without_card(chromium) as opened:
        yield opened


@pytest.fixture
def drive(tmp_path: Path) -> Drive:
    """A site whose stationery drive has six pieces pledged, two of them here, and one kit handed out."""
    made = Drive(tmp_path)
    campaign = packaged_campaign("mehr-hamdeli")
    assert campaign is not None
    made.open(campaign)
    made.arrive(made.pledge(6, "mehr-hamdeli"), 2)
    pupil = make_person(2, tags=(PUPIL,), born_on="1395-02-03")
    card = add_card(made.site, make_household(make_person(1), pupil, code="00555"))
    made.hand_out(made.line("stationery", pupil.person), card)
    return made


@pytest.fixture
def live(drive: Drive) -> Iterator[LiveSite]:
    """Its server."""
    running = live_site(drive.site)
    running.start()
    yield running
    running.stop()


def numbers(page: Page) -> dict[str, str]:
    """What stands beside the picture."""
    return {key: page.locator(f".{key} dd").inner_text() for key in ("handed", "arrived", "pledged", "left")}


@pytest.mark.parametrize("size", [(1920, 1080), (360, 740)])
def test_the_puzzle_fills_before_everybody(
    browser: Browser, live: LiveSite, drive: Drive, size: tuple[int, int]
) -> None:
    """A stranger sees the picture whole, without a script; when a piece comes the next look has it; nothing moves."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, java_script_enabled=False, reduced_motion="reduce"
    )
    page = context.new_page()
    answer = page.goto(f"{live.url}/puzzle/mehr-hamdeli")
    assert answer is not None
    assert answer.headers["refresh"] == "30"
    assert numbers(page) == {"handed": "۱", "arrived": "۲", "pledged": "۶", "left": "۲۳۴"}
    picture = page.get_by_role("img", name="پازل پویش مهر همدلی")
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert size[0] < 1000 or box["y"] + box["height"] <= size[1]
    drive.arrive(drive.pledge(1, "mehr-hamdeli"), 1)
    page.reload()
    assert numbers(page) == {"handed": "۱", "arrived": "۳", "pledged": "۷", "left": "۲۳۳"}
    context.close()


def test_the_puzzle_has_no_barrier(browser: Browser, live: LiveSite) -> None:
    """By day and by night, and where there is no such campaign."""
    looks: tuple[tuple[Colour, str], ...] = (("light", "mehr-hamdeli"), ("dark", "mehr-hamdeli"), ("light", "nothing"))
    for colour, path in looks:
        with looked_at(browser, "fa", colour, bypass_csp=True) as page:
            page.goto(f"{live.url}/puzzle/{path}")
            assert not violations(page)


def test_a_lead_opens_counts_and_closes_a_campaign(browser: Browser, live: LiveSite, drive: Drive) -> None:
    """Opened by a tap, tents put up, five counted there; not closed over the open day, and the page says so."""
    take_in(drive.site, [one for one in packaged_programmes() if one.code == "surplus-meals"])
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="fa-IR")
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    join(page, live)
    page.locator("#to-lead").click()
    page.locator("#tab-campaigns").click()
    offered = page.get_by_role("article", name="چادرهای یاری")
    offered.get_by_role("button", name="آغاز پویش").click(timeout=PATIENCE)
    card = page.locator('[data-code="chador-yari"]')
    card.locator("summary").first.click(timeout=PATIENCE)
    card.get_by_role("button", name="برپا کردن چادر").click()
    card.get_by_role("button", name="شمارش").click(timeout=PATIENCE)
    page.locator(".tally-step").nth(1).click(timeout=PATIENCE)
    expect(page.locator(".tally-total")).to_have_text("۵", timeout=PATIENCE)
    expect(page.locator(".tally-said")).to_have_text("", timeout=PATIENCE)
    page.get_by_role("button", name="بازگشت به پویش‌ها").click()
    expect(card).to_contain_text("۵ غذای مازاد", timeout=PATIENCE)
    card.get_by_role("button", name="پایان پویش").click()
    card.get_by_role("button", name="پایان و مهر گزارش").click()
    expect(page.locator(".campaign-said")).to_have_text("اول روز کاری را ببندید", timeout=PATIENCE)
    assert not faults
