"""GET /api/v1/reports/…: a month or a quarter over the sites that one sees, as JSON and as a file.

Imports litestar and the reports.
"""

import asyncio

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery

from fieldpoint.clock import wall_ms
from fieldpoint.core.names import Day
from fieldpoint.core.reports.period import asked_period
from fieldpoint.core.reports.report import Choice, OpenDay, ReportLine, Sums, asked_choice
from fieldpoint.core.reports.stock import StockLine
from fieldpoint.core.suppression import ToldCell
from fieldpoint.registry.city.acts import note
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import day_at
from fieldpoint.registry.reports.files import file_form, report_file
from fieldpoint.registry.reports.gather import gather_days

_FILE = "application/octet-stream"


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """A report. `unfinished`: the period is not over, or `open_days` are missing; then no neighbourhood is told.

    Where `place` is null it is all other neighbourhoods together; `sums` are handouts and, in `places`, pieces.
    `stock` is over all sites; of `stock_untold` items at sites nothing is in it.
    """

    period: str
    title: str
    unfinished: bool
    sites: list[str]
    days: int
    open_days: list[OpenDay]
    total: Sums
    by_programme: list[ReportLine]
    by_organisation: list[ReportLine]
    by_site: list[ReportLine]
    by_month: list[ReportLine]
    by_place: list[ToldCell]
    places: list[ToldCell]
    stock: list[StockLine]
    stock_by_site: list[StockLine]
    stock_untold: int


def _asked(site: FromQuery[str] = "", organisation: FromQuery[str] = "", programme: FromQuery[str] = "") -> Choice:
    """Of what alone it is; an organisation of «-» is nobody's programmes."""
    return asked_choice(site, organisation, programme)


_PART = {"asked": Provide(_asked, sync_to_thread=False)}


@get("/api/v1/reports/{period:str}", dependencies=_PART)
async def get_api_report(
    period: FromPath[str],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
    asked: NamedDependency[Choice],
) -> ReportView:
    """The report of a month (1405-09) or a quarter (1405-S3) over one's own sites. 400 `period-invalid`."""
    gathered = await gather_days(office, officer.sites, asked_period(period), Day(day_at(wall_ms())))
    report = gathered.report(asked)
    return ReportView(
        period=report.period,
        title=report.title,
        unfinished=report.unfinished,
        sites=list(report.sites),
        days=report.days,
        open_days=list(report.open_days),
        total=report.total,
        by_programme=list(report.by_programme),
        by_organisation=list(report.by_organisation),
        by_site=list(report.by_site),
        by_month=list(report.by_month),
        by_place=list(report.by_place),
        places=list(report.places),
        stock=list(report.stock),
        stock_by_site=list(report.stock_by_site),
        stock_untold=report.stock_untold,
    )


@get("/api/v1/reports/{period:str}/{form:str}", media_type=_FILE, dependencies=_PART)
async def get_api_report_file(
    period: FromPath[str],
    form: FromPath[str],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
    asked: NamedDependency[Choice],
) -> Response[bytes]:
    """The same as `pdf`, `csv` or `xlsx`; the registry's log has that it was taken. 400 `period-invalid`."""
    of, wanted, by = asked_period(period), file_form(form), officer.by(wall_ms())
    report = (await gather_days(office, officer.sites, of, Day(day_at(by.now_ms)))).report(asked)
    await office.ask(lambda: note(office.registry.store, by, "list.export", f"report/{of.key}", wanted))
    content = await asyncio.to_thread(report_file, report, of.last, wanted)
    headers = {"Content-Disposition": f'attachment; filename="report-{of.key}.{wanted}"'}
    return Response(content, media_type=_FILE, headers=headers)
