"""One row of a list, read: what each cell means in one spelling, and what was odd about it.

Text that cannot be read as what its column says is kept in the note, so nothing that somebody wrote is lost.

Imports `core` and its neighbours.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from operator import getitem, itemgetter
from typing import Final

import msgspec

from fieldpoint.core.names import Day
from fieldpoint.core.national_id import NATIONAL_LENGTH, NO_ID, IdReading, read_id, read_kind
from fieldpoint.core.people import IdFlag, IdKind, Sex
from fieldpoint.core.persian import clean, fold, fold_word, whole_number
from fieldpoint.exchange.naming.fields import ID_FIELDS, Field
from fieldpoint.exchange.roster_columns import Columns
from fieldpoint.exchange.row.known import Known
from fieldpoint.exchange.row.odd import Odd, is_formula

_FEMALE = "زن خانم مؤنث مونث دختر بانو ز ف f female woman girl"
_MALE = "مرد آقا مذکر پسر آقای م m male man boy"
_SEXES: dict[str, Sex] = {
    **{fold_word(word): "female" for word in _FEMALE.split()},
    **{fold_word(word): "male" for word in _MALE.split()},
}
_HEADS = frozenset(
    map(fold_word, ("سرپرست", "سرپرست خانوار", "سرپرست خانواده", "خود سرپرست", "خود", "خود فرد", "خودم", "رئیس خانوار",
                    "رئیس خانواده", "زن سرپرست خانوار", "head", "self", "head of household"))
)  # fmt: skip
# Tags that rules ask for have one spelling; any other tag stays as it was written.
_KNOWN_TAGS = {
    fold_word(tag): tag
    for tag in ("زن سرپرست خانوار", "کودک کار", "بی‌خانمان", "دانش‌آموز", "سالمند", "معلول", "بدسرپرست", "یتیم", "باردار")
}
_TAG_PARTS = str.maketrans(dict.fromkeys("؛;،,/|+\n\r", "\n"))

# Cells that come again and again are read once; numbers hardly ever do.
_TEXTS: Final[tuple[Field, ...]] = (
    "given_name", "family_name", "full_name", "relation", "neighbourhood", "note", "id_kind",
)  # fmt: skip
_NUMBERS: Final[tuple[Field, ...]] = ("household_code", "birth_date", "phone", "national_id")
_FIRST_NUMBER = len(_TEXTS)
_PICKED: Final[tuple[Field, ...]] = (*_TEXTS, *_NUMBERS, "sex", "tags")


class RosterRow(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One person of a list as read. `odd` names what could not be read, by field; it is a warning each."""

    line: int
    code: str
    given_name: str
    family_name: str
    relation: str
    is_head: bool
    sex: Sex
    born_on: Day | None
    phone: str | None
    id_kind: IdKind
    id_value: str | None
    id_flag: IdFlag
    neighbourhood: str
    tags: tuple[str, ...]
    note: str
    odd: tuple[str, ...]

    @property
    def has_valid_id(self) -> bool:
        """Whether the ID names one person for certain."""
        return self.id_kind == "national" and not self.id_flag

    @property
    def name_key(self) -> str:
        """The whole name in the form that is compared."""
        return fold(self.given_name + self.family_name)


