"""The lead's stock in a real browser: what comes in and leaves, a waybill twice, a day's difference."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from fieldpoint.core.act_rows import DayClose
from fieldpoint.core.log_rows import AnyRow, decode_row
from fieldpoint.desk.set_up_site import take_in
from tests.browser.conftest import join, tablet
from tests.browser.register import SLOW, Place, place_of
from tests.rules import make_programme

pytestmark = pytest.mark.timeout(240)
ITEM = "dowry-kit"
FAULT = ".stock-form .warning"


@pytest.fixture(scope="module")
def lead(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[tuple[Place, Page]]:
    """One site whose four households may have a kit each month, and its lead's tablet; the tests go on one another."""
    with (
        place_of(tmp_path_factory.mktemp("stock"), chromium) as place,
        tablet(place.browser, tolerated="the server responded") as page,
    ):
        kit = make_programme("kit", item=ITEM, draws_stock=True, title_fa="بستهٔ جهیزیه", unit_fa="بسته")
        take_in(place.live.site, [kit])
        join(page, place.live)
        yield place, page


def rows(place: Place, kind: str) -> list[AnyRow]:
    """The rows of a type, in order."""
    with closing(place.live.site.connect(read_only=True)) as connection:
        found = connection.execute("SELECT line FROM log WHERE type = ? ORDER BY epoch_no, seq", (kind,)).fetchall()
    return [decode_row(line) for (line,) in found]


def open_stock(page: Page) -> None:
    """The lead goes to the stock."""
    page.locator("#to-lead").click()
    page.locator("#tab-stock").click()
    expect(page.locator(".stock-item")).to_be_visible(timeout=SLOW)


def fill(page: Page, act: str, **fields: str) -> None:
    """A form of the item is opened and filled in."""
    page.locator(f".stock-act[data-act={act}]").click()
    for name, text in fields.items():
        page.locator(f".stock-form [data-field={name}]").fill(text)


def save(page: Page, said: str, where: str = ".stock-said") -> None:
    """The form is sent, and this is said."""
    page.locator(".stock-form [type=submit]").click()
    expect(page.locator(where)).to_have_text(said, timeout=SLOW)


def test_stock_is_received_and_held_against_who_is_still_to_come(lead: tuple[Place, Page]) -> None:
    """An item nobody counts says so; after a receipt of three, one of four households lacks a kit."""
    _, page = lead
    open_stock(page)
    expect(page.locator(".stock-none")).to_be_visible(timeout=SLOW)
    fill(page, "receive", quantity="۳")
    save(page, "۳ بسته رسید؛ موجودی ۳")
    need = page.locator(".stock-need[data-state=short]")
    expect(need).to_contain_text("۴ خانوار هنوز ۴ بسته سهم دارند", timeout=SLOW)
    expect(need.locator("b")).to_have_text("۱ بسته کم است", timeout=SLOW)


def test_a_waybill_that_is_entered_twice_is_said_and_written(lead: tuple[Place, Page]) -> None:
    """The second time changes no stock, whatever its number, and stands in the log."""
    place, page = lead
    for quantity, said, where in (
        ("10", "۱۰ بسته رسید؛ موجودی ۱۳", ".stock-said"),
        ("12", "این بارنامه پیش‌تر ثبت شده؛ موجودی عوض نشد", FAULT),
    ):
        page.locator(".stock-act[data-act=receive]").click()
        page.locator(".stock-form [data-value=site]").click()
        for name, text in (("quantity", quantity), ("site", "s-02"), ("waybill", "۱۴۰۵-۷۷")):
            page.locator(f".stock-form [data-field={name}]").fill(text)
        save(page, said, where)
    expect(page.locator(".stock-balance b")).to_have_text("۱۳", timeout=SLOW)
    assert len(rows(place, "waybill.again")) == 1


def test_what_left_by_mistake_is_taken_back(lead: tuple[Place, Page]) -> None:
    """Two that spoiled are back after one tap, and the list says that both acts were."""
    _, page = lead
    page.locator(".stock-act[data-act=issue]").click()
    page.locator(".stock-form [data-field=quantity]").fill("2")
    save(page, "۲ بسته رفت؛ موجودی ۱۱")
    page.locator(".stock-done[data-kind=issue] button").click()
    expect(page.locator(".stock-said")).to_have_text("برگردانده شد؛ موجودی ۱۳", timeout=SLOW)
    expect(page.locator(".stock-done[data-undone]")).to_have_count(1, timeout=SLOW)
    expect(page.locator(".stock-done[data-kind=undoing]")).to_have_count(1, timeout=SLOW)


def test_a_count_that_differs_asks_why(lead: tuple[Place, Page]) -> None:
    """Both numbers are said, nothing is written before the reason, and with it the count stands."""
    place, page = lead
    fill(page, "count", counted="12")
    save(page, "دفتر ۱۳ می‌گوید و ۱۲ شمردید", FAULT)
    assert not rows(place, "stock.count")
    page.locator(".stock-form [data-field=why]").select_option("spoiled")
    save(page, "شمارش ثبت شد؛ موجودی ۱۲")


def test_a_day_with_a_stock_difference_closes_with_its_reason_alone(lead: tuple[Place, Page]) -> None:
    """Without a reason nothing is sent; with one the sealed report and its row say the sums, the difference and why."""
    place, page = lead
    page.locator("#tab-day").click()
    page.locator(".close-ask").click()
    counted = page.locator(f".panel-close .shelf-line [data-item={ITEM}]")
    counted.fill("۱۱")
    page.locator(".panel-close .first-small").click()
    expect(page.locator(".panel-close .shelf-place [role=alert]")).to_contain_text("دلیل اختلاف", timeout=SLOW)
    assert not rows(place, "day.close")
    page.locator(".panel-close .shelf-line [data-field=why]").select_option("missing")
    page.locator(".panel-close .first-small").click()
    expect(page.locator(".seal b")).to_be_visible(timeout=SLOW)
    expect(page.locator(".panel-close [data-sum=difference] bdi")).to_have_text("−۲", timeout=SLOW)
    expect(page.locator(".panel-close .sums th small")).to_have_text("کم است و علتش روشن نیست", timeout=SLOW)
    (close,) = rows(place, "day.close")
    assert isinstance(close, DayClose)
    assert isinstance(close.stock, list)
    (kit,) = close.stock
    assert (kit.received, kit.spoiled, kit.difference, kit.counted, kit.why) == (13, 0, -2, 11, "missing")


def test_a_day_opens_with_what_stands_in_the_store(lead: tuple[Place, Page]) -> None:
    """What the log expects stands there to be confirmed; the count belongs to the day that begins."""
    place, page = lead
    page.locator(".day-move").last.click()
    line = page.locator(".panel-day .shelf-line input")
    expect(line).to_have_value("۱۱", timeout=SLOW)
    page.locator(".panel-day .first-small").click()
    expect(page.locator(".panel-day .good")).to_be_visible(timeout=SLOW)
    count, opened = rows(place, "stock.count")[-1], rows(place, "day.open")[-1]
    assert (getattr(count, "day", ""), getattr(count, "counted", 0)) == (getattr(opened, "day", None), 11)
