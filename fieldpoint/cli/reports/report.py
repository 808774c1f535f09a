"""The report of a month or a quarter at the terminal, and as a file. Imports click and its neighbours."""

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from fieldpoint.cli.options import data_option
from fieldpoint.store.site import open_site

if TYPE_CHECKING:
    from fieldpoint.core.reports.report import Choice, OpenDay, Report
    from fieldpoint.core.reports.stock import StockLine


_Command = TypeVar("_Command", bound=Callable[..., None])


def part_options(command: _Command) -> _Command:
    """Where a report goes, and of what alone it is."""
    for option in (
        click.option("--programme", metavar="CODE", help="Of this programme alone."),
        click.option("--organisation", metavar="NAME", help="Of this organisation's programmes alone; - for nobody's."),
        click.option(
            *("--to", "file"),
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write it: .pdf to print, .csv and .xlsx.",
        ),
    ):
        command = option(command)
    return command


@click.command("report")
@click.argument("period")
@part_options
@data_option
def report(period: str, folder: Path, file: Path | None, **part: str | None) -> None:
    r"""Add up the closed days of PERIOD: a month such as 1405-09, or a quarter such as 1405-S3.

    \b
    On the screen:      fieldpoint report 1405-09
    To print:           fieldpoint report 1405-S3 --to autumn.pdf
    For a spreadsheet:  fieldpoint report 1405-S3 --to autumn.xlsx

    A day that is still open is named, and the report is unfinished. Neighbourhoods are told once the period is over;
    where fewer than five households were reached they stand together with others. Of stock every item is told from the
    first day to the last, and why counts differed.
    """
    from fieldpoint.core.reports.period import asked_period  # noqa: PLC0415
    from fieldpoint.desk.reports.files import file_form, report_file  # noqa: PLC0415
    from fieldpoint.desk.reports.site_report import report_now  # noqa: PLC0415
    from fieldpoint.paper.whole_file import replacing  # noqa: PLC0415

    asked, site = asked_period(period), open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        made = report_now(connection, asked, site.clock.now(), site.facts.zone, chosen("", part))
    if file is None:
        click.echo(report_text(made), nl=False)
        return
    content = report_file(made, asked.last, file_form(file.suffix.removeprefix(".").lower()))
    with replacing(file) as out:
        out.write(content)
    click.echo(f"The report of {made.period} is in {file}." + (" It is unfinished." if made.unfinished else ""))


def chosen(site: str, part: Mapping[str, str | None]) -> "Choice":
    """Of what alone a report is, by the options."""
    from fieldpoint.core.reports.report import asked_choice  # noqa: PLC0415

    return asked_choice(site, part["organisation"] or "", part["programme"] or "")


def report_text(made: "Report") -> str:
    """The report for a terminal."""
    total, several = made.total, len(made.sites) > 1
    of = f"{len(made.sites)} sites, " if several else ""
    lines = [f"Report of {made.period}: {of}{made.days} closed days" + (", UNFINISHED" if made.unfinished else "")]
    lines += [f"not in it: {one.day}{_open(one, several=several)}" for one in made.open_days]
    lines += ["", f"{'':<32} {'households':>10} {'handouts':>9} {'refused':>8} {'overrides':>9}"]
    parts = (*made.by_programme, *made.by_organisation, *(made.by_site if several else ()))
    rows = [("all", total), *((one.code or "no organisation", one.sums) for one in parts)]
    lines += [f"{n:<32} {s.households:>10} {s.handouts:>9} {s.refused:>8} {s.over:>9}" for n, s in rows]
    lines += _stock(made)
    lines += ["", *(f"{_place(one.place)}: at least {one.sums[0]}" for one in made.by_place)]
    return "\n".join(lines).rstrip() + "\n"


def _place(place: str | None) -> str:
    return "other places" if place is None else place or "place unknown"


def _open(one: "OpenDay", *, several: bool) -> str:
    return (f" of {one.site}" if several else "") + (" has rows on their way" if one.closed else " is still open")


def _stock(made: "Report") -> list[str]:
    """What went and came by the columns that a terminal has room for; a file has all of them."""
    if not made.stock:
        return []
    head = f"{'stock':<32} {'opening':>8} {'came in':>8} {'handed':>8} {'left':>8} {'differs':>8} {'closing':>8}"
    return ["", head, *map(_item, made.stock)]


def _item(one: "StockLine") -> str:
    name = " ".join(filter(None, (one.item, one.org)))
    left = one.given_on + one.spoiled + one.sent + one.mistaken
    numbers = (one.opening, one.received + one.arrived, one.handed - one.voided, left, one.difference + one.elsewhere)
    why = ", ".join(f"{why or 'first count'} {number:+}" for why, number in one.reasons)
    return f"{name:<32} {' '.join(f'{number:>8}' for number in (*numbers, one.closing))}" + (f"  {why}" if why else "")
