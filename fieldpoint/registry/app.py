"""The registry's HTTP server: fp-sync/1 (design chapter 4.5).

    GET  /health, /ready, /metrics    whether it serves and how it is: see watch/routes.py
    GET  /C/{token}                   a family's own card: see family/routes.py
    GET  /v1/sites/{site}/state       signed; `nonce` (22 characters of base64url) comes back in it
    PUT  /v1/batches/{batch_id}       a sealed batch; `Content-Digest: sha-256=:…:` over the bytes sent (RFC 9530)
    GET  /v1/feed, /v1/snapshot       the way back: see feed/routes.py
    GET  /v1/keys                     the keys that sign all this, each with the word of the one before
    POST /v1/enrol                    a single-use code and a public key for a token
    GET  /v1/sites/{site}/events      `epoch`, `from`: the sealed batch with that row, for a site that lost it
    POST /v1/sites/{site}/have        signed; ids of rows, of which it names those that are not held

All but health and enrol want `Authorization: Bearer <token>`, asked before a body is read. Failures are
RFC 9457 with `type` urn:fp:<code>. The database is used by one worker thread, so that the event loop never
waits for a disk.

Imports litestar, serving, core, clock and its neighbours in the room.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Collection
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

import msgspec
from litestar import Litestar, Request, Response, get, post, put
from litestar.background_tasks import BackgroundTask
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter

from fieldpoint.clock import wall_ms
from fieldpoint.core.answer import (
    BATCH_MEDIA_TYPE,
    EnrolAnswer,
    EnrolRequest,
    HaveRequest,
    KeptAnswer,
    content_digest,
)
from fieldpoint.core.batch import MAX_SENT_BYTES, UNREADABLE
from fieldpoint.errors import Code, Invalid
from fieldpoint.registry.api.openapi import OFFICERS_API
from fieldpoint.registry.api.routes import api_routes
from fieldpoint.registry.campaigns.public import puzzle_handlers
from fieldpoint.registry.family.hosts import CardHosts
from fieldpoint.registry.family.routes import family_handlers
from fieldpoint.registry.feed.routes import get_feed, get_snapshot
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import Arrival, take_in_batch
from fieldpoint.registry.lives.give_back import missing_of, sealed_rows
from fieldpoint.registry.office import Office, needs_site
from fieldpoint.registry.officers.access import RULES
from fieldpoint.registry.officers.guard import check_entry, provide_officer
from fieldpoint.registry.pages.routes import page_routes
from fieldpoint.registry.signing.routes import get_keys
from fieldpoint.registry.sites import enrol, state_of
from fieldpoint.registry.watch.routes import watch_handlers
from fieldpoint.serving.api.description import openapi_config
from fieldpoint.serving.api.routes import check_routes, routes_of
from fieldpoint.serving.guard import Guard
from fieldpoint.serving.problems import EXCEPTION_HANDLERS

T = TypeVar("T")

# A list of people may be larger than a batch; the routes themselves let nothing else through that is.
MOST_BODY = 11 * 1024 * 1024
_RECEIVE_S = 120  # a batch of a megabyte over a telephone
_NONCE = re.compile(r"[A-Za-z0-9_-]{22}")


def create_app(
    registry: Registry, hosts: Collection[str], *, card_hosts: Collection[str] = (), behind_tls: bool = False
) -> Guard:
    """The registry's server. `hosts` are the names it is asked under, lower case, without ports.

    `card_hosts` stand on families' cards: there nothing but the family's page is answered. `behind_tls`: whoever comes,
    comes through a proxy of ours that speaks TLS with them.
    """
    return guarded(application(Office(registry, behind_tls=behind_tls)), hosts, card_hosts)


def application(office: Office) -> Litestar:
    """The routes of a registry's server. The office is in its state, and closed when it ends."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            await asyncio.to_thread(app.state.office.close)

    app = Litestar(
        route_handlers=[
            *(get_state, put_batch, post_enrol, get_feed, get_snapshot, get_events, post_have, get_keys, put_donors),
            *watch_handlers,
            *(*family_handlers, *puzzle_handlers),
            page_routes(),
            api_routes(),
        ],
        dependencies={
            "office": Provide(_provide_office, sync_to_thread=False),
            "officer": Provide(provide_officer, sync_to_thread=False),
        },
        guards=[check_entry],
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=[lifespan],
        logging_config=None,
        openapi_config=openapi_config(OFFICERS_API),
        request_max_body_size=MAX_SENT_BYTES,
        state=State({"office": office}),
    )
    check_routes(routes_of(app), RULES)
    return app


