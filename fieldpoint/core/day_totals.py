"""What a closed day says of itself, as it stands in its row and on its sheet.

Imports msgspec and `core`.
"""

from collections.abc import Mapping, Sequence

import msgspec

from fieldpoint.core.names import Cycle, ProgrammeCode

Span = tuple[int, int]
MAX_SPANS = 3  # spans of missing numbers that a tablet's total names


class LineTotal(msgspec.Struct, frozen=True, kw_only=True):
    """One programme in one period: rows and quantities. `given` of the `handed` were facts, `over` overrides.

    A void counts on the day it was made, so `voided` may be more than `handed`.
    """

    prog: ProgrammeCode
    cycle: Cycle
    item: str
    rows: int = 0
    handed: int = 0
    voided: int = 0
    refused: int = 0
    given: int = 0
    over: int = 0
    households: int = 0


class ItemTotal(msgspec.Struct, frozen=True, kw_only=True):
    """One item over all programmes: handed over, taken back, and gone without a card."""

    item: str
    handed: int = 0
    voided: int = 0
    tallied: int = 0


class TabletTotal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One tablet: its highest number so far, and the numbers below it that have not arrived.

    `missing` holds the first spans, both ends included; `absent` counts the numbers in all of them. `pending` is how
    many lines it said it holds still.
    """

    tab: str
    last: int
    missing: list[Span] = []
    absent: int = 0
    pending: int = 0


def with_pending(tablets: Sequence[TabletTotal], holding: Mapping[str, int]) -> list[TabletTotal]:
    """The totals with what each tablet says it holds still; one that sent nothing yet is named too, by name."""
    known = {one.tab: one for one in tablets}
    unknown = {tab: TabletTotal(tab=tab, last=0) for tab in holding}
    return [msgspec.structs.replace(one, pending=holding.get(tab, 0)) for tab, one in sorted((unknown | known).items())]


def tablet_total(tab: str, before: TabletTotal | None, arrived: Sequence[int]) -> TabletTotal:
    """A tablet's total after more of its numbers arrived; `before` is the total at the close before."""
    last = max([*arrived, before.last if before else 0])
    spans = [*(before.missing if before else ()), (before.last + 1 if before else 1, last)]
    left = [gap for first, end in spans for gap in _without(first, end, sorted(arrived))]
    unnamed = before.absent - sum(end - first + 1 for first, end in before.missing) if before else 0
    absent = unnamed + sum(end - first + 1 for first, end in left)
    return TabletTotal(tab=tab, last=last, missing=left[:MAX_SPANS], absent=absent)


def _without(first: int, end: int, arrived: Sequence[int]) -> list[Span]:
    """What is left of a span when the numbers that arrived are cut out of it."""
    left: list[Span] = []
    for number in arrived:
        if first <= number <= end:
            if first < number:
                left.append((first, number - 1))
            first = number + 1
    if first <= end:
        left.append((first, end))
    return left
