"""What a written ID is: a national ID (with its check digit), or one of the other kinds.

A household of foreign nationals has a unique code, a residence document or a passport; none of these is a
wrong national ID, and the check digit is asked of national IDs only.

Imports the standard library, msgspec and `core` only.
"""

import re
from operator import mul
from typing import Final

import msgspec

from fieldpoint.core.people import IdFlag, IdKind
from fieldpoint.core.persian import fold_word, whole_number

NATIONAL_LENGTH = 10
# A spreadsheet that takes an ID for a number eats its leading zeros. Where more than three would be missing, a
# slip is likelier than an ID, and one slip in eleven would pass the check digit.
_SHORTEST_NATIONAL = 7
# Lengths a unique code of foreign nationals may have where nobody wrote its kind beside it.
FOREIGN_LENGTHS = range(12, 17)
_WEIGHTS: Final = tuple(range(10, 1, -1))
_OF_ZEROS: Final = sum(map(mul, b"000000000", _WEIGHTS))  # digits are counted by their signs
_PARTING = re.compile(r"[\s\-_/.،,'\"]+")
_PASSPORT = re.compile(r"[A-Z]{1,3}\d{5,9}")

_KIND_WORDS: tuple[tuple[IdKind, tuple[str, ...]], ...] = (
    ("foreign", ("فراگیر", "یکتا", "اختصاصی", "اتباع", "foreign", "fida")),
    ("passport", ("گذرنامه", "پاسپورت", "passport")),
    ("residence", ("اقامت", "آمایش", "پناهند", "residence", "amayesh")),
    ("national", ("ملی", "national")),
    ("none", ("ندارد", "بدون", "فاقد", "none")),
)
_FOLDED_KINDS: tuple[tuple[IdKind, tuple[str, ...]], ...] = tuple(
    (kind, tuple(map(fold_word, words))) for kind, words in _KIND_WORDS
)
_ABSENT_WORDS = (
    "", "ندارد", "نداره", "نامشخص", "نامعلوم", "خالی", "بدون", "بدون کد ملی", "بدون شناسنامه", "فاقد", "فاقد کد ملی",
    "فاقد شناسنامه", "شناسنامه ندارد", "کد ملی ندارد", "0", "none", "null", "nan", "na", "x",
)  # fmt: skip
_ABSENT = frozenset(map(fold_word, _ABSENT_WORDS))


class IdReading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An ID as read: its kind, its value in one spelling (None when there is none), what is wrong with it."""

    kind: IdKind
    value: str | None
    flag: IdFlag = ""

    @property
    def is_valid_national(self) -> bool:
        """Whether this names one person for certain."""
        return self.kind == "national" and not self.flag


NO_ID = IdReading(kind="none", value=None)


def is_national_id(digits: str) -> bool:
    """Whether ten digits are a national ID: the tenth is the check digit of the nine before it.

    Weights 10 down to 2, modulo 11; ten equal digits pass the sum and were never given to anybody.
    """
    if len(digits) != NATIONAL_LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    return check_digit(digits[:9]) == int(digits[9]) and digits.count(digits[0]) < NATIONAL_LENGTH


def check_digit(nine: str) -> int:
    """The digit that makes nine digits a national ID."""
    rest = (sum(map(mul, nine.encode(), _WEIGHTS)) - _OF_ZEROS) % 11
    return rest if rest < 2 else 11 - rest  # noqa: PLR2004


def read_kind(text: str) -> IdKind | None:
    """The kind that a word in the column «نوع شناسه» names; None when nothing is written there."""
    word = fold_word(text)
    if not word:
        return None
    for kind, parts in _FOLDED_KINDS:
        if any(part in word for part in parts):
            return kind
    return "other"


def read_id(text: str, kind: IdKind | None = None) -> IdReading:
    """The ID in this text. `kind` is what the list says beside it; without it the shape decides.

    A wrong national ID comes back flagged, its value kept as it was given, for a person to mend.
    """
    text = whole_number(text)
    if kind in {None, "national"} and is_national_id(text):
        return IdReading(kind="national", value=text)
    if fold_word(text) in _ABSENT:
        return NO_ID
    value = _PARTING.sub("", text).upper()
    if kind in {"foreign", "residence", "passport", "other"}:
        return IdReading(kind=kind, value=value)
    full = value.zfill(NATIONAL_LENGTH) if len(value) >= _SHORTEST_NATIONAL else value
    if is_national_id(full):
        return IdReading(kind="national", value=full)
    if kind != "national":
        other = _other_kind(value)
        if other is not None:
            return other
    return IdReading(kind="national", value=value, flag="invalid")


def _other_kind(value: str) -> IdReading | None:
    if value.isdigit() and len(value) in FOREIGN_LENGTHS:
        return IdReading(kind="foreign", value=value)
    if _PASSPORT.fullmatch(value):
        return IdReading(kind="passport", value=value)
    # «گذرنامه P0123456»: the kind stands in the cell itself.
    named = read_kind(value)
    rest = re.sub(r"[^0-9A-Z]", "", value)
    if named in {"foreign", "passport", "residence"} and rest:
        return IdReading(kind=named, value=rest)
    return None
