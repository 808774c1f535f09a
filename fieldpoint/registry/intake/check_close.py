"""Every day's close is added up again from the rows themselves (design chapter 4.12).

The sums at the registry and on the printed sheet come from one function, so they differ only where a row was
changed, or a site counted wrongly. Tablets are left out: what they still hold is their own word.

Imports core and the store.
"""

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.day_sheet import Counted, Totals, add_up
from fieldpoint.core.day_totals import TabletTotal
from fieldpoint.core.log_rows import AnyRow, DayClose, Handout, OverrideConfirm, Refusal, StockOut, Void, decode_row
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import CloseMark


def check_closes(store: RegistryStore) -> None:
    """Every close whose rows are all held is known as right or wrong. Commits."""
    for mark in store.closes_to_check():
        with store.transaction():
            store.set_close(mark.epoch_no, mark.seq, "right" if _is_right(store, mark) else "wrong")


def said_and_counted(store: RegistryStore, mark: CloseMark) -> tuple[DayClose, Totals] | None:
    """A close as the site wrote it and the sums of the rows it closed; nothing where the row is no close."""
    close = _row(next(store.lines_of(mark.epoch_no, mark.seq, mark.seq), b""))
    if not isinstance(close, DayClose):
        return None
    rows = (_row(line) for line in store.lines_of(mark.epoch_no, close.first_seq, close.last_seq))
    counted: list[Counted] = [
        row for row in rows if isinstance(row, Handout | Refusal | Void | StockOut | OverrideConfirm)
    ]
    return close, add_up(counted, _tablets_before(store, mark))


def _is_right(store: RegistryStore, mark: CloseMark) -> bool:
    both = said_and_counted(store, mark)
    if both is None:
        return False
    close, totals = both
    return not close.lines if close.first_seq > close.last_seq else _says_the_same(close, totals)


def _says_the_same(close: DayClose, totals: Totals) -> bool:
    said = (close.lines, close.items, close.households, close.refused, close.flags)
    return said == (totals.lines, totals.items, totals.households, totals.refused, totals.flags)


def _tablets_before(store: RegistryStore, mark: CloseMark) -> dict[str, TabletTotal]:
    before = _row(store.close_before(mark.epoch_no, mark.seq) or b"")
    return {one.tab: one for one in before.tablets} if isinstance(before, DayClose) else {}


def _row(line: bytes) -> AnyRow | None:
    try:
        return decode_row(line)
    except UNREADABLE:
        return None
