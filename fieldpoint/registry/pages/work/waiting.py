"""What waits for a person: batches beside and rows withheld, closes that do not add up, lives that go on at once.

Imports litestar, the overview and its neighbours.
"""

from typing import Any, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.clock import wall_ms
from fieldpoint.core.answer import StoredAnswer
from fieldpoint.registry.decide import read_withheld_again, release_batch
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.closes import wrong_closes
from fieldpoint.registry.overview.sites import double_lives
from fieldpoint.registry.overview.waiting import batches_beside, reject_batch, rows_withheld
from fieldpoint.registry.pages.entry import Nothing
from fieldpoint.registry.pages.face import go, show
from fieldpoint.registry.pages.form import read_form

Asked = Request[Any, Any, Any]


class BatchForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/batches/{batch}."""

    to: Literal["release", "reject"]


@get("/officers/waiting", include_in_schema=False)
async def get_waiting(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Batches beside, and rows whose effect is withheld."""
    store = office.registry.store
    batches = await office.ask(lambda: batches_beside(store, officer))
    rows = await office.ask(lambda: rows_withheld(store, officer))
    return show(request, "waiting.html", batches=batches, rows=rows)


@post("/officers/waiting", include_in_schema=False)
async def post_waiting(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Rows that are withheld are read again, by what this version understands."""
    await read_form(request, Nothing)
    count = await office.ask(lambda: read_withheld_again(office.registry.store, officer.by(wall_ms())))
    return go("/officers/waiting", "reread" if count else "reread-none")


@post("/officers/batches/{batch:str}", include_in_schema=False)
async def post_batch(
    request: Asked, batch: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """A batch of an ended key is let in, or stays beside for good."""
    form = await read_form(request, BatchForm)
    store, by = office.registry.store, officer.by(wall_ms())
    if form.to == "reject":
        await office.ask(lambda: reject_batch(store, by, batch))
        return go("/officers/waiting", "rejected")
    answer = await office.ask(lambda: release_batch(store, by, batch))
    return go("/officers/waiting", "released" if isinstance(answer, StoredAnswer) else "beside-still")


@get("/officers/closes", include_in_schema=False)
async def get_closes(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Closes whose sums are not those of the rows."""
    found = await office.ask(lambda: wrong_closes(office.registry.store, officer))
    return show(request, "closes.html", closes=found)


@get("/officers/lives", include_in_schema=False)
async def get_lives(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Sites whose log goes on in two lives at once; one of them is ended on the site's page."""
    found = await office.ask(lambda: double_lives(office.registry.store, officer))
    return show(request, "lives.html", sites=found)
