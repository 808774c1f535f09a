"""The city's list of neighbourhoods: three columns, by name, in CSV. Imports core, exchange and the counts."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from fieldpoint.core.persian import clean, fold, fold_word
from fieldpoint.errors import Code, Invalid
from fieldpoint.registry.counts.places import Place

MOST_BYTES: Final = 2 * 1024 * 1024
_COLUMNS: Final = ("محله", "ناحیه", "منطقه")
_NO_ROW: Final[tuple[int, list[str]]] = (1, [])
_MOST: Final = 20_000
_LONGEST: Final = 80


def read_places(content: bytes, name: str) -> list[Place]:
    """Every neighbourhood with its sub-district and district.

    `Invalid`: `file-too-large`, `file-not-text`, `columns-missing`, `row-malformed` (with the line), `roster-empty`.
    """
    if len(content) > MOST_BYTES:
        raise Invalid(Code.FILE_TOO_LARGE, file=name, most=MOST_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(Code.FILE_NOT_TEXT, file=name) from None
    rows = _rows(text, name)
    line, header = next(rows, _NO_ROW)
    columns = {fold_word(cell): place for place, cell in enumerate(header)}
    missing = [title for title in _COLUMNS if fold_word(title) not in columns]
    if missing:
        raise Invalid(Code.COLUMNS_MISSING, file=name, columns=", ".join(missing))
    at = [columns[fold_word(title)] for title in _COLUMNS]
    places: dict[str, Place] = {}
    for line, cells in rows:
        if len(cells) <= max(at) or len(places) >= _MOST:
            raise Invalid(Code.ROW_MALFORMED, file=name, line=line)
        title, sub_district, district = (clean(cells[place])[:_LONGEST] for place in at)
        if fold(title):
            places[fold(title)] = Place(key=fold(title), title=title, sub_district=sub_district, district=district)
    if not places:
        raise Invalid(Code.ROSTER_EMPTY, file=name)
    return list(places.values())


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that has any."""
    if "\0" in text:
        raise Invalid(Code.FILE_NOT_TEXT, file=name)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise Invalid(Code.ROW_MALFORMED, file=name, line=line) from fault
        if any(map(str.strip, cells)):
            yield line, cells
