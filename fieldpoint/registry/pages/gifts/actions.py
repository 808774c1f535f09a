"""The three-monthly reports of actions (گزارش اقدامات): written, resolved, closed and printed.

    GET  /officers/actions                                   the reports, and a new one
    POST /officers/actions                                   begins one
    GET  /officers/actions/{report}                          one, with what was resolved
    POST /officers/actions/{report}                          its words
    POST /officers/actions/{report}/resolutions              what, who, by when
    POST /officers/actions/{report}/resolutions/{number}     done, or open again
    GET  /officers/actions/{report}/sheet                    as a PDF

Imports litestar, the store and its neighbours.
"""

import asyncio
from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.clock import wall_ms
from fieldpoint.core.gifts.spoken import end_said, item_said, quarter_said
from fieldpoint.core.gifts.statement import beside_households, is_over, reached_items, table_of
from fieldpoint.core.gifts.sums import quarter_of
from fieldpoint.core.names import Day
from fieldpoint.core.persian import ascii_digits
from fieldpoint.registry.gifts import actions
from fieldpoint.registry.gifts.actions import Written
from fieldpoint.registry.gifts.look import Looked, look_at_gifts
from fieldpoint.registry.gifts.shapes import ActionReport, Resolution
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import day_at, go, show
from fieldpoint.registry.pages.form import read_form
from fieldpoint.registry.pages.gifts.donors import pdf

ACTIONS: Final = "/officers/actions"
Asked = Request[Any, Any, Any]


class ReportForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/actions, and of one report."""

    quarter: str = ""
    title: str = ""
    body: str = ""


class ResolutionForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST …/resolutions: what, who sees to it, and the day by which."""

    what: str = ""
    owner: str = ""
    due: str = ""


class DoneForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST …/resolutions/{number}: it was done today, or is open again."""

    how: Literal["done", "open"]


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """A report with what was resolved, and what is seen of gifts."""

    report: ActionReport
    resolutions: list[Resolution]
    looked: Looked

    @property
    def cells(self) -> list[Any]:
        """What is told of the report's quarter; nothing before its end."""
        over = is_over(self.report.quarter, self.looked.today)
        return [one for one in self.looked.gathered.cells if over and one.quarter == self.report.quarter]


@get(ACTIONS, include_in_schema=False)
async def get_actions(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The reports that this officer sees, and a form for a new one."""
    store = office.registry.store
    reports = await office.ask(lambda: actions.own_reports(store, officer))
    looked = await office.ask(lambda: look_at_gifts(office, officer))
    now_quarter = quarter_of(looked.today)
    quarters = sorted({*looked.gathered.quarters(), now_quarter}, reverse=True)
    return show(request, "actions.html", reports=reports, quarters=quarters, quarter_said=quarter_said)


@post(ACTIONS, include_in_schema=False)
async def post_actions(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """A new report."""
    form = await read_form(request, ReportForm)
    written = Written(title=form.title, body=form.body)
    store = office.registry.store
    report = await office.ask(lambda: actions.begin_report(store, officer, form.quarter, written, wall_ms()))
    return go(f"{ACTIONS}/{report}", "saved")


@get(f"{ACTIONS}/{{report:str}}", include_in_schema=False)
async def get_action(
    request: Asked, report: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """One report. 404 `report-unknown`."""
    whole = await office.ask(lambda: _whole(office, officer, report))
    return show(
        request,
        "action.html",
        whole=whole,
        report=whole.report,
        items=reached_items(whole.cells),
        beside=beside_households(whole.looked.gathered.at(whole.report.quarter).book, whole.report.quarter),
        titles=whole.looked.titles,
        today=day_at(wall_ms()),
        quarter_said=quarter_said,
        item_said=item_said,
        end_said=end_said,
    )


@post(f"{ACTIONS}/{{report:str}}", include_in_schema=False)
async def post_action(
    request: Asked, report: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The report's words. 404 `report-unknown`."""
    form = await read_form(request, ReportForm)
    written, store = Written(title=form.title, body=form.body), office.registry.store
    await office.ask(lambda: actions.rewrite_report(store, officer, report, written, wall_ms()))
    return go(f"{ACTIONS}/{report}", "saved")


@post(f"{ACTIONS}/{{report:str}}/resolutions", include_in_schema=False)
async def post_resolution(
    request: Asked, report: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The meeting resolved something. 404 `report-unknown`."""
    form = await read_form(request, ResolutionForm)
    said = (form.what, form.owner, ascii_digits(form.due).replace("/", "-"))
    store = office.registry.store
    await office.ask(lambda: actions.resolve(store, officer, report, said, wall_ms()))
    return go(f"{ACTIONS}/{report}", "saved")


@post(f"{ACTIONS}/{{report:str}}/resolutions/{{number:int}}", include_in_schema=False)
async def post_resolution_done(
    request: Asked, report: FromPath[str], number: FromPath[int], office: NamedDependency[Office]
) -> Response[str]:
    """It was done today, or is open again. 404 `report-unknown`."""
    form = await read_form(request, DoneForm)
    officer: SignedIn = request.state.officer
    store, now_ms = office.registry.store, wall_ms()
    done_on = Day(day_at(now_ms)) if form.how == "done" else None
    await office.ask(lambda: actions.set_done(store, officer, (report, number), done_on, now_ms))
    return go(f"{ACTIONS}/{report}", "saved")


@get(f"{ACTIONS}/{{report:str}}/sheet", include_in_schema=False)
async def get_action_sheet(
    report: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[bytes]:
    """The report as a PDF. 404 `report-unknown`."""
    from fieldpoint.paper.gifts.actions import Actions, Resolved, actions_pdf  # noqa: PLC0415  fpdf2

    whole = await office.ask(lambda: _whole(office, officer, report))
    printed = Actions(
        quarter=whole.report.quarter,
        title=whole.report.title,
        paragraphs=whole.report.body.splitlines(),
        items=reached_items(whole.cells),
        table=table_of(whole.cells, [whole.report.quarter]),
        beside=beside_households(whole.looked.gathered.at(whole.report.quarter).book, whole.report.quarter),
        resolved=[
            Resolved(what=one.what, owner=one.owner, due=one.due, done_on=one.done_on) for one in whole.resolutions
        ],
    )
    issuer, today = office.registry.name, whole.looked.today
    content = await asyncio.to_thread(actions_pdf, printed, whole.looked.titles, issuer, today)
    return pdf(content, f"actions-{whole.report.quarter}")


def _whole(office: Office, officer: SignedIn, report: str) -> Whole:
    store = office.registry.store
    found = actions.own_report(store, officer, report)
    looked = look_at_gifts(office, officer)
    return Whole(report=found, resolutions=store.resolutions(report), looked=looked)
