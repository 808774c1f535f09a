"""Which column of a list is what: Persian column names in the spellings that offices use.

Imports `core` and `errors`.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from fieldpoint.core.people import IdKind
from fieldpoint.core.persian import fold_word
from fieldpoint.errors import Code, Invalid

Field = Literal[
    "household_code", "given_name", "family_name", "full_name", "national_id", "foreign_code", "residence_id",
    "passport", "id_kind", "birth_date", "sex", "relation", "phone", "neighbourhood", "tags", "note", "row_number",
]  # fmt: skip

# Of several names for one field the earlier one wins; the other column counts as unknown.
_NAMES: dict[Field, tuple[str, ...]] = {
    "household_code": (
        "کد خانوار", "شماره خانوار", "شناسه خانوار", "کد خانواده", "شماره خانواده", "کد سرپرست خانوار", "خانوار",
        "کد پرونده", "شماره پرونده", "پرونده", "household code", "household id", "household", "family code",
        "family id",
    ),
    "given_name": ("نام", "نام کوچک", "اسم", "نام عضو", "نام مددجو", "first name", "given name", "name"),
    "family_name": (
        "نام خانوادگی", "نام فامیل", "نام فامیلی", "فامیل", "فامیلی", "شهرت", "نام خانوادگی عضو", "نام خانوادگی مددجو",
        "last name", "family name", "surname",
    ),
    "full_name": ("نام و نام خانوادگی", "نام نام خانوادگی", "نام کامل", "نام و فامیل", "full name"),
    "national_id": (
        "کد ملی", "شماره ملی", "شماره کد ملی", "کد ملی عضو", "کد ملی مددجو", "کد ملی فرد", "شناسه ملی", "شماره شناسه",
        "شناسه", "شناسه هویتی", "کد شناسایی", "شماره شناسایی", "کد ملی یا شناسه", "کد ملی شناسه", "کد ملی کد فراگیر",
        "کد ملی اتباع", "national id", "national code", "national number", "id number", "id",
    ),
    "foreign_code": (
        "کد فراگیر", "کد یکتا", "کد اختصاصی", "کد اتباع", "شناسه یکتا", "شماره فراگیر", "شناسه اتباع",
        "کد فراگیر اتباع", "کد اختصاصی اتباع", "شماره اختصاصی", "شماره اختصاصی اتباع", "شناسه فراگیر", "foreign code",
    ),
    "residence_id": ("شماره کارت اقامت", "کارت اقامت", "شماره آمایش", "کارت آمایش", "پروانه اقامت", "residence"),
    "passport": ("شماره گذرنامه", "گذرنامه", "شماره پاسپورت", "پاسپورت", "passport", "passport number"),
    "id_kind": ("نوع شناسه", "نوع کد", "نوع مدرک", "نوع مدرک شناسایی", "نوع کد شناسایی", "id kind", "id type"),
    "birth_date": (
        "تاریخ تولد", "تولد", "تاریخ ت", "ت تولد", "ت ت", "روز تولد", "تاریخ ولادت", "زادروز", "birth date",
        "birthdate", "date of birth", "dob",
    ),
    "sex": ("جنسیت", "جنس", "زن مرد", "زن یا مرد", "sex", "gender"),
    "relation": (
        "نسبت", "نسبت با سرپرست", "نسبت با سرپرست خانوار", "نسبت خانوادگی", "نسبت فامیلی", "نسبت به سرپرست", "نقش",
        "نسبت در خانوار", "relation", "relationship",
    ),
    "phone": (
        "تلفن همراه", "شماره همراه", "شماره تلفن همراه", "همراه", "موبایل", "شماره موبایل", "تلفن تماس", "شماره تماس",
        "شماره تلفن", "تلفن", "تماس", "mobile", "mobile number", "phone", "phone number", "telephone",
    ),
    "neighbourhood": ("محله", "نام محله", "محله سکونت", "محل سکونت", "محله محل سکونت", "neighbourhood", "neighborhood"),
    "tags": (
        "برچسب", "برچسب ها", "گروه هدف", "نوع آسیب", "ویژگی", "ویژگی ها", "دسته", "tags", "tag",
        "labels",
    ),
    "note": (
        "توضیح", "توضیحات", "ملاحظات", "ملاحظه", "شرح", "یادداشت", "یادداشت ها", "notes", "note", "remarks",
        "description",
    ),
    "row_number": ("ردیف", "شماره ردیف", "ر", "row", "row number", "no", "nr"),
}  # fmt: skip
_FIELD_OF: dict[str, tuple[Field, int]] = {
    fold_word(name): (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names)
}
# The check digit is asked of the first; where it is empty, the columns of other kinds are looked at in this order.
ID_FIELDS: tuple[tuple[Field, IdKind], ...] = (
    ("foreign_code", "foreign"),
    ("residence_id", "residence"),
    ("passport", "passport"),
)
_MOST_COLUMNS = 256
_LONGEST_NAME = 100


class Columns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where each known field stands; columns count from 0. `unknown` are named columns that hold something else.

    `width` is how many cells a row needs: up to the last column that has a name.
    """

    place: dict[Field, int]
    unknown: tuple[int, ...]
    width: int
    header: tuple[str, ...]


def recognise(cells: Sequence[str]) -> dict[Field, int]:
    """The fields that these cells name, each with its column; of two names for a field the better known one."""
    best: dict[Field, tuple[int, int]] = {}
    for column, cell in enumerate(cells[:_MOST_COLUMNS]):
        known = _look_up(cell)
        if known is not None and (known[0] not in best or known[1] < best[known[0]][0]):
            best[known[0]] = (known[1], column)
    return {field: column for field, (_, column) in best.items()}


def missing_columns(place: dict[Field, int]) -> list[str]:
    """The names of the columns without which a list cannot be imported and that are not there."""
    return [_NAMES[field][0] for field in _missing_fields(place)]


def _missing_fields(place: dict[Field, int]) -> list[Field]:
    missing: list[Field] = [] if "household_code" in place else ["household_code"]
    if not {"full_name", "given_name", "family_name"} & place.keys():
        missing.append("family_name")
    if not {"national_id", *(field for field, _ in ID_FIELDS)} & place.keys():
        missing.append("national_id")
    return missing


def read_header(cells: Sequence[str], line: int) -> Columns:
    """The columns of a list. `Invalid` when there are absurdly many or one name stands twice."""
    if len(cells) > _MOST_COLUMNS:
        raise Invalid(Code.COLUMNS_TOO_MANY, line=line, most=_MOST_COLUMNS)
    place = recognise(cells)
    names = [fold_word(cell[:_LONGEST_NAME]) for cell in cells]
    for field, column in place.items():
        if names.count(names[column]) > 1:
            raise Invalid(Code.COLUMN_DOUBLED, line=line, column=_NAMES[field][0])
    taken = set(place.values())
    unknown = tuple(column for column, name in enumerate(names) if name and column not in taken)
    width = 1 + max(column for column, name in enumerate(names) if name)
    return Columns(place=place, unknown=unknown, width=width, header=tuple(cells))


def _look_up(cell: str) -> tuple[Field, int] | None:
    """The field of a column name, with or without a remark in brackets behind it."""
    cell = cell[:_LONGEST_NAME]
    return _FIELD_OF.get(fold_word(cell)) or _FIELD_OF.get(fold_word(cell.partition("(")[0]))
