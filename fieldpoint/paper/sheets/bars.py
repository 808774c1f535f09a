"""Bars of a report: names at the right, bars that grow to the left from one line, the number at each bar's end.

Imports fpdf2, core, the canvas and the page.
"""

from collections.abc import Sequence
from typing import Final

from fpdf.enums import RenderStyle

from fieldpoint.core.spoken import grouped, in_name
from fieldpoint.paper.canvas import Pen, Place, write_line
from fieldpoint.paper.sheets.page import ACCENT, GREY, LEFT, RIGHT, Sheet

MOST_BARS: Final = 20
_ROW: Final = 5.6
_NAMES: Final = 62.0
_NUMBERS: Final = 20.0


def draw_bars(sheet: Sheet, title: str, bars: Sequence[tuple[str, int]]) -> None:
    """At most twenty bars under their title, on one page; nothing where every bar is empty."""
    shown = bars[:MOST_BARS]
    most = max((number for _, number in shown), default=0)
    if not most:
        return
    sheet.room(10 + _ROW * len(shown))
    sheet.y += 3
    sheet.line(title, Pen("B", 9.5, GREY))
    start, top = RIGHT - _NAMES, sheet.y
    longest = start - LEFT - _NUMBERS
    for name, number in shown:
        _bar(sheet, in_name(name), number, longest * number / most)
    sheet.pdf.set_draw_color(*GREY)
    sheet.pdf.set_line_width(0.2)
    sheet.pdf.line(start, top, start, sheet.y)
    sheet.y += 2


def _bar(sheet: Sheet, name: str, number: int, long: float) -> None:
    start, middle = RIGHT - _NAMES, sheet.y + _ROW * 0.5
    write_line(sheet.pdf, name, Place(start + 2, middle + 1, _NAMES - 2), Pen("", 8.5))
    if long:
        sheet.pdf.set_fill_color(*ACCENT)
        sheet.pdf.rect(start - long, sheet.y + 0.9, long, _ROW - 1.8, RenderStyle.F)
    place = Place(start - long - _NUMBERS, middle + 1, _NUMBERS - 1.5)
    write_line(sheet.pdf, grouped(number), place, Pen("", 8.5))
    sheet.y += _ROW
