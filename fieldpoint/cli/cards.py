"""Commands that put cards on paper: those that are missing, blank ones, one anew, a picture, a terminal's QR."""

from collections.abc import Callable, Container, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fieldpoint.cli.card_acts import LIFE, card_with
from fieldpoint.cli.options import data_option
from fieldpoint.cli.people import write
from fieldpoint.store.site import Site, open_site

if TYPE_CHECKING:
    from fieldpoint.core.names import CardId
    from fieldpoint.paper.card_face import CardFace

_AT_ONCE = 500  # cards a transaction, so that a server beside this never waits long
_SHEET = "cards.pdf"
_Issue = Callable[[], Iterator["CardId"]]


@click.group("cards")
def cards_group() -> None:
    r"""Cards: from the printer to the household, and what becomes of them.

    \b
    The households of a list:   fieldpoint cards print
    A stock of blank cards:     fieldpoint cards blank --count 300
    A family without a card:    scan a blank one on the lead's tablet, or
                                fieldpoint cards bind SHORT-CODE HOUSEHOLD
    Lost:                       fieldpoint cards revoke SHORT-CODE, then bind a blank one
    Found, handed in:           fieldpoint cards suspend SHORT-CODE; later give-back
    Torn, or names a dead key:  fieldpoint cards reprint SHORT-CODE (the same card)

    A card carries no right and no name: it names a holder, and the log decides. The short code stands under
    its QR.
    """


for _command in LIFE:
    cards_group.add_command(_command)


