"""A day's sheet as a file, and whether a printed one is true. Imports click, the desk and its neighbours."""

from contextlib import closing
from pathlib import Path

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.names import Day
from fieldpoint.store.site import open_site


def write_sheet(folder: Path, day: str | None, path: Path) -> None:
    """The sheet stands in the file, whose name says in which form: .pdf, .csv or .xlsx."""
    from fieldpoint.desk.reports.day_facts import facts_of_day  # noqa: PLC0415
    from fieldpoint.desk.reports.files import day_file  # noqa: PLC0415
    from fieldpoint.paper.whole_file import replacing  # noqa: PLC0415

    with closing(open_site(folder).connect(read_only=True)) as connection:
        facts = facts_of_day(connection, Day(day) if day else None)
    form = path.suffix.removeprefix(".").lower()
    content = day_file(facts, "csv" if form == "csv" else "xlsx" if form == "xlsx" else "pdf")
    with replacing(path) as file:
        file.write(content)
    click.echo(f"The sheet of {facts.close.day} is in {path}." + ("" if facts.head else " The day is still open."))


@click.command("verify")
@click.argument("code", nargs=-1, required=True)
@data_option
def day_verify(code: tuple[str, ...], folder: Path) -> None:
    """Say whether a printed sheet is of this site's log.

    CODE is all that the sheet's QR code says: scan it with any telephone. The hash in it covers every row of the log
    up to the close; the day's sums are added up again too.
    """
    from fieldpoint.core.day_sheet import seal_code  # noqa: PLC0415
    from fieldpoint.desk.reports.day_facts import verify_seal  # noqa: PLC0415

    with closing(open_site(folder).connect(read_only=True)) as connection:
        seal = verify_seal(connection, " ".join(code))
    click.echo(f"True: day {seal.day} of {seal.site} was closed by row {seal.seq}; its code is {seal_code(seal.head)}.")
