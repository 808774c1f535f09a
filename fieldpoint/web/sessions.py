"""Who may use the desk's routes: whoever opened the printed link, until pairing and people exist.

The link carries a random secret in its fragment, which no server and no log ever sees; the page posts it
once and gets a cookie that scripts cannot read and other sites cannot send.
"""

from hmac import compare_digest
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler
from litestar.params import JSONBody

from fieldpoint.errors import Code, Invalid, NotAllowed
from fieldpoint.serving.guard import keep_pace
from fieldpoint.store.sessions import Session, find_session, open_session
from fieldpoint.web.till import Till
from fieldpoint.web.wire import SessionReply, SessionRequest

COOKIE = "fieldpoint_session"
_DESK = "d1"
_AS_JSON = "application/json"


def needs_json(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Only JSON may be posted: a form of another page on this machine cannot send that without asking."""
    kind = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _AS_JSON:
        raise Invalid(Code.MEDIA_TYPE_UNSUPPORTED)


def needs_session(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Lets only a known session pass, before anything of the body is read."""
    till: Till = connection.app.state.till
    session = find_session(till.reader, connection.cookies.get(COOKIE, ""))
    if session is None:
        raise NotAllowed(Code.SESSION_MISSING)
    keep_pace(connection.scope, session.tab)
    connection.state.session = session


def provide_session(request: Request[Any, Any, Any]) -> Session:
    """The session that `needs_session` found."""
    return request.state.session


@post("/api/v1/session", status_code=200, guards=[needs_json])
async def post_session(data: JSONBody[SessionRequest], till: NamedDependency[Till]) -> Response[SessionReply]:
    """A session cookie for whoever knows the desk secret. 403 `secret-wrong` for anybody else."""
    if not compare_digest(data.secret.encode(), till.site.desk_secret.encode()):
        raise NotAllowed(Code.SECRET_WRONG)
    token, session = await till.writer.write(lambda tx: open_session(tx, _DESK))
    cookie = Cookie(key=COOKIE, value=token, path="/", httponly=True, samesite="strict", max_age=10 * 3600)
    return Response(SessionReply(tab=session.tab, desk=session.desk), cookies=[cookie])


@get("/api/v1/session", guards=[needs_session])
async def get_session(session: NamedDependency[Session]) -> SessionReply:
    """Which tablet and desk this session is."""
    return SessionReply(tab=session.tab, desk=session.desk)


session_routes = Router("/", route_handlers=[post_session, get_session])
