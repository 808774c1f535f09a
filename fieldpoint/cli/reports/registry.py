"""The registry's reports at the terminal: months and quarters over sites, and whether a printed day sheet is true.

Imports click and its neighbours.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fieldpoint.cli.options import registry_data_option
from fieldpoint.cli.reports.report import chosen, part_options, report_text

if TYPE_CHECKING:
    from fieldpoint.core.reports.period import ReportPeriod
    from fieldpoint.core.reports.report import Choice, Report
    from fieldpoint.registry.reports.files import FileForm
    from fieldpoint.registry.reports.seals import CheckedSheet, SheetVerdict

_VERDICTS: Final[dict["SheetVerdict", str]] = {
    "true": "True: the site's log closed the day with this code, and its rows add up to its sums.",
    "differs": "The code is of the site's log, and the rows of the day do not add up to what the close says.",
    "unchecked": "The code is of the site's log; rows of the day are on their way, so its sums are not checked yet.",
    "not-here": "No close of that day with this code has come: it is on its way, or the sheet is not a true one.",
    "foreign": "Not true: the site closed that day with another code.",
}


@click.command("report")
@click.argument("period")
@click.option("--site", default="", metavar="SITE", help="Of this site alone, by its code.")
@part_options
@registry_data_option
def registry_report(period: str, site: str, folder: Path, file: Path | None, **part: str | None) -> None:
    r"""Add up the closed days of PERIOD over all sites: a month such as 1405-09, or a quarter such as 1405-S3.

    \b
    On the screen:        fieldpoint registry report 1405-09
    To print:             fieldpoint registry report 1405-S3 --to autumn.pdf
    For a spreadsheet:    fieldpoint registry report 1405-S3 --to autumn.xlsx
    Of one site:          fieldpoint registry report 1405-09 --site d11-03
    Of one organisation:  fieldpoint registry report 1405-09 --organisation NAME
    Of one programme:     fieldpoint registry report 1405-09 --programme basket

    The same numbers as on the officers' page. Days that are open, or whose rows are on their way, are named, and the
    report is unfinished; neighbourhoods are told once the period is over and nothing is missing. That a file was
    written is a row of the registry's own log.
    """
    from fieldpoint.core.reports.period import asked_period  # noqa: PLC0415
    from fieldpoint.paper.whole_file import replacing  # noqa: PLC0415
    from fieldpoint.registry.reports.files import file_form, report_file  # noqa: PLC0415

    asked = asked_period(period)
    form = None if file is None else file_form(file.suffix.removeprefix(".").lower())
    made = _made(folder, asked, chosen(site, part), form)
    if file is None or form is None:
        click.echo(report_text(made), nl=False)
        return
    content = report_file(made, asked.last, form)
    with replacing(file) as out:
        out.write(content)
    click.echo(f"The report of {made.period} is in {file}." + (" It is unfinished." if made.unfinished else ""))


@click.group("day")
def registry_day() -> None:
    """Days that sites have closed, by the rows that came in."""


@registry_day.command("verify")
@click.argument("code", nargs=-1, required=True)
@click.option("--day", default="", metavar="DAY", help="The sheet's day, such as 1405-09-01: ten symbols need it.")
@registry_data_option
def verify(code: tuple[str, ...], day: str, folder: Path) -> None:
    r"""Say whether a site's printed day sheet is true, by the rows that came in; the site need not be asked.

    \b
    By its QR code:      fieldpoint registry day verify FP-DAY-1 d11-03 1405-09-01 152 …
    By its ten symbols:  fieldpoint registry day verify 7K3QM 9X2ZP --day 1405-09-01

    A code proves which close it is of, not what else stands on the paper: compare the numbers too. Ends with status 1
    where the sheet is not known to be true.
    """
    from fieldpoint.clock import wall_ms  # noqa: PLC0415
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.registry.pages.face import day_at  # noqa: PLC0415
    from fieldpoint.registry.reports.seals import check_sheet  # noqa: PLC0415

    with open_registry(folder).store as store:
        found = check_sheet(store, lambda _: True, " ".join(code), day, int(day_at(wall_ms())[:4]))
    click.echo(_sheet_text(found))
    if found.verdict != "true":
        raise SystemExit(1)


def _sheet_text(found: "CheckedSheet") -> str:
    lines = [_VERDICTS[found.verdict]]
    if found.verdict in ("true", "differs", "unchecked"):
        lines += [f"Day {found.day} of {found.site}, row {found.row}, code {found.code}"]
        lines += [f"Households {found.households}, refusals {found.refused}"]
        lines += [f"  {one.prog:<20} {one.cycle:<12} handed {one.handed}, voided {one.voided}" for one in found.lines]
        lines += [f"  {one.item} {one.org}: {one.opening} to {one.closing} in stock" for one in found.stock]
    return "\n".join(lines)


def _made(folder: Path, period: "ReportPeriod", choice: "Choice", form: "FileForm | None") -> "Report":
    """The report; that it goes into a file is noted before."""
    import asyncio  # noqa: PLC0415

    from fieldpoint.cli.registry_work import by_terminal  # noqa: PLC0415
    from fieldpoint.core.names import Day  # noqa: PLC0415
    from fieldpoint.registry.city.acts import note  # noqa: PLC0415
    from fieldpoint.registry.folder import open_registry  # noqa: PLC0415
    from fieldpoint.registry.office import Office  # noqa: PLC0415
    from fieldpoint.registry.pages.face import day_at  # noqa: PLC0415
    from fieldpoint.registry.reports.gather import gather_days  # noqa: PLC0415

    by, office = by_terminal(), Office(open_registry(folder))
    try:
        sites = frozenset({choice.site}) if choice.site else None
        gathered = asyncio.run(gather_days(office, sites, period, Day(day_at(by.now_ms))))
        if form is not None:
            office.wait(lambda: note(office.registry.store, by, "list.export", f"report/{period.key}", form))
    finally:
        office.close()
    return gathered.report(choice)
