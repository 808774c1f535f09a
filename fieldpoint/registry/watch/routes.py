"""What programs that watch over the registry ask.

    GET /health    the server answers; for anybody
    GET /ready     200 or 503: it can take a batch in; for anybody, and nothing else is said
    GET /metrics   Prometheus' text, for a program's key of an admin or auditor of the whole registry: it names sites

Imports litestar, clock, errors and its neighbours.
"""

from http import HTTPStatus
from typing import Final

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from fieldpoint import __version__
from fieldpoint.clock import wall_ms
from fieldpoint.errors import Code, NotAllowed
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.watch.exposition import MEDIA_TYPE, exposition
from fieldpoint.registry.watch.numbers import numbers


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """GET /health."""

    status: str
    version: str


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """GET /ready."""

    status: str


@get("/health")
async def get_health() -> Health:
    """The server answers."""
    return Health(status="ok", version=__version__)


@get("/ready")
async def get_ready(office: NamedDependency[Office]) -> Response[Ready]:
    """Whether a batch would be taken in now."""
    ready = await office.ask(office.readiness.look)
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return Response(Ready(status="ready" if ready else "not-ready"), status_code=status)


@get("/metrics")
async def get_metrics(office: NamedDependency[Office], officer: NamedDependency[SignedIn]) -> Response[str]:
    """The registry's numbers, site by site."""
    if officer.sites is not None:
        raise NotAllowed(Code.ROLE_MISSING)
    found = await office.ask(lambda: exposition(numbers(office.registry.store, wall_ms())))
    return Response(found, media_type=MEDIA_TYPE)


watch_handlers: Final = (get_health, get_ready, get_metrics)
