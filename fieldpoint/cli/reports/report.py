"""The report of a month or a quarter at the terminal, and as a file. Imports click and its neighbours."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpoint.cli.options import data_option
from fieldpoint.store.site import open_site

if TYPE_CHECKING:
    from fieldpoint.core.reports.report import Report
    from fieldpoint.core.reports.stock import StockLine


@click.command("report")
@click.argument("period")
@click.option(
    "--to", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write it: .pdf to print, .csv and .xlsx."
)
@data_option
def report(period: str, folder: Path, file: Path | None) -> None:
    r"""Add up the closed days of PERIOD: a month such as 1405-09, or a quarter such as 1405-S3.

    \b
    On the screen:      fieldpoint report 1405-09
    To print:           fieldpoint report 1405-S3 --to autumn.pdf
    For a spreadsheet:  fieldpoint report 1405-S3 --to autumn.xlsx

    A day that is still open is named, and the report is unfinished. Neighbourhoods are told once the period is over;
    where fewer than five households were reached they stand together with others.
    """
    from fieldpoint.core.reports.period import asked_period  # noqa: PLC0415
    from fieldpoint.desk.reports.files import file_form, report_file  # noqa: PLC0415
    from fieldpoint.desk.reports.site_report import report_now  # noqa: PLC0415
    from fieldpoint.paper.whole_file import replacing  # noqa: PLC0415

    asked, site = asked_period(period), open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        made = report_now(connection, asked, site.clock.now(), site.facts.zone)
    if file is None:
        click.echo(_text(made), nl=False)
        return
    content = report_file(made, asked.last, file_form(file.suffix.removeprefix(".").lower()))
    with replacing(file) as out:
        out.write(content)
    click.echo(f"The report of {made.period} is in {file}." + (" It is unfinished." if made.unfinished else ""))


def _text(made: "Report") -> str:
    total = made.total
    lines = [f"Report of {made.period}: {made.days} closed days" + (", UNFINISHED" if made.unfinished else "")]
    lines += [f"not in it: {one.day} is still open" for one in made.open_days]
    lines += ["", f"{'':<32} {'households':>10} {'handouts':>9} {'refused':>8} {'overrides':>9}"]
    parts = (*made.by_programme, *made.by_organisation)
    rows = [("all", total), *((one.code or "no organisation", one.sums) for one in parts)]
    lines += [f"{n:<32} {s.households:>10} {s.handouts:>9} {s.refused:>8} {s.over:>9}" for n, s in rows]
    lines += _stock(made)
    lines += ["", *(f"{one.place or 'other places'}: at least {one.sums[0]}" for one in made.by_place)]
    return "\n".join(lines).rstrip() + "\n"


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
