"""/api/v1/stock…: the lead looks at the stock, enters what came in and left, and counts."""

from collections import defaultdict
from collections.abc import Callable
from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.names import EventId
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.stock.rows import StockCount, StockReceipt
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.stock.goods import Goods, Waybill, count_stock, issue_stock, receive_stock, undo_receipt
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.programmes import programmes
from fieldpoint.store.stock.lots import Lot, balance, balances, open_lots
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.stock.wire import (
    LotView,
    StockActReply,
    StockCountRequest,
    StockIssueRequest,
    StockReceiptRequest,
    StockReply,
    StockUndoingRequest,
    StockView,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt

_Key = tuple[str, str]


@get("/api/v1/stock")
async def get_stock(till: NamedDependency[Till]) -> StockReply:
    """Every item that is counted or may be, by its title."""
    known = {
        (one.organisation or "", one.item): one for one in programmes(till.reader) if one.kind in ("goods", "meal")
    }
    there, lots = balances(till.reader), defaultdict[_Key, list[Lot]](list)
    for lot in open_lots(till.reader):
        lots[lot.org, lot.item].append(lot)
    drawn = {key for key, one in known.items() if one.draws_stock}
    views = [_view(key, known.get(key), there.get(key), lots[key]) for key in sorted(drawn | there.keys())]
    return StockReply(items=sorted(views, key=lambda one: one.title_fa))


@post("/api/v1/stock-receipts", status_code=201)
async def post_stock_receipt(
    data: JSONBody[StockReceiptRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> StockActReply:
    """The goods are a lot. 409 `waybill-known` where its item was entered before, 400 `waybill-missing`."""
    goods, paper = Goods(org=data.org, item=data.item, quantity=data.quantity), _paper(data.sender, data.waybill)
    return await _write(till, data.act_id, session, lambda tx, act: receive_stock(tx, goods, act, paper))


@post("/api/v1/stock-issues", status_code=201)
async def post_stock_issue(
    data: JSONBody[StockIssueRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> StockActReply:
    """The goods left. 404 `stock-unknown` where nobody counts them, 409 `waybill-known`, 400 `waybill-missing`."""
    goods, paper = Goods(org=data.org, item=data.item, quantity=data.quantity), _paper(data.to, data.waybill)
    return await _write(till, data.act_id, session, lambda tx, act: issue_stock(tx, goods, data.why, act, paper))


@post("/api/v1/stock-counts", status_code=201)
async def post_stock_count(
    data: JSONBody[StockCountRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> StockActReply:
    """There are as many as were counted. 400 `count-differs` where the log says otherwise and nobody says why."""
    goods = Goods(org=data.org, item=data.item, quantity=data.counted)
    return await _write(till, data.act_id, session, lambda tx, act: count_stock(tx, goods, act, data.why))


@post("/api/v1/stock-undoings", status_code=201)
async def post_stock_undoing(
    data: JSONBody[StockUndoingRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> StockActReply:
    """What is left of the lot leaves the stock. 404 `lot-unknown`, 409 `lot-empty`."""
    lot = EventId(data.lot)
    return await _write(till, data.act_id, session, lambda tx, act: undo_receipt(tx, lot, act))


async def _write(
    till: Till, act_id: str, session: SignIn, change: Callable[[Transaction, Act], Stands]
) -> StockActReply:
    act = Act(operator=session.operator, desk=session.desk, tab=session.tab, event_id=EventId(act_id))

    def write(tx: Transaction) -> tuple[Stands, int]:
        done = change(tx, act)
        return done, balance(tx.connection, *_key(done)) or 0

    done, there = await till.writer.write(write)
    till.pusher.poke()
    return StockActReply(act_id=done.row.id, balance=there, receipt=receipt(done.stands, till.epochs))


def _key(done: Stands) -> _Key:
    row = done.row
    match row:
        case StockReceipt() | StockCount():
            return row.org, row.item
        case StockOut():
            return row.draws or "", row.item
        case _:
            return "", ""


def _paper(site: str | None, number: str | None) -> Waybill | None:
    if site is None and number is None:
        return None
    if site is None or number is None:
        raise Invalid(Code.WAYBILL_MISSING)
    return Waybill(site=site, number=number)


def _view(key: _Key, programme: Programme | None, there: int | None, lots: list[Lot]) -> StockView:
    """An item that no programme gives any more stands under its code."""
    org, item = key
    title = item if programme is None else programme.item_title_fa or programme.title_fa
    return StockView(
        org=org,
        item=item,
        title_fa=title,
        unit_fa="" if programme is None else programme.unit_fa,
        balance=there,
        lots=[_lot(one) for one in lots],
    )


def _lot(one: Lot) -> LotView:
    return LotView(lot=one.event_id, day=one.day, quantity=one.qty, remaining=one.remaining, named=one.gift is not None)


stock_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_stock,
    post_stock_receipt,
    post_stock_issue,
    post_stock_count,
    post_stock_undoing,
)
