"""A doctor's slot in a real browser: planned, booked by a scan, called on the hall's display, seen."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from tests.browser.axe import LANGUAGES, Language, barriers, looked_at
from tests.browser.conftest import browser_without_card, join, tablet
from tests.live import LiveSite, live_site
from tests.support import add_card, make_household, make_person, make_site, token_of

WAIT = 20_000
SHOTS = os.environ.get("FIELDPOINT_SHOTS", "")
VISIT = "ویزیت رایگان"
TABS = {
    "queue": ".queue",
    "sessions": "details.plan",
    "waiting": ".service-list",
    "reminders": ".service-list",
    "counts": ".service-list",
}


@dataclass
class Hall:
    """A running site with services, a browser, and the token of a card."""

    live: LiveSite
    browser: Browser
    token: str


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Hall]:
    """The site of all tests here."""
    site = make_site(tmp_path_factory.mktemp("services") / "site")
    take_in(site, [one for one in packaged_programmes() if one.kind == "service"])
    people = (make_person(1, phone="+989121112233"), make_person(2), make_person(3, sex="male", family_name="نوری"))
    card = add_card(site, make_household(*people, code="00472"))
    live = live_site(site)
    live.start()
    with browser_without_card(chromium) as browser:
        yield Hall(live, browser, token_of(site, card))
    live.stop()


def open_services(page: Page, tab: str) -> None:
    """A tab of the place."""
    page.locator("#to-services").click()
    page.locator(f"#services-{tab}").click(timeout=WAIT)


def scan(page: Page, token: str) -> None:
    """The card's text is typed, as a scanner does."""
    page.locator("#short-code").fill(token)
    page.locator("#short-code").press("Enter")
    expect(page.locator(".service-begin")).to_be_visible(timeout=WAIT)


def begin(page: Page, service: str, member: int) -> None:
    """Something begins for a member."""
    which = page.locator(".service-begin select").nth(0)
    which.select_option(which.locator("option", has_text=service).first.get_attribute("value"))
    page.locator(".service-begin select").nth(1).select_option(index=member)


def record(page: Page) -> None:
    """The form is sent."""
    page.locator(".service-begin button[type=submit]").click()


