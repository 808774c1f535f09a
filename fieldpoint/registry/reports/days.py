"""The rows that a close counts, read from what came in. Imports core, the store and the intake."""

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.day_sheet import Counted
from fieldpoint.core.log_rows import DayClose, decode_row
from fieldpoint.core.reports.reach import ReportDay
from fieldpoint.registry.intake.day_rows import lines_of_day
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import CloseMark


def closed_day(store: RegistryStore, mark: CloseMark) -> ReportDay | None:
    """The day and its rows; None as long as some of them are on their way."""
    close = _row(next(store.lines_of(mark.epoch_no, mark.seq, mark.seq), b""))
    if not isinstance(close, DayClose):
        return None
    lines = lines_of_day(store, mark, close)
    if lines is None or len(lines) < close.last_seq - close.first_seq + 1:
        return None
    rows: list[Counted] = [row for row in map(_row, lines) if isinstance(row, Counted)]
    return ReportDay(site=mark.site, day=mark.day, rows=rows, stock=close.stock or ())


def _row(line: bytes) -> object:
    try:
        return decode_row(line)
    except UNREADABLE:
        return None
