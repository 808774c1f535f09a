"""Counts are brought up when somebody looks: months that changed are counted again, each from its rows.

A large month is not counted for every look: one that took long is left as it stands for twenty times as long, and the
page says as of when it stands. Nor is everything counted for one look after an import or a new organisation: what was
asked for comes first, then the newest months, and after a few seconds the rest waits for the next look.

Imports clock and the store.
"""

from typing import Final

from fieldpoint.clock import monotonic_s
from fieldpoint.registry.counts.cells import released
from fieldpoint.registry.counts.tables import EVERY_MONTH
from fieldpoint.registry.store import RegistryStore

_RESTS: Final = 20
_PATIENCE_S: Final = 5.0


def bring_counts_up(store: RegistryStore, now_ms: int, *, first: str = "", at_once: bool = False) -> None:
    """Every month comes to what its rows say, or (unless `at_once`) to what they said a short while ago.

    Commits month by month; what comes in meanwhile is counted the next time.
    """
    _mark_all_that_moved(store)
    began = monotonic_s()
    for month in sorted(store.marked_months(), key=lambda one: (one == first, one), reverse=True):
        if at_once or month == first or monotonic_s() - began < _PATIENCE_S:
            _count(store, month, now_ms, at_once=at_once)


def _mark_all_that_moved(store: RegistryStore) -> None:
    """Where everything may be other than it was, every month is marked by itself."""
    if EVERY_MONTH not in store.marked_months() and not store.sites_moved():
        return
    with store.transaction():
        marks = store.count_marks()
        store.remember_sites()
        store.mark_months({*store.months_given(), *store.counted_months()})
        store.unmark([number for number, month in marks if month == EVERY_MONTH])


def _count(store: RegistryStore, month: str, now_ms: int, *, at_once: bool) -> None:
    with store.transaction():
        marks = [number for number, marked in store.count_marks() if marked == month]
        if not marks or (not at_once and _rests(store.counted_months().get(month), now_ms)):
            return
        began = monotonic_s()
        store.count_month(month)
        store.save_told(month, released(store.reported_cells(month)))
        store.set_counted(month, now_ms, int((monotonic_s() - began) * 1000))
        store.unmark(marks)


def _rests(counted: tuple[int, int] | None, now_ms: int) -> bool:
    """Whether a month was counted so lately that counting it again would be most of what the registry does."""
    return counted is not None and 0 <= now_ms - counted[0] < counted[1] * _RESTS
