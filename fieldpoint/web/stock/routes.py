"""/api/v1/stock…: the lead looks at the stock, enters what came in and left, and counts."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.stock.rows import StockBack, StockCount, StockReceipt, WaybillAgain
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.open_day import today
from fieldpoint.desk.stock.count import count_stock
from fieldpoint.desk.stock.goods import Goods, Waybill, check_entered, issue_stock, receive_stock
from fieldpoint.desk.stock.needs import Need, StockKey, needs_on
from fieldpoint.desk.stock.undo import may_undo, undo_act
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.programmes import programmes
from fieldpoint.store.site import Site
from fieldpoint.store.stock.lots import Lot, balance, balances, open_lots
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.stock.views import done_view, need_view, stock_view
from fieldpoint.web.stock.wire import (
    NeedsReply,
    StockActReply,
    StockCountRequest,
    StockIssueRequest,
    StockReceiptRequest,
    StockReply,
    StockUndoingRequest,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt


@get("/api/v1/stock")
async def get_stock(till: NamedDependency[Till]) -> StockReply:
    """Every item that is counted or may be, by its title."""
    known = {
        (one.organisation or "", one.item): one for one in programmes(till.reader) if one.kind in ("goods", "meal")
    }
    there, lots = balances(till.reader), defaultdict[StockKey, list[Lot]](list)
    for lot in open_lots(till.reader):
        lots[lot.org, lot.item].append(lot)
    drawn = {key for key, one in known.items() if one.draws_stock}
    views = [stock_view(key, known.get(key), there.get(key), lots[key]) for key in sorted(drawn | there.keys())]
    acts = [done_view(row, may_undo=may) for row, may in may_undo(till.reader)]
    return StockReply(items=sorted(views, key=lambda one: one.title_fa), acts=acts)


@get("/api/v1/stock-needs")
async def get_stock_needs(till: NamedDependency[Till]) -> NeedsReply:
    """What is still due in this period of every item that is drawn from stock, against what there is."""
    now = till.site.clock.now()
    day = open_day_of(till.reader) or today(till.reader, now, till.site.facts.zone)
    book, there = till.book(till.reader), balances(till.reader)
    found = await till.needs.counted(day, book, lambda: _needs(till.site, book, day))
    items = [need_view(key, need, there.get(key)) for key, need in sorted(found.items())]
    return NeedsReply(day=day, items=items)


def _needs(site: Site, book: RuleBook, day: Day) -> dict[StockKey, Need]:
    with closing(site.connect(read_only=True)) as connection:
        return needs_on(connection, book, day)


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
    """The act counts no more. 404 `lot-unknown`, 409 `lot-empty`, `stock-undone`, `stock-counted-since`."""
    ref = EventId(data.ref)
    return await _write(till, data.act_id, session, lambda tx, act: undo_act(tx, ref, act))


async def _write(
    till: Till, act_id: str, session: SignIn, change: Callable[[Transaction, Act], Stands]
) -> StockActReply:
    act = Act(operator=session.operator, desk=session.desk, tab=session.tab, event_id=EventId(act_id))

    def write(tx: Transaction) -> tuple[Stands, int]:
        done = change(tx, act)
        return done, balance(tx.connection, *_key(done)) or 0

    done, there = await till.writer.write(write)
    till.pusher.poke()
    check_entered(done)
    return StockActReply(act_id=done.row.id, balance=there, receipt=receipt(done.stands, till.epochs))


def _key(done: Stands) -> StockKey:
    row = done.row
    match row:
        case StockReceipt() | StockCount() | StockBack() | WaybillAgain():
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
    return Waybill(site=site, number=number.upper())


stock_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_stock,
    get_stock_needs,
    post_stock_receipt,
    post_stock_issue,
    post_stock_count,
    post_stock_undoing,
)
