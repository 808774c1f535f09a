"""What the cells of a sheet refer to: the texts of the workbook by number, and which styles are dates.

Imports `errors` and its neighbours.
"""

import re
from array import array
from typing import Final

from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.workbook.plain import Form
from fieldpoint.exchange.workbook.xml import Attributes, plain

LONGEST_CELL: Final = 32_767  # what a spreadsheet itself allows
_MOST_STRINGS = 1_000_000
_MOST_TEXT = 24 * 1024 * 1024
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LONGEST_NUMBER = 7
TEXTS: Final = Form(begins=b"<si", ends=b"</si>", around=(b"<sst>", b"</sst>"))
_TEXT = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_TAGS_OF_TEXT = 4
# Texts that many cells have are made from their bytes once.
_KEPT, _KEPT_LONGEST = 4096, 64


class SharedStrings:
    """The texts that cells refer to by number; kept packed, for a list may have hundreds of thousands."""

    def __init__(self, name: str) -> None:
        self.parts: list[str] = []
        self._name, self._texts, self._ends = name, bytearray(), array("L", [0])
        self._runs: list[str] = []
        self._kept: dict[str, str] = {}
        self._taking = self._spoken = self._open = False

    def at(self, number: str) -> str:
        """The text of a number as a cell gives it. `Invalid` (`workbook-unreadable`) where there is none."""
        if number in self._kept:
            return self._kept[number]
        place = int(number) if number.isdecimal() and len(number) <= _LONGEST_NUMBER else len(self._ends)
        if place + 1 >= len(self._ends):
            raise Invalid(Code.WORKBOOK_UNREADABLE, file=self._name)
        text = self._texts[self._ends[place] : self._ends[place + 1]].decode()
        if len(self._kept) < _KEPT and len(text) <= _KEPT_LONGEST:
            self._kept[number] = text
        return text

    def take(self, piece: str) -> bool:
        """All of a piece's texts at once; False when one of them is written in another way."""
        found = _TEXT.findall(piece)
        if "&" in piece or "\r" in piece or piece.count("<") != len(found) * _TAGS_OF_TEXT:
            return False
        for text in found:
            self._keep(text)
        return True

    def start(self, tag: str, attributes: Attributes) -> None:
        """A string or a run of it begins; how one is pronounced is left out."""
        if self._taking:
            self._runs += self.parts
            self._taking = False
        self.parts.clear()
        if tag == "t":
            self._taking, self._spoken = not self._spoken, False
        elif tag == "si":
            if self._open:
                self._put()
            self._open = True
        elif ":" in tag:
            self.start(plain(tag), attributes)
        elif tag == "rPh":
            self._spoken = True

    def finish(self) -> None:
        """The last one is whole too."""
        self.start("si", {})
        self._open = False

    def _put(self) -> None:
        self._keep("".join(self._runs))
        self._runs.clear()

    def _keep(self, text: str) -> None:
        self._texts += text.encode()
        self._ends.append(end := len(self._texts))
        if len(text) > LONGEST_CELL or end > _MOST_TEXT or len(self._ends) > _MOST_STRINGS:
            raise Invalid(Code.FILE_TOO_LARGE, file=self._name)


class DateStyles:
    """Which styles of cells show a number as a date: told element by element, in their order."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self._own: dict[str, bool] = {}
        self._in_cells, self._count = False, 0

    def see(self, tag: str, attributes: Attributes) -> None:
        """A format of the workbook's own, or the style of cells."""
        if tag == "numFmt":
            self._own[attributes.get("numFmtId", "")] = _shows_a_date(attributes.get("formatCode", ""))
        elif tag in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            self._in_cells = tag == "cellXfs"
        elif tag == "xf" and self._in_cells:
            if self._is_date(attributes.get("numFmtId", "")):
                self.numbers.add(str(self._count))
            self._count += 1

    def _is_date(self, kind: str) -> bool:
        if kind in self._own:
            return self._own[kind]
        return kind.isdecimal() and len(kind) <= _LONGEST_NUMBER and int(kind) in _DATE_FORMATS


def _shows_a_date(form: str) -> bool:
    """Whether a format has a year or a day in it, outside of quoted words, colours and conditions."""
    bare, quoted = "", ""
    for sign in form[:200]:
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in '"[':
            quoted = {"[": "]"}.get(sign, sign)
        else:
            bare += sign
    return not {"y", "d"}.isdisjoint(bare.lower()) and "general" not in bare.lower()
