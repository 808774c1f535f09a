"""GET /officers/services and /api/v1/services: how often each step was reached, and how long it was waited for.

The page says beside it what the rounds of the month come to.

Imports litestar and its neighbours.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from fieldpoint.clock import wall_ms
from fieldpoint.core.services.count import ServiceCount
from fieldpoint.core.services.spoken import STEPS
from fieldpoint.registry.counts.look import month_in_words, titles_of
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import day_at, show
from fieldpoint.registry.rounds.pages import rounds_of
from fieldpoint.registry.services.look import ServicesFound, find_services

_Month = Annotated[str, QueryParameter(name="month", max_length=7)]
_MINUTE_S = 60
_DAY_S = 24 * 60 * _MINUTE_S


class ServicesView(msgspec.Struct, frozen=True, kw_only=True):
    """A month of services over so many sites."""

    month: str
    sites: int
    lines: list[ServiceCount]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A line as people read it."""

    title: str
    step: str
    line: ServiceCount
    middle: str
    longest: str


@get("/officers/services", include_in_schema=False)
async def get_officers_services(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The month's table."""
    found = await _find(office, officer, request.query_params.get("month", ""))
    titles = await office.ask(lambda: titles_of(office.registry.store).programmes)
    lines = [
        Shown(
            title=f"صف {one.programme}" if one.step == "called" else titles.get(one.programme, one.programme),
            step=STEPS.get(one.step, one.step),
            line=one,
            middle=wait_in_words(one.middle_s) if one.waits else "",
            longest=wait_in_words(one.longest_s) if one.waits else "",
        )
        for one in found.lines
    ]
    rounds = await rounds_of(office, officer, found.month, found.month)
    return show(request, "services.html", found=found, lines=lines, rounds=rounds, month_name=month_in_words)


@get("/api/v1/services")
async def get_api_services(
    *, office: NamedDependency[Office], officer: NamedDependency[SignedIn], month: _Month = ""
) -> ServicesView:
    """Every step that was reached at the sites one may see, in the Jalali month, with the waits in seconds."""
    found = await _find(office, officer, month)
    return ServicesView(month=found.month, sites=found.sites, lines=found.lines)


def wait_in_words(seconds: int) -> str:
    """A wait in whole days, or in minutes."""
    return f"{seconds // _DAY_S} روز" if seconds >= _DAY_S else f"{seconds // _MINUTE_S} دقیقه"


async def _find(office: Office, officer: SignedIn, month: str) -> ServicesFound:
    return await office.ask(lambda: find_services(office.registry.store, officer, month, day_at(wall_ms())[:7]))
