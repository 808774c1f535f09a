"""What a row changes in the stock (see effects.py). A row that is kept without effect changes nothing.

Imports core and its neighbours in the store.
"""

from msgspec import UnsetType

from fieldpoint.core.act_rows import StockOut, Void
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.core.stock.rows import LotGift, StockBack, StockCount, StockReceipt
from fieldpoint.store import log
from fieldpoint.store.stock import lots
from fieldpoint.store.stock.waybills import enter_waybill, free_waybill
from fieldpoint.store.transaction import Transaction

Goods = StockReceipt | StockOut | StockCount | StockBack | LotGift


def change_stock(tx: Transaction, row: Goods) -> None:
    """Goods came in, left without a card or were counted. Does not commit."""
    match row:
        case StockReceipt():
            lots.add_lot(tx, row.id, (row.org, row.item), row.qty, row.day)
            if not isinstance(row.gift, UnsetType):
                lots.give_lot(tx, row.id, row.gift)
            if isinstance(row.sender, str) and isinstance(row.waybill, str):
                enter_waybill(tx, ("in", row.sender, row.waybill), row.item, row.id)
        case StockOut():
            _leave(tx, row)
        case StockCount():
            _correct(tx, row)
        case StockBack():
            _come_back(tx, row)
        case LotGift():
            lots.give_lot(tx, row.lot, row.gift)


def draw_for(tx: Transaction, row: Handout) -> None:
    """A handout leaves the stock that its row names. Does not commit."""
    if not isinstance(row.draws, UnsetType):
        lots.draw_lots(tx, (row.draws, row.item), row.qty)


def give_back_stock(tx: Transaction, row: Void) -> None:
    """What was taken back lies in stock again. Does not commit."""
    if isinstance(row.draws, UnsetType):
        return
    found = log.find(tx.connection, row.ref)
    if found is not None:
        lots.give_back_to_lots(tx, (row.draws, row.item), found[1], row.qty)


def _leave(tx: Transaction, row: StockOut) -> None:
    if isinstance(row.draws, UnsetType):
        return
    only: EventId | None = None if isinstance(row.lot, UnsetType) else row.lot
    lots.draw_lots(tx, (row.draws, row.item), row.qty, only)
    if only is not None and lots.is_whole(tx.connection, only, row.qty):
        free_waybill(tx, only)
    if isinstance(row.to, str) and isinstance(row.waybill, str):
        enter_waybill(tx, ("out", row.to, row.waybill), row.item, row.id)


def _come_back(tx: Transaction, row: StockBack) -> None:
    lots.mark_undone(tx, row.ref)
    free_waybill(tx, row.ref)
    found = log.find(tx.connection, row.ref)
    if found is not None:
        lots.give_back_to_lots(tx, (row.org, row.item), found[1], row.qty)


def _correct(tx: Transaction, row: StockCount) -> None:
    """What is missing leaves the oldest lots, what was found is a lot of its own; the item is counted from now on."""
    difference, stock = row.counted - row.expected, (row.org, row.item)
    if not isinstance(row.undoes, UnsetType):
        lots.mark_undone(tx, row.undoes)
    if difference < 0:
        lots.draw_lots(tx, stock, -difference)
    else:
        lots.add_lot(tx, row.id, stock, difference, row.day)
