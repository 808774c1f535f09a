"""Answers of the routes of sheets and reports."""

from fieldpoint.core.names import Day
from fieldpoint.core.reports.report import OpenDay, ReportLine, Sums
from fieldpoint.core.reports.stock import StockLine
from fieldpoint.core.suppression import ToldCell
from fieldpoint.web.wire import Wire


class SheetView(Wire, frozen=True, kw_only=True):
    """A day that has a sheet; `seal` is empty as long as it is open."""

    day: Day
    seal: str
    households: int
    handed: int


class SheetsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/day-sheets: the open day, if there is one, and the newest closed ones; what periods there are."""

    days: list[SheetView]
    periods: list[str]


class ReportReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/reports/{period}: a month or a quarter. `unfinished`: it is not over, or `open_days` are missing.

    Of `by_place` a line without a place is all other neighbourhoods together; numbers of the others are "at least".
    `stock_untold` items are not in `stock`.
    """

    period: str
    title: str
    unfinished: bool
    over: bool
    days: int
    open_days: list[OpenDay]
    total: Sums
    by_programme: list[ReportLine]
    by_organisation: list[ReportLine]
    by_month: list[ReportLine]
    by_place: list[ToldCell]
    stock: list[StockLine]
    stock_untold: int
