"""This site's report of a month or a quarter, added up from its log when somebody asks; nothing of it is kept.

It reads every row of the period once, on a thread of its own: a quarter of 60,000 handouts takes a few seconds.
"""

from fieldpoint.clock import Reading
from fieldpoint.core.names import Day
from fieldpoint.core.reports.day import names_of
from fieldpoint.core.reports.fold import ReportFold
from fieldpoint.core.reports.period import ReportPeriod
from fieldpoint.core.reports.reach import ReportDay
from fieldpoint.core.reports.report import EVERYTHING, Choice, OpenDay, Report
from fieldpoint.database import Connection
from fieldpoint.desk.open_day import today
from fieldpoint.store.reports.days import closes_between, now_at, programmes_named, rows_closed_at, site_at
from fieldpoint.store.reports.reached import days_open_between, holders_of


def report_now(
    connection: Connection, period: ReportPeriod, now: Reading, zone: str, choice: Choice = EVERYTHING
) -> Report:
    """The report as it stands at this time of the site's clock, or a part of it."""
    return site_report(connection, period, today(connection, now, zone), choice)


def site_report(connection: Connection, period: ReportPeriod, today: Day, choice: Choice = EVERYTHING) -> Report:
    """The report of the period's closed days; those that are open are named."""
    now = now_at(connection)
    site = site_at(connection, now[0])
    fold = ReportFold(period, names_of(programmes_named(connection, now)), holders_of(connection))
    for close in reversed(closes_between(connection, period.first, period.last)):
        rows = list(rows_closed_at(connection, close.place))
        fold.add(ReportDay(site=site, day=close.row.day, rows=rows, stock=close.row.stock or ()))
    missing = [OpenDay(site=site, day=day) for day in days_open_between(connection, period.first, period.last)]
    return fold.report(missing, today, choice)
