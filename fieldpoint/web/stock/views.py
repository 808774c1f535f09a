"""From the stock's values to what the page sees, and back."""

from collections.abc import Sequence

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.stock.rows import StockBack, StockCount, StockReceipt
from fieldpoint.desk.stock.count import Counted
from fieldpoint.desk.stock.needs import Need, StockKey
from fieldpoint.store.stock.acts import StockAct
from fieldpoint.store.stock.lots import Lot
from fieldpoint.web.stock.wire import CountedRequest, LotView, NeedView, StockDoneView, StockView


def counted(said: Sequence[CountedRequest]) -> list[Counted]:
    """What was counted, item by item."""
    return [Counted(org=one.org, item=one.item, counted=one.counted, why=one.why) for one in said]


def stock_view(key: StockKey, programme: Programme | None, there: int | None, lots: list[Lot]) -> StockView:
    """One item with its lots; one that no programme gives any more stands under its code."""
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


def need_view(key: StockKey, need: Need, there: int | None) -> NeedView:
    """What is due of an item against what there is of it."""
    return NeedView(
        org=key[0],
        item=key[1],
        households=need.households,
        quantity=need.quantity,
        short=None if there is None else max(need.quantity - max(there, 0), 0),
    )


def done_view(row: StockAct, *, may_undo: bool) -> StockDoneView:
    """One act of the stock as a list shows it."""
    match row:
        case StockReceipt():
            return StockDoneView(
                act=row.id,
                kind="receipt",
                at=row.wall,
                org=row.org,
                item=row.item,
                quantity=row.qty,
                peer=row.sender or None,
                waybill=row.waybill or None,
                may_undo=may_undo,
            )
        case StockCount():
            return StockDoneView(
                act=row.id,
                kind="undoing" if row.undoes else "count",
                at=row.wall,
                org=row.org,
                item=row.item,
                quantity=row.counted,
                expected=row.expected,
                why=row.why or None,
                undoes=row.undoes or None,
                may_undo=may_undo,
            )
        case StockOut() | StockBack():
            return _out_view(row, may_undo=may_undo)


def _out_view(row: StockOut | StockBack, *, may_undo: bool) -> StockDoneView:
    back = isinstance(row, StockBack)
    undoes = row.ref if back else row.lot or None
    return StockDoneView(
        act=row.id,
        kind="issue" if undoes is None else "undoing",
        at=row.wall,
        org=row.org if back else row.draws or "",
        item=row.item,
        quantity=row.qty,
        why=row.was if back else row.why,
        peer=None if back else row.to or None,
        waybill=None if back else row.waybill or None,
        undoes=undoes,
        may_undo=may_undo,
    )