def _paper(command: Callable[..., None]) -> Callable[..., None]:
    """The options of everything that ends on paper."""
    options = (
        click.option("--out", type=click.Path(path_type=Path), help="The PDF.  [default: cards.pdf in the folder]"),
        click.option("--single", is_flag=True, help="Pages of a card's own size, front and back, for a card printer."),
        click.option("--backs", is_flag=True, help="After each sheet of ten one for its other side."),
        click.option("--large", is_flag=True, help="Large print, for eyes that are not what they were."),
        data_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


@cards_group.command("print")
@click.option("--all", "every", is_flag=True, help="Print every card in force, not only those issued now.")
@_paper
def cards_print(folder: Path, *, every: bool, **paper: Any) -> None:  # noqa: ANN401  click's options
    """Issue a card to each household that has none, and print them, ten to a sheet.

    The name stands on a strip that is cut off. The file holds names: delete it after printing. When the
    sheet was lost, --all prints every card again, as it was.
    """
    site = open_site(folder)
    issued, count = _print(site, lambda: _issue_missing(site), paper, every=every)
    if not count:
        click.echo("Every household has its card; --all prints them again.")
    elif every and not issued:
        click.echo("The older prints of these cards scan on: they are the same.")


@cards_group.command("blank")
@click.option("--count", type=click.IntRange(1, 5000), default=100, show_default=True, help="How many cards.")
@_paper
def cards_blank(folder: Path, *, count: int, **paper: Any) -> None:  # noqa: ANN401  click's options
    """Print blank cards, which belong to nobody yet.

    They work at once: without a name for whatever is given to anybody (a bed, a meal). One scan on the lead's tablet
    gives one to a household, with all that was taken on it.
    """
    site = open_site(folder)
    _print(site, lambda: _issue_blank(site, count), paper)


@cards_group.command("reprint")
@click.argument("short_codes", nargs=-1, metavar="[SHORT-CODE]...")
@click.option("--ended", is_flag=True, help="Every card whose key was ended (see `fieldpoint keys`).")
@_paper
def cards_reprint(folder: Path, *, short_codes: tuple[str, ...], ended: bool, **paper: Any) -> None:  # noqa: ANN401
    """Print cards anew: the same cards, with all they had. Every older print of them is refused from now on."""
    if not short_codes and not ended:
        raise click.UsageError("Name the short codes of the cards, or --ended.")
    site = open_site(folder)
    _print(site, lambda: _reprint(site, short_codes, ended=ended), paper)


@cards_group.command("picture")
@click.argument("short_code", metavar="SHORT-CODE")
@click.option("--out", type=click.Path(path_type=Path), help="The PNG.  [default: card.png in the data folder]")
@data_option
def cards_picture(short_code: str, out: Path | None, folder: Path) -> None:
    """Draw the card as a picture, for a family's telephone. It has no name on it."""
    from fieldpoint.paper.card_picture import write_card_picture  # noqa: PLC0415

    site = open_site(folder)
    face, place = _face_of(site, short_code), out or folder / "card.png"
    write_card_picture(place, face.qr_text, face.short, practice=face.practice)
    click.echo(f"The picture: {place}")


@cards_group.command("show")
@click.argument("short_code", metavar="SHORT-CODE")
@data_option
def cards_show(short_code: str, folder: Path) -> None:
    """Show the card's QR code in the terminal, to try a scanner or a tablet with it."""
    from fieldpoint.cli.terminal_qr import terminal_qr  # noqa: PLC0415

    face = _face_of(open_site(folder), short_code)
    click.echo(f"{terminal_qr(face.qr_text, practice=face.practice)}\n{face.short}")


def _print(site: Site, issue: _Issue, paper: dict[str, Any], *, every: bool = False) -> tuple[int, int]:
    """The sheet of the cards that `issue` makes, or of every card; how many were made, and how many printed.

    None is made before the place of the file is proven.
    """
    from fieldpoint.desk.open_day import proposed_day  # noqa: PLC0415
    from fieldpoint.paper.card_sheet import CARDS_A_SHEET, write_card_sheet, write_single_cards  # noqa: PLC0415

    made: set[CardId] = set()

    def faces() -> Iterator["CardFace"]:
        made.update(issue())
        yield from _faces(site, None if every else made)

    place: Path = paper["out"] or site.folder / _SHEET
    day = proposed_day(site.clock.now(), site.facts.zone)
    if paper["single"]:
        count = write_single_cards(place, faces(), printed_on=day, large=paper["large"])
        pages = f"{2 * count:,} pages"
    else:
        count = write_card_sheet(place, faces(), printed_on=day, large=paper["large"], backs=paper["backs"])
        pages = f"{-(-count // CARDS_A_SHEET):,} sheets"
    click.echo(f"{len(made):,} cards issued, {count:,} printed on {pages}.")
    if count:
        click.echo(f"The sheet: {place}")
    return len(made), count


def _issue_missing(site: Site) -> Iterator["CardId"]:
    """Every household without a card gets one, committed some hundreds at a time."""
    from fieldpoint.desk.issue_card import issue_missing_cards  # noqa: PLC0415
    from fieldpoint.store.identity import card_key  # noqa: PLC0415

    while issued := write(site, lambda tx: issue_missing_cards(tx, card_key(tx.connection).kid, _AT_ONCE)):
        yield from (row.card for row in issued)


def _issue_blank(site: Site, count: int) -> Iterator["CardId"]:
    from fieldpoint.desk.issue_card import issue_blank_cards  # noqa: PLC0415
    from fieldpoint.store.identity import card_key  # noqa: PLC0415

    for first in range(0, count, _AT_ONCE):
        now = min(_AT_ONCE, count - first)
        issued = write(site, lambda tx, now=now: issue_blank_cards(tx, card_key(tx.connection).kid, now))
        yield from (row.card for row in issued)


def _reprint(site: Site, short_codes: tuple[str, ...], *, ended: bool) -> Iterator["CardId"]:
    """The cards get their next print, all or, of one that cannot, none of its transaction."""
    from fieldpoint.desk.act import Act  # noqa: PLC0415
    from fieldpoint.desk.replace_card import reprint_card  # noqa: PLC0415
    from fieldpoint.store.cards import cards_of_ended_keys  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        named = {card_with(connection, short).card for short in short_codes}
        wanted = sorted(named.union(cards_of_ended_keys(connection) if ended else ()))
    act = Act(operator="terminal")
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        rows = write(site, lambda tx, some=some: [reprint_card(tx, card, act)[0] for card in some])
        yield from (row.card for row in rows)


def _face_of(site: Site, short_code: str) -> "CardFace":
    with closing(site.connect(read_only=True)) as connection:
        card = card_with(connection, short_code).card
    return next(_faces(site, {card}))


def _faces(site: Site, only: "Container[CardId] | None") -> Iterator["CardFace"]:
    """The faces of the cards in force, or of some cards whatever their state, ordered by office and code."""
    from fieldpoint.core.card import CardName  # noqa: PLC0415
    from fieldpoint.desk.card_text import printed_text  # noqa: PLC0415
    from fieldpoint.desk.stop_card import since  # noqa: PLC0415
    from fieldpoint.errors import Code  # noqa: PLC0415
    from fieldpoint.paper.card_face import CardFace  # noqa: PLC0415
    from fieldpoint.store.cards import cards_to_print  # noqa: PLC0415
    from fieldpoint.store.identity import card_seeds  # noqa: PLC0415
    from fieldpoint.store.register.practising import PRACTICE  # noqa: PLC0415

    with closing(site.connect(read_only=True)) as connection:
        seeds, skipped = card_seeds(connection), 0
        for row in cards_to_print(connection, ("bound",) if only is None else ("printed", "bound", "suspended")):
            if only is not None and row.card not in only:
                continue
            name = CardName(card=row.card, kid=row.kid, serial=row.serial)
            text = printed_text(name, seeds, site.facts.card_host)
            if text is None and only is not None:
                raise since(Code.CARD_BLOCKED, None)
            if text is None:
                skipped += 1
                continue
            yield CardFace(
                qr_text=text,
                short=row.short,
                code=row.code,
                name=f"{row.given_name} {row.family_name}".strip(),
                neighbourhood=row.neighbourhood,
                practice=site.facts.code == PRACTICE,
            )
    if skipped:
        click.echo(f"{skipped:,} cards were left out, for their key was ended: fieldpoint cards reprint --ended")
