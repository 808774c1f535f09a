"""The closes of a period, and what counted holders are called now. Nothing here commits.

Imports core, the engine and the shapes.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from fieldpoint.core.names import Day
from fieldpoint.core.reports.report import OpenDay
from fieldpoint.registry.engines.engine import Engine, listed
from fieldpoint.registry.tables.shapes import CloseMark


class ReportTables:
    """What the tables `closes`, `opens`, `aliases` and `households` say to reports."""

    _db: Engine

    def closes_between(self, first: Day, last: Day) -> list[CloseMark]:
        """The closes of these days, both ends included, by site and in the order of closing.

        A day that was closed in two lives of a log is there once, as it stands in the later one.
        """
        found = self._db.execute(
            "SELECT epoch_no, seq, site, day, state FROM closes WHERE day BETWEEN ? AND ? ORDER BY site, epoch_no, seq",
            (first, last),
        )
        marks = {(row[2], row[3]): _mark(row) for row in found.fetchall()}
        return list(marks.values())

    def closes_of(self, day: Day) -> list[CloseMark]:
        """Every close of this day, by site, in whichever life of its log it stands."""
        found = self._db.execute(
            "SELECT epoch_no, seq, site, day, state FROM closes WHERE day = ? ORDER BY site, epoch_no, seq", (day,)
        )
        return [_mark(row) for row in found.fetchall()]

    def days_open_between(self, first: Day, last: Day) -> list[OpenDay]:
        """The days of sites that were opened and not closed, as far as is known here."""
        found = self._db.execute(
            "SELECT DISTINCT o.site, o.day FROM opens o WHERE o.day BETWEEN ? AND ? AND NOT EXISTS"
            " (SELECT 1 FROM closes c WHERE c.site = o.site AND c.day = o.day) ORDER BY o.site, o.day",
            (first, last),
        )
        return [OpenDay(site=row[0], day=Day(row[1])) for row in found.fetchall()]

    def months_closed(self, sites: Collection[str] | None) -> list[str]:
        """The months in which one of these sites (None for all) closed a day, in order."""
        found = self._db.execute("SELECT DISTINCT site, substr(day, 1, 7) FROM closes WHERE day IS NOT NULL")
        return sorted({row[1] for row in found.fetchall() if sites is None or row[0] in sites})

    def stand_for(self, names: Iterable[str]) -> dict[str, str]:
        """Of these names those that stand for another now, with that one's."""
        found = self._called("SELECT gone, kept FROM aliases WHERE gone IN ({several})", names)
        return {row[0]: row[1] for row in found}

    def live_in(self, names: Iterable[str]) -> dict[str, str]:
        """In which neighbourhood these households live, as far as the roster knows them."""
        found = self._called("SELECT household, neighbourhood FROM households WHERE household IN ({several})", names)
        return {row[0]: row[1] for row in found}

    def _called(self, query: str, names: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        few = sorted(set(names))
        if few:
            yield from self._db.execute(query.format(several=self._db.several), (listed(few),)).fetchall()


def _mark(row: tuple[Any, ...]) -> CloseMark:
    return CloseMark(epoch_no=row[0], seq=row[1], site=row[2], day=Day(row[3]), state=row[4])
