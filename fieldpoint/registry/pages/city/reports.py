"""GET /officers/reports: a month or a quarter over the sites that one sees, as tables and bars; and as a file.

    GET  /officers/reports?period=1405-S3
    POST /officers/reports/exports     `period`, and `form` pdf, csv or xlsx

Imports litestar, the store and its neighbours.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from fieldpoint.clock import wall_ms
from fieldpoint.core.names import Day
from fieldpoint.core.reports.period import ReportPeriod, asked_period, read_period
from fieldpoint.core.reports.report import NOBODYS, Report, ReportLine, asked_choice
from fieldpoint.core.reports.stock import SIGNED, StockLine, numbers_told
from fieldpoint.core.spoken import grouped, in_digits, in_name, in_words, signed
from fieldpoint.paper.sheets.words import COUNT_REASONS, FIRST_COUNT, NO_ORGANISATION, STOCK_NUMBERS
from fieldpoint.registry.city.acts import note
from fieldpoint.registry.counts.chart import MOST_BARS, Bar, Chart, Drawn, bar_chart
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import HEADERS, day_at, show
from fieldpoint.registry.pages.form import read_form
from fieldpoint.registry.reports.files import report_file
from fieldpoint.registry.reports.gather import gather_days, periods_for
from fieldpoint.registry.rounds.pages import rounds_of

REPORTS: Final = "/officers/reports"
_MEDIA: Final = "application/octet-stream"


class ReportForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which report is wanted as a file, and in which form."""

    period: str
    site: str = ""
    organisation: str = ""
    programme: str = ""
    form: Literal["pdf", "csv", "xlsx"] = "pdf"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One table of the page, and its picture."""

    title: str
    lines: Sequence[ReportLine]
    picture: Drawn | None


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """A table of the stock: what its columns are called, and its lines with their numbers and what is said below."""

    heads: Sequence[str]
    lines: Sequence[tuple[StockLine, Sequence[str], str]]


@get(REPORTS, include_in_schema=False)
async def get_reports(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The report that is asked for, else that of the newest month that has one."""
    periods = await office.ask(lambda: periods_for(office.registry.store, officer))
    today = Day(day_at(wall_ms()))
    period = _wanted(request.query_params.get("period", ""), periods, today)
    gathered = await gather_days(office, officer.sites, period, today)
    asked = {name: request.query_params.get(name, "") for name in ("site", "organisation", "programme")}
    report = gathered.report(asked_choice(**asked))
    rounds = await rounds_of(office, officer, period.months[0], period.months[-1])
    return show(
        request,
        "reports.html",
        report=report,
        periods=[read_period(key) for key in sorted({*periods, period.key}, reverse=True)],
        parts=_parts(report),
        choices=_choices(gathered.report(), asked),
        asked=asked,
        stock=_stock(report.stock),
        stock_by_site=_stock(report.stock_by_site) if len(report.sites) > 1 else None,
        places=[(_place(cell.place), cell.sums[0]) for cell in report.by_place],
        rounds=rounds.total,
        day_words=in_words,
    )


@post(f"{REPORTS}/exports", status_code=200, include_in_schema=False)
async def post_report_export(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[bytes]:
    """The report as a file; the registry's log has it before a byte has gone."""
    form = await read_form(request, ReportForm)
    period, by = asked_period(form.period), officer.by(wall_ms())
    gathered = await gather_days(office, officer.sites, period, Day(day_at(by.now_ms)))
    report = gathered.report(asked_choice(form.site, form.organisation, form.programme))
    await office.ask(lambda: note(office.registry.store, by, "list.export", f"report/{period.key}", form.form))
    content = await asyncio.to_thread(report_file, report, period.last, form.form)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="report-{period.key}.{form.form}"'}
    return Response(content, media_type=_MEDIA, headers=headers)


def _wanted(key: str, periods: Sequence[str], today: Day) -> ReportPeriod:
    """Whatever cannot be read means the newest month."""
    months = [one for one in periods if "S" not in one]
    try:
        return read_period(key)
    except ValueError:
        return read_period(months[0] if months else today[:7])


def _parts(report: Report) -> list[Part]:
    found = (
        ("programme", "طرح", report.by_programme),
        ("organisation", "نهاد", report.by_organisation),
        ("site", "محل", report.by_site),
        ("month", "ماه", report.by_month),
    )
    return [Part(title=title, lines=lines, picture=_picture(key, title, lines)) for key, title, lines in found if lines]


def _picture(key: str, title: str, lines: Sequence[ReportLine]) -> Drawn | None:
    """Bars, where there is something to compare."""
    if len(lines) < 2:  # noqa: PLR2004
        return None
    bars = [Bar(name=in_name(line.title) or NO_ORGANISATION, number=line.sums.handouts) for line in lines]
    if key != "month":
        bars.sort(key=lambda bar: -bar.number)
    said = "همین شمارش‌ها در جدول زیر نوشته شده است."
    chart = Chart(key=f"report-{key}", title=f"تحویل‌ها به تفکیک {title}", described=said, bars=bars[:MOST_BARS])
    return Drawn(svg=bar_chart(chart))


def _choices(whole: Report, asked: Mapping[str, str]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Of what a report may be alone, by its name in the form: what there is more than one of, or was asked for."""
    owners = [(one.code or NOBODYS, one.title or NO_ORGANISATION) for one in whole.by_organisation]
    found = (
        ("site", "محل", [(one.code, one.title) for one in whole.by_site]),
        ("organisation", "نهاد", owners),
        ("programme", "طرح", [(one.code, one.title) for one in whole.by_programme]),
    )
    return [(name, title, options) for name, title, options in found if len(options) > 1 or asked[name]]


def _stock(lines: Sequence[StockLine]) -> Stock | None:
    """Nothing where nobody counts stock."""
    told = numbers_told(lines)
    found = [(line, [_number(one, getattr(line, one)) for one in told], _whys(line)) for line in lines]
    return Stock(heads=[STOCK_NUMBERS[one] for one in told], lines=found) if lines else None


def _number(name: str, number: int) -> str:
    return signed(number) if number < 0 or (number and name in SIGNED) else grouped(number)


def _whys(line: StockLine) -> str:
    """Why counts differed, in words."""
    return "، ".join(f"{COUNT_REASONS.get(why, why) or FIRST_COUNT}: {signed(number)}" for why, number in line.reasons)


def _place(place: str | None) -> str:
    return "محله‌های دیگر، با هم" if place is None else in_digits(place) or "محلهٔ نامعلوم"
