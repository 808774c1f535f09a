"""What a site's stock stood at when a day began: what the close before said was left.

Imports core and the store.
"""

from msgspec import UnsetType

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.log_rows import DayClose, EpochOpen, decode_row
from fieldpoint.core.stock.reconcile import MAX_STOCK, StockKey
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import CloseMark


def openings_of(store: RegistryStore, mark: CloseMark, close: DayClose) -> dict[StockKey, int]:
    """By organisation and item, what the close before left; nothing of an item that it does not name.

    The site's own word stands where the registry cannot know better: for items that a full report before had no room
    for, where the life before is not held here, and at a site that carried rows from one life into another.
    """
    said = {} if isinstance(close.stock, UnsetType) else {one.key: one.opening for one in close.stock}
    if next(store.carrying_lines(mark.site), None) is not None:
        return said
    line = store.close_before(mark.epoch_no, mark.seq)
    if line is None:
        opened = _row(next(store.lines_of(mark.epoch_no, 1, 1), b""))
        if not isinstance(opened, EpochOpen):
            return said
        if opened.prev_epoch is None:
            return {}
        line = _close_of_life(store, mark.site, opened)
        if line is None:
            return said
    before = _row(line)
    if not isinstance(before, DayClose) or isinstance(before.stock, UnsetType):
        return {}
    left = {one.key: one.closing for one in before.stock}
    return left if len(left) < MAX_STOCK else said | left


def _close_of_life(store: RegistryStore, site: str, opened: EpochOpen) -> bytes | None:
    """The last close of the life before, among the rows that the site still goes by."""
    number = next((one.number for one in store.epochs(site) if one.epoch == opened.prev_epoch), None)
    return None if number is None else store.close_before(number, (opened.prev_seq or 0) + 1)


def _row(line: bytes) -> object:
    try:
        return decode_row(line)
    except UNREADABLE:
        return None
