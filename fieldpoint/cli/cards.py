"""Commands around cards: issue those that are missing, and print the sheet."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpoint.cli.options import data_option
from fieldpoint.store.site import Site, open_site

if TYPE_CHECKING:
    from fieldpoint.core.names import CardId
    from fieldpoint.paper.card_face import CardFace

_AT_ONCE = 500  # households a transaction, so that a server beside this never waits long
_SHEET = "cards.pdf"


@click.group("cards")
def cards_group() -> None:
    """Cards: one for each household, printed ten to a sheet."""


@cards_group.command("print")
@click.option("--all", "every", is_flag=True, help="Print every card in force, not only those issued now.")
@click.option("--out", type=click.Path(path_type=Path), help="The PDF.  [default: cards.pdf in the data folder]")
@data_option
def print_cards(out: Path | None, folder: Path, *, every: bool) -> None:
    """Issue a card to each household that has none, and write the sheet as PDF.

    The name stands on a strip that is cut off. The file holds names: delete it after printing. When the
    sheet was lost, --all prints every card again, as it was.
    """
    from fieldpoint.desk.open_day import proposed_day  # noqa: PLC0415
    from fieldpoint.paper.card_sheet import CARDS_A_SHEET, write_card_sheet  # noqa: PLC0415

    site = open_site(folder)
    issued: set[CardId] = set()

    def faces() -> Iterator["CardFace"]:
        issued.update(_issue_missing(site))  # not before the sheet asks: then its place is proven
        yield from _faces(site, None if every else issued)

    sheet = out or folder / _SHEET
    count = write_card_sheet(sheet, faces(), printed_on=proposed_day(site.clock.now(), site.facts.zone))
    click.echo(f"{len(issued):,} cards issued, {count:,} printed on {-(-count // CARDS_A_SHEET):,} sheets.")
    click.echo(f"The sheet: {sheet}" if count else "Every household has its card; --all prints them again.")


def _issue_missing(site: Site) -> Iterator["CardId"]:
    """Every household without a card gets one, committed some hundreds at a time."""
    from fieldpoint.desk.issue_card import issue_missing_cards  # noqa: PLC0415
    from fieldpoint.store.identity import card_key  # noqa: PLC0415
    from fieldpoint.store.transaction import transaction_on  # noqa: PLC0415

    with closing(site.connect()) as connection:
        kid = card_key(connection).kid
        while True:
            with transaction_on(connection, site.clock.now()) as tx:
                issued = issue_missing_cards(tx, kid, _AT_ONCE)
            if not issued:
                return
            yield from (row.card for row in issued)


def _faces(site: Site, only: "set[CardId] | None") -> Iterator["CardFace"]:
    """The faces of the cards in force, or of some of them, ordered by office and code."""
    from fieldpoint.core.card import CardName, card_text, sign_token  # noqa: PLC0415
    from fieldpoint.paper.card_face import CardFace  # noqa: PLC0415
    from fieldpoint.store.cards import cards_to_print  # noqa: PLC0415
    from fieldpoint.store.identity import card_key  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        key = card_key(connection)
        for row in cards_to_print(connection):
            if only is not None and row.card not in only:
                continue
            name = CardName(card=row.card, kid=row.kid, serial=row.serial)
            yield CardFace(
                qr_text=card_text(site.facts.card_host, sign_token(name, key.seed)),
                short=row.short,
                code=row.code,
                name=f"{row.given_name} {row.family_name}".strip(),
                neighbourhood=row.neighbourhood,
            )
