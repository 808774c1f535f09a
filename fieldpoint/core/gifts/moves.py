"""What rows move in a site's stock: goods come in, leave, are handed to households, and whose gift they are.

Pure. Imports msgspec and `core`.
"""

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from fieldpoint.core.act_rows import StockOut, Void
from fieldpoint.core.log_rows import AnyRow, Handout
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.row import Row, Tap
from fieldpoint.core.stock.reconcile import without_effect
from fieldpoint.core.stock.rows import LotGift, StockBack, StockCount, StockReceipt

_DAY_UNKNOWN = "day-unknown"  # a tablet named a day that was never opened (desk/record_fact.py)


class Move(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What one row moves: `in` and `found` are lots; `ref` is the row taken back, the one lot, or the gift.

    `holder` is the household or card of a handout, or its own id where it had neither. `peer` and `waybill` are the
    other site and the number of the paper that goods came or left with. What is `late` was written on another day than
    its own: after that was closed, while none was open, or of a day that nobody opened.
    """

    id: EventId
    what: Literal["in", "found", "out", "mistake", "hand", "void", "name"]
    org: str
    item: str
    qty: int
    day: Day | None = None
    ref: str | None = None
    holder: str | None = None
    peer: str | None = None
    waybill: str | None = None
    late: bool = False
    programme: str | None = None


def move_of(row: Row | AnyRow) -> Move | None:
    """What a row moves in the stock, or nothing."""
    if without_effect(row):
        return None
    match row:
        case Handout() if not isinstance(row.draws, UnsetType):
            return _move(row, "hand", row.draws, row.qty, holder=row.hh or row.card or row.id, programme=row.prog)
        case Void() if not isinstance(row.draws, UnsetType):
            return _move(row, "void", row.draws, row.qty, ref=row.ref)
        case StockBack():
            return _move(row, "void", row.org, row.qty, ref=row.ref)
        case StockOut() | StockReceipt() | StockCount() | LotGift():
            return _of_goods(row)
        case _:
            return None


def is_late(row: Row) -> bool:
    """Whether a row's day is not the one that was open when it was written (a void's `late_for` is of another row)."""
    if not isinstance(row, Tap | Handout) or row.day is None or _DAY_UNKNOWN in (row.flags or ()):
        return True
    return not isinstance(row, Void) and row.late_for is not UNSET


def _of_goods(row: StockOut | StockReceipt | StockCount | LotGift) -> Move | None:
    match row:
        case StockOut() if not isinstance(row.draws, UnsetType):
            what = "mistake" if row.why == "mistake" else "out"
            paper = {"peer": row.to or None, "waybill": row.waybill or None}
            return _move(row, what, row.draws, row.qty, ref=row.lot or None, **paper)
        case StockReceipt():
            paper = {"peer": row.sender or None, "waybill": row.waybill or None}
            return _move(row, "in", row.org, row.qty, ref=row.gift or None, **paper)
        case StockCount():
            found = row.counted - row.expected
            return _move(row, "found" if found >= 0 else "out", row.org, abs(found))
        case LotGift():
            return Move(id=row.lot, what="name", org="", item="", qty=0, day=row.day, ref=row.gift, late=is_late(row))
        case _:
            return None


def _move(
    row: Handout | Void | StockOut | StockReceipt | StockCount | StockBack,
    what: Literal["in", "found", "out", "mistake", "hand", "void"],
    org: str,
    qty: int,
    **said: str | None,
) -> Move:
    return Move(id=row.id, what=what, org=org, item=row.item, qty=qty, day=row.day, late=is_late(row), **said)
