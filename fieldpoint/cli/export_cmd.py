"""`fieldpoint export`: lists leave the site, for the lead only.

Whoever sits at this terminal has the database and its key; the lead's PIN is asked all the same, so that the log
says who took a list away, and nobody does it in passing.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.list_rows import Exported
from fieldpoint.errors import Code, Invalid, NotAllowed

if TYPE_CHECKING:
    from fieldpoint.core.names import OperatorId
    from fieldpoint.store.site import Site

_FORMS = ("csv", "xlsx", "json")
_TERMINAL = "t00000"  # wrong PINs are counted here as on a tablet


@click.command("export")
@click.argument("what", type=click.Choice(get_args(Exported)))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--lead", required=True, help="The name under which the lead signs in; the PIN is asked.")
@click.option("--hxl", is_flag=True, help="With a row of HXL tags below the column names.")
@data_option
def export(what: Exported, file: Path, lead: str, folder: Path, *, hxl: bool) -> None:
    """Write the list WHAT into FILE, a new file that ends in .csv, .xlsx or .json."""
    from fieldpoint.cli.people import write  # noqa: PLC0415
    from fieldpoint.desk.lists.export import export_bytes, record_export  # noqa: PLC0415
    from fieldpoint.store.site import open_site  # noqa: PLC0415

    form = file.suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise Invalid(Code.FILE_KIND_UNKNOWN, file=file.name)
    site = open_site(folder)
    pin = click.prompt("PIN", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline().strip()
    who = _lead(site, lead, pin)
    row = write(site, lambda tx: record_export(tx, what, who))
    with closing(site.connect(read_only=True)) as connection:
        save(file, export_bytes(connection, what, form, hxl=hxl))  # type: ignore[arg-type]  one of the three
    click.echo(f"{row.rows:,} rows are in {file.name}. It holds what only the lead may see; keep it so.")


def _lead(site: "Site", name: str, pin: str) -> "OperatorId":
    """Who leads under this name and PIN. `NotAllowed` (`pin-wrong`, `role-missing`), and what a tablet would say."""
    from fieldpoint.cli.people import write  # noqa: PLC0415
    from fieldpoint.core.names import TabletId  # noqa: PLC0415
    from fieldpoint.desk.sign_in import begin_attempt  # noqa: PLC0415
    from fieldpoint.store.entry.operators import find_operator  # noqa: PLC0415
    from fieldpoint.store.entry.pin_misses import take_back_miss  # noqa: PLC0415

    attempt = write(site, lambda tx: begin_attempt(tx, TabletId(_TERMINAL), name))
    if not attempt.is_right(pin) or attempt.operator is None:
        raise NotAllowed(Code.PIN_WRONG)
    write(site, lambda tx: take_back_miss(tx, attempt.tablet, attempt.who))
    with closing(site.connect(read_only=True)) as connection:
        found = find_operator(connection, attempt.operator)
    if found is None or found.role != "lead" or found.revoked_at is not None:
        raise NotAllowed(Code.ROLE_MISSING)
    return attempt.operator


def save(file: Path, pieces: Iterator[bytes]) -> None:
    """A new file of its owner's alone; half of one is taken away."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise Invalid(Code.FILE_UNWRITABLE, file=file.name) from fault
    try:
        with os.fdopen(descriptor, "wb") as out:
            for piece in pieces:
                out.write(piece)
    except OSError as fault:
        file.unlink(missing_ok=True)
        raise Invalid(Code.FILE_UNWRITABLE, file=file.name) from fault
    except BaseException:
        file.unlink(missing_ok=True)
        raise
