"""Columns give back exactly what was put in, and nothing that is no column is read as one."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldpoint.core.base64url import b64url
from fieldpoint.core.snapshot.columns import Column, packed, unpacked

_TEXTS = st.one_of(
    st.text(max_size=6),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9_-]{11}", fullmatch=True),
)
_ONE = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), _TEXTS)
_ANY = st.recursive(_ONE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3))
_PERSON = st.fixed_dictionaries({"name": _TEXTS, "day": st.none() | _TEXTS, "tags": st.lists(_TEXTS, max_size=2)})
_ALIKE = st.fixed_dictionaries({"hh": _TEXTS, "members": st.lists(_PERSON, max_size=3)})


def there_and_back(values: list[Any]) -> list[Any]:
    """The values after a way as JSON."""
    return unpacked(msgspec.json.decode(msgspec.json.encode(packed(values)), type=Column))


def exact(values: list[Any]) -> bytes:
    """The values as JSON, where 1 and true are not one."""
    return msgspec.json.encode(values)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.lists(_ANY, max_size=8), st.lists(_ALIKE, max_size=8), st.lists(_TEXTS, min_size=65, max_size=70)))
def test_what_is_unpacked_is_what_was_packed(values: list[Any]) -> None:
    """Whatever the values are, alike or not, every one comes back as it was."""
    assert exact(there_and_back(values)) == exact(values)


@pytest.mark.parametrize(
    "values",
    [
        [f"{number:06d}" for number in range(0, 700, 7)],
        [str(number) for number in range(100)],
        [f"{1300 + number}-{number % 12 + 1:02d}-{number % 31 + 1:02d}" for number in range(100)],
        [f"+98{(number * 7919) % 10**9:09d}" for number in range(1, 300)],
        [b64url(number.to_bytes(8, "little")) for number in range(300)],
        [f"name-{number:05d}" if number % 3 else None for number in range(300)],
        [f"نام{number % 80}" for number in range(1_000)],
    ],
)
def test_each_form_gives_back_many_values(values: list[Any]) -> None:
    """Codes, days, names with holes, few names often: more of them than are simply listed."""
    column = packed(values)
    assert not isinstance(msgspec.to_builtins(column), list)
    assert msgspec.to_builtins(column)["c"] != "v"
    assert there_and_back(values) == values


@pytest.mark.parametrize(
    "column",
    [
        b'{"c":"d","of":[1],"x":"AB"}',
        b'{"c":"d","of":[1],"x":"A!"}',
        b'{"c":"s","w":3,"x":"abcd"}',
        b'{"c":"t","from":0,"bits":16,"x":"AA"}',
        b'{"c":"t","from":0,"bits":9,"x":"AAE"}',
        b'{"c":"t","from":-9,"bits":16,"x":"AAA"}',
        b'{"c":"b","n":2,"x":"AAAA"}',
        b'{"c":"b","n":2,"x":"A!AA"}',
        b'{"c":"n","pre":"","w":3,"x":"__8"}',
        b'{"c":"l","n":{"c":"v","of":[2]},"of":{"c":"v","of":[1]}}',
        b'{"c":"l","n":{"c":"v","of":[-1,2]},"of":{"c":"v","of":[1]}}',
        b'{"c":"l","n":{"c":"v","of":[true]},"of":{"c":"v","of":[1]}}',
        b'{"c":"p","x":"11","of":{"c":"v","of":[1]}}',
        b'{"c":"p","x":"12","of":{"c":"v","of":[1]}}',
        b'{"c":"o","of":{}}',
        b'{"c":"o","of":{"a":{"c":"v","of":[1]},"b":{"c":"v","of":[]}}}',
    ],
)
def test_what_is_no_column_is_not_read(column: bytes) -> None:
    """A number of a value that is not there, half a text, lists longer than their values: none of it passes."""
    read = msgspec.json.decode(column, type=Column)
    with pytest.raises(ValueError):  # noqa: PT011  it says nothing more
        unpacked(read)
