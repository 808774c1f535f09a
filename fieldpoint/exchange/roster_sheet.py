"""A list as a workbook: one sheet of people, or, where the mapping says so, one of households and one of members.

Of two sheets the households' rows wait in memory, packed to the columns that are known; a member's row then has
its household's cells behind its own, and goes on as a row of any list.

Imports `core`, `errors` and its neighbours.
"""

from collections.abc import Iterator
from typing import Self

from fieldpoint.core.persian import fold_word, whole_number
from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.naming.mapping import Mapping, Repeat
from fieldpoint.exchange.roster_columns import Names, Row
from fieldpoint.exchange.roster_file import Given
from fieldpoint.exchange.workbook.book import Workbook

_MOST_HOUSEHOLDS = 100_000
_NO_ROW: Row = (0, [])


class RosterSheet:
    """An open workbook's list. Use it in a `with`; `rows` can be walked once.

    Opening raises `Invalid` when it is not whole, not plain, or has no sheet or column that a list needs.
    """

    def __init__(self, given: Given, names: Names, mapping: Mapping) -> None:
        self.name, self._names = given.name, names
        self._book = Workbook(given.raw, given.name)
        sheet = self._sheet(mapping.sheet)
        self._rows = self._with_text(sheet) if mapping.repeat is None else self._joined(sheet, mapping.repeat)
        self.columns = names.find_header(self._rows, self.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    @property
    def size(self) -> int:
        """How many bytes there are to read."""
        return self._book.size

    def position(self) -> int:
        """How many bytes were read so far."""
        return self._book.position

    def rows(self) -> Iterator[Row]:
        """Row number and cells of each row below the column names; rows without any text are left out."""
        width = self.columns.width
        for line, cells in self._rows:
            # A spreadsheet leaves out empty cells at a row's end; they are there all the same.
            yield line, cells if len(cells) >= width else cells + [""] * (width - len(cells))

    def _sheet(self, wanted: str) -> str:
        if not wanted:
            return self._book.sheets[0]
        found = next((one for one in self._book.sheets if fold_word(one) == fold_word(wanted)), None)
        if found is None:
            raise Invalid(Code.SHEET_MISSING, file=self.name, sheet=wanted)
        return found

    def _with_text(self, sheet: str) -> Iterator[Row]:
        return ((line, cells) for line, cells in self._book.rows(sheet) if any(map(str.strip, cells)))

    def _joined(self, sheet: str, repeat: Repeat) -> Iterator[Row]:
        households = self._with_text(sheet)
        _, titles = next(households, _NO_ROW)
        index = self._column(titles, repeat.index)
        members = self._with_text(self._sheet(repeat.sheet))
        # The members' rows may come from a second read only, once all households are known.
        known = self._names.recognise(titles)
        packed = self._households(households, index, sorted(known.values()))
        line, own = next(members, _NO_ROW)
        parent = self._column(own, repeat.parent)
        theirs = self._names.recognise(own)
        wanted = [place for field, place in known.items() if field not in theirs]
        keep = [sorted(known.values()).index(place) for place in wanted]
        yield line, own + [titles[place] for place in wanted]
        for line, cells in members:
            filled = cells + [""] * (len(own) - len(cells))
            found = packed.get(whole_number(filled[parent]), [""] * len(known))
            yield line, filled + [found[place] for place in keep]

    def _households(self, rows: Iterator[Row], index: int, places: list[int]) -> dict[str, list[str]]:
        packed: dict[str, list[str]] = {}
        for line, cells in rows:
            if index < len(cells):
                packed[whole_number(cells[index])] = [cells[place] if place < len(cells) else "" for place in places]
            if len(packed) > _MOST_HOUSEHOLDS:
                raise Invalid(Code.FILE_TOO_LARGE, file=self.name, line=line)
        return packed

    def _column(self, titles: list[str], wanted: str) -> int:
        found = next((place for place, title in enumerate(titles) if fold_word(title) == fold_word(wanted)), None)
        if found is None:
            raise Invalid(Code.COLUMNS_MISSING, file=self.name, columns=wanted)
        return found
