"""The programmes that come with fieldpoint, and what a programme's file may name."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from fieldpoint.core.rules.check import Checked, check
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.sense import Known
from fieldpoint.errors import Code, Invalid
from fieldpoint.programmes.items import ITEMS_FILE, packaged_items


@cache
def packaged_programmes() -> tuple[Programme, ...]:
    """The programmes of the package, ordered by code."""
    sources = packaged_sources()
    known = _known(dict.fromkeys(sources, ()))
    return tuple(programme_of(check(source, known), f"{code}.toml") for code, source in sources.items())


def packaged_sources() -> dict[str, bytes]:
    """The file of each packaged programme, by its code."""
    found = [file for file in files("fieldpoint.programmes").iterdir() if file.name.endswith(".toml")]
    return {
        file.name[:-5]: file.read_bytes() for file in sorted(found, key=lambda one: one.name) if file.name != ITEMS_FILE
    }


def known_beside(others: Iterable[Programme], exclusions: Mapping[str, tuple[str, ...]]) -> Known:
    """What a file may name beside the package: items and programmes of the site, and of files that come with it."""
    known = [*packaged_programmes(), *others]
    return _known({one.code: one.exclusive_with for one in known} | dict(exclusions), {one.item for one in known})


def programme_of(checked: Checked, file: str) -> Programme:
    """The programme of a file that was checked. `Invalid` (`programme-invalid`) with file, line and field."""
    if checked.programme is None:
        fault = checked.faults[0]
        raise Invalid(Code.PROGRAMME_INVALID, file=file, line=fault.line, field=fault.field or "-")
    return checked.programme


def _known(exclusions: dict[str, tuple[str, ...]], items: Iterable[str] = ()) -> Known:
    return Known(items=frozenset({*packaged_items(), *items}), exclusions=exclusions)
