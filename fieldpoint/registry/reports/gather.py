"""A report over the sites that an officer sees, added up from the rows that came in, one day of a site at a time.

A city's month is millions of rows. So each day is read by itself, and batches are taken in between; a report of a
district's quarter takes seconds, one of a city's month half a minute. Days that are open, and days of which rows are
on their way, are named and left out.

Imports core, the store and the intake.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from typing import Final

import msgspec

from fieldpoint.core.day_sheet import Counted
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import Day, ProgrammeCode
from fieldpoint.core.reports.day import ProgrammeName, name_in
from fieldpoint.core.reports.fold import Holder, ReportFold
from fieldpoint.core.reports.period import ReportPeriod, season_of
from fieldpoint.core.reports.reach import ReportDay, holder_named
from fieldpoint.core.reports.report import EVERYTHING, Choice, OpenDay, Report
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.reports.days import closed_day
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import CloseMark

_MOST_STEPS: Final = 50  # of one name that stands for another, which stands for a third


def called_now(store: RegistryStore, names: Collection[str]) -> dict[str, str]:
    """What each of these names stands for now; most for themselves."""
    now = {name: name for name in names}
    for _ in range(_MOST_STEPS):
        moved = store.stand_for(now.values())
        if not moved:
            break
        now = {name: moved.get(kept, kept) for name, kept in now.items()}
    return now


class _Known:
    """What holders are called now; each is asked for once."""

    def __init__(self) -> None:
        self._holders: dict[str, Holder] = {}

    def learn(self, store: RegistryStore, rows: Collection[Counted]) -> None:
        """The holders of these rows are known."""
        new = {holder_named(row) for row in rows if isinstance(row, Handout)} - self._holders.keys()
        now = called_now(store, new)
        places = store.live_in(now.values())
        self._holders.update((name, Holder(kept, places.get(kept, ""))) for name, kept in now.items())

    def holder(self, row: Handout) -> Holder:
        """Who was reached by a handout whose holder is known."""
        return self._holders[holder_named(row)]


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """Added up days, those that are missing, and the day it is: any part of the report can be had."""

    fold: ReportFold
    missing: Sequence[OpenDay]
    today: Day

    def report(self, choice: Choice = EVERYTHING) -> Report:
        """The report, or of a part of it."""
        return self.fold.report(self.missing, self.today, choice)


async def gather_days(office: Office, sites: frozenset[str] | None, period: ReportPeriod, today: Day) -> Gathered:
    """The closed days of some sites (None: of all), added up once until something comes in."""
    moment, asked = await office.ask(office.registry.store.moment), ("report", period.key, sites, today)
    kept = office.remembered.find(asked, moment)
    if isinstance(kept, Gathered):
        return kept
    return office.remembered.keep(asked, moment, await _gather(office, sites, period, today))


async def _gather(office: Office, sites: frozenset[str] | None, period: ReportPeriod, today: Day) -> Gathered:
    store = office.registry.store
    known = _Known()
    fold = ReportFold(period, await office.ask(lambda: names_known(store)), known.holder)
    marks = await office.ask(lambda: store.closes_between(period.first, period.last))
    missing = await office.ask(lambda: store.days_open_between(period.first, period.last))
    missing = [one for one in missing if sites is None or one.site in sites]
    async for mark, day in _days(
        office, known, [mark for mark in reversed(marks) if sites is None or mark.site in sites]
    ):
        if day is None:
            missing.append(OpenDay(site=mark.site, day=mark.day, closed=True))
        else:
            fold.add(day)
    missing.sort(key=lambda one: (one.day, one.site))
    return Gathered(fold=fold, missing=missing, today=today)


def periods_for(store: RegistryStore, officer: SignedIn) -> list[str]:
    """The months and quarters that this officer can have a report of, newest first."""
    months = store.months_closed(officer.sites)
    seasons = {season_of(month) for month in months}
    return sorted(seasons, reverse=True) + sorted(months, reverse=True)


async def _days(
    office: Office, known: _Known, marks: list[CloseMark]
) -> AsyncIterator[tuple[CloseMark, ReportDay | None]]:
    for mark in marks:
        yield mark, await office.ask(lambda mark=mark: _day(office.registry.store, known, mark))


def _day(store: RegistryStore, known: _Known, mark: CloseMark) -> ReportDay | None:
    day = closed_day(store, mark)
    if day is not None:
        known.learn(store, day.rows)
    return day


def names_known(store: RegistryStore) -> dict[ProgrammeCode, ProgrammeName]:
    """What programmes are called by the newest rule of each that came in."""
    read = ((code, name_in(rule)) for code, rule in store.newest_rules().items())
    return {ProgrammeCode(code): name for code, name in read if name is not None}
