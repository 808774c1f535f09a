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
_MORE: Final = 3.9
_PEN: Final = Pen("", 8.5)
_NAMES: Final = 62.0
_NUMBERS: Final = 20.0


def draw_bars(sheet: Sheet, title: str, bars: Sequence[tuple[str, int]]) -> None:
    """At most twenty bars under their title, on one page; nothing where every bar is empty."""
    shown = bars[:MOST_BARS]
    most = max((number for _, number in shown), default=0)
    if not most:
        return
    named = [(sheet.in_lines(in_name(name), _NAMES - 2, _PEN), number) for name, number in shown]
    sheet.room(10 + sum(_high(lines) for lines, _ in named))
    sheet.y += 3
    sheet.line(title, Pen("B", 9.5, GREY))
    start, top = RIGHT - _NAMES, sheet.y
    longest = start - LEFT - _NUMBERS
    for lines, number in named:
        _bar(sheet, lines, number, longest * number / most)
    sheet.pdf.set_draw_color(*GREY)
    sheet.pdf.set_line_width(0.2)
    sheet.pdf.line(start, top, start, sheet.y)
    sheet.y += 2


def _high(lines: Sequence[str]) -> float:
    return _ROW + _MORE * (len(lines) - 1)


def _bar(sheet: Sheet, lines: Sequence[str], number: int, long: float) -> None:
    start, middle = RIGHT - _NAMES, sheet.y + _high(lines) * 0.5
    for place, line in enumerate(lines):
        baseline = middle + 1 + _MORE * (place - (len(lines) - 1) / 2)
        write_line(sheet.pdf, line, Place(start + 2, baseline, _NAMES - 2), _PEN)
    if long:
        sheet.pdf.set_fill_color(*ACCENT)
        sheet.pdf.rect(start - long, middle - _ROW / 2 + 0.9, long, _ROW - 1.8, RenderStyle.F)
    place_of_number = Place(start - long - _NUMBERS, middle + 1, _NUMBERS - 1.5)
    write_line(sheet.pdf, grouped(number), place_of_number, _PEN)
    sheet.y += _high(lines)
