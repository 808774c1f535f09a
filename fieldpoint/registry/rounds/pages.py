"""GET /api/v1/rounds: what the rounds of a month come to. The officers' pages say it beside services and reports.

Imports litestar and its neighbours.
"""

from typing import Annotated

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from fieldpoint.clock import wall_ms
from fieldpoint.core.rounds.count import RoundCount
from fieldpoint.registry.counts.summed import MONTH
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import day_at
from fieldpoint.registry.rounds.look import RoundsFound, SiteRounds, find_rounds

_Month = Annotated[str, QueryParameter(name="month", max_length=7)]


class RoundsView(msgspec.Struct, frozen=True, kw_only=True):
    """The rounds that went out in a month; `by_site` is empty until it is over, and its numbers are "at least"."""

    month: str
    total: RoundCount
    by_site: list[SiteRounds]


@get("/api/v1/rounds")
async def get_api_rounds(
    *, office: NamedDependency[Office], officer: NamedDependency[SignedIn], month: _Month = ""
) -> RoundsView:
    """Rounds, doors and what was told of them at the sites one may see, in a Jalali month or in this one."""
    wanted = month if MONTH.fullmatch(month) else day_at(wall_ms())[:7]
    found = await rounds_of(office, officer, wanted, wanted)
    return RoundsView(month=wanted, total=found.total, by_site=found.by_site)


async def rounds_of(office: Office, officer: SignedIn, first: str, last: str) -> RoundsFound:
    """The rounds that went out from one month to another, as this officer may see them."""
    this_month = day_at(wall_ms())[:7]
    return await office.ask(lambda: find_rounds(office.registry.store, officer, first, last, this_month))
