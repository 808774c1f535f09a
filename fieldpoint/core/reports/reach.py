"""Which handouts count for a neighbourhood: those that stood when their own month ended.

What is told of places (core/suppression.py) is told of one site, programme and month, and every table that tells of it
has to tell the same: the month's report and the quarter's, the site's and the registry's, the registry's counts, the
statements of donors. So the month alone decides. What was taken back within it reached nobody; what is taken back
later had reached somebody when the month was over, and the void is told in the month in which it was made.

Pure. Imports `core`.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from fieldpoint.core.act_rows import Void
from fieldpoint.core.day_sheet import QUARANTINED, Counted
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.stock.total import StockTotal

_MONTH: Final = len("1405-09")


class ReportDay(msgspec.Struct, frozen=True, kw_only=True):
    """A closed day of a site, the rows that its close counts, and the stock that it says."""

    site: str
    day: Day
    rows: Sequence[Counted]
    stock: Sequence[StockTotal] = ()

    @property
    def month(self) -> str:
        """The month of its day, such as 1405-09."""
        return self.day[:_MONTH]


class MonthEnds:
    """Days of a site come newest first: what was taken back is known before it was given."""

    def __init__(self) -> None:
        self._gone: set[tuple[str, str, EventId]] = set()

    def standing(self, day: ReportDay) -> list[Handout]:
        """The day's handouts that stood when the month ended."""
        self._gone.update((day.site, day.month, row.ref) for row in day.rows if isinstance(row, Void))
        return [row for row in day.rows if isinstance(row, Handout) and self._stands(day, row)]

    def _stands(self, day: ReportDay, row: Handout) -> bool:
        return QUARANTINED not in (row.flags or ()) and (day.site, day.month, row.id) not in self._gone


def holder_named(row: Handout) -> str:
    """Whom a handout reached, as its row names them: a household, a card of nobody's, else itself."""
    return row.hh or row.card or row.id
