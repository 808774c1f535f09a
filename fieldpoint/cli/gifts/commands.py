"""Commands of donors and contributions: who gives, what was promised, what came, what became of it."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.gifts.rows import DonorKind, GiftEnd, GiftKind, WithdrawReason
from fieldpoint.core.gifts.statement import statement_of
from fieldpoint.core.names import Day, DonorId, EventId
from fieldpoint.desk.act import Act
from fieldpoint.desk.gifts.donors import DonorDraft, donor_by_name, set_donor
from fieldpoint.desk.gifts.gather import gather, today_of
from fieldpoint.desk.gifts.give import (
    GiftDraft,
    More,
    complete_gift,
    deliver_gift,
    promise_gift,
    take_unannounced,
    withdraw_gift,
)
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store.gifts.book import donor_names, gift_book, given_lots
from fieldpoint.store.programmes import programmes
from fieldpoint.store.site import open_site
from fieldpoint.store.transaction import Transaction, transaction_on

_ACT = Act(operator="lead")
_T = TypeVar("_T")
_kind = click.option("--kind", type=click.Choice(get_args(GiftKind)), default="goods", show_default=True)
_org = click.option("--org", default="", help="The organisation that it belongs to, as its programmes name it.")
_campaign = click.option("--campaign", help="The code of the campaign that it is for.")
_end = click.option("--end", type=click.Choice(get_args(GiftEnd)), help="Where it ends when no household takes it.")
_due = click.option("--due", help="The Jalali day by which it was promised, such as 1405-09-01.")
_quantity = click.argument("quantity", type=click.IntRange(1, 10**15))


@click.group("gifts")
def gifts_group() -> None:
    r"""Donors and contributions of the site. Names stay in the encrypted database; the log has random ids.

    \b
    A new donor:              fieldpoint gifts donor "بنیاد نمونه" --kind legal --can goods
    It is promised:           fieldpoint gifts promise blanket 200 --from "بنیاد نمونه" --due 1405-10-01
    Part of it arrived:       fieldpoint gifts arrived GIFT 120
    It came unannounced:      fieldpoint gifts take dowry-kit 4            (nobody knows from whom)
    Said later from whom:     fieldpoint gifts complete GIFT --from "خانم نمونه"
    Money for the rent:       fieldpoint gifts take rial 50000000 --kind money --end rent --from "بنیاد نمونه"
    A donor's statement:      fieldpoint gifts statement DONOR 1405-S3 --out statement.pdf

    Goods for households are lots of the stock (`fieldpoint stock --help`); handouts draw the oldest lot first.
    """


@gifts_group.command()
@data_option
def donors(folder: Path) -> None:
    """List the donors: id, kind, what they can give, name."""
    with closing(open_site(folder).connect(read_only=True)) as connection:
        book, names = gift_book(connection), donor_names(connection)
    for one in book.donors.values():
        named = names.get(one.donor)
        click.echo(f"{one.donor}  {one.kind:<8} {','.join(one.can) or '-':<12} {named.name if named else '(no name)'}")


@gifts_group.command("list")
@data_option
def list_gifts(folder: Path) -> None:
    """List the contributions: what was promised, arrived, went to households and lies in stock."""
    with closing(open_site(folder).connect(read_only=True)) as connection:
        book, lots = gift_book(connection), given_lots(connection)
    for one in book.gifts.values():
        own = [lot for lot in lots if lot.gift == one.gift]
        handed, left = sum(lot.handed for lot in own), sum(lot.left for lot in own)
        ends = f" for {one.end}" if one.end else f", {handed:,} handed out, {left:,} in stock"
        withdrawn = f"  withdrawn: {one.withdrawn}" if one.withdrawn else ""
        came = one.delivered(own)
        click.echo(
            f"{one.gift}  {one.item}  from {one.donor or 'nobody known'}: {came:,} of {one.qty:,}{ends}{withdrawn}"
        )


@gifts_group.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(get_args(DonorKind)), default="natural", show_default=True)
@click.option("--can", multiple=True, type=click.Choice(get_args(GiftKind)), help="What they can give; again for more.")
@click.option("--phone", default="")
@data_option
def donor(name: str, kind: DonorKind, can: tuple[GiftKind, ...], phone: str, folder: Path) -> None:
    """Enter a donor called NAME."""
    draft = DonorDraft(name=name, kind=kind, can=can, phone=phone)
    click.echo(f"Donor {_write(folder, lambda tx: set_donor(tx, draft, _ACT))}.")


@gifts_group.command()
@click.argument("item")
@_quantity
@click.option("--from", "giver", default="", help="The donor's name; without it nobody knows from whom.")
@_kind
@_org
@_campaign
@_due
@_end
@data_option
def promise(item: str, quantity: int, folder: Path, **said: Any) -> None:  # noqa: ANN401  click's options
    """Enter that QUANTITY of ITEM is promised."""
    done = _write(folder, lambda tx: promise_gift(tx, _draft(tx, item, quantity, said), _ACT))
    click.echo(f"Contribution {done.row.id}: {quantity:,} of {item} are promised.")


@gifts_group.command()
@click.argument("item")
@_quantity
@click.option("--from", "giver", default="", help="The donor's name; without it nobody knows from whom.")
@_kind
@_org
@_campaign
@_end
@data_option
def take(item: str, quantity: int, folder: Path, **said: Any) -> None:  # noqa: ANN401  click's options
    """Enter that QUANTITY of ITEM came unannounced: a contribution and its lot at once."""
    done = _write(folder, lambda tx: take_unannounced(tx, _draft(tx, item, quantity, said), _ACT))
    click.echo(f"Contribution {done.row.id}: {quantity:,} of {item} came.")


@gifts_group.command()
@click.argument("gift")
@_quantity
@data_option
def arrived(gift: str, quantity: int, folder: Path) -> None:
    """Enter that QUANTITY of the contribution GIFT arrived."""
    _write(folder, lambda tx: deliver_gift(tx, EventId(gift), quantity, _ACT))
    click.echo(f"{quantity:,} of {gift} arrived.")


@gifts_group.command()
@click.argument("gift")
@click.option("--from", "giver", default="", help="The donor's name.")
@_campaign
@_due
@_end
@data_option
def complete(gift: str, folder: Path, **said: Any) -> None:  # noqa: ANN401  click's options
    """Say what was not known when GIFT came."""

    def say(tx: Transaction) -> None:
        giver = donor_by_name(tx, said["giver"], "goods", "lead")
        more = More(donor=giver, campaign=said["campaign"], due=said["due"], end=said["end"])
        complete_gift(tx, EventId(gift), more, _ACT)

    _write(folder, say)
    click.echo(f"{gift} is completed.")


@gifts_group.command()
@click.argument("gift")
@click.option("--why", type=click.Choice(get_args(WithdrawReason)), required=True)
@data_option
def withdraw(gift: str, why: WithdrawReason, folder: Path) -> None:
    """Enter that GIFT is withdrawn; what was handed out of it stands."""
    row = _write(folder, lambda tx: withdraw_gift(tx, EventId(gift), why, _ACT)).row
    handed, left = getattr(row, "handed", 0), getattr(row, "left", 0)
    click.echo(f"{gift} is withdrawn. {handed:,} of it were handed out and stay so; {left:,} lay in stock.")


@gifts_group.command()
@click.argument("donor")
@click.argument("quarter")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The PDF.")
@data_option
def statement(donor: str, quarter: str, out: Path, folder: Path) -> None:
    """Print what DONOR (an id) may be told of QUARTER, such as 1405-S3, as a PDF."""
    from fieldpoint.paper.gifts.statement import Letterhead, statement_pdf  # noqa: PLC0415  fpdf2
    from fieldpoint.paper.whole_file import replacing  # noqa: PLC0415

    site = open_site(folder)
    with closing(site.connect(read_only=True)) as connection:
        today = today_of(site, connection)
        gathered, names = gather(connection, today), donor_names(connection)
        titles = {one.item: one.item_title_fa or one.title_fa for one in programmes(connection)}
    if DonorId(donor) not in gathered.book.donors:
        raise NotFound(Code.DONOR_UNKNOWN)
    try:
        told = statement_of(gathered, DonorId(donor), quarter, today)
    except ValueError:
        raise click.BadParameter("A quarter is written as 1405-S3.") from None
    if not told.over:
        raise Conflict(Code.QUARTER_OPEN)
    named = names.get(DonorId(donor))
    head = Letterhead(giver=named.name if named else "", issuer=site.facts.name_fa, made_on=today)
    with replacing(out) as file:
        file.write(statement_pdf(told, titles, head))
    click.echo(f"{out}")


def _draft(tx: Transaction, item: str, quantity: int, said: dict[str, Any]) -> GiftDraft:
    return GiftDraft(
        kind=said["kind"],
        item=item,
        quantity=quantity,
        org=said["org"],
        donor=donor_by_name(tx, said["giver"], said["kind"], "lead"),
        campaign=said["campaign"],
        due=None if said.get("due") is None else Day(said["due"]),
        end=said["end"],
    )


def _write(folder: Path, act: Callable[[Transaction], _T]) -> _T:
    site = open_site(folder)
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        return act(tx)
