"""The cells of a sheet as the text that a person sees in them, row by row.

Numbers lose the forms that a spreadsheet keeps them in (`9.12E9`), cells that are shown as dates become
Gregorian days, which the reader of rows turns into Jalali; formulas are not looked at, only what they last came to.

Imports `errors` and its neighbours.
"""

import re
from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.workbook.plain import Form
from fieldpoint.exchange.workbook.strings import LONGEST_CELL, SharedStrings
from fieldpoint.exchange.workbook.xml import Attributes, plain

MOST_COLUMNS: Final = 256
_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST_DAY, _LAST_DAY = 1, 110_000
_EXACT_BELOW = 1e15
_LONGEST_ROW_NUMBER = 7
_DIGITS = "0123456789"
ROWS: Final = Form(begins=b"<row", ends=b"</row>", around=(b"<worksheet><sheetData>", b"</sheetData></worksheet>"))
# A row, or a cell: its column, its style, its kind, what it came to or the text in it.
_TAG = re.compile(
    r'<row r="([0-9]{1,7})"(?: [\w:]+="[^"<>]*")*>'
    r'|<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?'
    r'(?:/>|><v>([^<]{1,32767})</v></c>|><is><t(?: xml:space="preserve")?>([^<]{1,32767})</t></is></c>)',
    re.ASCII,
)
_TAGS_OF_VALUE, _TAGS_OF_TEXT, _TAGS_OF_ROW = 4, 6, 2
_Found = tuple[str, str, str, str, str, str]


class SheetRows:
    """Collects the rows of a sheet while it is read: take them from `done`, with their numbers."""

    def __init__(self, name: str, strings: SharedStrings, dates: Container[str], *, from_1904: bool) -> None:
        self.parts: list[str] = []
        self.done: list[tuple[int, list[str]]] = []
        self._name, self._strings, self._dates = name, strings, dates
        self._zero = _DAY_ZERO_1904 if from_1904 else _DAY_ZERO
        self._line = self._column = 0
        self._cells: list[str] = []
        self._cell: Attributes = {}
        self._text = ""
        self._taking = self._spoken = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """A row, a cell, or what a cell shows begins; so what stood before it is whole."""
        if self._taking:
            self._text += "".join(self.parts)
            self._taking = False
        self.parts.clear()
        if tag in ("v", "t"):
            self._taking, self._spoken = not self._spoken, False
        elif tag in ("c", "row"):
            if self._text:
                self._put()
            if tag == "c":
                self._cell, self._column = attributes, self._column + 1
            else:
                self._end_row(attributes)
        elif ":" in tag:
            self.start(plain(tag), attributes)
        elif tag == "rPh":
            self._spoken = True

    def finish(self) -> None:
        """The last row is whole too."""
        self.start("row", {})
        self._line -= 1

    def take(self, piece: str) -> bool:
        """All of a piece's rows at once; False when one of its tags is written in another way."""
        found: list[_Found] = _TAG.findall(piece)
        if "&" in piece or "\r" in piece or piece.count("<") != sum(map(_tags, found)):
            return False
        for number, letters, style, kind, value, text in found:
            if number:
                self._end()
                self._line, self._column = int(number), 0
            elif value or text:
                self._set(_column(letters), self._shown(value or text, kind or "n", style))
        self._end()
        return True

    def _end(self) -> None:
        if self._cells:
            self.done.append((self._line, self._cells))
            self._cells = []

    def _end_row(self, attributes: Attributes) -> None:
        self._end()
        number = attributes.get("r", "")
        readable = number.isdecimal() and len(number) <= _LONGEST_ROW_NUMBER
        self._line, self._column = int(number) if readable else self._line + 1, 0

    def _put(self) -> None:
        text, self._text = self._text, ""
        place = self._cell.get("r")
        if place:
            self._column = _column(place.rstrip(_DIGITS))
        if len(text) > LONGEST_CELL:
            raise Invalid(Code.LINE_TOO_LONG, file=self._name, line=self._line)
        self._set(self._column, self._shown(text, self._cell.get("t", "n"), self._cell.get("s", "")))

    def _set(self, column: int, shown: str) -> None:
        if not 0 < column <= MOST_COLUMNS:
            raise Invalid(Code.COLUMNS_TOO_MANY, file=self._name, line=self._line, most=MOST_COLUMNS)
        missing = column - len(self._cells)
        if missing > 0:
            self._cells.extend([""] * missing)
        self._cells[column - 1] = shown

    def _shown(self, text: str, kind: str, style: str) -> str:
        if kind == "s":
            return self._strings.at(text.strip())
        if kind == "n":
            return _number(text, self._zero if style in self._dates else None)
        return "" if kind == "e" else text[:10] if kind == "d" else text


def _number(text: str, day_zero: date | None) -> str:
    try:
        value = float(text)
    except ValueError:
        return text
    if day_zero is not None and _FIRST_DAY <= value < _LAST_DAY:
        return (day_zero + timedelta(days=int(value))).isoformat()
    return str(int(value)) if abs(value) < _EXACT_BELOW and value == int(value) else text


def _tags(found: _Found) -> int:
    """How many tags were found at once."""
    number, _, _, _, value, text = found
    return _TAGS_OF_ROW if number else _TAGS_OF_VALUE if value else _TAGS_OF_TEXT if text else 1


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """A column's number, from 1; 0 for no column, and beyond the last one for far too many letters."""
    number = 0
    for letter in letters[:4].upper():
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - 64
    return number
