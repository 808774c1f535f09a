"""Many values of one shape, column by column, as they weigh least under gzip.

A household as JSON is mostly names of members and quotes. So the values of one member of all objects stand together,
each column in the form that fits it:

    v   the values as they are                     {"c":"v","of":[1,null,"…"]}
    o   objects with these members                 {"c":"o","of":{"name":column,…}}
    l   lists: how long each is, all their values  {"c":"l","n":column,"of":column}
    d   few different ones, and which stands where {"c":"d","of":[…],"x":"…"}; one digit each, two where over 64
    s   texts of one length, one after another     {"c":"s","w":11,"x":"…"}
    b   base64url of so many bytes, all bytes      {"c":"b","n":8,"x":"…"}
    n   digits behind the same beginning           {"c":"n","pre":"+989","w":9,"x":"…"}; bits
    t   days such as 1348-02-18                    {"c":"t","from":…,"bits":…,"x":"…"}; bits
    r   whole numbers as texts, rising             {"c":"r","w":6,"of":[first, how much more, …]}; w: filled with zeros
    p   some are null: "1" where there is a value  {"c":"p","x":"1101","of":column}

Digits are those of base64url, the most significant first. Bits are numbers of so many bits each (bits.py); w digits
take as many as the largest such number. A day is ((year·12 + month - 1)·31 + day - 1) - from. What is unpacked is equal
to what was packed. Nothing here knows what the values mean.

Imports msgspec and `core`.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

import msgspec

from fieldpoint.core.snapshot.texts import Text, packed_texts, unpacked_texts

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUE = {digit: number for number, digit in enumerate(_DIGITS)}
_BASE = 64
_FEW, _MOST_KNOWN, _REPEATED = 64, 4096, 4


class Values(msgspec.Struct, frozen=True, tag="v", tag_field="c"):
    """The values as they are."""

    of: list[Any]


class Objects(msgspec.Struct, frozen=True, tag="o", tag_field="c"):
    """Objects that all have the same members, at least one."""

    of: "dict[str, Column]"


class Lists(msgspec.Struct, frozen=True, tag="l", tag_field="c"):
    """Lists, whose values stand behind each other."""

    n: "Column"
    of: "Column"


class Known(msgspec.Struct, frozen=True, tag="d", tag_field="c"):
    """Each value is one of a few."""

    of: list[Any]
    x: str


class Some(msgspec.Struct, frozen=True, tag="p", tag_field="c"):
    """Some of the values are null."""

    x: str
    of: "Column"


Column = Values | Objects | Lists | Known | Some | Text


def packed(values: Sequence[Any]) -> Column:
    """The column of these values, as JSON has them: objects, lists, texts, numbers, truths and null."""
    if names := _members(values):
        return Objects({name: packed([one[name] for one in values]) for name in names})
    if values and all(isinstance(one, list) for one in values):
        return Lists(packed([len(one) for one in values]), packed([inner for one in values for inner in one]))
    if not values or any(isinstance(one, dict | list) for one in values):
        return Values(list(values))
    return _known(values) or _some(values) or packed_texts(values) or Values(list(values))


def unpacked(column: Column) -> list[Any]:
    """The values of a column. `ValueError` when it is none."""
    match column:
        case Values():
            return column.of
        case Objects():
            names, columns = list(column.of), [unpacked(one) for one in column.of.values()]
            if not names:
                raise ValueError
            return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        case Lists():
            return _unpacked_lists(unpacked(column.n), unpacked(column.of))
        case Some():
            return _unpacked_some(column.x, unpacked(column.of))
        case Known():
            return _unpacked_known(column)
        case _:
            return [*unpacked_texts(column)]


def _members(values: Sequence[Any]) -> list[str]:
    """The names of the members that all of these objects have; none when they are not alike."""
    names = {tuple(cast("dict[str, Any]", one)) if isinstance(one, dict) else () for one in values}
    return list(names.pop()) if len(names) == 1 else []


def _known(values: Sequence[Any]) -> Known | None:
    seen: Counter[tuple[str, Any]] = Counter(map(_told_apart, values))
    if len(seen) > _FEW and (len(seen) > _MOST_KNOWN or len(seen) * _REPEATED > len(values)):
        return None
    most = [key for key, _ in seen.most_common()]
    width = 1 if len(most) <= _FEW else 2
    digits = {key: _digits(number, width) for number, key in enumerate(most)}
    return Known([one for _, one in most], "".join(digits[_told_apart(one)] for one in values))


def _told_apart(one: Any) -> tuple[str, Any]:  # noqa: ANN401  whatever JSON has
    """1, 1.0 and True are one key of a dict and are not one value."""
    return type(one).__name__, one


def _some(values: Sequence[Any]) -> Some | None:
    if None not in values:
        return None
    there = [one for one in values if one is not None]
    return Some("".join("0" if one is None else "1" for one in values), packed(there))


def _digits(number: int, width: int) -> str:
    return "".join(_DIGITS[number // _BASE**place % _BASE] for place in range(width - 1, -1, -1))


def _unpacked_lists(lengths: list[Any], values: list[Any]) -> list[Any]:
    found: list[Any] = []
    start = 0
    for length in lengths:
        if type(length) is not int or length < 0:
            raise ValueError
        found.append(values[start : start + length])
        start += length
    if start != len(values):
        raise ValueError
    return found


def _unpacked_some(there: str, values: list[Any]) -> list[Any]:
    if there.count("1") != len(values) or len(values) + there.count("0") != len(there):
        raise ValueError
    rest = iter(values)
    return [next(rest) if one == "1" else None for one in there]


def _unpacked_known(column: Known) -> list[Any]:
    found = _numbers(column.x, 1 if len(column.of) <= _FEW else 2)
    if max(found, default=0) >= max(len(column.of), 1):
        raise ValueError
    return [column.of[number] for number in found]


def _numbers(digits: str, width: int) -> list[int]:
    if len(digits) % width or not _VALUE.keys() >= set(digits):
        raise ValueError
    found = [_VALUE[one] for one in digits[::width]]
    for place in range(1, width):
        found = [number * _BASE + _VALUE[one] for number, one in zip(found, digits[place::width], strict=True)]
    return found
