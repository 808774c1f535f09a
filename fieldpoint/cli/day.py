"""Commands of the business day: open it, close it, print its sheet, take a handout back."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, get_args

import click

from fieldpoint.cli.options import data_option
from fieldpoint.cli.reports.sheet import day_verify
from fieldpoint.core.act_rows import VoidReason
from fieldpoint.core.names import Day, EventId
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import Transaction, transaction_on

if TYPE_CHECKING:
    from fieldpoint.desk.close_day import Sheet

LEAD = "lead"
_REASONS = [reason for reason in get_args(VoidReason) if reason != "undo"]
_Done = TypeVar("_Done")


@click.group("day")
def day_group() -> None:
    """The business day: every handout belongs to the day a person has opened."""


@day_group.command("open")
@click.argument("day", required=False)
@click.option("--yes", is_flag=True, help="Do not ask; the date is right.")
@click.option("--anyway", is_flag=True, help="Open it although the clock or the date is behind the log; it is right.")
@data_option
def day_open(day: str | None, folder: Path, *, yes: bool, anyway: bool) -> None:
    """Open the business day DAY, such as 1405-09-01; without it, what the clock says.

    Asks unless you typed the very day that the clock says. A day that was left open is closed first.
    """
    from fieldpoint.desk.open_day import check_day, open_day, proposed_day  # noqa: PLC0415

    site = open_site(folder)
    now = site.clock.now()
    proposed = proposed_day(now, site.facts.zone)
    chosen = Day(day) if day else proposed
    with closing(site.connect(read_only=True)) as connection:
        check_day(connection, chosen, now, anyway=anyway)
    if not yes and day != proposed:  # a day far ahead by a slip of the finger is hard to take back
        click.confirm(f"The clock says {proposed}. Is today {chosen}?", abort=True)
    stands = _write(site, lambda tx: open_day(tx, chosen, LEAD, anyway=anyway))
    click.echo(f"Day {chosen} is open from row {stands.seq + 1} on.")


@day_group.command("close")
@click.argument("day", required=False)
@data_option
def day_close(day: str | None, folder: Path) -> None:
    """Close the business day and print its sheet; nothing is handed out until the next one is opened.

    Closing it again prints the same sheet.
    """
    from fieldpoint.desk.close_day import close_day  # noqa: PLC0415

    _print(_write(open_site(folder), lambda tx: close_day(tx, LEAD, Day(day) if day else None)))


@day_group.command("sheet")
@click.argument("day", required=False)
@click.option(
    "--pdf",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it for printing: a PDF with the seal as a QR code and emergency lines; .csv and .xlsx are tables.",
)
@data_option
def day_sheet(day: str | None, folder: Path, file: Path | None) -> None:
    """Print the sheet of DAY as it was closed, or of the open day as it stands."""
    from fieldpoint.cli.reports.sheet import write_sheet  # noqa: PLC0415
    from fieldpoint.desk.close_day import day_sheet  # noqa: PLC0415

    if file is not None:
        write_sheet(folder, day, file)
        return
    connection = open_site(folder).connect(read_only=True)
    try:
        _print(day_sheet(connection, Day(day) if day else None))
    finally:
        connection.close()


day_group.add_command(day_verify)


@click.command()
@click.argument("handout")
@click.option("--reason", type=click.Choice(_REASONS), required=True, help="Why it is taken back.")
@data_option
def void(handout: str, reason: VoidReason, folder: Path) -> None:
    """Take the handout with this id back, always whole; the household may have it again."""
    from fieldpoint.desk.act import Act  # noqa: PLC0415
    from fieldpoint.desk.void_handout import void_handout  # noqa: PLC0415

    act = Act(operator=LEAD)
    done = _write(open_site(folder), lambda tx: void_handout(tx, EventId(handout), act, reason, LEAD))
    click.echo(f"Row {done.stands.seq}: " + ("taken back." if done.effective else "it had been taken back before."))


def _write(site: Site, act: Callable[[Transaction], _Done]) -> _Done:
    """What the act answers, after it was committed."""
    connection = site.connect()
    try:
        with transaction_on(connection, site.clock.now()) as tx:
            return act(tx)
    finally:
        connection.close()


def _print(sheet: "Sheet") -> None:
    from fieldpoint.core.day_sheet import sheet_text  # noqa: PLC0415

    click.echo(sheet_text(sheet.row, sheet.seal), nl=False)
