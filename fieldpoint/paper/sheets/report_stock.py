"""The stock of a period on its report: each item's way from the first day to the last, why counts differed, for whom.

Imports core, the canvas and its neighbours.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from fieldpoint.core.reports.report import Report
from fieldpoint.core.reports.stock import SIGNED, StockLine, numbers_told
from fieldpoint.core.spoken import grouped, in_name, signed
from fieldpoint.paper.canvas import Pen
from fieldpoint.paper.sheets.page import AMBER, GREY, WIDTH, Column, Sheet, mark, room_of
from fieldpoint.paper.sheets.words import COUNT_REASONS, FIRST_COUNT, STOCK_NUMBERS

_LEAST_NAME, _NUMBER, _SITE = 40.0, 17.0, 22.0
_NOTES: Final = (
    "اول دوره + رسید + از محل‌ها − تحویل + لغو − داده‌شده − خراب − به محل‌ها − رسید اشتباه + اختلاف = آخر دوره",
    "ستونی که در آن چیزی نیست نوشته نشده است.",
)
_ELSEWHERE: Final = "بیرون گزارش: تفاوت روزهایی که در این گزارش نیست یا با روز پیش از خود نمی‌خواند."


def draw_stock(sheet: Sheet, report: Report) -> None:
    """The tables, each with its heading; nothing where nobody counts stock."""
    if not report.stock and not report.stock_untold:
        return
    sheet.section("موجودی انبار", room_of(report.stock))
    _table(sheet, report.stock)
    for note in _NOTES:
        sheet.line(note, Pen("", 7.5, GREY))
    if any(one.elsewhere for one in report.stock):
        sheet.line(_ELSEWHERE, Pen("", 9, AMBER))
    if report.stock_untold:
        more = f"{grouped(report.stock_untold)} قلم دیگر در برگ روزها جا نشده و در این جدول نیست."
        sheet.line(more, Pen("", 9, AMBER))
    _parts(sheet, "اختلاف شمارش، به تفکیک دلیل", ("دلیل", "اختلاف"), _reasons(report.stock))
    _parts(sheet, "تحویل از انبار، طرح به طرح", ("طرح", "تعداد"), _programmes(report))
    if len(report.sites) > 1:
        sheet.section("موجودی انبار، محل به محل")
        _table(sheet, report.stock_by_site, with_site=True)


def stock_name(line: StockLine) -> str:
    """What an item is called, with whose it is."""
    return "، ".join(part for part in (in_name(line.title), in_name(line.org)) if part)


def _table(sheet: Sheet, lines: Sequence[StockLine], *, with_site: bool = False) -> None:
    told = numbers_told(lines)
    site = (Column(title="محل", width=_SITE, align="R"),) if with_site else ()
    left = WIDTH - (_SITE if with_site else 0)
    wide = min(_NUMBER, (left - _LEAST_NAME) / len(told))
    name = Column(title="قلم", width=left - wide * len(told), align="R")
    columns = (*site, name, *(Column(title=STOCK_NUMBERS[one], width=wide) for one in told))
    rows = [
        (*((line.site,) if with_site else ()), stock_name(line), *(_number(one, getattr(line, one)) for one in told))
        for line in lines
    ]
    sheet.table(columns, rows, groups=with_site)


def _number(name: str, number: int) -> str:
    return signed(number) if name in SIGNED or number < 0 else mark(number)


def _parts(sheet: Sheet, title: str, heads: tuple[str, str], rows: Iterable[tuple[str, str, str]]) -> None:
    found = list(rows)
    if found:
        sheet.section(title, room_of(found))
        first, last = Column(title="قلم", width=76, align="R"), Column(title=heads[1], width=24)
        sheet.table((first, Column(title=heads[0], width=76, align="R"), last), found, groups=True)


def _reasons(lines: Iterable[StockLine]) -> Iterable[tuple[str, str, str]]:
    for line in lines:
        for why, number in line.reasons:
            yield stock_name(line), COUNT_REASONS.get(why, why) or FIRST_COUNT, signed(number)


def _programmes(report: Report) -> Iterable[tuple[str, str, str]]:
    titles = {one.code: one.title for one in report.by_programme}
    for line in report.stock:
        for code, number in line.programmes:
            name = in_name(titles.get(code, code)) or "بی‌کارت، برگشته"
            yield stock_name(line), name, signed(number) if number < 0 else grouped(number)
