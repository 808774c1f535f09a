"""Taken, or not taken: the one answer about whoever brings a card, for one programme in one period.

Imports litestar, the overview and its neighbours.
"""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency

from fieldpoint.clock import wall_ms
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.taken import Asked, is_taken
from fieldpoint.registry.pages.face import day_at, show
from fieldpoint.registry.pages.form import read_form


@get("/officers/taken", include_in_schema=False)
async def get_taken(request: Request[Any, Any, Any]) -> Response[str]:
    """The question."""
    return show(request, "taken.html", answer=None, programme="", period=day_at(wall_ms())[:7])


@post("/officers/taken", include_in_schema=False, status_code=200)
async def post_taken(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The answer; the card's text is not repeated."""
    form = await read_form(request, Asked)
    answer = await office.ask(lambda: is_taken(office.registry.store, officer, form, wall_ms()))
    return show(request, "taken.html", answer=answer, programme=form.programme, period=form.period)
