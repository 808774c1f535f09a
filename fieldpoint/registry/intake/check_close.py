"""Every day's close is added up again from the rows themselves (design chapter 4.12).

The sums at the registry and on the printed sheet come from one function, so they differ only where a row was
changed, or a site counted wrongly. The stock opens with what the close before left (opening.py). Tablets are left out:
what they still hold is their own word. A day that two lives of a log share is added up over both (day_rows.py).

Imports core and the store.
"""

import msgspec

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.day_sheet import Counted, Totals, add_up
from fieldpoint.core.day_totals import TabletTotal
from fieldpoint.core.log_rows import AnyRow, DayClose, decode_row
from fieldpoint.core.stock.reconcile import MAX_STOCK, stock_totals
from fieldpoint.core.stock.total import StockTotal
from fieldpoint.registry.intake.day_rows import lines_of_day
from fieldpoint.registry.intake.opening import openings_of
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import CloseMark


def check_closes(store: RegistryStore) -> None:
    """Every close whose rows are all held is known as right or wrong. Commits."""
    for mark in store.closes_to_check():
        right = _is_right(store, mark)
        if right is not None:
            with store.transaction():
                store.set_close(mark.epoch_no, mark.seq, "right" if right else "wrong")


class Recounted(msgspec.Struct, frozen=True, kw_only=True):
    """A close as the site wrote it, and what its rows come to: the sums, and the stock item by item."""

    close: DayClose
    totals: Totals
    stock: list[StockTotal]


def said_and_counted(store: RegistryStore, mark: CloseMark) -> Recounted | None:
    """A close as the site wrote it and the sums of the rows it closed.

    Nothing where the row is no close, or as long as rows that it counts are on their way.
    """
    close = _close(store, mark)
    lines = None if close is None else lines_of_day(store, mark, close)
    if close is None or lines is None:
        return None
    rows = (_row(line) for line in lines)
    counted: list[Counted] = [row for row in rows if isinstance(row, Counted)]
    stock = stock_totals(counted, openings_of(store, mark, close))[:MAX_STOCK]
    return Recounted(close=close, totals=add_up(counted, _tablets_before(store, mark)), stock=stock)


def _is_right(store: RegistryStore, mark: CloseMark) -> bool | None:
    """Whether the close says what its rows say; None as long as rows that it counts are on their way."""
    close = _close(store, mark)
    if close is None:
        return False
    if close.first_seq > close.last_seq:
        return not close.lines
    both = said_and_counted(store, mark)
    return None if both is None else _says_the_same(both)


def _close(store: RegistryStore, mark: CloseMark) -> DayClose | None:
    row = _row(next(store.lines_of(mark.epoch_no, mark.seq, mark.seq), b""))
    return row if isinstance(row, DayClose) else None


def _says_the_same(both: Recounted) -> bool:
    close, totals = both.close, both.totals
    said = (close.lines, close.items, close.households, close.refused, close.flags, close.stock or [])
    return said == (totals.lines, totals.items, totals.households, totals.refused, totals.flags, both.stock)


def _tablets_before(store: RegistryStore, mark: CloseMark) -> dict[str, TabletTotal]:
    before = _row(store.close_before(mark.epoch_no, mark.seq) or b"")
    return {one.tab: one for one in before.tablets} if isinstance(before, DayClose) else {}


def _row(line: bytes) -> AnyRow | None:
    try:
        return decode_row(line)
    except UNREADABLE:
        return None
