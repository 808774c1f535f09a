"""Commands for the keys that sign cards: a new one, which there are, and the end of one."""

from contextlib import closing
from pathlib import Path

import click

from fieldpoint.cli.options import data_option
from fieldpoint.cli.people import write
from fieldpoint.store.site import Site, open_site

_BY = "terminal"


@click.group("keys")
def keys_group() -> None:
    r"""The keys that sign cards. Their secret halves never leave the encrypted database.

    \b
    Every year or so:          fieldpoint keys rotate
    A key was stolen:          fieldpoint keys rotate
                               fieldpoint keys retire KID --compromised
                               fieldpoint cards reprint --ended
    """


@keys_group.command("rotate")
@data_option
def keys_rotate(folder: Path) -> None:
    """Sign new cards with a new key from now on. Cards that were printed before scan as they did.

    A server that runs needs no restart; a tablet that works offline knows the new key when it has met the site.
    """
    from fieldpoint.desk.card_keys import rotate_card_key  # noqa: PLC0415

    site = open_site(folder)
    key = write(site, lambda tx: rotate_card_key(tx, _BY))
    click.echo(f"New cards are signed with key {key.kid}. Cards of the older keys scan as before.")


@keys_group.command("list")
@data_option
def keys_list(folder: Path) -> None:
    """Show every key: its number, how many cards in force it has signed, and since when its cards are refused."""
    from fieldpoint.cli.dates import day_text  # noqa: PLC0415
    from fieldpoint.store.card_keys import card_keys  # noqa: PLC0415
    from fieldpoint.store.cards import count_by_key  # noqa: PLC0415
    from fieldpoint.store.identity import card_seeds  # noqa: PLC0415

    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        counts, seeds = count_by_key(connection), card_seeds(connection)
        for one in card_keys(connection):
            state = f"{one.why} {day_text(site, one.ended_at)}" if one.ended_at is not None else "good"
            if one.ended_at is None and one.kid not in seeds:
                state = "good, cannot sign here"
            if one.kid == next(reversed(seeds), None):
                state = "signs new cards"
            click.echo(
                f"{one.kid:>5}  since {day_text(site, one.added_at)}  {counts.get(one.kid, 0):>7,} cards  {state}"
            )


@keys_group.command("retire")
@click.argument("kid", type=click.IntRange(0, 65535))
@click.option("--compromised", is_flag=True, help="Somebody else may have the key: what it signed may be forged.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def keys_retire(kid: int, folder: Path, *, compromised: bool, yes: bool) -> None:
    """Refuse every card of key KID (a number of the list) from the next scan on, for ever.

    Its cards are not lost: `fieldpoint cards reprint --ended` prints them anew, under the key that signs now.
    """
    from fieldpoint.desk.card_keys import end_card_key  # noqa: PLC0415

    site = open_site(folder)
    count = _cards_of(site, kid)
    if not yes:
        click.confirm(f"{count:,} cards in force are signed with key {kid} and will be refused. Go on?", abort=True)
    write(site, lambda tx: end_card_key(tx, kid, "compromised" if compromised else "retired", _BY))
    click.echo(f"{count:,} cards are refused from now on.")
    if count:
        click.echo("To print them anew: fieldpoint cards reprint --ended")


def _cards_of(site: Site, kid: int) -> int:
    from fieldpoint.store.cards import count_by_key  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        return count_by_key(connection).get(kid, 0)
