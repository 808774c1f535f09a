"""/api/v1/session and /api/v1/sessions: how a page starts, how somebody signs in and out."""

import asyncio
from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.desk.sign_in import begin_attempt, end_attempt
from fieldpoint.errors import Code, NotAllowed
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.operators import leads, rights_of
from fieldpoint.store.entry.sign_ins import LONGEST_MS, SignIn, close_session, find_session
from fieldpoint.store.entry.tablets import Tablet, name_of
from fieldpoint.store.register.practising import practises
from fieldpoint.web.entry.guard import cookie_name, is_https, recognise
from fieldpoint.web.entry.wire import OperatorView, SessionReply, SignedIn, SignInRequest, SiteView
from fieldpoint.web.till import Till


def provide_session(request: Request[Any, Any, Any]) -> SignIn:
    """Who is signed in, as the guard found."""
    return request.state.session


def provide_tablet(request: Request[Any, Any, Any]) -> Tablet:
    """The tablet that signed, as the guard found."""
    return request.state.tablet


@get("/api/v1/session")
async def get_session(request: Request[Any, Any, Any], till: NamedDependency[Till]) -> SessionReply:
    """Which site this is, which tablet, who is signed in. Always answers; it tells a stranger nothing of anybody."""
    session, tablet = await recognise(till, request)
    tab, desk = (None, None) if session is None else (session.tab, session.desk)
    if tablet is not None:
        tab, desk = tablet.tablet, tablet.desk
    facts = till.site.facts
    return SessionReply(
        start=till.memory.start,
        # A name may say what kind of place this is, which is nobody's business before a tablet has proven itself.
        site=SiteView(code=facts.code, name_fa="" if tab is None else facts.name_fa),
        tablet=tab,
        desk=desk,
        tablet_name=None if tab is None else name_of(till.reader, tab),
        operator=None if session is None else _view(till, session),
        day=open_day_of(till.reader),
        first_lead=not leads(till.reader),
        practice=tab is not None and practises(till.reader, tab),
    )


@post("/api/v1/sessions", status_code=201)
async def post_session(
    request: Request[Any, Any, Any],
    data: JSONBody[SignInRequest],
    till: NamedDependency[Till],
    device: NamedDependency[Tablet],
) -> Response[SignedIn]:
    """Somebody is signed in on this tablet, in a full disk's last room too; whoever was before is out.

    401 `pin-wrong` for a name that nobody has too; 429 `pin-locked` while it waits; 403 `pin-reset-needed`.
    """
    async with till.memory.one_pin():
        attempt = await till.writer.write(lambda tx: begin_attempt(tx, device.tablet, data.name), urgent=True)
        right = await asyncio.to_thread(attempt.is_right, data.pin)
        token = await till.writer.write(lambda tx: end_attempt(tx, attempt, right=right), urgent=True)
    if token is None:
        raise NotAllowed(Code.PIN_WRONG)
    till.pusher.poke()
    return signed_in(till, request, token)


@delete("/api/v1/sessions", status_code=204)
async def delete_session(till: NamedDependency[Till], session: NamedDependency[SignIn]) -> None:
    """Nobody is signed in on this tablet: it may be handed over."""
    await till.writer.write(lambda tx: close_session(tx, session.tab), urgent=True)


def signed_in(till: Till, connection: ASGIConnection[Any, Any, Any, Any], token: str) -> Response[SignedIn]:
    """The answer to whoever has just signed in, with the cookie that scripts and other sites cannot use."""
    reply = signed_in_reply(till, token)
    return Response(reply, status_code=201, cookies=[session_cookie(till, connection, token)])


def signed_in_reply(till: Till, token: str) -> SignedIn:
    """Who has just signed in."""
    session = find_session(till.reader, token)
    if session is None:  # revoked in the same instant
        raise NotAllowed(Code.SESSION_MISSING)
    expires_at = till.site.clock.now().wall_ms + LONGEST_MS
    return SignedIn(operator=session.operator, name=session.name, role=session.role, expires_at=expires_at)


def session_cookie(till: Till, connection: ASGIConnection[Any, Any, Any, Any], token: str) -> Cookie:
    """The cookie of a session."""
    return Cookie(
        key=cookie_name(till, connection),
        value=token,
        path="/",
        httponly=True,
        secure=is_https(connection),
        samesite="strict",
        max_age=LONGEST_MS // 1000,
    )


def _view(till: Till, session: SignIn) -> OperatorView:
    rights = list(rights_of(till.reader, session.operator))
    return OperatorView(operator=session.operator, name=session.name, role=session.role, rights=rights)
