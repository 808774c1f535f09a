"""Commands that make a sealed copy of a site, and put one back."""

from contextlib import suppress
from pathlib import Path

import click

from fieldpoint.cli.options import data_option

_KEYS = "backup.keys"


@click.command("backup-key")
@click.argument("file", type=click.Path(path_type=Path))
@data_option
def backup_key(file: Path, folder: Path) -> None:
    """Make a private key in FILE, on a stick or to be printed, that opens the copies made from here on.

    This machine keeps the public half only: keep FILE away from it, twice.
    """
    from fieldpoint.sealed_copy import make_identity  # noqa: PLC0415

    public = make_identity(file)
    with (folder / _KEYS).open("a", encoding="ascii") as keys:
        keys.write(f"{public}\n")
    click.echo(f"Copies are made for {public} from here on; take {file} away from this machine.")


@click.command("backup")
@click.argument("place", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--to", "more", multiple=True, metavar="KEY", help="A public key (age1…) besides those kept here.")
@data_option
def backup(place: Path, more: tuple[str, ...], folder: Path) -> None:
    """Make a sealed copy of the site in the folder PLACE, on another medium; a server may go on meanwhile."""
    from fieldpoint.store.repair.backup import back_up  # noqa: PLC0415
    from fieldpoint.store.site import open_site  # noqa: PLC0415

    kept: list[str] = []
    with suppress(FileNotFoundError):
        kept = (folder / _KEYS).read_text(encoding="ascii").split()
    facts = back_up(open_site(folder), place, [*kept, *more])
    click.echo(f"{facts.counts['log']:,} rows and {facts.counts['people']:,} people of {facts.name} are in {place}.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", type=click.Path(path_type=Path), required=True, help="The private key's file.")
@data_option
def restore(file: Path, key: Path, folder: Path) -> None:
    """Put the site of a sealed copy into an empty data folder, and prove that it is what was copied."""
    from fieldpoint.store.repair.backup import restore as put_back  # noqa: PLC0415

    facts = put_back(file, key, folder)
    click.echo(f"{facts.counts['log']:,} rows and {facts.counts['people']:,} people of {facts.name} stand again.")
    click.echo("Next: fieldpoint epoch open. Until then the site hands nothing over.")
