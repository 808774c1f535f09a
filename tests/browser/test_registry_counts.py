"""The registry's pages of counts and of the roster in a real browser: telephone and desk, light and dark."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec import Raw
from playwright.sync_api import Browser, Page, Playwright, expect

from fieldpoint.clock import wall_ms
from fieldpoint.core.log_rows import ProgrammeSet
from fieldpoint.core.names import ProgrammeCode
from fieldpoint.registry.city.acts import set_places
from fieldpoint.registry.city.places import read_places
from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.officers.accounts import add_officer, choose_password
from fieldpoint.registry.tables.told import SealedHousehold
from tests.browser.conftest import SWITCHES
from tests.live import LiveRegistry
from tests.registry.cases import give, site, whole, write
from tests.registry.officers.desk import PASSWORD, by_terminal
from tests.registry.support import make_registry, name_of, stored
from tests.rules import make_programme

PLACES = "محله,ناحیه,منطقه\nشوش,ناحیه ۲,منطقه ۱۲\nمولوی,ناحیه ۲,منطقه ۱۲\nنازی‌آباد,ناحیه ۵,منطقه ۱۶\n"
TITLES = {"basket": "سبد کالای ماهانه", "bread": "نان صلواتی", "kit": "نوشت‌افزار <b>مهر</b>"}
SIZES = [{"width": 390, "height": 844}, {"width": 1280, "height": 900}]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveRegistry]:
    """A registry whose site gave three programmes to forty households of three neighbourhoods over three months."""
    folder = tmp_path / "registry"
    _fill(folder)
    started = LiveRegistry(folder)
    started.start()
    yield started
    started.stop()


def _fill(folder: Path) -> None:
    one = site(1)
    registry = make_registry(folder, one)
    for code, title in TITLES.items():
        rule = msgspec.json.encode(make_programme(code, title_fa=title))
        write(one, ProgrammeSet, prog=ProgrammeCode(code), ver=1, rule=Raw(rule), op="admin")
    for number in range(40):
        for place, code in enumerate(TITLES):
            if number % (place + 1) == 0:
                give(one, f"h{number}", prog=code, day=f"1405-0{6 + (number + place) % 3}-11")
    stored(registry, whole(one))
    with registry.store.transaction():
        for number in range(40):
            neighbourhood = ("شوش", "مولوی", "نازی‌آباد")[number % 7 % 3]
            registry.store.save_household(_household(f"h{number}", neighbourhood))
    set_places(registry.store, by_terminal(), read_places(PLACES.encode(), "places.csv"))
    _, code = add_officer(registry.store, by_terminal(), "مدیر شهر", "admin", "")
    cheap = Argon2id(salt=b"s" * 16, length=16, iterations=1, lanes=1, memory_cost=8)
    choose_password(registry.store, code, cheap.derive_phc_encoded(PASSWORD.encode()), wall_ms())
    registry.store.close()


def _household(name: str, neighbourhood: str) -> SealedHousehold:
    return SealedHousehold(
        household=name_of(name, 8), code_mark=name.encode(), neighbourhood=neighbourhood, revision=1, sealed=b""
    )


@pytest.fixture(scope="module")
def browser(browsers: tuple[Playwright, str]) -> Iterator[Browser]:
    """A browser without anything of ours."""
    playwright, chromium = browsers
    opened = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
    yield opened
    opened.close()


def sign_in(page: Page, live: LiveRegistry) -> None:
    """The officer is at the first page."""
    page.goto(f"{live.url}/officers/sign-in")
    page.fill("[name=name]", "مدیر شهر")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    expect(page.locator("nav")).to_be_visible()


def picture(page: Page, name: str) -> None:
    """A picture of the whole page, where somebody asks for pictures."""
    if folder := os.environ.get("FIELDPOINT_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def overflow(page: Page) -> int:
    """How far the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_counts_fit_a_telephone_and_a_desk(live: LiveRegistry, browser: Browser, colours: str) -> None:
    """Table and picture fit, say the same, and show a hostile title as text; nothing on the page runs or is refused."""
    faults: list[str] = []
    context = browser.new_context(viewport=SIZES[0], color_scheme=colours, locale="fa-IR")  # type: ignore[arg-type]
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    sign_in(page, live)
    for by, lines in (("programme", 3), ("neighbourhood", 3), ("district", 2), ("month", 3)):
        page.goto(f"{live.url}/officers/counts?by={by}&month=1405-08")
        expect(page.locator("tbody tr")).to_have_count(lines)
        expect(page.locator("svg.chart rect.bar")).to_have_count(lines)
        assert page.locator("svg.chart title").text_content()
        for size in SIZES:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert overflow(page) == 0
            picture(page, f"counts-{by}-{colours}-{size['width']}")
    page.goto(f"{live.url}/officers/counts?by=programme&month=1405-08")
    assert "<b>مهر</b>" in (page.locator("tbody").text_content() or "")
    assert page.locator("main b").count() == 0
    context.close()
    assert faults == []


def test_a_list_comes_in_through_the_page(live: LiveRegistry, browser: Browser, tmp_path: Path) -> None:
    """Chosen, looked at, confirmed: the page comes again by itself until the list is in; the file goes out again."""
    file = tmp_path / "list.csv"
    people = (f"{number},مریم,نمونه,سرپرست,,09120000000,شوش" for number in range(300))
    file.write_text("کد خانوار,نام,نام خانوادگی,نسبت,کد ملی,تلفن,محله\n" + "\n".join(people) + "\n", encoding="utf-8")
    context = browser.new_context(viewport=SIZES[0], locale="fa-IR")  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, live)
    page.goto(f"{live.url}/officers/roster")
    picture(page, "roster-390")
    page.fill("[name=office]", "شهرداری")
    page.set_input_files("[name=file] >> nth=0", file)
    page.click("text=پیش‌نمایش")
    expect(page.locator("h1")).to_have_text("پیش‌نمایش فهرست", timeout=30_000)
    picture(page, "list-read-390")
    page.click("text=درست است؛ ثبت شود")
    expect(page.locator("h1")).to_have_text("فهرست ثبت شد", timeout=30_000)
    picture(page, "list-done-390")
    page.goto(f"{live.url}/officers/counts?by=programme&month=1405-08")
    with page.expect_download() as taken:
        page.click("text=گرفتن پرونده")
    assert taken.value.suggested_filename == "counts-programme-1405-08.xlsx"
    context.close()
    registry = open_registry(live.folder)
    assert {name: count for name, count, _ in registry.store.neighbourhoods()}["شوش"] > 300
    registry.store.close()
