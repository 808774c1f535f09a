"""The routes of an application beside the table of who may use them.

Imports litestar.
"""

from collections.abc import Iterable

from litestar import Litestar
from litestar.routes import HTTPRoute

Route = tuple[str, str]  # method and path template


def routes_of(app: Litestar) -> set[Route]:
    """Every route of an application: its method and its path template."""
    return {
        (method, route.path_format)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods
        if method != "OPTIONS"
    }


def check_routes(routes: Iterable[Route], table: Iterable[Route]) -> None:
    """Whether a table of rights and an application name the same routes. `LookupError` names the others."""
    strayed = set(routes) ^ set(table)
    if strayed:
        raise LookupError(sorted(strayed))
