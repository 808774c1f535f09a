"""A day's totals from its rows, and its sheet as text: pure, so that the registry can add them up again.

Only the log's rows go in, so a sheet that is printed again years later is the same, whatever has become of
programmes and people. A row counts in the report it was written in: what comes after a close belongs to the
next one.

Imports msgspec and `core`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import UnsetType

from fieldpoint.core import crockford
from fieldpoint.core.act_rows import DayClose, OverrideConfirm, StockOut, Void
from fieldpoint.core.day_totals import ItemTotal, LineTotal, TabletTotal, tablet_total
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import Cycle, EventId, Head, ProgrammeCode
from fieldpoint.core.stock.rows import StockBack, StockCount, StockReceipt
from fieldpoint.core.stock.total import StockTotal

Counted = Handout | Refusal | Void | StockOut | StockReceipt | StockCount | StockBack | OverrideConfirm
ALREADY_VOIDED = "already-voided"
SECOND_MISSING = "second-missing"  # an override that waits for its second person
QUARANTINED = "quarantined"  # kept without effect: a tablet that was revoked says that it handed over
SEAL_SYMBOLS = 10
# A row holds 16 KiB; these many entries fit however long their names and numbers are.
_MAX_LINES, _MAX_ITEMS, _MAX_TABLETS, _MAX_SPANS, _MAX_FLAGS = 30, 20, 100, 20, 20


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """The sums of a report (see DayClose for what each is)."""

    lines: list[LineTotal]
    items: list[ItemTotal]
    tablets: list[TabletTotal]
    households: int
    refused: int
    flags: dict[str, int]
    more: int


class _Sum(msgspec.Struct):
    numbers: Counter[str] = msgspec.field(default_factory=Counter[str])
    holders: set[str] = msgspec.field(default_factory=set[str])


_LineKey = tuple[ProgrammeCode, Cycle, str]


class _Fold:
    """Adds rows up one by one."""

    def __init__(self) -> None:
        self.lines: defaultdict[_LineKey, _Sum] = defaultdict(_Sum)
        self.items: defaultdict[str, Counter[str]] = defaultdict(Counter[str])
        self.tablets: defaultdict[str, list[int]] = defaultdict(list)
        self.flags: Counter[str] = Counter()
        self.awaiting: set[EventId] = set()  # overrides of this report that nobody has confirmed, and that stand
        self.holders: set[str] = set()
        self.refused = 0

    def add(self, row: Counted) -> None:
        """One more row."""
        if isinstance(row, OverrideConfirm):
            self.awaiting.discard(row.ref)
            return
        if row.tab is not None and row.tseq is not None:
            self.tablets[row.tab].append(row.tseq)
        if not isinstance(row, Refusal | StockReceipt | StockCount | StockBack):
            self._flag(row)
        match row:
            case Handout():
                self._add_handout(row)
            case Refusal():
                self.refused += 1
                self.lines[_key(row)].numbers["refused"] += 1
            case StockOut() if row.why == "leftover":
                self.items[row.item]["tallied"] += row.qty
            case Void():
                self._take_back(row)
            case _:
                pass  # what else the stock does stands in its own totals (stock/reconcile.py)

    def _flag(self, row: Handout | Void | StockOut) -> None:
        for flag in row.flags or ():
            if flag != SECOND_MISSING:
                self.flags[flag] += 1
        if row.late_for:
            self.flags["late"] += 1

    def _add_handout(self, row: Handout) -> None:
        if QUARANTINED in (row.flags or ()):
            return  # it is counted among the flags alone
        line = self.lines[_key(row)]
        sums = line.numbers  # one by one: `Counter.update` is most of the time of a quarter's report
        sums["rows"] += 1
        sums["handed"] += row.qty
        sums["given"] += row.qty * row.given
        sums["over"] += row.overrides is not None
        self.items[row.item]["handed"] += row.qty
        if SECOND_MISSING in (row.flags or ()):
            self.awaiting.add(row.id)
        holder = row.hh or row.card
        if holder is not None:
            line.holders.add(holder)
            self.holders.add(holder)

    def _take_back(self, row: Void) -> None:
        if ALREADY_VOIDED in (row.flags or ()):
            return
        self.awaiting.discard(row.ref)
        if row.prog is None:
            self.items[row.item]["tallied"] -= row.qty
        else:
            self.lines[row.prog, row.cycle, row.item].numbers["voided"] += row.qty
            self.items[row.item]["voided"] += row.qty


def add_up(rows: Iterable[Counted], before: Mapping[str, TabletTotal]) -> Totals:
    """The totals of a report's rows.

    `before` is where each tablet stood at the close before; one that neither sent anything nor owes anything is
    left out.
    """
    fold = _Fold()
    for row in rows:
        fold.add(row)
    owing = [tab for tab, total in before.items() if total.absent and tab not in fold.tablets]
    tablets = [tablet_total(tab, before.get(tab), fold.tablets.get(tab, ())) for tab in (*fold.tablets, *owing)]
    fold.flags[SECOND_MISSING] = len(fold.awaiting)
    lines = sorted(_lines(fold), key=lambda one: -one.rows)
    items = [ItemTotal(item=item, **numbers) for item, numbers in sorted(fold.items.items())]
    limits = ((lines, _MAX_LINES), (items, _MAX_ITEMS), (tablets, _MAX_TABLETS))
    return Totals(
        lines=sorted(lines[:_MAX_LINES], key=lambda one: (one.prog, one.cycle, one.item)),
        items=items[:_MAX_ITEMS],
        tablets=_fitting(tablets),
        households=len(fold.holders),
        refused=fold.refused,
        flags=dict(sorted((+fold.flags).most_common(_MAX_FLAGS))),
        more=sum(max(0, len(found) - limit) for found, limit in limits),
    )


def every_line(rows: Iterable[Counted]) -> list[LineTotal]:
    """The totals of every programme, period and item, by these: also where a close has no room for all of them."""
    fold = _Fold()
    for row in rows:
        fold.add(row)
    return sorted(_lines(fold), key=lambda one: (one.prog, one.cycle, one.item))


def seal_code(head: Head) -> str:
    """The first 50 bits of a head as ten symbols: what a printed sheet seals the day with."""
    return crockford.symbols(int.from_bytes(head[:7], "big") >> 6, SEAL_SYMBOLS)


def sheet_text(row: DayClose, seal: str) -> str:
    """The day sheet for a terminal; the same row always gives the same text. An open day has no seal yet."""
    lines = [
        f"Day {row.day}, rows {row.first_seq} to {row.last_seq}" + (", was left open" if row.left_open else ""),
        f"Seal {seal}" if seal else "Not closed yet",
        f"Households {row.households}, refusals {row.refused}, rows not at the registry {row.unsent}",
        "",
        f"{'programme':<20} {'period':<12} {'handed':>7} {'voided':>7} {'refused':>8} {'overrides':>10} {'facts':>6}",
    ]
    lines += [
        f"{one.prog:<20} {one.cycle:<12} {one.handed:>7} {one.voided:>7} {one.refused:>8} {one.over:>10} {one.given:>6}"
        for one in row.lines
    ]
    lines += ["", f"{'item':<33} {'handed':>7} {'voided':>7} {'tallied':>8}"]
    lines += [f"{one.item:<33} {one.handed:>7} {one.voided:>7} {one.tallied:>8}" for one in row.items]
    lines += _stock_text(row)
    lines += ["", *map(_tablet_text, row.tablets)]
    lines += [f"{flag}: {count}" for flag, count in row.flags.items()]
    return "\n".join([*lines, *([f"and {row.more} more entries"] if row.more else [])]).rstrip() + "\n"


def _stock_text(row: DayClose) -> list[str]:
    """What stood there, came in, went out and was counted; nothing where nobody counts."""
    if isinstance(row.stock, UnsetType):
        return []
    head = f"{'stock':<33} {'opening':>8} {'received':>9} {'handed':>7} {'out':>6} {'differs':>8} {'closing':>8}"
    return ["", head, *map(_item_text, row.stock)]


def _item_text(one: StockTotal) -> str:
    out = one.given_on + one.spoiled + one.sent + one.mistaken
    name, why = " ".join(filter(None, (one.item, one.org))), "" if one.counted is not None else "  not counted"
    return (
        f"{name:<33} {one.opening:>8} {one.received:>9} {one.handed - one.voided:>7} {out:>6} {one.difference:>8}"
        f" {one.closing:>8}{f'  {one.why}' if one.why else why}"
    )


def _tablet_text(one: TabletTotal) -> str:
    spans = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in one.missing)
    missing = f", {one.absent} missing: {spans}" if one.absent else ""
    return f"tablet {one.tab}: up to {one.last}{missing}" + (f", holds {one.pending}" if one.pending else "")


def _fitting(tablets: Sequence[TabletTotal]) -> list[TabletTotal]:
    """As many tablets as a row has room for, those that owe most first, of whom alone it says what; by name."""
    found = sorted(tablets, key=lambda one: -one.absent)
    bare = [TabletTotal(tab=one.tab, last=one.last, absent=one.absent) for one in found[_MAX_SPANS:_MAX_TABLETS]]
    return sorted(found[:_MAX_SPANS] + bare, key=lambda one: one.tab)


def _key(row: Handout | Refusal) -> _LineKey:
    return row.prog, row.cycle, row.item


def _lines(fold: _Fold) -> Iterable[LineTotal]:
    return (_line_total(key, one) for key, one in fold.lines.items())


def _line_total(key: _LineKey, one: _Sum) -> LineTotal:
    prog, cycle, item = key
    return LineTotal(prog=prog, cycle=cycle, item=item, households=len(one.holders), **one.numbers)
