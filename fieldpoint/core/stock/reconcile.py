"""A day's stock adds up: what stood there, came in, was handed over, left otherwise, and what a count found.

One pure fold for the site's close and for the registry that adds it up again. Only rows that draw stock count.

Imports msgspec and `core`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import UNSET, UnsetType

from fieldpoint.core.act_rows import StockOut, Void
from fieldpoint.core.log_rows import Handout
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
_COMES = ("opening", "received", "voided", "difference")


def without_effect(row: object) -> bool:
    """Whether a row is kept and changes nothing: in quarantine, or a void of what was voided before."""
    return bool({"quarantined", "already-voided"}.intersection(getattr(row, "flags", None) or ()))


class StockFold:
    """Adds stock up row by row, from what each item stood at before."""

    def __init__(self, before: Mapping[StockKey, int]) -> None:
        self._sums: dict[StockKey, Counter[str]] = {key: Counter(opening=opening) for key, opening in before.items()}
        self._counts: dict[StockKey, tuple[int | None, CountReason | None]] = {}

    def add(self, row: Stocked) -> None:
        """One more row."""
        if without_effect(row):
            return
        match row:
            case StockCount():
                self._count(row)
            case StockReceipt():
                self._move((row.org, row.item), "received", row.qty)
            case StockBack():
                self._move((row.org, row.item), _OUT[row.was], -row.qty)
            case Handout() | Void() | StockOut() if not isinstance(row.draws, UnsetType):
                self._move((row.draws, row.item), _column(row), row.qty)
            case _:
                pass

    def totals(self) -> list[StockTotal]:
        """The sums so far, by organisation and item."""
        return [self._total(key, one) for key, one in sorted(self._sums.items())]

    def _move(self, key: StockKey, column: str, quantity: int) -> None:
        """What moves after a count is not in it: the reason stays, the number that was counted is past."""
        self._sums.setdefault(key, Counter())[column] += quantity
        if key in self._counts:
            self._counts[key] = (None, self._counts[key][1])

    def _count(self, row: StockCount) -> None:
        key = (row.org, row.item)
        self._sums.setdefault(key, Counter())["difference"] += row.counted - row.expected
        if row.undoes is not UNSET:
            self._counts.pop(key, None)
            return
        before = self._counts.get(key, (None, None))[1]
        self._counts[key] = (row.counted, before if isinstance(row.why, UnsetType) else row.why)

    def _total(self, key: StockKey, sums: Counter[str]) -> StockTotal:
        counted, why = self._counts.get(key, (None, None))
        numbers = {"opening": 0, **sums}
        closing = sum(value if name in _COMES else -value for name, value in sums.items())
        return StockTotal(org=key[0], item=key[1], closing=closing, counted=counted, why=why, **numbers)


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
    fold = StockFold(before)
    for row in rows:
        if isinstance(row, Stocked):
            fold.add(row)
    return [one for one in fold.totals() if one != StockTotal(org=one.org, item=one.item, opening=0, closing=0)]
