"""Commands for single cards: how one stands, whose it is, and whether it is refused; the lead's acts at a terminal."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final, TypeVar

import click

from fieldpoint.cli.dates import day_text
from fieldpoint.cli.options import data_option
from fieldpoint.cli.people import write
from fieldpoint.core.names import CardId
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act
from fieldpoint.store.cards import CardRow, find_short
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import Transaction

_Done = TypeVar("_Done")
_ACT: Final = Act(operator="terminal")
_SHORT = click.argument("short_code", metavar="SHORT-CODE")


def card_with(connection: Connection, short_code: str) -> CardRow:
    """The card with this short code, however it was typed. `Invalid` (`card-forged`), `NotFound` (`card-unknown`)."""
    from fieldpoint.core.card import ShortCode, parse_card_text  # noqa: PLC0415
    from fieldpoint.errors import Code, Invalid, NotFound  # noqa: PLC0415

    ref = parse_card_text(short_code)
    if not isinstance(ref, ShortCode):
        raise Invalid(Code.CARD_FORGED)
    found = find_short(connection, ref.text)
    if found is None:
        raise NotFound(Code.CARD_UNKNOWN)
    return found


@click.command("status")
@_SHORT
@data_option
def cards_status(short_code: str, folder: Path) -> None:
    """Say how a card stands, and since when."""
    from fieldpoint.store.activity import code_of  # noqa: PLC0415

    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        row = card_with(connection, short_code)
        code = code_of(connection, row.household)
    click.echo(f"{row.short}: {_standing(site, row)}.")
    if code:
        click.echo(f"It is household {code}'s since {day_text(site, row.bound_at)}.")
    printed = f" since {day_text(site, row.reprinted_at)}; older prints are refused" if row.reprinted_at else ""
    click.echo(f"Print {row.serial}, key {row.kid}{printed}.")


@click.command("bind")
@_SHORT
@click.argument("household", metavar="HOUSEHOLD")
@data_option
def cards_bind(short_code: str, household: str, folder: Path) -> None:
    """Give a blank card to HOUSEHOLD (its code in the list), with all that was taken on it."""
    from fieldpoint.desk.bind_card import bind_card  # noqa: PLC0415
    from fieldpoint.errors import Code, NotFound  # noqa: PLC0415
    from fieldpoint.store.people import find_household  # noqa: PLC0415
    from fieldpoint.store.programmes import all_versions  # noqa: PLC0415

    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        card, found = card_with(connection, short_code), find_household(connection, site.facts.office, household)
        versions = all_versions(connection)
    if found is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    row, _ = write(site, lambda tx: bind_card(tx, card.card, found.household, versions, _ACT))
    click.echo(f"{card.short} is household {found.code}'s from now on.")
    if row.collisions:
        click.echo(f"Both had taken of: {', '.join(row.collisions)}. Nothing was undone.")


@click.command("suspend")
@_SHORT
@click.option("--found", is_flag=True, help="Somebody handed it in.")
@data_option
def cards_suspend(short_code: str, folder: Path, *, found: bool) -> None:
    """Refuse a card until it is given back, such as one that was found."""
    from fieldpoint.desk.stop_card import suspend_card  # noqa: PLC0415

    _act(folder, short_code, lambda tx, card: suspend_card(tx, card, _ACT, why="found" if found else None))
    click.echo("It is refused until: fieldpoint cards give-back")


@click.command("give-back")
@_SHORT
@data_option
def cards_give_back(short_code: str, folder: Path) -> None:
    """Let a suspended card be what it was."""
    from fieldpoint.desk.stop_card import suspend_card  # noqa: PLC0415

    _act(folder, short_code, lambda tx, card: suspend_card(tx, card, _ACT, on=False))
    click.echo("It scans again.")


@click.command("revoke")
@_SHORT
@click.option("--lost", is_flag=True, help="The household has lost it.")
@data_option
def cards_revoke(short_code: str, folder: Path, *, lost: bool) -> None:
    """Refuse a card from the next scan on, for ever."""
    from fieldpoint.desk.stop_card import revoke_card  # noqa: PLC0415

    _act(folder, short_code, lambda tx, card: revoke_card(tx, card, _ACT, why="lost" if lost else None))
    click.echo("It is refused for ever. A blank one goes on where it was: fieldpoint cards bind")


@click.command("reissue")
@_SHORT
@data_option
def cards_reissue(short_code: str, folder: Path) -> None:
    """Make a new card in the place of this one, which is refused for ever.

    Print it with `fieldpoint cards print --all`, or as a picture.
    """
    from fieldpoint.desk.replace_card import reissue_card  # noqa: PLC0415

    row, _ = _act(folder, short_code, lambda tx, card: reissue_card(tx, card, _ACT))
    click.echo(f"The new card is {row.short}. To see it: fieldpoint cards show {row.short}")


def _act(folder: Path, short_code: str, act: Callable[[Transaction, CardId], _Done]) -> _Done:
    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        card = card_with(connection, short_code).card
    return write(site, lambda tx: act(tx, card))


def _standing(site: Site, row: CardRow) -> str:
    if row.state == "revoked":
        return f"revoked since {day_text(site, row.stopped_at)}"
    if row.key_ended_at is not None:
        return f"refused since {day_text(site, row.key_ended_at)}, for its key was ended; reprint it"
    if row.state == "suspended":
        return f"suspended since {day_text(site, row.stopped_at)}"
    return "blank" if row.household is None else "in force"


LIFE: Final = (cards_status, cards_bind, cards_suspend, cards_give_back, cards_revoke, cards_reissue)
