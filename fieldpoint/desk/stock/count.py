"""Goods are counted: one item by itself, or what stands there when the day opens and closes. Nothing here commits."""

from collections.abc import Iterable

import msgspec
from msgspec import UNSET

from fieldpoint.core.stock.rows import StockCount
from fieldpoint.core.stock.total import CountReason
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.stock.goods import Goods, check_form
from fieldpoint.desk.stock.writing import append, done
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.stock.lots import balance
from fieldpoint.store.transaction import Transaction


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """So many of an organisation's item lie there, and why that is not what the log says, where it is not."""

    org: str
    item: str
    counted: int
    why: CountReason | None = None


def count_stock(tx: Transaction, goods: Goods, act: Act, why: CountReason | None = None) -> Stands:
    """There are as many of an item as were counted. Does not commit.

    `Invalid` (`count-differs`, with `item`, `expected` and `counted`) where that is not what the log says and nobody
    says why, `Conflict` (`event-id-reused`). The first count of an item begins its stock and needs no reason.
    """
    before = done_before(tx.connection, act.event_id, StockCount, lambda row: _counted(row) == goods)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    check_form(tx.connection, goods)
    known = balance(tx.connection, goods.org, goods.item)
    expected = known or 0
    if known is not None and expected != goods.quantity and why is None:
        raise Invalid(Code.COUNT_DIFFERS, item=goods.item, expected=expected, counted=goods.quantity)
    row = StockCount(
        **tx.stamp(act.event_id),
        **done(tx.connection, act),
        org=goods.org,
        item=goods.item,
        counted=goods.quantity,
        expected=expected,
        why=UNSET if why is None or expected == goods.quantity else why,
    )
    return append(tx, row)


def count_all(tx: Transaction, counts: Iterable[Counted], operator: str) -> None:
    """The shelves are counted, item by item: when a day opens or closes. Does not commit. Raises as `count_stock`."""
    for one in counts:
        goods = Goods(org=one.org, item=one.item, quantity=one.counted)
        count_stock(tx, goods, Act(operator=operator), one.why)


def _counted(row: StockCount) -> Goods:
    return Goods(org=row.org, item=row.item, quantity=row.counted)
