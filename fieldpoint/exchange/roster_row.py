"""One row of a list, read: what each cell means in one spelling, and what was odd about it.

Text that cannot be read as what its column says is kept in the note, so nothing that somebody wrote is lost.

Imports `core` and its neighbours.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from fieldpoint.core.date_text import read_day_text
from fieldpoint.core.names import Day
from fieldpoint.core.national_id import NATIONAL_LENGTH, NO_ID, IdReading, read_id, read_kind
from fieldpoint.core.people import IdFlag, IdKind, Sex
from fieldpoint.core.persian import clean, fold, fold_word, is_phone_shaped, read_phone, whole_number
from fieldpoint.core.register.review import read_review
from fieldpoint.exchange.naming.fields import ID_FIELDS, Field
from fieldpoint.exchange.roster_columns import Columns

# A spreadsheet runs a cell that starts so (OWASP, CSV injection), in full width too.
_RUNS = frozenset("=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋")
_RUNS_UNSTRIPPED = frozenset("\t\r")
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
# How a text that did not fit its column is called in the note.
_KEPT_AS = {
    "sex-unreadable": "جنسیت",
    "birth-date-unreadable": "تاریخ تولد",
    "review-date-unreadable": "بازبینی",
    "phone-unreadable": "تلفن",
    "several-phones": "تلفن",
    "second-id": "شناسهٔ دیگر",
}
_BETWEEN_PHONES = re.compile(r"[/،,;؛|]| و | - ")
_TAG_PARTS = str.maketrans(dict.fromkeys("؛;،,/|+\n\r", "\n"))


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
    review_on: Day | None

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
        self._columns, self._place, self._year = columns, columns.place, this_year
        self._words = columns.words
        self._other_ids = tuple(one for one in ID_FIELDS if one[0] in columns.place)

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
            row.review_on,
            *(fold(cells[column]) for column in self._columns.unknown),
        )

    def read(self, line: int, cells: Sequence[str]) -> RosterRow:
        """The person of a whole row."""
        # Asked cell by cell only where a first sign may be one that runs: most cells begin with a letter or digit.
        formulas = sum(is_formula(cell) for cell in cells if cell and not cell[0].isalnum())
        odd = _Odd(["formula"] * formulas, [self._take(cells, "note")])
        reading = self._id(cells, odd)
        relation = self._take(cells, "relation")
        return RosterRow(
            line=line,
            code=whole_number(self._take(cells, "household_code")).replace(" ", "").upper(),
            given_name=self._take(cells, "given_name"),
            family_name=self._take(cells, "family_name") or self._take(cells, "full_name"),
            relation=relation,
            is_head=fold_word(relation) in _HEADS,
            sex=odd.sex(self._take(cells, "sex")),
            born_on=odd.birth_day(self._take(cells, "birth_date"), self._year),
            phone=odd.phone(self._take(cells, "phone")),
            id_kind=reading.kind,
            id_value=reading.value,
            id_flag=reading.flag,
            neighbourhood=self._take(cells, "neighbourhood"),
            tags=read_tags(self._tags(cells)) if "tags" in self._place else (),
            review_on=odd.review_day(self._take(cells, "review_date"), self._year),
            note="؛ ".join(filter(None, odd.notes)),
            odd=tuple(odd.kinds),
        )

    def _take(self, cells: Sequence[str], field: Field) -> str:
        column = self._place.get(field)
        if column is None:
            return ""
        cell = cells[column]
        if not cell:
            return ""
        if cell[:1] == "'" and is_formula(cell[1:]):
            cell = cell[1:]  # the apostrophe that made it harmless (see outgoing/table.py)
        if self._words and field in self._words:
            cell = self._words[field].get(fold_word(cell), cell)
        return clean(cell)

    def _tags(self, cells: Sequence[str]) -> str:
        """Its own words for tags are put in one by one; a form's list of choices has blanks between them."""
        cell, words = cells[self._place["tags"]], self._words.get("tags")
        if not words:
            return cell
        return "\n".join(words.get(fold_word(word), word) for word in cell.split())

    def _id(self, cells: Sequence[str], odd: "_Odd") -> IdReading:
        """The first ID that the row gives; any further one is kept in the note."""
        said = read_kind(self._take(cells, "id_kind"))
        found = read_id(self._take(cells, "national_id"), None if said == "none" else said)
        for field, kind in self._other_ids:
            text = self._take(cells, field)
            other = read_id(text, kind)
            if other is not NO_ID and found is not NO_ID:
                odd.keep("second-id", text)
            elif other is not NO_ID:
                found = other
        return found


class _Odd:
    """What was odd about a row: kinds for the report, texts for the note."""

    def __init__(self, kinds: list[str], notes: list[str]) -> None:
        self.kinds, self.notes = kinds, notes

    def keep(self, kind: str, text: str) -> None:
        self.kinds.append(kind)
        self.notes.append(f"{_KEPT_AS[kind]}: {text}")

    def sex(self, text: str) -> Sex:
        sex = _SEXES.get(fold_word(text))
        if sex is None and fold_word(text):
            self.keep("sex-unreadable", text)
        return sex or ""

    def birth_day(self, text: str, this_year: int) -> Day | None:
        reading = read_day_text(text, this_year)
        if reading is None:
            if fold_word(text):
                self.keep("birth-date-unreadable", text)
            return None
        if reading.gregorian:
            self.kinds.append("birth-date-gregorian")
        return reading.day

    def review_day(self, text: str, this_year: int) -> Day | None:
        review = read_review(text, Day(f"{this_year:04d}-01-01"))
        if review.fault:
            self.keep("review-date-unreadable", text)
        return review.day

    def phone(self, text: str) -> str | None:
        phone = read_phone(text)
        if phone is None and fold_word(text):
            first = next(filter(None, map(read_phone, _BETWEEN_PHONES.split(text))), None)
            self.keep("phone-unreadable" if first is None else "several-phones", text)
            return first
        return phone


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run this text; a telephone number with its `+` is none, nor is a lone sign."""
    runs = cell[:1] in _RUNS_UNSTRIPPED or cell.lstrip()[:1] in _RUNS
    return runs and any(map(str.isalnum, cell)) and not is_phone_shaped(cell)


def code_key(code: str) -> str:
    """What two spellings of one household code have in common: a spreadsheet eats leading zeros."""
    return code.lstrip("0") or "0" if code.isdigit() else code


@lru_cache(maxsize=4096)
def read_tags(text: str) -> tuple[str, ...]:
    """The tags of a cell, each once, in their order."""
    parts = filter(None, map(clean, text.translate(_TAG_PARTS).split("\n")))
    return tuple(dict.fromkeys(_KNOWN_TAGS.get(fold_word(part), part) for part in parts))
