"""Each site's months are read once, when all their days are closed: whom they reached, by the reports' own fold.

What is told of a neighbourhood is told by several: the site's report, the registry's, the counts. They may be laid side
by side, so all are made of the same rows in the same way (core/reports/reach.py), and not of what the registry's own
tables happen to count: a row that came after its day's close, or a void of a later month, would be a difference of one.

Imports clock, core, the reports and the store.
"""

from collections import defaultdict
from typing import Final

from fieldpoint.clock import monotonic_s
from fieldpoint.core.names import Day
from fieldpoint.core.reports.reach import MonthEnds, holder_named
from fieldpoint.registry.counts.reported_tables import SiteMonth
from fieldpoint.registry.reports.days import closed_day
from fieldpoint.registry.reports.gather import called_now
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import CloseMark

FIRST: Final = Day("1000-01-01")
LAST: Final = Day("9999-12-31")
_PATIENCE_S: Final = 5.0
Reach = tuple[str, str]  # a programme, and whom it reached as the rows name them


def span_of(month: str | None) -> tuple[Day, Day]:
    """The first and the last day that a month can have; of every month for None."""
    return (FIRST, LAST) if month is None else (Day(f"{month}-01"), Day(f"{month}-31"))


def bring_reported_up(store: RegistryStore, month: str | None, before: str) -> None:
    """Months (or that one) before this one are read, the newest first, as far as some seconds reach. Commits each."""
    began = monotonic_s()
    anew = {key: closes for key, closes in store.months_closed_anew(*span_of(month)).items() if key[1] < before}
    for one in sorted({key[1] for key in anew}, reverse=True):
        marks: defaultdict[str, list[CloseMark]] = defaultdict(list)
        for mark in store.closes_between(*span_of(one)):
            marks[mark.site].append(mark)
        for site in sorted(site for site, of in anew if of == one):
            if monotonic_s() - began > _PATIENCE_S:
                return
            _read(store, (site, one), anew[site, one], marks[site])


def _read(store: RegistryStore, key: SiteMonth, closes: str, marks: list[CloseMark]) -> None:
    """Nothing as long as rows of the month are on their way."""
    ends = MonthEnds()
    sums: defaultdict[Reach, list[int]] = defaultdict(lambda: [0, 0])
    for mark in reversed(marks):
        day = closed_day(store, mark)
        if day is None:
            return
        for row in ends.standing(day):
            one = sums[row.prog, holder_named(row)]
            one[0] += 1
            one[1] += row.qty
    with store.transaction():
        store.lock_names()
        now = called_now(store, {holder for _, holder in sums})
        rows = ((prog, holder, now[holder], found[0], found[1]) for (prog, holder), found in sums.items())
        store.save_reported(key, closes, rows)
        store.mark_months([key[1]])
