"""The stock of a month or a quarter: closed days chained, one line for each item of each organisation.

What moved is added up from the rows by the very fold of a day's close (stock/reconcile.py); with how many a day began
is what its close says. opening + received + arrived - handed + voided - given on - spoiled - sent - mistaken +
difference + elsewhere = closing, for a site, and added up over sites.

`elsewhere` is what lies between two days that were added up and do not follow on each other: days that are missing
here moved it, or a close says that it began with another number than the one before left. It is 0 where all is well.

Imports msgspec and `core`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from fieldpoint.core.stock.reconcile import MAX_STOCK, Moves, StockKey, stock_moves
from fieldpoint.core.stock.total import StockTotal


class StockLine(msgspec.Struct, frozen=True, kw_only=True):
    """One item of one organisation over a period, at one site or ('') at all.

    `arrived` and `sent` went between sites, `received` is all else that came in; `mistaken` are receipts that were
    none. `reasons` says why counts differed: by reason, '' for a first count; they add up to `difference`.
    `programmes` says which programme handed over how many, less what came back: they add up to `handed` - `voided`
    ('' for what had gone without a card and came back).
    """

    site: str
    org: str
    item: str
    title: str
    opening: int
    closing: int
    received: int = 0
    arrived: int = 0
    handed: int = 0
    voided: int = 0
    given_on: int = 0
    spoiled: int = 0
    sent: int = 0
    mistaken: int = 0
    difference: int = 0
    elsewhere: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    programmes: tuple[tuple[str, int], ...] = ()


_ALWAYS = frozenset({"opening", "received", "handed", "closing"})
SIGNED = frozenset({"difference", "elsewhere"})  # these say which way they are
NUMBERS = tuple(one.name for one in msgspec.structs.fields(StockLine) if one.type is int and one.name != "closing")


def numbers_told(lines: Sequence[StockLine]) -> list[str]:
    """Which numbers of these lines a table shows, `closing` last: those that are nothing in every line are left out."""
    return [*(name for name in NUMBERS if name in _ALWAYS or any(getattr(one, name) for one in lines)), "closing"]


class _Item:
    """An item at a site, from the newest day to the oldest: `opens` is what that one began with, as far as is known.

    `gap` is what moved on still older days, whose closes had no room for this item.
    """

    def __init__(self, opens: int | None) -> None:
        self.moves, self.elsewhere = Moves(), 0
        self.opens, self.gap = opens, 0

    def before(self, said: int | None, moves: Moves) -> None:
        """The day before began with so many (None: it does not say) and moved this."""
        self.moves.add(moves)
        if said is None:
            self.gap += moves.net
            return
        if self.opens is not None:
            self.elsewhere += self.opens - (said + moves.net + self.gap)
        self.opens, self.gap = said, 0


class SiteStock:
    """Adds up the days of one site, the newest first."""

    def __init__(self) -> None:
        self._items: dict[StockKey, _Item] = {}
        self._unsaid: int | None = None  # with how many the day after began, of items that its close does not name

    def add(self, rows: Iterable[object], said: Sequence[StockTotal]) -> None:
        """One more day: the rows that its close counts, and the stock that it says.

        A full close does not say with how many the items began that it has no room for; of another these are none.
        """
        moves, opens = stock_moves(rows), {one.key: one.opening for one in said}
        unsaid = None if len(said) >= MAX_STOCK else 0
        for key in {*self._items, *moves, *opens}:
            item = self._items.setdefault(key, _Item(self._unsaid))
            item.before(opens.get(key, unsaid), moves.get(key) or Moves())
        self._unsaid = unsaid

    def lines(self, site: str, title: Callable[[str], str]) -> Iterator[StockLine]:
        """The lines of this site, by organisation and item; none where nothing was there and nothing moved."""
        for (org, item), one in sorted(self._items.items()):
            if one.opens is None:
                continue
            opening = one.opens - one.gap
            line = StockLine(
                site=site,
                org=org,
                item=item,
                title=title(item),
                opening=opening,
                closing=opening + one.moves.net + one.elsewhere,
                elsewhere=one.elsewhere,
                reasons=_counted(one.moves.whys),
                programmes=_counted(one.moves.drawn),
                **one.moves.sums,
            )
            if any((line.opening, line.closing, line.elsewhere, *one.moves.sums.values())):
                yield line

    @property
    def untold(self) -> int:
        """Items of which no close of the period says with how many it began."""
        return sum(one.opens is None for one in self._items.values())


def over_sites(lines: Iterable[StockLine]) -> list[StockLine]:
    """The lines of several sites as one, by organisation and item."""
    found: defaultdict[StockKey, list[StockLine]] = defaultdict(list)
    for line in lines:
        found[line.org, line.item].append(line)
    return [_sum(found[key]) for key in sorted(found)]


def _sum(lines: Sequence[StockLine]) -> StockLine:
    numbers: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    programmes: Counter[str] = Counter()
    for line in lines:
        numbers.update({name: getattr(line, name) for name in (*NUMBERS, "closing")})
        reasons.update(dict(line.reasons))
        programmes.update(dict(line.programmes))
    more = {"reasons": _counted(reasons), "programmes": _counted(programmes)}
    return msgspec.structs.replace(lines[0], site="", **numbers, **more)


def _counted(found: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, number) for name, number in sorted(found.items()) if number)
