"""Mappings: which names the columns of a list have, and which words its cells, as files that people edit.

A mapping is TOML. Its names come before those of the packaged `plain.toml`, which are always known too, so a
file of one's own says only what differs. Every fault of a file is told with its line and its field.

Imports `core`, `errors` and its neighbours.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, cast, get_args

import msgspec

from fieldpoint.core.persian import fold_word
from fieldpoint.core.rules.lines import line_of
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.exchange.naming.fields import Field

PLAIN: Final = "plain"
_LARGEST = 64 * 1024
_AT_LINE = re.compile(r"at line (\d+)")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_TOP = {"title": str, "title_fa": str, "sheet": str, "columns": dict, "words": dict, "repeat": dict}
_REPEAT = frozenset({"sheet", "index", "parent"})
_FIELDS = frozenset(get_args(Field))


class Repeat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The members' own sheet: its name, and the columns that lead from its rows to those of the households."""

    sheet: str
    index: str = "_index"
    parent: str = "_parent_index"


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a list calls its columns (`columns`) and writes in its cells (`words`), field by field.

    `title` says what kind of list it is for, `title_fa` the same in Persian; a file of one's own may leave that out.
    `sheet` names the sheet of a workbook that is read, else it is the first; `repeat` where members have their own.
    """

    title: str
    title_fa: str = ""
    columns: dict[Field, tuple[str, ...]] = {}
    words: dict[Field, dict[str, str]] = {}
    sheet: str = ""
    repeat: Repeat | None = None


class MappingFault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong with a file: its line, its field (dotted; '' for the file), and a word for what."""

    line: int
    field: str
    kind: str


def check_mapping(source: bytes) -> Mapping | list[MappingFault]:
    """The mapping of a TOML file, or all its faults by line.

    Their kinds: `not-toml`, `field-unknown`, `field-missing`, `value-unfit`, `name-doubled`.
    """
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as fault:
        return [MappingFault(line=source[: fault.start].count(b"\n") + 1, field="", kind="not-toml")]
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        found = _AT_LINE.search(str(fault))
        return [MappingFault(line=int(found[1]) if found else text.count("\n") + 1, field="", kind="not-toml")]
    faults = [MappingFault(line=line_of(text, path), field=".".join(path), kind=kind) for path, kind in _faults(raw)]
    return sorted(faults, key=lambda one: (one.line, one.field)) if faults else msgspec.convert(raw, Mapping)


def packaged_mappings() -> dict[str, bytes]:
    """The file of each mapping of the package, by its name."""
    found = [
        file
        for file in files("fieldpoint.exchange.naming").joinpath("mappings").iterdir()
        if file.name.endswith(".toml")
    ]
    return {file.name[:-5]: file.read_bytes() for file in sorted(found, key=lambda one: one.name)}


def own_mappings(folder: Path) -> dict[str, Path]:
    """The mappings of a site's own, by their names: the TOML files in `mappings` of its data folder."""
    found = sorted((folder / "mappings").glob("*.toml"))
    return {file.stem: file for file in found if _NAME.fullmatch(file.stem)}


def mapping_source(name: str, folder: Path | None) -> bytes:
    """The file of a mapping: the site's own of this name before the package's.

    `NotFound` (`mapping-not-found`); `Invalid` (`file-unreadable`, `mapping-invalid`) for one that cannot be read.
    """
    own = own_mappings(folder) if folder is not None else {}
    if name in own:
        return read_mapping_file(own[name])
    packaged = packaged_mappings()
    if name not in packaged:
        raise NotFound(Code.MAPPING_NOT_FOUND)
    return packaged[name]


def read_mapping_file(path: Path) -> bytes:
    """The bytes of a mapping's file. `Invalid` (`file-unreadable`) when it is no file, or far too large for one."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            raise Invalid(Code.FILE_UNREADABLE, file=path.name)
        return path.read_bytes()
    except OSError as fault:
        raise Invalid(Code.FILE_UNREADABLE, file=path.name) from fault


def find_mapping(name: str, folder: Path | None = None) -> Mapping:
    """The mapping of a name. As `mapping_source`, and `Invalid` (`mapping-invalid`) with file, line and field."""
    checked = check_mapping(mapping_source(name, folder))
    if isinstance(checked, Mapping):
        return checked
    first = checked[0]
    raise Invalid(Code.MAPPING_INVALID, file=f"{name}.toml", line=first.line, field=first.field or "-")


@cache
def plain_mapping() -> Mapping:
    """The names that are always known."""
    return find_mapping(PLAIN)


def _faults(raw: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    if not raw.get("title"):
        yield ("title",), "field-missing"
    for key, value in raw.items():
        if key not in _TOP:
            yield (key,), "field-unknown"
        elif not isinstance(value, _TOP[key]):
            yield (key,), "value-unfit"
    yield from _column_faults(_table(raw, "columns"))
    yield from _word_faults(_table(raw, "words"))
    if "repeat" in raw:
        yield from _repeat_faults(_table(raw, "repeat"))


def _column_faults(columns: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    seen: dict[str, str] = {}
    for field, names in columns.items():
        if field not in _FIELDS:
            yield ("columns", field), "field-unknown"
        elif not _is_names(names):
            yield ("columns", field), "value-unfit"
        elif any(seen.setdefault(fold_word(name), field) != field for name in names):
            yield ("columns", field), "name-doubled"


def _word_faults(words: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for field, meant in words.items():
        if field not in _FIELDS:
            yield ("words", field), "field-unknown"
        elif not _is_words(meant):
            yield ("words", field), "value-unfit"


def _repeat_faults(repeat: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    if not repeat.get("sheet"):
        yield ("repeat", "sheet"), "field-missing"
    for key, value in repeat.items():
        if key not in _REPEAT:
            yield ("repeat", key), "field-unknown"
        elif not isinstance(value, str):
            yield ("repeat", key), "value-unfit"


def _is_names(names: object) -> bool:
    if not isinstance(names, list) or not names:
        return False
    return all(isinstance(name, str) and fold_word(name) for name in cast("list[object]", names))


def _is_words(words: object) -> bool:
    return isinstance(words, dict) and all(isinstance(one, str) for one in cast("dict[str, object]", words).values())


def _table(raw: dict[str, Any], key: str) -> dict[str, Any]:
    found: object = raw.get(key)
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
