"""Counts are brought up when somebody looks: months that changed are counted again, each from its rows.

A large month is not counted for every look. One that took long is left as it stands for twenty times as long, and the
page says as of when it stands.

Imports clock and the store.
"""

from typing import Final

from fieldpoint.clock import monotonic_s
from fieldpoint.registry.counts.tables import EVERY_MONTH
from fieldpoint.registry.store import RegistryStore

_RESTS: Final = 20


def bring_counts_up(store: RegistryStore, now_ms: int, *, at_once: bool = False) -> None:
    """Every month comes to what its rows say, or (unless `at_once`) to what they said a short while ago. Commits.

    What came in while this counts is counted the next time.
    """
    with store.transaction():
        marks = store.count_marks()
        moved = store.sites_moved()
        if not marks and not moved:
            return
        counted = store.counted_months()
        every = moved or any(month == EVERY_MONTH for _, month in marks)
        months = {*store.months_given(), *counted} if every else {month for _, month in marks}
        resting = {one for one in months if not (every or at_once) and _rests(counted.get(one), now_ms)}
        for month in sorted(months - resting):
            began = monotonic_s()
            store.count_month(month)
            store.set_counted(month, now_ms, int((monotonic_s() - began) * 1000))
        store.unmark([number for number, month in marks if month not in resting])


def _rests(counted: tuple[int, int] | None, now_ms: int) -> bool:
    """Whether a month was counted so lately that counting it again would be most of what the registry does."""
    return counted is not None and 0 <= now_ms - counted[0] < counted[1] * _RESTS