class RowReader:
    """Reads the rows of one list, whose columns are known. `this_year` (Jalali) tells the century of short years."""

    def __init__(self, columns: Columns, this_year: int) -> None:
        self._columns, self._year, words = columns, this_year, columns.words
        # Where a column is not there, its cell is an empty one behind all others.
        self._pick = itemgetter(*(columns.place.get(field, -1) for field in _PICKED))
        self._words = [words.get(field) for field in _NUMBERS]
        self._texts = [Known(partial(_said, words.get(field))) for field in _TEXTS]
        self._sexes = Known(partial(_sex, words.get("sex")))
        self._tags = Known(partial(_tags, words.get("tags")))
        self._other_ids: tuple[tuple[int, Mapping[str, str] | None, IdKind], ...] = tuple(
            (columns.place[field], words.get(field), kind) for field, kind in ID_FIELDS if field in columns.place
        )

    def is_short(self, cells: Sequence[str]) -> bool:
        """Whether a named column has no cell here."""
        return len(cells) < self._columns.width

    def is_long(self, cells: Sequence[str]) -> bool:
        """Whether there is text beyond the last column."""
        return any(map(str.strip, cells[len(self._columns.header) :]))

    def is_header(self, cells: Sequence[str]) -> bool:
        """Whether the column names stand here once more, as between the pages of a print."""
        return tuple(cells) == self._columns.header

    def is_tags(self, cells: Sequence[str]) -> bool:
        """Whether this is the row of tags that the HXL standard has below the column names."""
        return cells[0][:1] == "#" and all(not cell or cell.lstrip()[:1] == "#" for cell in cells)

    def key(self, row: RosterRow, cells: Sequence[str]) -> tuple[str | None, ...]:
        """What makes a row equal to another after normalisation: every column but the running number."""
        return (
            code_key(row.code),
            fold(row.given_name),
            fold(row.family_name),
            fold(row.relation),
            row.sex,
            row.born_on,
            row.phone,
            row.id_kind,
            row.id_value and row.id_value.zfill(NATIONAL_LENGTH),
            fold(row.neighbourhood),
            *sorted(row.tags),
            fold(row.note),
            *(fold(cells[column]) for column in self._columns.unknown),
        )

    def read(self, line: int, cells: Sequence[str]) -> RosterRow:
        """The person of a whole row."""
        # Asked cell by cell only where a first sign may be one that runs: most cells begin with a letter or digit.
        runs = [cell for cell in cells if cell and not cell[0].isalnum()]
        picked = self._pick([*cells, ""])
        given, family, full, relation, place, note, kind = map(getitem, self._texts, picked)
        code, born, phone, national = map(_said, self._words, picked[_FIRST_NUMBER:])
        sex, unreadable = self._sexes[picked[-2]]
        odd = Odd(["formula"] * sum(map(is_formula, runs)) if runs else [], note)
        reading = self._id((kind, national), cells, odd)
        if unreadable:
            odd.keep("sex-unreadable", unreadable)
        return RosterRow(
            line=line,
            code=whole_number(code).replace(" ", "").upper(),
            given_name=given,
            family_name=family or full,
            relation=relation,
            is_head=fold_word(relation) in _HEADS,
            sex=sex,
            born_on=odd.birth_day(born, self._year),
            phone=odd.phone(phone),
            id_kind=reading.kind,
            id_value=reading.value,
            id_flag=reading.flag,
            neighbourhood=place,
            tags=self._tags[picked[-1]],
            note=odd.note,
            odd=tuple(odd.kinds),
        )

    def _id(self, written: tuple[str, str], cells: Sequence[str], odd: Odd) -> IdReading:
        """The first ID that the row gives; any further one is kept in the note."""
        said = read_kind(written[0]) if written[0] else None
        found = read_id(written[1], None if said == "none" else said)
        for place, words, kind in self._other_ids:
            text = _said(words, cells[place])
            other = read_id(text, kind)
            if other is not NO_ID and found is not NO_ID:
                odd.keep("second-id", text)
            elif other is not NO_ID:
                found = other
        return found


def code_key(code: str) -> str:
    """What two spellings of one household code have in common: a spreadsheet eats leading zeros."""
    return code.lstrip("0") or "0" if code.isdigit() else code


def read_tags(text: str) -> tuple[str, ...]:
    """The tags of a cell, each once, in their order."""
    parts = filter(None, map(clean, text.translate(_TAG_PARTS).split("\n")))
    return tuple(dict.fromkeys(_KNOWN_TAGS.get(fold_word(part), part) for part in parts))


def _said(words: Mapping[str, str] | None, cell: str) -> str:
    """What a cell says in one spelling, in the list's own word or in ours."""
    if not cell:
        return ""
    if cell[0] == "'" and is_formula(cell[1:]):
        cell = cell[1:]  # the apostrophe that made it harmless (see outgoing/table.py)
    if words:
        cell = words.get(fold_word(cell), cell)
    return clean(cell)


def _sex(words: Mapping[str, str] | None, cell: str) -> tuple[Sex, str]:
    """The sex that a cell says, and its text where it says something else."""
    text = _said(words, cell)
    word = fold_word(text)
    return _SEXES.get(word, ""), text if word and word not in _SEXES else ""


def _tags(words: Mapping[str, str] | None, cell: str) -> tuple[str, ...]:
    """Its own words for tags are put in one by one; a form's list of choices has blanks between them."""
    if words:
        cell = "\n".join(words.get(fold_word(word), word) for word in cell.split())
    return read_tags(cell)
