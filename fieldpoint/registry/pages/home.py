"""GET /officers: what waits for a person, in the order of 8-words.md.

Imports litestar, the store and its neighbours.
"""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from fieldpoint.clock import wall_ms
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.access import RULES
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.cases import case_counts
from fieldpoint.registry.overview.closes import count_wrong_closes
from fieldpoint.registry.overview.sites import double_lives, silent_sites
from fieldpoint.registry.overview.waiting import count_waiting
from fieldpoint.registry.pages.face import show
from fieldpoint.registry.stock.look import waybill_counts
from fieldpoint.registry.store import RegistryStore


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
    found = await office.ask(lambda: _counts(office.registry.store, officer))
    tiles = [
        Tile(title="محل بی‌خبر (بیش از یک روز و نیم)", count=found["silent"], path="/officers/sites"),
        Tile(title="هم‌پوشانی باز", count=found["open"], path="/officers/cases"),
        Tile(title="بسته و ردیف در انتظار بررسی", count=found["waiting"], path="/officers/waiting"),
        Tile(title="روز با جمع ناهم‌خوان", count=found["closes"], path="/officers/closes"),
        Tile(title="بارنامهٔ ناهم‌خوان", count=found["waybills"], path="/officers/waybills?state=differs"),
        Tile(title="دفتر دوگانه", count=found["lives"], path="/officers/lives"),
    ]
    may = {path for (method, path), rule in RULES.items() if method == "GET" and officer.officer.role in rule.roles}
    return show(request, "home.html", tiles=[tile for tile in tiles if tile.path.partition("?")[0] in may])


def _counts(store: RegistryStore, officer: SignedIn) -> dict[str, int]:
    return {
        "silent": silent_sites(store, officer, wall_ms()),
        "open": sum(one.count for one in case_counts(store, officer) if one.state == "open"),
        "waiting": count_waiting(store, officer),
        "closes": count_wrong_closes(store, officer),
        "waybills": sum(one.count for one in waybill_counts(store, officer) if one.state in ("differs", "unsent")),
        "lives": len(double_lives(store, officer)),
    }
