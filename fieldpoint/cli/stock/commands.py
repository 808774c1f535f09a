"""Commands of the stock: what is there, what came in, what left without a card, what was counted."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import get_args

import click

from fieldpoint.cli.options import data_option
from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.names import EventId
from fieldpoint.core.stock.rows import StockBack, StockCount, StockReceipt
from fieldpoint.core.stock.total import CountReason
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.stock.count import count_stock
from fieldpoint.desk.stock.goods import Goods, Waybill, check_entered, issue_stock, receive_stock
from fieldpoint.desk.stock.undo import may_undo, undo_act
from fieldpoint.store.site import open_site
from fieldpoint.store.stock.acts import StockAct
from fieldpoint.store.stock.lots import Lot, balances, open_lots
from fieldpoint.store.transaction import Transaction, transaction_on

_ACT = Act(operator="lead")
_WAYS = ("given-on", "spoiled", "sent")
_org_option = click.option("--org", default="", help="The organisation that it belongs to, as its programmes name it.")
_quantity = click.argument("quantity", type=click.IntRange(1, 1_000_000))


@click.group("stock")
def stock_group() -> None:
    r"""Goods of the site: every receipt is a lot, handouts draw the oldest first.

    \b
    Something came in:        fieldpoint stock receive dowry-kit 40
    Left without a card:      fieldpoint stock issue dowry-kit 2 --why spoiled
    To another site:          fieldpoint stock issue dowry-kit 10 --why sent --to s-02 --waybill 1405-77
    There, the same paper:    fieldpoint stock receive dowry-kit 10 --from s-01 --waybill 1405-77
    At the end of the day:    fieldpoint stock count dowry-kit 27 --because missing

    Counting begins with an item's first receipt or count; before it nobody is told that something is out of stock.
    """


@stock_group.command("list")
@data_option
def list_stock(folder: Path) -> None:
    """List what there should be of every item, with its lots, the oldest first."""
    with closing(open_site(folder).connect(read_only=True)) as connection:
        there, lots = balances(connection), open_lots(connection)
    if not there:
        click.echo("Nobody counts anything here yet; see `fieldpoint stock --help`.")
    for (org, item), balance in there.items():
        click.echo(f"{_name(item, org)}: {balance:,}")
        for lot in lots:
            if (lot.org, lot.item) == (org, item):
                click.echo(_lot(lot))


@stock_group.command()
@click.argument("item")
@_quantity
@_org_option
@click.option("--from", "sender", help="The code of the site that sent it.")
@click.option("--waybill", "number", help="The number of its waybill.")
@data_option
def receive(item: str, quantity: int, org: str, folder: Path, **paper: str | None) -> None:
    """Enter that QUANTITY of ITEM came in."""
    goods, waybill = Goods(org=org, item=item, quantity=quantity), _waybill(paper["sender"], paper["number"])
    done = _write(folder, lambda tx: receive_stock(tx, goods, _ACT, waybill))
    click.echo(f"Lot {done.row.id}: {quantity:,} of {_name(item, org)}.")


@stock_group.command()
@click.argument("item")
@_quantity
@_org_option
@click.option("--why", type=click.Choice(_WAYS), required=True, help="How it left.")
@click.option("--to", help="The code of the site that it is sent to.")
@click.option("--waybill", "number", help="The number of its waybill.")
@data_option
def issue(item: str, quantity: int, org: str, folder: Path, **said: str | None) -> None:
    """Enter that QUANTITY of ITEM left without a card."""
    goods, waybill = Goods(org=org, item=item, quantity=quantity), _waybill(said["to"], said["number"])
    why = said["why"]
    _write(folder, lambda tx: issue_stock(tx, goods, why, _ACT, waybill))  # type: ignore[arg-type]  one of _WAYS
    click.echo(f"{quantity:,} of {_name(item, org)} left: {why}.")


@stock_group.command()
@click.argument("item")
@click.argument("counted", type=click.IntRange(0, 1_000_000))
@_org_option
@click.option("--because", type=click.Choice(get_args(CountReason)), help="Why it differs from what the log says.")
@data_option
def count(item: str, counted: int, org: str, because: CountReason | None, folder: Path) -> None:
    """Enter that COUNTED of ITEM lie there; a difference needs a reason."""
    goods = Goods(org=org, item=item, quantity=counted)
    _write(folder, lambda tx: count_stock(tx, goods, _ACT, because))
    click.echo(f"{counted:,} of {_name(item, org)} were counted.")


@stock_group.command()
@click.argument("act")
@data_option
def undo(act: str, folder: Path) -> None:
    """Take back ACT, an id of `fieldpoint stock list` or `acts`: a receipt, what left, or a count by mistake."""
    _write(folder, lambda tx: undo_act(tx, EventId(act), _ACT))
    click.echo(f"Act {act} counts no more.")


@stock_group.command()
@data_option
def acts(folder: Path) -> None:
    """List what was done to the stock since the last close, the newest first."""
    with closing(open_site(folder).connect(read_only=True)) as connection:
        for row, may in may_undo(connection):
            click.echo(f"{row.id}  {_said(row)}{'' if may else '  (stands)'}")


def _write(folder: Path, act: Callable[[Transaction], Stands]) -> Stands:
    site = open_site(folder)
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        done = act(tx)
    check_entered(done)
    return done


def _waybill(site: str | None, number: str | None) -> Waybill | None:
    if site is None and number is None:
        return None
    if site is None or number is None:
        raise click.UsageError("The other site and the number of the waybill go together.")
    return Waybill(site=site, number=number.upper())


def _name(item: str, org: str) -> str:
    return f"{item} ({org})" if org else item


def _lot(lot: Lot) -> str:
    """The line of a lot."""
    return f"  {lot.event_id}  {lot.day or '-':<10}  {lot.remaining:,} of {lot.qty:,}"


def _said(row: StockAct) -> str:
    """An act in a few words."""
    match row:
        case StockReceipt():
            return f"{row.qty:,} of {_name(row.item, row.org)} came in"
        case StockCount():
            return f"{row.counted:,} of {_name(row.item, row.org)} were counted, {row.expected:,} expected"
        case StockBack():
            return f"{row.qty:,} of {_name(row.item, row.org)} did not leave"
        case StockOut():
            return f"{row.qty:,} of {_name(row.item, row.draws or '')} left: {row.why}"
