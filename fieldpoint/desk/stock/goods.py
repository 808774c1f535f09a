"""Goods come in, leave without a card, and are counted: each a row of the log. Nothing here commits.

Counting begins with an item's first receipt or count; before it programmes hand out as if nobody counted.
"""

import re
from typing import TypedDict

import msgspec
from msgspec import UNSET, UnsetType

from fieldpoint.core.act_rows import OutReason, StockOut
from fieldpoint.core.log_rows import AnyRow
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.stock.rows import LotGift, StockCount, StockReceipt
from fieldpoint.core.stock.total import CountReason
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.days import closed_day, last_day, open_day_of
from fieldpoint.store.programmes import all_versions
from fieldpoint.store.stock.lots import balance, find_lot
from fieldpoint.store.stock.waybills import waybill_row
from fieldpoint.store.transaction import Transaction


class Waybill(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that goes with goods between two sites: the other site's code and the printed number."""

    site: str
    number: str


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """So many of an organisation's item (empty: the programmes name none)."""

    org: str
    item: str
    quantity: int


class _Done(TypedDict):
    """What every act of the stock has besides its goods."""

    day: Day | None
    desk: str
    tab: str | None
    tseq: int | None
    op: str
    late_for: Day | UnsetType


# Nothing that somebody types freely may stand in the log (core/stock/rows.py).
_ITEM, _SITE, _NUMBER = r"[a-z][a-z0-9-]{1,31}", r"[a-z0-9-]{1,32}", r"[0-9A-Za-z/-]{1,20}"


def receive_stock(
    tx: Transaction, goods: Goods, act: Act, waybill: Waybill | None = None, gift: EventId | None = None
) -> Stands:
    """The goods are a lot, and a place in the log. Does not commit.

    `gift` is the contribution that they are; it may be said later (`name_gift`). `Conflict` (`waybill-known`) for an
    item of a waybill that was entered before, (`event-id-reused`); `Invalid` (`request-invalid`) for an item or a
    number that is none, or an organisation that no programme names.
    """
    before = done_before(tx.connection, act.event_id, StockReceipt, lambda row: _is_of(row, goods))
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    _check_form(tx.connection, goods, waybill)
    _check_waybill(tx.connection, "in", waybill, goods.item)
    row = StockReceipt(
        **tx.stamp(act.event_id),
        **_done(tx.connection, act),
        org=goods.org,
        item=goods.item,
        qty=goods.quantity,
        gift=gift or UNSET,
        sender=UNSET if waybill is None else waybill.site,
        waybill=UNSET if waybill is None else waybill.number,
    )
    return _append(tx, row)


def issue_stock(tx: Transaction, goods: Goods, why: OutReason, act: Act, waybill: Waybill | None = None) -> Stands:
    """The goods left without a card: given freely or on, spoiled, or sent to another site. Does not commit.

    It has happened, so more than there is is written too; the count tells. `NotFound` (`stock-unknown`) for an item
    that nobody counts here, `Invalid` (`waybill-missing`) for what is sent without one, `Conflict` (`waybill-known`,
    `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, StockOut, lambda row: row.why == why and _left(row) == goods)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    if balance(tx.connection, goods.org, goods.item) is None:
        raise NotFound(Code.STOCK_UNKNOWN)
    if (why == "sent") != (waybill is not None):
        raise Invalid(Code.WAYBILL_MISSING)
    _check_form(tx.connection, goods, waybill)
    _check_waybill(tx.connection, "out", waybill, goods.item)
    row = StockOut(
        **tx.stamp(act.event_id),
        **_done(tx.connection, act),
        item=goods.item,
        qty=goods.quantity,
        why=why,
        draws=goods.org,
        to=UNSET if waybill is None else waybill.site,
        waybill=UNSET if waybill is None else waybill.number,
    )
    return _append(tx, row)


def undo_receipt(tx: Transaction, receipt: EventId, act: Act) -> Stands:
    """A receipt was a mistake: what is left of its lot leaves the stock. Does not commit.

    `NotFound` (`lot-unknown`), `Conflict` (`lot-empty`) where all of it was handed over, (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, StockOut, lambda row: row.lot == receipt)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    lot = find_lot(tx.connection, receipt)
    if lot is None:
        raise NotFound(Code.LOT_UNKNOWN)
    if not lot.remaining:
        raise Conflict(Code.LOT_EMPTY)
    row = StockOut(
        **tx.stamp(act.event_id),
        **_done(tx.connection, act),
        item=lot.item,
        qty=lot.remaining,
        why="mistake",
        draws=lot.org,
        lot=receipt,
    )
    return _append(tx, row)


def count_stock(tx: Transaction, goods: Goods, act: Act, why: CountReason | None = None) -> Stands:
    """There are as many of an item as were counted. Does not commit.

    `Invalid` (`count-differs`, with `expected` and `counted`) where that is not what the log says and nobody says why,
    `Conflict` (`event-id-reused`). The first count of an item begins its stock and needs no reason.
    """
    before = done_before(tx.connection, act.event_id, StockCount, lambda row: _counted(row) == goods)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    _check_form(tx.connection, goods, None)
    known = balance(tx.connection, goods.org, goods.item)
    expected = known or 0
    if known is not None and expected != goods.quantity and why is None:
        raise Invalid(Code.COUNT_DIFFERS, expected=expected, counted=goods.quantity)
    row = StockCount(
        **tx.stamp(act.event_id),
        **_done(tx.connection, act),
        org=goods.org,
        item=goods.item,
        counted=goods.quantity,
        expected=expected,
        why=UNSET if why is None or expected == goods.quantity else why,
    )
    return _append(tx, row)


def name_gift(tx: Transaction, lot: EventId, gift: EventId, act: Act) -> Stands:
    """A lot is that contribution, said later than it came in. Does not commit. `NotFound` (`lot-unknown`)."""
    before = done_before(tx.connection, act.event_id, LotGift, lambda row: (row.lot, row.gift) == (lot, gift))
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    if find_lot(tx.connection, lot) is None:
        raise NotFound(Code.LOT_UNKNOWN)
    return _append(tx, LotGift(**tx.stamp(act.event_id), **_done(tx.connection, act), lot=lot, gift=gift))


def _append(tx: Transaction, row: AnyRow) -> Stands:
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return Stands(row=row, stands=stands)


def _check_form(connection: Connection, goods: Goods, waybill: Waybill | None) -> None:
    known = not goods.org or any(one.organisation == goods.org for one in all_versions(connection))
    paper = waybill or Waybill(site="-", number="-")
    fields = (("item", _ITEM, goods.item), ("site", _SITE, paper.site), ("waybill", _NUMBER, paper.number))
    wrong = [name for name, form, said in fields if re.fullmatch(form, said) is None]
    if wrong or not known:
        raise Invalid(Code.REQUEST_INVALID, field=(wrong or ["org"])[0])


def _check_waybill(connection: Connection, way: str, waybill: Waybill | None, item: str) -> None:
    if waybill is not None and waybill_row(connection, (way, waybill.site, waybill.number), item) is not None:
        raise Conflict(Code.WAYBILL_KNOWN)


def _done(connection: Connection, act: Act) -> _Done:
    """What is done while no day is open belongs to the one that was opened last."""
    day = open_day_of(connection) or last_day(connection)
    return _Done(
        day=day,
        desk=act.desk,
        tab=act.tab,
        tseq=act.tseq,
        op=act.operator,
        late_for=closed_day(connection, day) or UNSET,
    )


def _is_of(row: StockReceipt, goods: Goods) -> bool:
    return (row.org, row.item, row.qty) == (goods.org, goods.item, goods.quantity)


def _left(row: StockOut) -> Goods:
    return Goods(org=row.draws or "", item=row.item, quantity=row.qty)


def _counted(row: StockCount) -> Goods:
    return Goods(org=row.org, item=row.item, quantity=row.counted)
