"""Sheets of A4 with headings, sentences and tables, from the right; what does not fit goes on on the next sheet.

Imports fpdf2, its neighbours in paper and `core`.
"""

from collections.abc import Sequence
from io import BytesIO

import msgspec
from fpdf import FPDF

from fieldpoint.core.gifts.spoken import quarter_said
from fieldpoint.core.names import Day
from fieldpoint.core.spoken import in_digits
from fieldpoint.paper.canvas import Colour, Pen, Place, day_in_persian, new_document, write_line

_LEFT, _RIGHT, _TOP, _BOTTOM = 18.0, 192.0, 20.0, 274.0
_WIDTH = _RIGHT - _LEFT
_LINE, _PAD = 7.2, 1.8
_GREY: Colour = (95, 95, 95)
_GREEN: Colour = (20, 83, 70)
_SHADE = (236, 242, 240)
_PT_MM = 0.353


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its heading and its part of the width."""

    title: str
    part: float


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above a document of a quarter: what it is, of whom or what, by whom and on which day it is made."""

    title: str
    of: str
    quarter: str
    issuer: str
    made_on: Day


class Pages:
    """A document of a quarter that is written from top to bottom, under its head."""

    def __init__(self, head: Head) -> None:
        quarter = quarter_said(head.quarter)
        self._pdf: FPDF = new_document(f"{head.title} · {quarter}", head.made_on)
        self._foot = f"{head.issuer} · {day_in_persian(head.made_on)}"
        self._y = 0.0
        self._sheets = 0
        self._next()
        self._write(head.title, Pen("B", 18, _GREEN), 9)
        self._write(f"{head.of} · {quarter}", Pen("", 11.5, _GREY), 8)
        self._pdf.set_draw_color(*_GREEN)
        self._pdf.set_line_width(0.5)
        self._pdf.line(_LEFT, self._y + 1, _RIGHT, self._y + 1)
        self._y += 6

    def heading(self, text: str) -> None:
        """A heading that stays with what follows."""
        self._room(4 * _LINE)
        self._y += 3
        self._write(text, Pen("B", 13, _GREEN), 8)

    def caption(self, text: str) -> None:
        """What the table that follows is of; it stays with it."""
        self._room(4 * _LINE)
        self._write(text, Pen("B", 11), 7)

    def sentences(self, text: str, *, quiet: bool = False) -> None:
        """A paragraph, broken at words."""
        pen = Pen("", 10 if quiet else 11, _GREY if quiet else (0, 0, 0))
        for line in self._broken(text, pen, _WIDTH):
            self._write(line, pen, 6.4)
        self._y += 1.5

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], last: Sequence[str] = ()) -> None:
        """A table with its heading on every sheet; `last` is a line of sums. A long first column is broken."""
        self._heads(columns)
        for number, row in enumerate(rows, start=1):
            self._row(columns, row, Pen("", 10.5), behind=_LINE if last and number == len(rows) else 0)
        if last:
            self._row(columns, last, Pen("B", 10.5))
        self._y += 3

    def content(self) -> bytes:
        """The document's bytes; the same content and day give the same."""
        file = BytesIO()
        self._pdf.output(file)
        return file.getvalue()

    def _heads(self, columns: Sequence[Column]) -> None:
        self._room(2 * _LINE)
        self._pdf.set_fill_color(*_SHADE)
        self._pdf.rect(_LEFT, self._y, _WIDTH, _LINE, style="F")
        self._cells(columns, [[one.title] for one in columns], Pen("B", 10, _GREEN))
        self._y += _LINE

    def _row(self, columns: Sequence[Column], row: Sequence[str], pen: Pen, behind: float = 0) -> None:
        """A row; with it stays what comes `behind` it."""
        cells = [
            self._broken(text, pen, self._wide(column) - 2 * _PAD) for column, text in zip(columns, row, strict=True)
        ]
        height = _LINE * max(1, *(len(one) for one in cells))
        if self._y + height + behind > _BOTTOM:
            self._next()
            self._heads(columns)
        self._cells(columns, cells, pen)
        self._y += height
        self._pdf.set_draw_color(205, 213, 210)
        self._pdf.set_line_width(0.15)
        self._pdf.line(_LEFT, self._y, _RIGHT, self._y)

    def _cells(self, columns: Sequence[Column], cells: Sequence[Sequence[str]], pen: Pen) -> None:
        x = _RIGHT
        for column, lines in zip(columns, cells, strict=True):
            x -= self._wide(column)
            for number, text in enumerate(lines):
                baseline = self._y + (number + 0.68) * _LINE
                write_line(self._pdf, text, Place(x + _PAD, baseline, self._wide(column) - 2 * _PAD), pen)

    def _wide(self, column: Column) -> float:
        return _WIDTH * column.part

    def _write(self, text: str, pen: Pen, height: float) -> None:
        self._room(height)
        self._y += height
        write_line(self._pdf, text, Place(_LEFT, self._y - height * 0.3, _WIDTH), pen)

    def _broken(self, text: str, pen: Pen, width: float) -> list[str]:
        """The text in lines of this width, measured as it is printed."""
        self._pdf.set_font("vazirmatn", pen.weight, pen.size_pt)
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._pdf.get_string_width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [""]

    def _room(self, height: float) -> None:
        if self._y + height > _BOTTOM:
            self._next()

    def _next(self) -> None:
        self._pdf.add_page()
        self._sheets += 1
        self._y = _TOP
        foot = f"{self._foot} · برگ {in_digits(self._sheets)}"
        write_line(self._pdf, foot, Place(_LEFT, 286, _WIDTH, "C"), Pen("", 8.5, _GREY))
