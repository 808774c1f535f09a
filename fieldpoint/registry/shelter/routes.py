"""GET /officers/shelters and /api/v1/shelters: tonight's places. Imports litestar and its neighbours."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from fieldpoint.clock import wall_ms
from fieldpoint.registry.office import Office
from fieldpoint.registry.pages.face import show
from fieldpoint.registry.shelter.look import OLD_MS, TonightView, tonight


@get("/officers/shelters", include_in_schema=False)
async def get_shelters(request: Request[Any, Any, Any], office: NamedDependency[Office]) -> Response[str]:
    """Tonight's free places, site by site, with the age of each figure."""
    found = await office.ask(lambda: tonight(office.registry.store, wall_ms()))
    return show(request, "shelters.html", found=found, old_ms=OLD_MS)


@get("/api/v1/shelters")
async def get_api_shelters(office: NamedDependency[Office]) -> TonightView:
    """Tonight's free places, site by site, with the instant at which each figure was said."""
    return await office.ask(lambda: tonight(office.registry.store, wall_ms()))
