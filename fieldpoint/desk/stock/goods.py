"""Goods come in and leave without a card: each a row of the log, and so is a waybill that is entered twice.

Nothing here commits.

Counting begins with an item's first receipt or count; before it programmes hand out as if nobody counted.
"""

import re
from typing import Literal

import msgspec
from msgspec import UNSET

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.names import EventId
from fieldpoint.core.stock.rows import LotGift, OutReason, StockReceipt, WaybillAgain
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.stock.writing import append, done
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store import log
from fieldpoint.store.programmes import all_versions
from fieldpoint.store.stock.lots import balance, find_lot
from fieldpoint.store.stock.waybills import waybill_row
from fieldpoint.store.transaction import Transaction

_Way = Literal["in", "out"]


class Waybill(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that goes with goods between two sites: the other site's code and the printed number."""

    site: str
    number: str


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """So many of an organisation's item (empty: the programmes name none)."""

    org: str
    item: str
    quantity: int


# Nothing that somebody types freely may stand in the log (core/stock/rows.py).
_ITEM, _SITE, _NUMBER = r"[a-z][a-z0-9-]{1,31}", r"[a-z0-9-]{1,32}", r"[0-9A-Za-z/-]{1,20}"


def receive_stock(
    tx: Transaction, goods: Goods, act: Act, waybill: Waybill | None = None, gift: EventId | None = None
) -> Stands:
    """The goods are a lot, and a place in the log. Does not commit.

    `gift` is the contribution that they are; it may be said later (`name_gift`). An item of a waybill that was entered
    before changes nothing and is written as a `WaybillAgain`: whoever commits says so (`check_entered`). `Conflict`
    (`event-id-reused`); `Invalid` (`request-invalid`) for an item or a number that is none, or an organisation that no
    programme names.
    """
    again = _said_again(tx.connection, act, goods)
    if again is not None:
        return again
    before = done_before(tx.connection, act.event_id, StockReceipt, lambda row: _is_of(row, goods))
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    check_form(tx.connection, goods, waybill)
    twice = _entered_twice(tx, "in", waybill, goods, act)
    if twice is not None:
        return twice
    row = StockReceipt(
        **tx.stamp(act.event_id),
        **done(tx.connection, act),
        org=goods.org,
        item=goods.item,
        qty=goods.quantity,
        gift=gift or UNSET,
        sender=UNSET if waybill is None else waybill.site,
        waybill=UNSET if waybill is None else waybill.number,
    )
    return append(tx, row)


def issue_stock(tx: Transaction, goods: Goods, why: OutReason, act: Act, waybill: Waybill | None = None) -> Stands:
    """The goods left without a card: given freely or on, spoiled, or sent to another site. Does not commit.

    It has happened, so more than there is is written too; the count tells. `NotFound` (`stock-unknown`) for an item
    that nobody counts here, `Invalid` (`waybill-missing`) for what is sent without one, `Conflict`
    (`event-id-reused`). A waybill that was entered before: as `receive_stock`.
    """
    again = _said_again(tx.connection, act, goods)
    if again is not None:
        return again
    before = done_before(tx.connection, act.event_id, StockOut, lambda row: row.why == why and _left(row) == goods)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    if balance(tx.connection, goods.org, goods.item) is None:
        raise NotFound(Code.STOCK_UNKNOWN)
    if (why == "sent") != (waybill is not None):
        raise Invalid(Code.WAYBILL_MISSING)
    check_form(tx.connection, goods, waybill)
    twice = _entered_twice(tx, "out", waybill, goods, act)
    if twice is not None:
        return twice
    row = StockOut(
        **tx.stamp(act.event_id),
        **done(tx.connection, act),
        item=goods.item,
        qty=goods.quantity,
        why=why,
        draws=goods.org,
        to=UNSET if waybill is None else waybill.site,
        waybill=UNSET if waybill is None else waybill.number,
    )
    return append(tx, row)


def name_gift(tx: Transaction, lot: EventId, gift: EventId, act: Act) -> Stands:
    """A lot is that contribution, said later than it came in. Does not commit. `NotFound` (`lot-unknown`)."""
    before = done_before(tx.connection, act.event_id, LotGift, lambda row: (row.lot, row.gift) == (lot, gift))
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    if find_lot(tx.connection, lot) is None:
        raise NotFound(Code.LOT_UNKNOWN)
    return append(tx, LotGift(**tx.stamp(act.event_id), **done(tx.connection, act), lot=lot, gift=gift))


def check_entered(done: Stands) -> None:
    """Whether an act was what it was meant to be, for whoever has committed it. `Conflict` (`waybill-known`)."""
    if isinstance(done.row, WaybillAgain):
        raise Conflict(Code.WAYBILL_KNOWN)


def check_form(connection: Connection, goods: Goods, waybill: Waybill | None = None) -> None:
    """Whether these are known names and printed numbers. `Invalid` (`request-invalid`) names what is not."""
    known = not goods.org or any(one.organisation == goods.org for one in all_versions(connection))
    paper = waybill or Waybill(site="-", number="-")
    fields = (("item", _ITEM, goods.item), ("site", _SITE, paper.site), ("waybill", _NUMBER, paper.number))
    wrong = [name for name, form, said in fields if re.fullmatch(form, said) is None]
    if wrong or not known:
        raise Invalid(Code.REQUEST_INVALID, field=(wrong or ["org"])[0])


def _entered_twice(tx: Transaction, way: _Way, waybill: Waybill | None, goods: Goods, act: Act) -> Stands | None:
    """The row that says that this paper was entered before; nothing for one that was not."""
    if waybill is None:
        return None
    first = waybill_row(tx.connection, (way, waybill.site, waybill.number), goods.item)
    if first is None:
        return None
    row = WaybillAgain(
        **tx.stamp(act.event_id),
        **done(tx.connection, act),
        way=way,
        peer=waybill.site,
        waybill=waybill.number,
        org=goods.org,
        item=goods.item,
        qty=goods.quantity,
        first=first,
    )
    return append(tx, row)


def _said_again(connection: Connection, act: Act, goods: Goods) -> Stands | None:
    """The same act, repeated by its tablet, of a paper that was entered before."""
    found = None if act.event_id is None else log.find(connection, act.event_id)
    if found is None or not isinstance(found[0], WaybillAgain):
        return None
    if Goods(org=found[0].org, item=found[0].item, quantity=found[0].qty) != goods:
        raise Conflict(Code.EVENT_ID_REUSED)
    return Stands(row=found[0], stands=found[1], again=True)


def _is_of(row: StockReceipt, goods: Goods) -> bool:
    return (row.org, row.item, row.qty) == (goods.org, goods.item, goods.quantity)


def _left(row: StockOut) -> Goods:
    return Goods(org=row.draws or "", item=row.item, quantity=row.qty)
