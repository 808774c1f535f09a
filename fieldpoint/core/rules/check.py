"""What is wrong with a programme's file: every fault, with its line and its field.

A file is read in two steps. Its form is compared with the structs of this package, field by field, so that
one wrong field does not hide the next. A file of good form is then asked whether its rule can ever hold.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast, get_type_hints

import msgspec
from msgspec import inspect

from fieldpoint.core.rules.lines import line_of
from fieldpoint.core.rules.programme import Programme, in_jalali_days
from fieldpoint.core.rules.sense import FaultKind, Flaw, Known, Path, flaws

T = TypeVar("T")

_AT_LINE = re.compile(r"at line (\d+)")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong: on which line, which field (dotted, such as window.1.first; empty: the file)."""

    line: int
    field: str
    kind: FaultKind


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A programme as it is kept (its windows in Jalali days), or what keeps its file from being one."""

    programme: Programme | None
    faults: Sequence[Fault] = ()


def check(source: bytes, known: Known) -> Checked:
    """The programme of a TOML file, or all its faults in the order of their lines."""
    programme, faults = read_checked(source, Programme, lambda one: flaws(one, known))
    return Checked(programme=None if programme is None else in_jalali_days(programme), faults=faults)


def read_checked(
    source: bytes, kind: type[T], flaws_of: Callable[[T], Iterable[Flaw]]
) -> tuple[T | None, Sequence[Fault]]:
    """What a TOML file says, or all its faults in the order of their lines; `flaws_of` asks what is of good form."""
    try:
        text = source.decode("utf-8")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as fault:
        return None, [Fault(line=source[: fault.start].count(b"\n") + 1, field="", kind=FaultKind.NOT_TOML)]
    except tomllib.TOMLDecodeError as fault:
        found = _AT_LINE.search(str(fault))
        line = int(found[1]) if found else source.count(b"\n") + 1
        return None, [Fault(line=line, field="", kind=FaultKind.NOT_TOML)]
    wrong = list(_of_struct(raw, cast("inspect.StructType", inspect.type_info(kind)), ()))
    said = None if wrong else msgspec.convert(raw, kind)
    if said is not None:
        wrong = list(flaws_of(said))
    faults = sorted((_fault(text, flaw) for flaw in wrong), key=lambda fault: (fault.line, fault.field))
    return (None if faults else said), faults


def exclusions_in(sources: Iterable[bytes]) -> dict[str, tuple[str, ...]]:
    """What the programmes of these files exclude, by their codes; files that cannot be read name none."""
    found: dict[str, tuple[str, ...]] = {}
    for source in sources:
        try:
            said = msgspec.toml.decode(source, type=_Names)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
        found[said.code] = said.exclusive_with
    return found


class _Names(msgspec.Struct, frozen=True, kw_only=True):
    """All that one file needs to know of another."""

    code: str
    exclusive_with: tuple[str, ...] = ()


def _fault(text: str, flaw: Flaw) -> Fault:
    """A list's places are counted from 1, as people do."""
    parts = (str(part + 1) if isinstance(part, int) else part for part in flaw.path)
    return Fault(line=line_of(text, flaw.path), field=".".join(parts), kind=flaw.kind)


def _of_struct(value: Any, info: inspect.StructType, path: Path) -> Iterator[Flaw]:  # noqa: ANN401  a TOML value
    """What is wrong with a table that should be a struct."""
    if not isinstance(value, Mapping):
        yield Flaw(path, FaultKind.VALUE_UNFIT)
        return
    table = cast("Mapping[str, Any]", value)
    fields = {field.encode_name: field for field in info.fields}
    hints = get_type_hints(info.cls, include_extras=True)
    for name in table:
        if name not in fields and name != info.tag_field:
            yield Flaw((*path, name), FaultKind.FIELD_UNKNOWN)
    for name, field in fields.items():
        if name in table:
            yield from _of_value(table[name], field.type, hints[field.name], (*path, name))
        elif field.required:
            yield Flaw((*path, name), FaultKind.FIELD_MISSING)


def _of_value(value: Any, info: inspect.Type, hint: Any, path: Path) -> Iterator[Flaw]:  # noqa: ANN401  a TOML value
    """What is wrong with one field's value: deep in tables and lists of tables, else the field itself."""
    struct = _struct_for(value, info)
    if struct is not None:
        yield from _of_struct(value, struct, path)
        return
    if isinstance(info, inspect.VarTupleType) and isinstance(info.item_type, inspect.StructType):
        rows = cast("Sequence[Any]", value) if isinstance(value, list) else ()
        found = [flaw for number, row in enumerate(rows) for flaw in _of_struct(row, info.item_type, (*path, number))]
        yield from found
        if found:
            return
    try:
        msgspec.convert(value, hint)
    except msgspec.ValidationError:
        kind = isinstance(value, Mapping) and _tagged(info)
        yield Flaw((*path, "kind") if kind else path, FaultKind.VALUE_UNFIT)


def _struct_for(value: Any, info: inspect.Type) -> inspect.StructType | None:  # noqa: ANN401  a TOML value
    """The struct that a table is meant to be, where its type or its `kind` says it."""
    if not isinstance(value, Mapping):
        return None
    said = cast("Mapping[str, Any]", value).get("kind")
    for one in _structs(info):
        if one.tag_field is None or one.tag == said:
            return one
    return None


def _structs(info: inspect.Type) -> list[inspect.StructType]:
    types = info.types if isinstance(info, inspect.UnionType) else (info,)
    return [one for one in types if isinstance(one, inspect.StructType)]


def _tagged(info: inspect.Type) -> bool:
    return any(one.tag_field is not None for one in _structs(info))
