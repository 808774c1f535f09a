"""A day's stock adds up: what stood there, came in, was handed over, left otherwise, and what a count found.

One pure fold for the site's close, for the registry that adds it up again, and for reports of months and quarters
(reports/stock.py). Only rows that draw stock count.

Imports msgspec and `core`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import UnsetType

from fieldpoint.core.act_rows import StockOut, Void
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.core.stock.rows import OutReason, StockBack, StockCount, StockReceipt
from fieldpoint.core.stock.total import CountReason, StockTotal

Stocked = Handout | Void | StockOut | StockReceipt | StockCount | StockBack
StockKey = tuple[str, str]  # organisation and item
MAX_STOCK = 30  # items of a report; a row holds 16 KiB
_OUT: dict[OutReason, str] = {
    "leftover": "given_on",
    "given-on": "given_on",
    "spoiled": "spoiled",
    "sent": "sent",
    "mistake": "mistaken",
}
COMES = ("received", "arrived", "voided", "difference")
GOES = ("handed", "given_on", "spoiled", "sent", "mistaken")


class Moves(msgspec.Struct):
    """What moved of one item: `sums` by the columns in COMES and GOES (`arrived` is what another site sent).

    `whys` are the differences by their reason ('' where a first count needed none), `drawn` is what programmes handed
    over less what came back, '' what came back of things that had gone without a card.
    """

    sums: Counter[str] = msgspec.field(default_factory=Counter[str])
    whys: Counter[str] = msgspec.field(default_factory=Counter[str])
    drawn: Counter[str] = msgspec.field(default_factory=Counter[str])

    @property
    def net(self) -> int:
        """How many more there are than before."""
        return sum(self.sums[name] for name in COMES) - sum(self.sums[name] for name in GOES)

    def add(self, other: "Moves") -> None:
        """These too."""
        for own, more in ((self.sums, other.sums), (self.whys, other.whys), (self.drawn, other.drawn)):
            own.update(more)


def without_effect(row: object) -> bool:
    """Whether a row is kept and changes nothing: in quarantine, or a void of what was voided before."""
    return bool({"quarantined", "already-voided"}.intersection(getattr(row, "flags", None) or ()))


class StockFold:
    """Adds stock up row by row, from what each item stood at before."""

    def __init__(self, before: Mapping[StockKey, int]) -> None:
        self.moves: dict[StockKey, Moves] = {key: Moves() for key in before}
        self._before = before
        self._counts: dict[StockKey, tuple[int | None, CountReason | None]] = {}
        self._whys: dict[EventId, str] = {}

    def add(self, row: Stocked) -> None:
        """One more row."""
        if without_effect(row):
            return
        match row:
            case StockCount():
                self._count(row)
            case StockReceipt():
                self._move((row.org, row.item), "received" if isinstance(row.sender, UnsetType) else "arrived", row.qty)
            case StockBack():
                self._move((row.org, row.item), _OUT[row.was], -row.qty)
            case Handout() | Void() | StockOut() if not isinstance(row.draws, UnsetType):
                self._move((row.draws, row.item), _column(row), row.qty)
                if not isinstance(row, StockOut):
                    signed = row.qty if isinstance(row, Handout) else -row.qty
                    self.moves[row.draws, row.item].drawn[row.prog or ""] += signed
            case _:
                pass

    def totals(self) -> list[StockTotal]:
        """The sums so far, by organisation and item."""
        return [self._total(key, self.moves[key]) for key in sorted(self.moves)]

    def _move(self, key: StockKey, column: str, quantity: int) -> None:
        """What moves after a count is not in it: the reason stays, the number that was counted is past."""
        self.moves.setdefault(key, Moves()).sums[column] += quantity
        if key in self._counts:
            self._counts[key] = (None, self._counts[key][1])

    def _count(self, row: StockCount) -> None:
        """A count that was a mistake takes its difference back from the reason that it had."""
        key, difference = (row.org, row.item), row.counted - row.expected
        undone = None if isinstance(row.undoes, UnsetType) else row.undoes
        why = self._whys.get(undone, "") if undone is not None else "" if isinstance(row.why, UnsetType) else row.why
        self._whys[row.id] = why
        moves = self.moves.setdefault(key, Moves())
        moves.sums["difference"] += difference
        moves.whys[why] += difference
        if undone is not None:
            self._counts.pop(key, None)
            return
        before = self._counts.get(key, (None, None))[1]
        self._counts[key] = (row.counted, before if isinstance(row.why, UnsetType) else row.why)

    def _total(self, key: StockKey, moves: Moves) -> StockTotal:
        counted, why = self._counts.get(key, (None, None))
        opening, numbers = self._before.get(key, 0), dict(moves.sums)
        numbers["received"] = numbers.get("received", 0) + numbers.pop("arrived", 0)
        closing = opening + moves.net
        return StockTotal(
            org=key[0], item=key[1], opening=opening, closing=closing, counted=counted, why=why, **numbers
        )


def _column(row: Handout | Void | StockOut) -> str:
    match row:
        case Handout():
            return "handed"
        case Void():
            return "voided"
        case StockOut():
            return _OUT[row.why]


def stock_totals(rows: Iterable[object], before: Mapping[StockKey, int]) -> list[StockTotal]:
    """The stock of a report from its rows, `before` being what each item stood at; by organisation and item.

    Rows that are nothing to the stock are passed over, and so is an item of which nothing is there and nothing moved.
    """
    fold = _folded(rows, before)
    return [one for one in fold.totals() if one != StockTotal(org=one.org, item=one.item, opening=0, closing=0)]


def stock_moves(rows: Iterable[object]) -> dict[StockKey, Moves]:
    """What moved in these rows, by organisation and item; by the very fold that a day's close is made by."""
    return _folded(rows, {}).moves


def _folded(rows: Iterable[object], before: Mapping[StockKey, int]) -> StockFold:
    fold = StockFold(before)
    for row in rows:
        if isinstance(row, Stocked):
            fold.add(row)
    return fold
