"""Rows as bytes, piece by piece: CSV, XLSX, JSON. Nothing is kept but the piece at hand, nothing touches the disk.

The workbook is written here because libraries keep a whole sheet in memory or in a plain temporary file, and names
may stand in no plain file. Every text of it is an inline string, which no spreadsheet takes for a number or a formula.

Imports its neighbours.
"""

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import RawIOBase, StringIO
from itertools import chain, islice
from typing import Final
from xml.sax.saxutils import escape

import msgspec

from fieldpoint.core.list_rows import Form
from fieldpoint.exchange.outgoing.table import Cell, Table, harmless

Rows = Iterable[Sequence[Cell]]
MEDIA_TYPES: Final[dict[Form, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_AT_ONCE = 200
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="fieldpoint" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def as_csv(table: Table, rows: Rows, *, hxl: bool = False) -> Iterator[bytes]:
    """UTF-8 with a mark, by which spreadsheets know it, and with the line ends of RFC 4180."""
    yield b"\xef\xbb\xbf"
    for piece in _pieces(chain(table.heads(hxl=hxl), rows)):
        text = StringIO(newline="")
        csv.writer(text).writerows([harmless(cell) for cell in row] for row in piece)
        yield text.getvalue().encode()


def as_json(table: Table, rows: Rows, *, hxl: bool = False) -> Iterator[bytes]:
    """One object: `columns` (title, and tag where asked for, of each word) and `rows`, an object each."""
    tags = dict(zip(table.keys, table.tags, strict=True)) if hxl else {}
    columns = [
        {"key": key, "title": title, **({"tag": tags[key]} if hxl else {})}
        for key, title in zip(table.keys, table.titles, strict=True)
    ]
    yield b'{"columns":' + msgspec.json.encode(columns) + b',"rows":['
    first = True
    for piece in _pieces(rows):
        lines = [msgspec.json.encode(dict(zip(table.keys, row, strict=True))) for row in piece]
        yield (b"\n" if first else b",\n") + b",\n".join(lines)
        first = False
    yield b"\n]}\n"


def as_sheet(table: Table, rows: Rows, *, hxl: bool = False) -> Iterator[bytes]:
    """A workbook of one sheet, read from right to left."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _PARTS.items():
            archive.writestr(name, _XML + part)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as sheet:
            begin = (
                f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>'
            )
            sheet.write(f"{_XML}{begin}<sheetData>".encode())
            for piece in _pieces(chain(table.heads(hxl=hxl), rows)):
                sheet.write("".join(map(_line, piece)).encode())
                yield pipe.take()
            sheet.write(b"</sheetData></worksheet>")
    yield pipe.take()


FORMS: Final[dict[Form, Callable[..., Iterator[bytes]]]] = {"csv": as_csv, "xlsx": as_sheet, "json": as_json}


class _Pipe(RawIOBase):
    """What an archive writes, until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, content: object, /) -> int:  # type: ignore[override]  any buffer
        """Keeps it until it is taken."""
        part = bytes(content)  # type: ignore[arg-type]
        self._parts.append(part)
        return len(part)

    def take(self) -> bytes:
        """Everything since the last time."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def _line(row: Sequence[Cell]) -> str:
    return "<row>" + "".join(map(_cell, row)) + "</row>"


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    text = "".join(sign for sign in harmless(cell) if sign >= " " or sign in "\t\n\r")
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _pieces(rows: Rows) -> Iterator[list[Sequence[Cell]]]:
    left = iter(rows)
    while piece := list(islice(left, _AT_ONCE)):
        yield piece
