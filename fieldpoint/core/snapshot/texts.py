"""Texts of one form as a column (columns.py): of one length, of bytes, of digits, days, rising numbers.

Imports msgspec and `core`.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.snapshot.bits import LEAST, packed_bits, unpacked_bits

_DAY = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9+_. -]+", re.ASCII)
_LEAST_DIGITS, _MOST_DIGITS = 3, 15

Width = Annotated[int, Meta(ge=1, le=200)]
Cut = TypeVar("Cut", str, bytes)


class Even(msgspec.Struct, frozen=True, tag="s", tag_field="c"):
    """Texts of one length."""

    w: Width
    x: str


class Bytes(msgspec.Struct, frozen=True, tag="b", tag_field="c"):
    """Base64url of so many bytes each."""

    n: Width
    x: str


class Digits(msgspec.Struct, frozen=True, tag="n", tag_field="c"):
    """So many decimal digits each, behind the same beginning."""

    pre: str
    w: Annotated[int, Meta(ge=3, le=15)]
    x: str


class Days(msgspec.Struct, frozen=True, tag="t", tag_field="c", rename={"since": "from"}):
    """Days, counted from one of them."""

    since: int
    bits: Annotated[int, Meta(ge=LEAST, le=32)]
    x: str


class Rising(msgspec.Struct, frozen=True, tag="r", tag_field="c"):
    """Whole numbers as texts; each is so much more than the one before."""

    w: Annotated[int, Meta(ge=0, le=15)]
    of: list[Annotated[int, Meta(ge=0, le=10**15)]]


Text = Even | Bytes | Digits | Days | Rising


def unpacked_texts(column: Text) -> list[str]:
    """The texts of a column. `ValueError` when it is none."""
    match column:
        case Even():
            return _cut(column.x, column.w)
        case Bytes():
            whole = from_b64url(column.x)
            return [b64url(one) for one in _cut(whole, column.n)]
        case Digits():
            numbers = unpacked_bits(column.x, _bits_of(column.w))
            if max(numbers, default=0) >= 10**column.w:
                raise ValueError
            return [f"{column.pre}{number:0{column.w}d}" for number in numbers]
        case Days():
            return [_day(number + column.since) for number in unpacked_bits(column.x, column.bits)]
        case Rising():
            return [str(number).zfill(column.w) for number in accumulate(column.of)]


def packed_texts(values: Sequence[Any]) -> Text | None:
    """The column of these values when all are texts of one form, at least one; else nothing."""
    if not all(isinstance(one, str) for one in values):
        return None
    width = len(values[0])
    even = all(len(one) == width for one in values)
    return _days(values) or _rising(values, width if even else 0) or (_alike(values, width) if even else None)


def _days(values: Sequence[str]) -> Days | None:
    found = [_DAY.fullmatch(one) for one in values]
    if None in found:
        return None
    numbers = [(int(one[1]) * 12 + int(one[2]) - 1) * 31 + int(one[3]) - 1 for one in found if one]
    since = min(numbers)
    bits = max(LEAST, (max(numbers) - since).bit_length())
    return Days(since, bits, packed_bits((number - since for number in numbers), bits))


def _rising(values: Sequence[str], width: int) -> Rising | None:
    if width > _MOST_DIGITS or not all(map(_NUMBER.fullmatch, values)):
        return None
    if not width and any(len(one) > 1 and one[0] == "0" for one in values):
        return None
    numbers = [int(one) for one in values]
    more = [numbers[0], *(after - before for before, after in pairwise(numbers))]
    return None if min(more) < 0 else Rising(width, more)


def _alike(values: Sequence[str], width: int) -> Text | None:
    return _behind(values, width) or _bytes(values) or _even(values, width)


def _behind(values: Sequence[str], width: int) -> Digits | None:
    pre = _shared(values)
    digits = width - len(pre)
    if not _LEAST_DIGITS <= digits <= _MOST_DIGITS or not all(_NUMBER.fullmatch(one, len(pre)) for one in values):
        return None
    return Digits(pre, digits, packed_bits((int(one[len(pre) :]) for one in values), _bits_of(digits)))


def _bytes(values: Sequence[str]) -> Bytes | None:
    try:
        found = [from_b64url(one) for one in values]
    except ValueError:
        return None
    same = found[0] and all(b64url(one) == text for one, text in zip(found, values, strict=True))
    return Bytes(len(found[0]), b64url(b"".join(found))) if same else None


def _even(values: Sequence[str], width: int) -> Even | None:
    whole = "".join(values)
    return Even(width, whole) if 1 <= width <= 200 and _PLAIN.fullmatch(whole) else None  # noqa: PLR2004  as `Width`


def _shared(values: Sequence[str]) -> str:
    """What all of the texts begin with; of the least and the greatest all between them have it too."""
    least, most = min(values), max(values)
    return next((least[:place] for place, one in enumerate(least) if one != most[place : place + 1]), least)


def _cut(whole: Cut, size: int) -> list[Cut]:
    if len(whole) % size:
        raise ValueError
    return [whole[start : start + size] for start in range(0, len(whole), size)]


def _bits_of(digits: int) -> int:
    return (10**digits - 1).bit_length()


def _day(number: int) -> str:
    months, day = divmod(number, 31)
    year, month = divmod(months, 12)
    if not 0 <= year <= 9999:  # noqa: PLR2004  four digits
        raise ValueError
    return f"{year:04d}-{month + 1:02d}-{day + 1:02d}"