def guarded(app: Litestar, hosts: Collection[str], card_hosts: Collection[str] = ()) -> Guard:
    """Those routes behind the layers that nobody passes unseen; `hosts` and `card_hosts` as in `create_app`."""
    front = CardHosts(app=app, hosts=frozenset(card_hosts))
    return Guard(app=front, hosts={*hosts, *card_hosts}, headers={}, max_body=MOST_BODY, receive_s=_RECEIVE_S)


@get("/v1/sites/{site:str}/state", guards=[needs_site])
async def get_state(site: FromPath[str], nonce: FromQuery[str], office: NamedDependency[Office]) -> Response[bytes]:
    """What the registry holds of the site, signed."""
    if not _NONCE.fullmatch(nonce):
        raise Invalid(Code.REQUEST_INVALID, field="nonce")
    answer = await office.ask(lambda: state_of(office.registry.store, site, nonce, wall_ms()))
    return office.signed(answer)


@put("/v1/batches/{batch_id:str}", guards=[needs_site])
async def put_batch(
    batch_id: FromPath[str], request: Request[Any, Any, Any], office: NamedDependency[Office]
) -> Response[bytes]:
    """The batch's rows are held: 200, signed. 202, signed, when another history stands in their place."""
    if request.headers.get("content-type", "") != BATCH_MEDIA_TYPE or "content-encoding" in request.headers:
        raise Invalid(Code.MEDIA_TYPE_UNSUPPORTED)
    sent = await request.body()
    if request.headers.get("content-digest", "") != content_digest(sent):
        raise Invalid(Code.BATCH_DIGEST_WRONG)
    arrival = Arrival(site=request.state.site, batch_id=batch_id, sent=sent, now_ms=wall_ms())
    answer = await office.ask(lambda: take_in_batch(office.registry.store, arrival))
    response = office.signed(answer, HTTPStatus.ACCEPTED if isinstance(answer, KeptAnswer) else HTTPStatus.OK)
    response.background = BackgroundTask(office.settle_batches)
    return response


@post("/v1/enrol")
async def post_enrol(request: Request[Any, Any, Any], office: NamedDependency[Office]) -> Response[EnrolAnswer]:
    """The site's token and the registry's keys: 201 the first time, 200 when asked again with the same key."""
    asked = _read(await request.body(), EnrolRequest)
    answer, first = await office.ask(lambda: enrol(office.registry, asked, wall_ms()))
    return Response(answer, status_code=HTTPStatus.CREATED if first else HTTPStatus.OK)


@get("/v1/sites/{site:str}/events", guards=[needs_site], status_code=200)
async def get_events(
    site: FromPath[str],
    epoch: FromQuery[str],
    first: Annotated[int, QueryParameter(name="from", ge=1, le=2**53 - 1)],
    office: NamedDependency[Office],
) -> Response[bytes]:
    """The batch that holds a row of the site, as the site sealed it. 404 `rows-unknown`."""
    sealed = await office.ask(lambda: sealed_rows(office.registry.store, site, epoch, first))
    return Response(sealed, media_type=BATCH_MEDIA_TYPE)


@post("/v1/sites/{site:str}/have", guards=[needs_site], status_code=200)
async def post_have(
    site: FromPath[str], request: Request[Any, Any, Any], office: NamedDependency[Office]
) -> Response[bytes]:
    """Which of these rows of the site are not held, signed."""
    asked = _read(await request.body(), HaveRequest)
    return office.signed(await office.ask(lambda: missing_of(office.registry.store, site, asked.nonce, asked.ids)))


@put("/v1/sites/{site:str}/donors", guards=[needs_site], status_code=200)
async def put_donors(
    site: FromPath[str], request: Request[Any, Any, Any], office: NamedDependency[Office]
) -> Response[bytes]:
    """What the site's donors are called is held, signed. 400 for a letter that is not the site's or not for us."""
    from fieldpoint.registry.gifts.names import take_letter  # noqa: PLC0415  age, for whoever has donors

    letter = await request.body()
    return office.signed(await office.ask(lambda: take_letter(office.registry, letter, site)))


def _read(body: bytes, kind: type[T]) -> T:
    """The request, read strictly: Litestar's own reading takes "1" for 1 and fails on a thousand brackets."""
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError:
        raise Invalid(Code.REQUEST_INVALID) from None
    except UNREADABLE:
        raise Invalid(Code.BODY_MALFORMED) from None


def _provide_office(state: State) -> Office:
    return state.office
