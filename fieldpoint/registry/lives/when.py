"""When the last row of a life was written, by what its anchors and its arrival say.

Imports core and the store.
"""

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.life.when import Mark, Span, mark_of, spans
from fieldpoint.core.log_rows import decode_row
from fieldpoint.registry.store import RegistryStore


def last_written(store: RegistryStore, epoch_no: int) -> Span | None:
    """The span of the last row that is held of a life, ms of UTC; nothing where none is."""
    marks = [mark for _, line in store.lines(epoch_no) if (mark := _mark(line)) is not None]
    received = store.last_received(epoch_no)
    return spans(marks, received)[-1] if marks and received is not None else None


def _mark(line: bytes) -> Mark | None:
    try:
        return mark_of(decode_row(line))
    except UNREADABLE:
        return None
