"""What rows move in a site's stock: goods come in, leave, are handed to households, and whose gift they are.

Pure. Imports msgspec and `core`.
"""

from typing import Literal

import msgspec
from msgspec import UnsetType

from fieldpoint.core.act_rows import StockOut, Void
from fieldpoint.core.log_rows import AnyRow, Handout
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.row import Row
from fieldpoint.core.stock.reconcile import without_effect
from fieldpoint.core.stock.rows import LotGift, StockCount, StockReceipt


class Move(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What one row moves: `in` and `found` are lots; `ref` is the row taken back, the one lot, or the gift.

    `holder` is the household or card of a handout, or its own id where it had neither.
    """

    id: EventId
    what: Literal["in", "found", "out", "mistake", "hand", "void", "name"]
    org: str
    item: str
    qty: int
    day: Day | None = None
    ref: str | None = None
    holder: str | None = None


def move_of(row: Row | AnyRow) -> Move | None:
    """What a row moves in the stock, or nothing."""
    if without_effect(row):
        return None
    move = None
    match row:
        case Handout() if not isinstance(row.draws, UnsetType):
            move = _move(row, "hand", row.draws, row.qty, holder=row.hh or row.card or row.id)
        case Void() if not isinstance(row.draws, UnsetType):
            move = _move(row, "void", row.draws, row.qty, ref=row.ref)
        case StockOut() if not isinstance(row.draws, UnsetType):
            move = _move(row, "mistake" if row.why == "mistake" else "out", row.draws, row.qty, ref=row.lot or None)
        case StockReceipt():
            move = _move(row, "in", row.org, row.qty, ref=row.gift or None)
        case StockCount():
            found = row.counted - row.expected
            move = _move(row, "found" if found >= 0 else "out", row.org, abs(found))
        case LotGift():
            move = Move(id=row.lot, what="name", org="", item="", qty=0, ref=row.gift)
        case _:
            pass
    return move


def _move(
    row: Handout | Void | StockOut | StockReceipt | StockCount,
    what: Literal["in", "found", "out", "mistake", "hand", "void"],
    org: str,
    qty: int,
    **said: str | None,
) -> Move:
    return Move(
        id=row.id,
        what=what,
        org=org,
        item=row.item,
        qty=qty,
        day=row.day,
        ref=said.get("ref"),
        holder=said.get("holder"),
    )
