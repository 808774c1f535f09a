"""Commands of the rules: check a programme's file, say a rule in Persian, take one in."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.rules.sense import FaultKind
from fieldpoint.errors import Code, Invalid, NotFound

if TYPE_CHECKING:
    from fieldpoint.core.rules.check import Checked, Fault
    from fieldpoint.core.rules.programme import Programme

_MOON = {"earlier": -1, "as-written": 0, "later": 1}
_LARGEST = 256 * 1024  # a file of a hundred rounds has 20 kB

# What every fault of a file means to a person at a terminal.
FAULTS: Final[Mapping[FaultKind, str]] = {
    FaultKind.NOT_TOML: "the file cannot be read as TOML from here on",
    FaultKind.FIELD_UNKNOWN: "there is no such field; look for a slip of the pen",
    FaultKind.FIELD_MISSING: "this field is missing",
    FaultKind.VALUE_UNFIT: "the value is of the wrong kind or out of its limits",
    FaultKind.DAY_UNKNOWN: "there is no such day in this calendar",
    FaultKind.WINDOW_IMPOSSIBLE: "it ends before it begins",
    FaultKind.HOURS_EMPTY: "it ends in the hour in which it begins",
    FaultKind.ROUNDS_UNORDERED: "rounds stand in the order of their days and do not overlap",
    FaultKind.ROUND_DOUBLED: "another round has this name",
    FaultKind.AGES_CROSSED: "the age it begins with is above the age it ends with",
    FaultKind.SIZES_CROSSED: "the size it begins with is above the size it ends with",
    FaultKind.STEPS_UNORDERED: "steps stand in the order of their sizes, each size once",
    FaultKind.QUANTITY_UNFIT: "such a quantity is for a programme that counts for households",
    FaultKind.CAP_UNFIT: "a cap is for a day or a night, and its overflow needs a number and another item",
    FaultKind.MAKE_UP_UNFIT: "rounds have make_up_until, and what is given once cannot be missed",
    FaultKind.EXCLUDES_ITSELF: "a programme cannot exclude itself",
    FaultKind.EXCLUDED_UNKNOWN: "there is no programme of this code",
    FaultKind.EXCLUSION_CYCLE: "that programme excludes this one already, itself or by others; say it once",
    FaultKind.OFFLINE_UNFIT: "this is more than a card may have in a period",
    FaultKind.PUZZLE_TOO_LARGE: "a puzzle has at most 400 pieces",
    FaultKind.PLACE_DOUBLED: "a place of this code stands there already",
    FaultKind.PROGRAMME_MISSING: "a campaign has a programme at least, or a puzzle, or a place",
    FaultKind.ITEM_UNKNOWN: "no item has this code; for a new item give its title as item_title_fa",
}


@click.group("programmes")
def programmes_group() -> None:
    """The rules of what is given to whom: check a file, explain a rule, take one in."""


@programmes_group.command("list")
@data_option
def list_all(folder: Path) -> None:
    """Show the programmes of this site and those of the package that it does not run."""
    from fieldpoint.desk.packaged_programmes import packaged_programmes  # noqa: PLC0415

    here = {one.code: one for one in _of_site(folder)}
    for one in here.values():
        click.echo(f"{one.rule:<24} runs here    {one.title_fa}")
    for one in packaged_programmes():
        if one.code not in here:
            click.echo(f"{one.rule:<24} in the package    {one.title_fa}")


@programmes_group.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
def check_files(files: tuple[Path, ...], folder: Path) -> int:
    """Name file, line and field of each fault in the programme FILES; nothing is changed.

    A file may name the programmes of the package, of the site in the data folder, and of the other files.
    """
    checked = _check(files, folder)
    return say_faults({file: one.faults for file, one in checked.items()})


def say_faults(found: "Mapping[Path, Sequence[Fault]]") -> int:
    """Each fault of each file on a line; answers what the command ends with."""
    faults = [(file, fault) for file, some in found.items() for fault in some]
    for file, fault in faults:
        where = f"{file}:{fault.line}:" + (f" {fault.field}:" if fault.field else "")
        click.echo(f"{where} {FAULTS[fault.kind]}", err=True)
    if not faults:
        click.echo(f"{len(found)} checked, no fault.")
    return 1 if faults else 0


@programmes_group.command("explain")
@click.argument("code")
@data_option
def explain_one(code: str, folder: Path) -> None:
    """Say in Persian what the programme CODE gives to whom; CODE may be a file too."""
    from fieldpoint.core.rules.explain_fa import explain  # noqa: PLC0415

    for sentence in explain(_find(code, folder, _of_site(folder))):
        click.echo(sentence)


@programmes_group.command("add")
@click.argument("codes", nargs=-1, required=True)
@data_option
def add_some(codes: tuple[str, ...], folder: Path) -> None:
    """Let the site run the programmes CODES: of the package by their code, of your own by their file.

    A file with a higher version takes the place of what runs here; what was taken before still counts. A
    server that runs goes by it from its next answer on.
    """
    from fieldpoint.desk.set_up_site import take_in  # noqa: PLC0415
    from fieldpoint.store.site import open_site  # noqa: PLC0415

    site = open_site(folder)
    found = [_find(code, folder, ()) for code in codes]
    new = {one.rule for one in take_in(site, found)}
    for one in found:
        click.echo(f"{one.rule} {'runs here now' if one.rule in new else 'runs here already'}.")
    if new:
        click.echo("A server that runs goes by it from its next answer on.")


@programmes_group.command("moon")
@click.argument("code")
@click.argument("seen", type=click.Choice(list(_MOON)))
@data_option
def move(code: str, seen: str, folder: Path) -> None:
    """Move the Hijri windows of the programme CODE by a day, because the moon was seen earlier or later.

    `as-written` puts them back on the days of the file.
    """
    from fieldpoint.desk.set_up_site import move_moon  # noqa: PLC0415
    from fieldpoint.store.site import open_site  # noqa: PLC0415

    move_moon(open_site(folder), code, _MOON[seen])
    click.echo(f"{code}: {seen}. A server that runs goes by it from its next answer on.")


def _of_site(folder: Path) -> "list[Programme]":
    """The programmes in force at the site of the folder; none where there is no site yet."""
    from fieldpoint.store.days import open_day_of  # noqa: PLC0415
    from fieldpoint.store.programmes import programmes  # noqa: PLC0415
    from fieldpoint.store.site import open_site, site_exists  # noqa: PLC0415

    if not site_exists(folder):
        return []
    with closing(open_site(folder).connect(read_only=True)) as connection:
        return programmes(connection, open_day_of(connection))


def _find(code: str, folder: Path, here: "tuple[Programme, ...] | list[Programme]") -> "Programme":
    """The programme of a file, of the site or of the package."""
    from fieldpoint.desk.packaged_programmes import packaged_programmes, programme_of  # noqa: PLC0415

    if code.endswith(".toml"):
        return programme_of(_check((Path(code),), folder)[Path(code)], code)
    found = next((one for one in [*here, *packaged_programmes()] if one.code == code), None)
    if found is None:
        raise NotFound(Code.PROGRAMME_NOT_FOUND)
    return found


def _check(files: tuple[Path, ...], folder: Path) -> "dict[Path, Checked]":
    from fieldpoint.core.rules.check import check, exclusions_in  # noqa: PLC0415
    from fieldpoint.desk.packaged_programmes import known_beside  # noqa: PLC0415

    sources = {file: _read(file) for file in files}
    known = known_beside(_of_site(folder), exclusions_in(sources.values()))
    return {file: check(source, known) for file, source in sources.items()}


def _read(file: Path) -> bytes:
    try:
        source = file.read_bytes()
    except OSError as fault:
        raise Invalid(Code.FILE_UNREADABLE, file=str(file)) from fault
    if len(source) > _LARGEST:
        raise Invalid(Code.FILE_TOO_LARGE, file=str(file))
    return source
