"""GET /officers: what waits for a person, in the order of 8-words.md.

Imports litestar, the store and its neighbours.
"""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import show


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """A number that asks for somebody, and where it is looked into."""

    title: str
    count: int
    path: str


@get("/officers", include_in_schema=False)
async def get_home(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """What waits for this officer."""
    sites = await office.ask(lambda: [one for one in office.registry.store.sites() if officer.sees(one.site)])
    return show(request, "home.html", tiles=[Tile(title="محل‌ها", count=len(sites), path="/officers/sites")])
