"""The rows that a day's close counts: all of its site since the close before, over as many lives of the log as it took.

A life that was begun in the middle of a day says at which row of the one before it began. The site's own rows up to
there stand at their places, or came inside rows of a later life where another history had taken the places; they are
all here when their chain leads to the head that the later life began at.

Imports core and the store.
"""

import msgspec

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.chain import NO_HEAD, genesis_head, next_head
from fieldpoint.core.log_rows import DayClose, EpochOpen, decode_row
from fieldpoint.core.names import Head
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import CloseMark

_MOST_LIVES = 50


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """The site's own rows of an earlier life since its last close there, and where that life began, if it matters."""

    lines: list[bytes]
    began: EpochOpen | None


def lines_of_day(store: RegistryStore, mark: CloseMark, close: DayClose) -> list[bytes] | None:
    """The rows, in order; None as long as some of them are not held."""
    parts = [list(store.lines_of(mark.epoch_no, close.first_seq, close.last_seq))]
    opened = _opened(store, mark.epoch_no) if close.first_seq == 1 else None
    while opened is not None and opened.prev_epoch is not None and len(parts) < _MOST_LIVES:
        part = _part(store, mark.site, opened)
        if part is None:
            return None
        parts.insert(0, part.lines)
        opened = part.began
    return [line for lines in parts for line in lines]


def _part(store: RegistryStore, site: str, opened: EpochOpen) -> _Part | None:
    last = opened.prev_seq or 0
    number = next((one.number for one in store.epochs(site) if one.epoch == opened.prev_epoch), None)
    if number is None:
        return None
    own = _carried(store, site, opened.prev_epoch or "", last)
    if not _leads_to(store, number, own, opened):
        return None
    closed = [seq for seq, line in own.items() if isinstance(_row(line), DayClose)]
    since = max([store.last_close(number, min(own, default=last + 1) - 1), *closed])
    held = {seq: line for seq, line, _ in store.rows_after(number, since, last - since)} | own if last > since else {}
    wanted = range(since + 1, last + 1)
    if any(seq not in held for seq in wanted):
        return None
    return _Part(lines=[held[seq] for seq in wanted], began=None if since else _opened(store, number))


def _carried(store: RegistryStore, site: str, epoch: str, last: int) -> dict[int, bytes]:
    """Rows of a life, by number, that the site itself wrote and brought inside others."""
    found: dict[int, bytes] = {}
    for line in store.carrying_lines(site):
        row = _row(line)
        if isinstance(row, Carry) and row.learned is not True and row.from_epoch == epoch and row.from_seq <= last:
            found.setdefault(row.from_seq, bytes(row.line))
    return found


def _leads_to(store: RegistryStore, number: int, own: dict[int, bytes], opened: EpochOpen) -> bool:
    """Whether the rows at their places, and behind them the site's own, end at the head that the later life names."""
    last = opened.prev_seq or 0
    first = min(own, default=last + 1)
    head = _head_at(store, number, first - 1)
    for seq in range(first, last + 1):
        if head is None or seq not in own:
            return False
        head = next_head(head, own[seq])
    return head is not None and b64url(head) == opened.prev_head


def _head_at(store: RegistryStore, number: int, seq: int) -> Head | None:
    if seq > 0:
        return next((link.head for link in store.links(number, seq, seq)), None)
    opened = _opened(store, number)
    if opened is None:
        return None
    before = Head(from_b64url(opened.prev_head)) if opened.prev_head else NO_HEAD
    return genesis_head(opened.site, from_b64url(opened.epoch), from_b64url(opened.pubkey), before)


def _opened(store: RegistryStore, number: int) -> EpochOpen | None:
    row = _row(next(store.lines_of(number, 1, 1), b""))
    return row if isinstance(row, EpochOpen) else None


def _row(line: bytes) -> object:
    try:
        return decode_row(line)
    except UNREADABLE:
        return None
