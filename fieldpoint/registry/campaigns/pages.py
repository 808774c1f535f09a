"""The officers' pages of campaigns: which run where, one with its numbers, closing it; each prints on A4.

Imports litestar, the overview's face and its neighbours.
"""

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.clock import wall_ms
from fieldpoint.core.names import Day
from fieldpoint.registry.campaigns.close import close_campaign, see_campaign, see_campaigns
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import day_at, go, show
from fieldpoint.registry.pages.form import read_form

Asked = Request[Any, Any, Any]
_STATES = {"now": "در حال اجرا", "coming": "در راه", "past": "پایان‌یافته"}


class CloseForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/campaigns/{campaign}: the campaign's code typed once more, for closing is for good."""

    code: str = ""


@get("/officers/campaigns", include_in_schema=False)
async def get_campaigns(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Campaigns that run at the officer's sites: now, coming and past, with their numbers."""
    registry, day = office.registry, _today(wall_ms())
    asked = ("campaigns", officer.officer.organisation, officer.sites, day)
    seen = await office.ask(
        lambda: office.remembered.get(
            registry.store, asked, lambda: see_campaigns(registry.store, officer, registry.name, day)
        )
    )
    return show(request, "campaigns.html", campaigns=seen, states=_STATES)


@get("/officers/campaigns/{campaign:str}", include_in_schema=False)
async def get_campaign(
    request: Asked, campaign: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """One campaign: what was given where, pieces, tents; its report once it is closed."""
    registry, day = office.registry, _today(wall_ms())
    asked = ("campaign", officer.officer.organisation, officer.sites, day, campaign)
    seen = await office.ask(
        lambda: office.remembered.get(
            registry.store, asked, lambda: see_campaign(registry.store, officer, campaign, registry.name, day)
        )
    )
    return show(request, "campaign.html", seen=seen, report=seen.report, states=_STATES)


@post("/officers/campaigns/{campaign:str}", include_in_schema=False)
async def post_campaign(
    request: Asked, campaign: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The campaign is closed with the report of this moment; again changes nothing."""
    form = await read_form(request, CloseForm)
    registry, now_ms = office.registry, wall_ms()

    def close() -> bool:
        seen = see_campaign(registry.store, officer, campaign, registry.name, _today(now_ms))
        if form.code == seen.run.campaign.code:
            close_campaign(registry.store, officer, seen, now_ms)
        return form.code == seen.run.campaign.code

    done = await office.ask(close)
    return go(f"/officers/campaigns/{campaign}", "campaign-closed" if done else "campaign-not-closed")


def _today(now_ms: int) -> Day:
    return Day(day_at(now_ms))
