"""A sheet of A4 from right to left: heading, sections, tables that go on overleaf, a foot with the page's number.

Imports fpdf2, core and the canvas.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from fpdf import FPDF
from fpdf.enums import RenderStyle

from fieldpoint.core.spoken import grouped, in_digits
from fieldpoint.paper.canvas import BLACK, Align, Colour, Pen, Place, write_line

LEFT: Final = 14.0
RIGHT: Final = 196.0
WIDTH: Final = RIGHT - LEFT
GREY: Final[Colour] = (95, 95, 95)
ACCENT: Final[Colour] = (15, 94, 89)
AMBER: Final[Colour] = (146, 64, 14)
_PALE: Final[Colour] = (236, 243, 242)
_HAIR_COLOUR: Final[Colour] = (190, 200, 199)
_TOP, _BOTTOM = 16.0, 281.0
_ROW, _HEAD, _MORE = 6.0, 7.0, 4.4
_GAP = 1.2
_MOST_LINES, _SHORT = 3, 8


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: what stands above it, how wide it is (mm); numbers stand in the middle, names at the right."""

    title: str
    width: float
    align: Align = "C"


class Sheet:
    """What is drawn next stands below what was drawn last."""

    def __init__(self, pdf: FPDF, foot: str) -> None:
        self.pdf, self._foot, self.y = pdf, foot, _TOP
        self._pages = 0
        self.turn()

    def turn(self) -> None:
        """What comes next stands on a new page."""
        self.pdf.add_page()
        self._pages += 1
        self.y = _TOP
        pen = Pen("", 7.5, GREY)
        write_line(self.pdf, self._foot, Place(LEFT + 30, 290, WIDTH - 30), pen)
        write_line(self.pdf, f"صفحهٔ {in_digits(self._pages)}", Place(LEFT, 290, 30, "L"), pen)

    def room(self, height: float) -> None:
        """So much room is left on this page, else it is turned."""
        if self.y + height > _BOTTOM:
            self.turn()

    def line(self, text: str, pen: Pen = Pen("", 9), *, height: float = 5.4, width: float = WIDTH) -> None:  # noqa: B008  a tuple
        """One line of text from the right edge."""
        self.room(height)
        write_line(self.pdf, text, Place(RIGHT - width, self.y + height * 0.72, width), pen)
        self.y += height

    def section(self, title: str, least: float = 34) -> None:
        """A heading, with room for so much below it."""
        self.room(least)
        self.y += 4
        write_line(self.pdf, title, Place(LEFT, self.y + 5, WIDTH), Pen("B", 11.5, ACCENT))
        self.pdf.set_fill_color(*ACCENT)
        self.pdf.rect(RIGHT - 14, self.y + 7.2, 14, 0.5, RenderStyle.F)
        self.y += 10

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        total: Sequence[str] = (),
        groups: bool = False,
    ) -> None:
        """The rows under their columns' titles, the first at the right; the titles stand again on each page.

        In `groups` the first cell of a row is not said again where the row above it on the page has the same.
        """
        self.room(_HEAD + _ROW)
        self._head(columns)
        before = ""
        for number, row in enumerate(rows):
            again = groups and row[0] == before and self.y + _ROW + _MOST_LINES * _MORE <= _BOTTOM
            self._row(columns, ("", *row[1:]) if again else row, Pen("", 9), shaded=number % 2 == 1)
            before = row[0]
        if total:
            self._row(columns, total, Pen("B", 9), shaded=False)

    def _head(self, columns: Sequence[Column]) -> None:
        pen = Pen("B", 8.5, (255, 255, 255))
        parts = [self.in_lines(column.title, column.width - 2 * _GAP, pen) for column in columns]
        high = _HEAD + _MORE * (max(map(len, parts)) - 1)
        self.pdf.set_fill_color(*ACCENT)
        wide = sum(column.width for column in columns)
        self.pdf.rect(RIGHT - wide, self.y, wide, high, RenderStyle.F)
        self._cells(columns, parts, pen, high)
        self.y += high

    def _row(self, columns: Sequence[Column], row: Sequence[str], pen: Pen, *, shaded: bool) -> None:
        parts = [
            self.in_lines(text, column.width - 2 * _GAP, pen) if column.align == "R" else [text]
            for column, text in zip(columns, row, strict=True)
        ]
        high = _ROW + _MORE * (max(map(len, parts)) - 1)
        if self.y + high > _BOTTOM:
            self.turn()
            self._head(columns)
        wide = sum(column.width for column in columns)
        if shaded:
            self.pdf.set_fill_color(*_PALE)
            self.pdf.rect(RIGHT - wide, self.y, wide, high, RenderStyle.F)
        self._cells(columns, parts, pen, high)
        self.y += high
        self.pdf.set_draw_color(*(_HAIR_COLOUR if pen.weight == "" else BLACK))
        self.pdf.set_line_width(0.1)
        self.pdf.line(RIGHT - wide, self.y, RIGHT, self.y)

    def in_lines(self, text: str, room: float, pen: Pen) -> list[str]:
        """A name that is too long for its place, on up to three lines; the last one has whatever is left."""
        self.pdf.set_font("vazirmatn", pen.weight, pen.size_pt)
        words, lines = text.split(), list[str]()
        while len(lines) < _MOST_LINES - 1 and len(words) > 1 and self.pdf.get_string_width(" ".join(words)) > room:
            count = len(words) - 1
            while count > 1 and self.pdf.get_string_width(" ".join(words[:count])) > room:
                count -= 1
            lines.append(" ".join(words[:count]))
            words = words[count:]
        return [*lines, " ".join(words)]

    def _cells(self, columns: Sequence[Column], parts: Sequence[Sequence[str]], pen: Pen, height: float) -> None:
        right = RIGHT
        for column, lines in zip(columns, parts, strict=True):
            right -= column.width
            for number, text in enumerate(lines):
                middle = self.y + height * 0.5 + _MORE * (number - (len(lines) - 1) / 2) + pen.size_pt * 0.12
                if text:
                    place = Place(right + _GAP, middle, column.width - 2 * _GAP, column.align)
                    write_line(self.pdf, text, place, pen)


def room_of(rows: Sequence[object]) -> float:
    """How high a heading must have room below it, so that a short table is not parted."""
    return 20 + _ROW * min(len(rows), _SHORT)


def mark(number: int) -> str:
    """A number, or a dash for none: what is there is found sooner."""
    return grouped(number) if number else "–"
