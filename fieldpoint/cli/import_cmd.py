"""`fieldpoint import`: lists that people bring come in.

Progress goes to stderr and only to a terminal; the result goes to stdout, in words or as one JSON object.
"""

import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from fieldpoint.cli.import_upload import upload
from fieldpoint.cli.options import data_option

if TYPE_CHECKING:
    from collections.abc import Generator

    from fieldpoint.core.names import Day
    from fieldpoint.exchange.import_report import ImportReport
    from fieldpoint.exchange.naming.mapping import Mapping
    from fieldpoint.exchange.roster_plan import Progress, RosterPlan
    from fieldpoint.store.site import Site

_ZONE = "Asia/Tehran"
_LOCAL = "local"
_MOST_JSON_LINES = 100


@click.group("import")
def import_group() -> None:
    """Bring lists in: households and their people."""


import_group.add_command(upload)


@import_group.command("roster")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--office", default=None, help="The office whose list this is.  [default: the site's own]")
@click.option("--mapping", "mapping_name", default="plain", show_default=True, help="Whose names its columns have.")
@click.option("--errors", type=click.Path(path_type=Path), help="A new file for the rows that must be mended.")
@click.option("--dry-run", is_flag=True, help="Only say what would come of it; needs no site.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
@click.option("--all", "everything", is_flag=True, help="Print every line number, however many.")
@click.option("--whole", is_flag=True, help="The list is whole, although its last line is not ended.")
@data_option
def roster(  # noqa: PLR0913  a command has its options
    file: Path,
    office: str | None,
    mapping_name: str,
    errors: Path | None,
    folder: Path,
    *,
    dry_run: bool,
    as_json: bool,
    everything: bool,
    whole: bool,
) -> None:
    """Import the households of FILE, a list as CSV or XLSX with Persian column names.

    All of it is written or, when the file is not whole, nothing. What is odd is told by line number.
    Importing the same list again changes nothing; a corrected one corrects whoever was not changed here since.
    """
    from fieldpoint.exchange.naming.mapping import find_mapping  # noqa: PLC0415
    from fieldpoint.exchange.roster_plan import read_roster  # noqa: PLC0415

    mapping = find_mapping(mapping_name, folder)
    site = _site(folder, needed=not dry_run)
    whose = office or (site.facts.office if site else _LOCAL)
    today = _day_of(site) if site else _day_without_site()
    with _progress() as progress:
        plan = read_roster(file, today, progress, whole=whole, mapping=mapping)
        step = _Step(plan, whose, today, progress)
        report = _write(step, site) if site and not dry_run else _try(step, site)
    if errors is not None:
        _write_errors(errors, file, report, mapping)
    click.echo(_as_json(report, everything=everything) if as_json else _as_words(report, file, everything=everything))


@import_group.group("mappings")
def mappings_group() -> None:
    """What the columns of lists are called: files of the package, and your own in `mappings` of the data folder."""


@mappings_group.command("list")
@data_option
def mappings_list(folder: Path) -> None:
    """Show all mappings by name; one of your own takes the place of the package's."""
    from fieldpoint.exchange.naming.mapping import find_mapping, own_mappings, packaged_mappings  # noqa: PLC0415

    own = own_mappings(folder)
    for name in sorted({*own, *packaged_mappings()}):
        where = "your own" if name in own else "in the package"
        click.echo(f"{name:<16} {where:<16} {find_mapping(name, folder).title}")


@mappings_group.command("show")
@click.argument("name")
@data_option
def mappings_show(name: str, folder: Path) -> None:
    """Print the file of the mapping NAME, to begin one of your own with."""
    from fieldpoint.exchange.naming.mapping import mapping_source  # noqa: PLC0415

    click.echo(mapping_source(name, folder).decode("utf-8", "replace"), nl=False)


@mappings_group.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def mappings_check(files: tuple[Path, ...]) -> int:
    """Name file, line and field of each fault in the mapping FILES."""
    from fieldpoint.cli.import_words import MAPPING_FAULTS  # noqa: PLC0415
    from fieldpoint.exchange.naming.mapping import Mapping, check_mapping, read_mapping_file  # noqa: PLC0415

    faults = 0
    for file in files:
        found = check_mapping(read_mapping_file(file))
        for fault in [] if isinstance(found, Mapping) else found:
            faults += 1
            where = f"{file}:{fault.line}:" + (f" {fault.field}:" if fault.field else "")
            click.echo(f"{where} {MAPPING_FAULTS[fault.kind]}", err=True)
    if not faults:
        click.echo(f"{len(files)} checked, no fault.")
    return 1 if faults else 0


class _Step(NamedTuple):
    """What an import goes on with when the list was read."""

    plan: "RosterPlan"
    office: str
    today: "Day"
    progress: "Progress"


def _site(folder: Path, *, needed: bool) -> "Site | None":
    from fieldpoint.store.site import open_site, site_exists  # noqa: PLC0415

    return open_site(folder) if needed or site_exists(folder) else None


def _write(step: _Step, site: "Site") -> "ImportReport":
    from fieldpoint.database import database_errors  # noqa: PLC0415
    from fieldpoint.desk.import_roster import import_roster  # noqa: PLC0415
    from fieldpoint.desk.lists.coming import Coming  # noqa: PLC0415
    from fieldpoint.store.lists.arriving import import_lock  # noqa: PLC0415

    coming = Coming(step.plan, step.office, step.today, progress=step.progress)
    with import_lock(site.folder), closing(site.connect()) as connection, database_errors():
        return import_roster(connection, site.clock.now, coming)


def _try(step: _Step, site: "Site | None") -> "ImportReport":
    from fieldpoint.desk.import_roster import try_roster  # noqa: PLC0415

    if site is None:
        return try_roster(None, *step)
    with closing(site.connect(read_only=True)) as connection:
        return try_roster(connection, *step)


def _write_errors(errors: Path, file: Path, report: "ImportReport", mapping: "Mapping") -> None:
    from fieldpoint.cli.export_cmd import save  # noqa: PLC0415
    from fieldpoint.exchange.outgoing.error_rows import error_rows  # noqa: PLC0415
    from fieldpoint.exchange.roster_file import given_file  # noqa: PLC0415

    save(errors, error_rows(given_file(file), report.findings, mapping))


def _day_without_site() -> "Day":
    from fieldpoint.clock import day_in_zone, wall_ms  # noqa: PLC0415
    from fieldpoint.core.jalali import day_of  # noqa: PLC0415

    return day_of(day_in_zone(wall_ms(), _ZONE))


def _day_of(site: "Site") -> "Day":
    from fieldpoint.desk.open_day import today  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        return today(connection, site.clock.now(), site.facts.zone)


@contextmanager
def _progress() -> "Generator[Progress]":
    """A bar on a terminal; anywhere else silence."""
    from fieldpoint.exchange.roster_plan import no_progress  # noqa: PLC0415

    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    with Bars(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("read", total=None)

        def tell(step: str, done: int, total: int) -> None:
            bars.update(bar, description=step, completed=done, total=total)

        yield tell


def _as_json(report: "ImportReport", *, everything: bool) -> str:
    import msgspec  # noqa: PLC0415

    findings = tuple(
        msgspec.structs.replace(one, lines=one.lines if everything else one.lines[:_MOST_JSON_LINES])
        for one in report.findings
    )
    return msgspec.json.encode(msgspec.structs.replace(report, findings=findings)).decode()


def _as_words(report: "ImportReport", file: Path, *, everything: bool) -> str:
    from fieldpoint.cli.import_words import in_words  # noqa: PLC0415

    return "\n".join(in_words(report, file.name, everything=everything))
