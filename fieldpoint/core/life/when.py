"""Between which instants each row was written, whatever the clock said (design chapter 4.3).

Nothing here reads a row's wall time but an anchor's own. In a boot that has an anchor a row's instant is known to the
anchor's error, and 100 millionths of the time between for the crystal. In any other it lies after everything that
stands before it and before everything that stands behind it, and before the registry had it.

Imports core.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from fieldpoint.core.act_rows import ClockAnchor
from fieldpoint.core.row import Row

_PARTS: Final = 10_000  # a crystal is right to one of so many


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A row's boot and its milliseconds since; of an anchor also the instant (ms of UTC) and its error."""

    boot: int
    mono: int
    at: int | None = None
    err: int = 0


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Not before `lo` (None: nothing is known) and not after `hi`, ms of UTC."""

    lo: int | None
    hi: int


def mark_of(row: Row) -> Mark:
    """What a row says of its instant; a lead's word is about the wall time of the row itself."""
    if not isinstance(row, ClockAnchor):
        return Mark(boot=row.boot, mono=row.mono)
    return Mark(boot=row.boot, mono=row.mono, at=row.at if isinstance(row.at, int) else row.wall, err=row.err_ms)


def spans(marks: Sequence[Mark], received: int) -> list[Span]:
    """The span of every row of one life, in its order; `received` is when the registry had the last of them."""
    anchors = [one for one in marks if one.at is not None]
    known = [_by_anchor(one, [anchor for anchor in anchors if anchor.boot == one.boot]) for one in marks]
    lows: list[int | None] = []
    low: int | None = None
    for span in known:
        if span is not None and span.lo is not None:
            low = span.lo if low is None else max(low, span.lo)
        lows.append(low)
    highs: list[int] = []
    high = received
    for span in reversed(known):
        high = high if span is None else min(high, span.hi)
        highs.append(high)
    return [
        Span(lo=lo, hi=hi) if span is None else Span(lo=span.lo, hi=min(span.hi, received))
        for span, lo, hi in zip(known, lows, reversed(highs), strict=True)
    ]


def _by_anchor(mark: Mark, anchors: Sequence[Mark]) -> Span | None:
    """By the anchor of its boot that tells most."""
    if not anchors:
        return None
    anchor = min(anchors, key=lambda one: _error(mark, one))
    at, err = (anchor.at or 0) + mark.mono - anchor.mono, _error(mark, anchor)
    return Span(lo=at - err, hi=at + err)


def _error(mark: Mark, anchor: Mark) -> int:
    return anchor.err + abs(mark.mono - anchor.mono) // _PARTS
