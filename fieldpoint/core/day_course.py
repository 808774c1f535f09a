"""How a day goes: handouts by half hour, refusals by reason, added up row by row.

Half hours, because every zone's hours begin at one: the page makes them the hours of its own clock.
Imports `core` only.
"""

from collections import Counter

from fieldpoint.core.act_rows import OverrideConfirm, StockOut, Void
from fieldpoint.core.day_sheet import ALREADY_VOIDED, SECOND_MISSING, Counted
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import EventId, ProgrammeCode

HALF_HOUR_MS = 30 * 60 * 1000
_Place = tuple[ProgrammeCode, int]


class DayCourse:
    """The course of a day so far. What is taken back is taken off the half hour in which it was handed over."""

    def __init__(self) -> None:
        self.handouts: Counter[_Place] = Counter()
        self.items: Counter[ProgrammeCode] = Counter()
        self.refused: Counter[tuple[ProgrammeCode, str]] = Counter()
        self.tallied: Counter[str] = Counter()
        self.awaiting: dict[EventId, Handout] = {}
        self.holders: set[str] = set()
        self._given: dict[EventId, _Place] = {}

    def add(self, row: Counted) -> None:
        """One more row."""
        match row:
            case Handout():
                self._hand_over(row)
            case Refusal():
                self.refused[row.prog, row.reason] += 1
            case StockOut() if row.why == "leftover":
                self.tallied[row.item] += row.qty
            case Void():
                self._take_back(row)
            case OverrideConfirm():
                self.awaiting.pop(row.ref, None)
            case _:
                pass  # the stock

    def _hand_over(self, row: Handout) -> None:
        place = row.prog, row.wall - row.wall % HALF_HOUR_MS
        self._given[row.id] = place
        self.handouts[place] += 1
        self.items[row.prog] += row.qty
        holder = row.hh or row.card
        if holder is not None:
            self.holders.add(holder)
        if SECOND_MISSING in (row.flags or ()):
            self.awaiting[row.id] = row

    def _take_back(self, row: Void) -> None:
        if ALREADY_VOIDED in (row.flags or ()):
            return
        if row.prog is None:
            self.tallied[row.item] -= row.qty
            return
        self.awaiting.pop(row.ref, None)
        place = self._given.pop(row.ref, None)
        if place is not None:  # one of an earlier day counts there
            self.handouts[place] -= 1
            self.items[row.prog] -= row.qty
