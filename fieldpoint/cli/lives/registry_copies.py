"""Commands that make a sealed copy of the registry, put one back, and change its signing key."""

from contextlib import suppress
from pathlib import Path

import click

from fieldpoint.cli.options import registry_data_option
from fieldpoint.cli.registry_work import by_terminal, opened_registry

_KEYS = "backup.keys"


@click.command("backup-key")
@click.argument("file", type=click.Path(path_type=Path))
@registry_data_option
def backup_key(file: Path, folder: Path) -> None:
    """Make a private key in FILE that opens the copies made from here on; keep FILE away from this machine, twice."""
    from fieldpoint.sealed_copy import make_identity  # noqa: PLC0415

    public = make_identity(file)
    with (folder / _KEYS).open("a", encoding="ascii") as keys:
        keys.write(f"{public}\n")
    click.echo(f"Copies are made for {public} from here on; take {file} away from this machine.")


@click.command("backup")
@click.argument("place", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--to", "more", multiple=True, metavar="KEY", help="A public key (age1…) besides those kept here.")
@registry_data_option
def backup(place: Path, more: tuple[str, ...], folder: Path) -> None:
    """Make a sealed copy of the registry in the folder PLACE, on another medium; a server may go on meanwhile.

    In PostgreSQL take `pg_dump` and a copy of registry.key instead.
    """
    from fieldpoint.registry.copies.backup import back_up  # noqa: PLC0415

    kept: list[str] = []
    with suppress(FileNotFoundError):
        kept = (folder / _KEYS).read_text(encoding="ascii").split()
    facts = back_up(folder, place, [*kept, *more])
    click.echo(f"{facts.counts['events']:,} rows of {facts.counts['sites']:,} sites are in {place}.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", type=click.Path(path_type=Path), required=True, help="The private key's file.")
@registry_data_option
def restore(file: Path, key: Path, folder: Path) -> None:
    """Put the registry of a sealed copy into an empty data folder, and prove that it is what was copied."""
    from fieldpoint.registry.copies.backup import restore as put_back  # noqa: PLC0415

    facts = put_back(file, key, folder, by_terminal())
    click.echo(f"{facts.counts['events']:,} rows of {facts.counts['sites']:,} sites stand again.")
    click.echo("Next: fieldpoint registry serve. Each site asks for everything anew and sends what the copy lacks;")
    click.echo("a site that enrolled after the copy was made needs a new code: fieldpoint registry enrol SITE")


@click.command("renew")
@registry_data_option
def renew(folder: Path) -> None:
    """Let every site read everything anew: after PostgreSQL was put back from an older dump, before the server starts.

    `pg_restore` (or psql) first, with registry.key and postgres.dsn in the data folder; then this, then serve.
    """
    from fieldpoint.registry.copies.renew import renew as begin_anew  # noqa: PLC0415

    with opened_registry(folder).store as store:
        begin_anew(store, by_terminal())
    click.echo("The feed is new: each site asks for everything anew and sends what is missing here.")


@click.command("turn-key")
@registry_data_option
def turn_key(folder: Path) -> None:
    """Sign with the next key from here on; sites learn it by themselves.

    Turned twice, a key that fell into wrong hands is believed by nobody.
    """
    from fieldpoint.registry.signing.decide import turn_key as turn  # noqa: PLC0415

    registry = opened_registry(folder)
    with registry.store:
        kid = turn(registry, by_terminal())
    click.echo(f"The registry signs with key {kid} now; servers follow within a second.")
    click.echo("Make a new backup now: a copy of before lacks the keys that sites are told from here on.")
