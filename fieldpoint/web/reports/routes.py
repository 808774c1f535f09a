"""/api/v1/day-sheets…, /api/v1/reports…: the lead looks at closed days, months and quarters, and takes them as files.

Everything is made anew from the log on a thread with a connection of its own, so the desks go on. Nothing of it is
personal, and small counts of neighbourhoods are hidden, so a look is no row of the log.
"""

import asyncio
from collections.abc import Callable
from contextlib import closing
from typing import Final, TypeVar

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

from fieldpoint.core.names import Day
from fieldpoint.core.reports.period import asked_period
from fieldpoint.database import Connection
from fieldpoint.web.reports.wire import ReportReply, SheetsReply, SheetView
from fieldpoint.web.till import Till

_MOST_DAYS: Final = 62
_FILE: Final = "application/octet-stream"
_Made = TypeVar("_Made")


@get("/api/v1/day-sheets")
async def get_day_sheets(till: NamedDependency[Till]) -> SheetsReply:
    """The days that have a sheet, newest first, and the quarters and months that reports can be of."""
    from fieldpoint.desk.reports.listed import newest_days, periods_of  # noqa: PLC0415

    def look(connection: Connection) -> SheetsReply:
        days = [
            SheetView(day=one.day, seal=one.seal, households=one.households, handed=one.handed)
            for one in newest_days(connection, _MOST_DAYS)
        ]
        return SheetsReply(days=days, periods=periods_of(connection))

    return await _from_log(till, look)


@get("/api/v1/day-sheets/{day:str}/{form:str}", media_type=_FILE)
async def get_day_sheet(day: FromPath[str], form: FromPath[str], till: NamedDependency[Till]) -> Response[bytes]:
    """The sheet of a day as `pdf`, `csv` or `xlsx`; a closed day's is the same for ever. 409 `day-not-open`."""
    from fieldpoint.desk.reports.day_facts import facts_of_day  # noqa: PLC0415
    from fieldpoint.desk.reports.files import day_file, file_form  # noqa: PLC0415

    wanted, holding = file_form(form), till.presence.holding()

    def make(connection: Connection) -> bytes:
        return day_file(facts_of_day(connection, Day(day), holding), wanted)

    return _file(await _from_log(till, make), f"day-{day}.{wanted}")


@get("/api/v1/reports/{period:str}")
async def get_report(period: FromPath[str], till: NamedDependency[Till]) -> ReportReply:
    """The report of a month (1405-09) or a quarter (1405-S3). 400 `period-invalid`."""
    from fieldpoint.desk.reports.site_report import report_now  # noqa: PLC0415

    asked = asked_period(period)
    site = till.site
    report = await _from_log(till, lambda connection: report_now(connection, asked, site.clock.now(), site.facts.zone))
    return ReportReply(
        period=report.period,
        title=report.title,
        unfinished=report.unfinished,
        over=report.over,
        days=report.days,
        open_days=list(report.open_days),
        total=report.total,
        by_programme=list(report.by_programme),
        by_organisation=list(report.by_organisation),
        by_month=list(report.by_month),
        by_place=list(report.by_place),
        stock=list(report.stock),
        stock_untold=report.stock_untold,
    )


@get("/api/v1/reports/{period:str}/{form:str}", media_type=_FILE)
async def get_report_file(period: FromPath[str], form: FromPath[str], till: NamedDependency[Till]) -> Response[bytes]:
    """The same report as `pdf`, `csv` or `xlsx`. 400 `period-invalid`."""
    from fieldpoint.desk.reports.files import file_form, report_file  # noqa: PLC0415
    from fieldpoint.desk.reports.site_report import report_now  # noqa: PLC0415

    asked, wanted, site = asked_period(period), file_form(form), till.site

    def make(connection: Connection) -> bytes:
        return report_file(report_now(connection, asked, site.clock.now(), site.facts.zone), asked.last, wanted)

    return _file(await _from_log(till, make), f"report-{period}.{wanted}")


async def _from_log(till: Till, make: Callable[[Connection], _Made]) -> _Made:
    def work() -> _Made:
        with closing(till.site.connect(read_only=True)) as connection:
            return make(connection)

    return await asyncio.to_thread(work)


def _file(content: bytes, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=_FILE, headers=headers)


report_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_day_sheets,
    get_day_sheet,
    get_report,
    get_report_file,
)
