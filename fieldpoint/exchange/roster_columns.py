"""Which column of a list is what, by the names of a mapping.

Imports `core`, `errors` and its neighbours.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

import msgspec

from fieldpoint.core.persian import fold_word
from fieldpoint.errors import Code, Invalid
from fieldpoint.exchange.naming.fields import ID_FIELDS, Field
from fieldpoint.exchange.naming.mapping import Mapping, plain_mapping

Row = tuple[int, list[str]]
_MOST_COLUMNS = 256
_LONGEST_NAME = 100
# A title, a date and an empty line may stand above the column names.
HEADER_WITHIN = 20


class Columns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where each known field stands; columns count from 0. `unknown` are named columns that hold something else.

    `width` is how many cells a row needs: up to the last column that has a name. `words` are the mapping's.
    """

    place: dict[Field, int]
    unknown: tuple[int, ...]
    width: int
    header: tuple[str, ...]
    words: dict[Field, dict[str, str]]


class Names:
    """The names by which a list's columns are known: a mapping's own before the plain ones."""

    def __init__(self, mapping: Mapping | None = None) -> None:
        self._plain = plain_mapping()
        own = self._plain if mapping is None else mapping
        both = ((one, 0 if one is own else 1000) for one in (self._plain, own))
        self._field_of: dict[str, tuple[Field, int]] = {
            fold_word(name): (field, rank + later)
            for one, later in both
            for field, names in one.columns.items()
            for rank, name in enumerate(names)
        }
        self._words: dict[Field, dict[str, str]] = {
            field: {fold_word(word): meant for word, meant in words.items()} for field, words in own.words.items()
        }

    def recognise(self, cells: Sequence[str]) -> dict[Field, int]:
        """The fields that these cells name, each with its column; of two names for a field the better known one."""
        best: dict[Field, tuple[int, int]] = {}
        for column, cell in enumerate(cells[:_MOST_COLUMNS]):
            known = self._look_up(cell)
            if known is not None and (known[0] not in best or known[1] < best[known[0]][0]):
                best[known[0]] = (known[1], column)
        return {field: column for field, (_, column) in best.items()}

    def missing(self, place: dict[Field, int]) -> list[str]:
        """The names of the columns without which a list cannot be imported and that are not there."""
        return [self.name_of(field) for field in _missing_fields(place)]

    def name_of(self, field: Field) -> str:
        """What a field is called to people."""
        return self._plain.columns[field][0]

    def read_header(self, cells: Sequence[str], line: int) -> Columns:
        """The columns of a list. `Invalid` when there are absurdly many or one name stands twice."""
        if len(cells) > _MOST_COLUMNS:
            raise Invalid(Code.COLUMNS_TOO_MANY, line=line, most=_MOST_COLUMNS)
        place = self.recognise(cells)
        names = [fold_word(cell[:_LONGEST_NAME]) for cell in cells]
        for field, column in place.items():
            if names.count(names[column]) > 1:
                raise Invalid(Code.COLUMN_DOUBLED, line=line, column=self.name_of(field))
        taken = set(place.values())
        unknown = tuple(column for column, name in enumerate(names) if name and column not in taken)
        width = 1 + max(column for column, name in enumerate(names) if name)
        return Columns(place=place, unknown=unknown, width=width, header=tuple(cells), words=self._words)

    def find_header(self, rows: Iterator[Row], file: str) -> Columns:
        """The columns of a list whose rows begin here. `Invalid` when no row of the first names them."""
        best: list[str] | None = None
        for line, cells in islice(rows, HEADER_WITHIN):
            missing = self.missing(self.recognise(cells))
            if not missing:
                try:
                    return self.read_header(cells, line)
                except Invalid as fault:
                    raise Invalid(fault.code, file=file, **fault.facts) from None
            best = missing if best is None else min(best, missing, key=len)
        if best is None:
            raise Invalid(Code.ROSTER_EMPTY, file=file)
        raise Invalid(Code.COLUMNS_MISSING, file=file, columns=", ".join(best))

    def _look_up(self, cell: str) -> tuple[Field, int] | None:
        """The field of a column name, with or without a remark in brackets behind it, and a group before it."""
        cell = cell[:_LONGEST_NAME]
        known = self._field_of
        return (
            known.get(fold_word(cell))
            or known.get(fold_word(cell.partition("(")[0]))
            or known.get(fold_word(cell.rpartition("/")[2]))
        )


@cache
def plain_names() -> Names:
    """The names that are always known."""
    return Names()


def _missing_fields(place: dict[Field, int]) -> list[Field]:
    missing: list[Field] = [] if "household_code" in place else ["household_code"]
    if not {"full_name", "given_name", "family_name"} & place.keys():
        missing.append("family_name")
    if not {"national_id", *(field for field, _ in ID_FIELDS)} & place.keys():
        missing.append("national_id")
    return missing
