"""What households still need, counted by one at a time; where that takes long, it is not counted for every look.

A count looks at every household: at 20,000 of them it takes seconds. It is left as it stands for twenty times as long,
so that it takes a twentieth of a processor however many tablets show the page. Imports clock, core and the desk.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from fieldpoint.clock import monotonic_s
from fieldpoint.core.names import Day
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.desk.stock.needs import Need, StockKey

_LONG_S: Final = 1.0
_RESTS: Final = 20
Needs = Mapping[StockKey, Need]


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A count: of which day, by which rules, when it was done and how long it took."""

    day: Day
    book: RuleBook
    found: Needs
    at_s: float
    took_s: float


class KeptNeeds:
    """The last count."""

    def __init__(self) -> None:
        self.one_at_a_time = asyncio.Lock()  # whoever else looks at everybody waits for it too
        self._kept: _Kept | None = None

    async def counted(self, day: Day, book: RuleBook, count: Callable[[], Needs]) -> Needs:
        """What is due on a day, as `count` says on a thread of its own, or as it said a short while ago."""
        async with self.one_at_a_time:
            kept = self._kept
            if kept is None or kept.day != day or kept.book is not book or not _rests(kept):
                began = monotonic_s()
                found = await asyncio.to_thread(count)
                now = monotonic_s()
                self._kept = kept = _Kept(day=day, book=book, found=found, at_s=now, took_s=now - began)
            return kept.found


def _rests(kept: _Kept) -> bool:
    return kept.took_s > _LONG_S and monotonic_s() - kept.at_s < kept.took_s * _RESTS
