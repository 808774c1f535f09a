"""A workbook (XLSX) as rows of text, read as a stream: its memory is that of its shared strings, kept packed.

Measured with 100,000 rows of eleven columns (8 MB packed, 60 MB of XML): python-calamine keeps a whole sheet, 117
MiB and more, and a sheet with one cell in its last corner as a full rectangle; openpyxl takes five times as long.
So the parser is the standard library's own (`xml`), behind the gate of `gate`.

Imports `errors` and its neighbours.
"""

from collections.abc import Iterator
from posixpath import join, normpath
from typing import IO

from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.workbook.cells import ROWS, SheetRows
from fieldpoint.exchange.workbook.gate import open_archive, pieces
from fieldpoint.exchange.workbook.plain import PlainPart
from fieldpoint.exchange.workbook.strings import TEXTS, DateStyles, SharedStrings
from fieldpoint.exchange.workbook.xml import Attributes, Elements, XmlPart, attribute, listen

_MAIN = "xl/workbook.xml"
_MOST_SHEETS = 64


class Workbook:
    """An open workbook. `sheets` are the names of its visible sheets, in their order.

    `size` and `position` tell how far the sheet is read that is being read, in bytes of its XML.
    """

    def __init__(self, raw: IO[bytes], name: str) -> None:
        """`Invalid` when it is not whole, not plain, too large, or has no sheet."""
        self._name, self._archive = name, open_archive(raw, name)
        self.size = self.position = 0
        self._places: dict[str, str] = {}
        self._from_1904 = False
        ids: dict[str, str] = {}

        def see(tag: str, attributes: Attributes) -> None:
            if tag == "workbookPr":
                self._from_1904 = attribute(attributes, "date1904") in {"1", "true"}
            elif tag == "sheet" and len(ids) < _MOST_SHEETS and attributes.get("state", "visible") == "visible":
                ids[attribute(attributes, "id")] = attributes.get("name", "")

        listen(pieces(self._archive, _MAIN, name), XmlPart(Elements(see), name))
        self._places = {ids[number]: place for number, place in self._targets().items() if number in ids}
        self.sheets = [sheet for sheet in ids.values() if sheet in self._places]
        if not self.sheets:
            raise Invalid(Code.WORKBOOK_UNREADABLE, file=name)
        self._strings, self._dates = self._read_strings(), self._read_dates()

    def close(self) -> None:
        """Lets the archive go."""
        self._archive.close()

    def rows(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """The rows that have any cell: their numbers, and their cells up to the last one with something in it."""
        rows = SheetRows(self._name, self._strings, self._dates.numbers, from_1904=self._from_1904)
        part = PlainPart(rows, self._name, ROWS, rows.take)
        self.size, self.position = self._archive.getinfo(self._places[sheet]).file_size, 0
        for piece in pieces(self._archive, self._places[sheet], self._name):
            self.position += len(piece)
            part.feed(piece)
            yield from rows.done
            rows.done.clear()
        part.close()
        yield from rows.done

    def _targets(self) -> dict[str, str]:
        """Where each part lies that the workbook refers to, by its number; what lies outside is none."""
        found: dict[str, str] = {}
        inside = set(self._archive.namelist())

        def see(tag: str, attributes: Attributes) -> None:
            target = attributes.get("Target", "")
            place = target[1:] if target.startswith("/") else normpath(join("xl", target))
            if tag == "Relationship" and place in inside and attributes.get("TargetMode") != "External":
                found[attributes.get("Id", "")] = place

        links = pieces(self._archive, "xl/_rels/workbook.xml.rels", self._name)
        listen(links, XmlPart(Elements(see), self._name))
        return found

    def _read_strings(self) -> SharedStrings:
        strings = SharedStrings(self._name)
        if (part := "xl/sharedStrings.xml") in self._archive.namelist():
            listen(pieces(self._archive, part, self._name), PlainPart(strings, self._name, TEXTS, strings.take))
        return strings

    def _read_dates(self) -> DateStyles:
        dates = DateStyles()
        if (part := "xl/styles.xml") in self._archive.namelist():
            listen(pieces(self._archive, part, self._name), XmlPart(Elements(dates.see), self._name))
        return dates
