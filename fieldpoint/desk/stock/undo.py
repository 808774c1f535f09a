"""What was entered by mistake is taken back: a receipt, what left without a card, a count. Nothing here commits.

Each is a row of its own; nothing is ever taken out. After a later count nothing before it is taken back, because what
was counted lies there whatever was entered before; and what a closed day reported stands.
"""

from msgspec import UNSET, UnsetType

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.names import EventId
from fieldpoint.core.stock.rows import StockBack, StockCount, StockReceipt
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.stock.writing import append, done
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store import log
from fieldpoint.store.days import Position, last_close
from fieldpoint.store.stock.acts import StockAct, counted_after, is_taken_back, newest_acts
from fieldpoint.store.stock.lots import balance, find_lot
from fieldpoint.store.transaction import Transaction


def undo_act(tx: Transaction, ref: EventId, act: Act) -> Stands:
    """What the row `ref` said of the stock is taken back, as far as it still can be. Does not commit.

    `NotFound` (`lot-unknown`) where it is no act of the stock; `Conflict` (`stock-undone`, `stock-counted-since`,
    `lot-empty` where all of a receipt was handed over, `event-id-reused`).
    """
    before = None if act.event_id is None else log.find(tx.connection, act.event_id)
    if before is not None:
        if _taken_back(before[0]) != ref:
            raise Conflict(Code.EVENT_ID_REUSED)
        return Stands(row=before[0], stands=before[1], again=True)
    found = log.find(tx.connection, ref)
    row = None if found is None else found[0]
    if found is None or not isinstance(row, StockReceipt | StockOut | StockCount) or _is_tally(row):
        raise NotFound(Code.LOT_UNKNOWN)
    _check(tx.connection, row, (found[1].epoch_no, found[1].seq))
    match row:
        case StockReceipt():
            return _undo_receipt(tx, row, act)
        case StockOut():
            return _undo_issue(tx, row, act)
        case StockCount():
            return _undo_count(tx, row, act)


def may_undo(connection: Connection) -> list[tuple[StockAct, bool]]:
    """The acts since the last close, the newest first, and which of them `undo_act` would take back."""
    acts = newest_acts(connection, last_close(connection))
    gone = {_taken_back(one) for one in acts}
    counted: set[tuple[str, str]] = set()
    found: list[tuple[StockAct, bool]] = []
    for one in acts:
        key = _key(one)
        found.append((one, one.id not in gone and key not in counted and _is_own(connection, one)))
        if isinstance(one, StockCount) and one.undoes is UNSET and one.id not in gone:
            counted.add(key)
    return found


def _is_own(connection: Connection, row: StockAct) -> bool:
    """Whether it is an act that can be taken back at all, and itself takes nothing back."""
    if isinstance(row, StockReceipt):
        lot = find_lot(connection, row.id)
        return lot is not None and lot.remaining > 0
    if isinstance(row, StockOut):
        return row.why != "mistake" and not _is_tally(row)
    return isinstance(row, StockCount) and row.undoes is UNSET


def _key(row: StockAct) -> tuple[str, str]:
    return (row.draws or "" if isinstance(row, StockOut) else row.org), row.item


def _taken_back(row: object) -> EventId | None:
    match row:
        case StockOut(lot=str(lot)):
            return lot
        case StockBack():
            return row.ref
        case StockCount(undoes=str(count)):
            return count
        case _:
            return None


def _check(connection: Connection, row: StockReceipt | StockOut | StockCount, place: Position) -> None:
    if is_taken_back(connection, row.id) or _taken_back(row) is not None:
        raise Conflict(Code.STOCK_UNDONE)
    closed = last_close(connection)
    over = closed is not None and place <= closed and not isinstance(row, StockReceipt)
    if over or counted_after(connection, _key(row), place):
        raise Conflict(Code.STOCK_COUNTED_SINCE)


def _is_tally(row: StockReceipt | StockOut | StockCount) -> bool:
    """What was given freely is taken back as a handout is (void_handout.py)."""
    return isinstance(row, StockOut) and (row.why == "leftover" or isinstance(row.draws, UnsetType))


def _undo_receipt(tx: Transaction, row: StockReceipt, act: Act) -> Stands:
    """What is left of its lot leaves the stock."""
    lot = find_lot(tx.connection, row.id)
    if lot is None or not lot.remaining:
        raise Conflict(Code.LOT_EMPTY)
    out = StockOut(
        **tx.stamp(act.event_id),
        **done(tx.connection, act),
        item=lot.item,
        qty=lot.remaining,
        why="mistake",
        draws=lot.org,
        lot=row.id,
    )
    return append(tx, out)


def _undo_issue(tx: Transaction, row: StockOut, act: Act) -> Stands:
    back = StockBack(
        **tx.stamp(act.event_id),
        **done(tx.connection, act),
        ref=row.id,
        was=row.why,
        org=row.draws or "",
        item=row.item,
        qty=row.qty,
    )
    return append(tx, back)


def _undo_count(tx: Transaction, row: StockCount, act: Act) -> Stands:
    """There is as much more or less again as that count had said."""
    there = balance(tx.connection, row.org, row.item) or 0
    again = StockCount(
        **tx.stamp(act.event_id),
        **done(tx.connection, act),
        org=row.org,
        item=row.item,
        counted=there - (row.counted - row.expected),
        expected=there,
        undoes=row.id,
    )
    return append(tx, again)
