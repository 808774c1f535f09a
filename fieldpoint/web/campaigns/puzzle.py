"""GET /puzzle: the campaign's picture for whoever stands in front of the site, or of its large screen."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.core.names import Day
from fieldpoint.desk.campaigns.look import see_in_public
from fieldpoint.desk.open_day import today
from fieldpoint.serving.campaigns.page import PUZZLE, Shown, get_puzzle_part, puzzle_page
from fieldpoint.store.campaigns.givers import public_givers
from fieldpoint.web.till import Till


@get(PUZZLE, include_in_schema=False)
async def get_puzzle(request: Request[Any, Any, Any], till: NamedDependency[Till]) -> Response[bytes]:
    """The puzzle of the campaign that runs; 404 with one sentence where there is none."""
    return puzzle_page(request, _shown(till, None))


@get("/puzzle/{campaign:str}", include_in_schema=False)
async def get_puzzle_of(
    campaign: FromPath[str], request: Request[Any, Any, Any], till: NamedDependency[Till]
) -> Response[bytes]:
    """The puzzle of that campaign; 404 with one sentence for whatever is none of this site's."""
    return puzzle_page(request, _shown(till, campaign))


def day_now(till: Till) -> Day:
    """Today, as the site's people know it."""
    return today(till.reader, till.site.clock.now(), till.site.facts.zone)


def _shown(till: Till, code: str | None) -> Shown | None:
    day = day_now(till)
    seen = see_in_public(till.reader, code, till.site.facts, day)
    if seen is None or seen.campaign.puzzle is None:
        return None
    return Shown(
        report=seen.report,
        puzzle=seen.campaign.puzzle,
        about=seen.campaign.about_fa or "",
        day=day,
        givers=public_givers(till.reader, seen.campaign.code),
        closed=bool(seen.seal),
    )


puzzle_routes = (get_puzzle, get_puzzle_of, get_puzzle_part)