def shot(page: Page, name: str) -> None:
    """A picture to look at, where somebody asks for pictures."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"services-{name}.png", full_page=True)


def plan(page: Page, places: str) -> None:
    """A doctor is here today with so many places."""
    page.locator("details.plan summary").click(timeout=WAIT)
    page.locator(".service-plan .service-number").nth(1).fill(places)
    page.locator(".service-plan button[type=submit]").click()
    expect(page.locator("details.session[data-queue=B]")).to_be_visible(timeout=WAIT)


def test_a_doctors_slot_from_the_plan_to_the_visit(hall: Hall) -> None:
    """Planned, booked by a scan, called on the hall's display, seen: the display is empty again, one handout stands."""
    with tablet(hall.browser) as page, tablet(hall.browser) as screen:
        join(page, hall.live)
        open_services(page, "sessions")
        plan(page, "۲")
        open_services(page, "card")
        scan(page, hall.token)
        begin(page, VISIT, 0)
        shot(page, "begin")
        record(page)
        expect(page.locator(".case[data-step=booked] .case-slot")).to_contain_text("B-۱", timeout=WAIT)
        screen.goto(f"http://localhost:{hall.live.port}/hall")
        expect(screen.locator("#none")).to_be_visible(timeout=WAIT)
        page.locator("#services-queue").click()
        page.locator("[data-queue=B] .first-small").click(timeout=WAIT)
        expect(screen.locator(".call b")).to_have_text("B-۱", timeout=WAIT)
        expect(screen.locator(".call")).to_contain_text("میز ۱")
        assert VISIT not in (screen.locator("body").text_content() or "")
        shot(page, "queue")
        shot(screen, "hall")
        page.locator("#services-sessions").click()
        page.locator("details.session[data-queue=B] summary").click(timeout=WAIT)
        page.locator(".case [data-to=seen]").click(timeout=WAIT)
        expect(page.locator(".case[data-step=seen]")).to_be_visible(timeout=WAIT)
        expect(screen.locator("#none")).to_be_visible(timeout=WAIT)
        shot(page, "sessions")
    with closing(hall.live.site.connect(read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM log WHERE type = 'handout'").fetchone() == (1,)


def test_a_full_session_is_told_and_let_in_by_the_lead(hall: Hall) -> None:
    """One place is left: the second who asks reads why not, and the lead lets them in beyond it."""
    with tablet(hall.browser) as page:
        join(page, hall.live)
        for member, slot in ((1, "B-۲"), (2, "B-۳")):
            open_services(page, "card")
            scan(page, hall.token)
            begin(page, VISIT, member)
            record(page)
            if member == 2:
                expect(page.locator(".service-begin .service-said")).to_contain_text("پر است", timeout=WAIT)
                shot(page, "full")
                page.locator(".service-begin button", has_text="بیرون از ظرفیت").click()
            expect(page.locator(".case-slot", has_text=slot)).to_be_visible(timeout=WAIT)


def test_an_operator_enrols_and_the_lead_is_reminded(hall: Hall) -> None:
    """Documents to the number; going back with a reason; the lead's list, ticked; on paper no reason stands."""
    with tablet(hall.browser) as desk, tablet(hall.browser) as office:
        join(desk, hall.live, "operator")
        join(office, hall.live)
        open_services(desk, "card")
        expect(desk.locator("#services-reminders")).to_have_count(0)
        scan(desk, hall.token)
        begin(desk, "بیمه", 1)
        desk.locator(".service-begin select:visible").nth(2).select_option(index=1)
        record(desk)
        expect(desk.locator(".case[data-step=documents]")).to_be_visible(timeout=WAIT)
        open_services(office, "reminders")
        expect(office.locator(".reminder")).to_contain_text("خانم خانوادگی", timeout=WAIT)
        shot(office, "reminders")
        office.emulate_media(media="print")
        expect(office.locator(".reminder-why")).to_be_hidden()
        expect(office.locator(".reminder strong")).to_be_visible()
        shot(office, "reminders-print")
        office.emulate_media(media="screen")
        office.locator(".reminder button").click()
        expect(office.locator(".reminder[data-told]")).to_be_visible(timeout=WAIT)
        case = desk.locator(".case", has_text="بیمه")
        case.locator("[data-to=submitted]").click()
        case.locator(".case-form button").click()
        expect(case).to_have_attribute("data-step", "submitted", timeout=WAIT)
        case.locator("button", has_text="برگشت").click()
        case.locator(".case-form select").select_option("document-missing")
        shot(desk, "back")
        case.locator(".case-form button").click()
        expect(case).to_have_attribute("data-step", "documents", timeout=WAIT)
        open_services(office, "waiting")
        office.locator(".case button", has_text="پرونده").click(timeout=WAIT)
        expect(office.locator(".case-steps li")).to_have_count(3, timeout=WAIT)
        shot(office, "waiting")
        office.locator("#services-counts").click()
        expect(office.locator(".service-counts tr").nth(1)).to_be_visible(timeout=WAIT)
        shot(office, "counts")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_tab_has_a_barrier(hall: Hall, lang: Language) -> None:
    """Every tab with what the tests before left on it, and the hall's display, in both languages and lights."""
    found: dict[str, list[str]] = {}
    with looked_at(
        hall.browser, lang, "light", viewport={"width": 1280, "height": 800}, permissions=["camera"]
    ) as page:
        page.add_init_script(f'localStorage.setItem("fieldpoint-tablet", JSON.stringify({{ language: "{lang}" }}))')
        join(page, hall.live)
        open_services(page, "card")

        def look(name: str, shown: str) -> None:
            expect(page.locator(shown).first).to_be_visible(timeout=WAIT)
            if wrong := barriers(page):
                found[name] = wrong

        scan(page, hall.token)
        look("card", ".service-begin")
        for name, shown in TABS.items():
            page.locator(f"#services-{name}").click()
            look(name, shown)
        page.goto(f"http://localhost:{hall.live.port}/hall")
        look("hall", "h1")
    assert found == {}
