"""Numbered emergency lines for a power cut: filled in by hand, entered afterwards under their numbers.

The number and the day of the sheet name a line for ever (desk/enter_paper_line.py): entered twice it is flagged.

Imports core, the canvas and the page.
"""

from typing import Final

from fieldpoint.core.names import Day
from fieldpoint.core.spoken import in_digits, in_words
from fieldpoint.paper.canvas import Pen, Place, write_line
from fieldpoint.paper.sheets.page import GREY, LEFT, RIGHT, WIDTH, Sheet

LINES: Final = 24
_HIGH: Final = 9.3
_COLUMNS: Final = (("شماره", 14.0), ("کد کوتاه کارت", 62.0), ("طرح یا قلم", 60.0), ("تعداد", 18.0), ("ثبت شد", 28.0))
_SYMBOLS: Final = 8


def draw_lines(sheet: Sheet, day: Day) -> None:
    """A page of empty lines for this day."""
    sheet.turn()
    sheet.section(f"برگ اضطراری برای قطع برق، {in_words(day)}")
    sheet.line("وقتی برق نیست، هر تحویل را در یک سطر بنویسید و کالا را تحویل دهید.", Pen("", 9.5))
    sheet.line("پس از وصل برق، مسئول محل هر سطر را با شماره‌اش و همین تاریخ وارد می‌کند.", Pen("", 9.5))
    sheet.y += 3
    _titles(sheet)
    for number in range(1, LINES + 1):
        _line(sheet, number)


def _titles(sheet: Sheet) -> None:
    right = RIGHT
    for title, width in _COLUMNS:
        right -= width
        write_line(sheet.pdf, title, Place(right + 1, sheet.y + 4, width - 2, "C"), Pen("B", 8.5, GREY))
    sheet.y += 6


def _line(sheet: Sheet, number: int) -> None:
    pdf, right = sheet.pdf, RIGHT
    pdf.set_draw_color(120, 120, 120)
    pdf.set_line_width(0.15)
    pdf.rect(LEFT, sheet.y, WIDTH, _HIGH)
    for place, (_, width) in enumerate(_COLUMNS):
        right -= width
        if right > LEFT + 1:
            pdf.line(right, sheet.y, right, sheet.y + _HIGH)
        if place == 0:
            at = Place(right + 1, sheet.y + 6.2, width - 2, "C")
            write_line(pdf, in_digits(number), at, Pen("B", 12))
        if place == 1:
            _boxes(sheet, right, width)
    sheet.y += _HIGH


def _boxes(sheet: Sheet, left: float, width: float) -> None:
    """A box for each symbol of a short code, which is written from left to right, four and four."""
    size = (width - 8) / _SYMBOLS
    for number in range(_SYMBOLS):
        apart = 2.5 if number >= _SYMBOLS // 2 else 0
        sheet.pdf.rect(left + 2.5 + number * size + apart, sheet.y + 1.4, size - 0.6, _HIGH - 2.8)
