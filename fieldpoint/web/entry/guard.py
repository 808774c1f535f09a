"""The one guard of the application: who asks, from which tablet, and whether the table lets them pass.

It runs before anything of the body is decoded. A cookie alone changes nothing: whatever changes something is signed
by the tablet that the cookie belongs to.
"""

from contextlib import suppress
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from fieldpoint.core.base64url import from_b64url
from fieldpoint.core.request_signature import is_signed_by, request_bytes
from fieldpoint.errors import Code, Invalid, NotAllowed, NotFound
from fieldpoint.serving.guard import keep_pace
from fieldpoint.store.entry.operators import rights_of
from fieldpoint.store.entry.sign_ins import SignIn, find_session
from fieldpoint.store.entry.tablets import Tablet, find_tablet
from fieldpoint.web.access import RULES, Rule
from fieldpoint.web.practice.room import look_at_practice
from fieldpoint.web.till import Till

_AS_JSON = "application/json"
_LOOKS = frozenset({"GET", "OPTIONS"})
_LARGEST_NUMBER_DIGITS = 15


async def check_entry(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Lets pass whom the table lets pass; `connection.state` then has the tablet and the session."""
    method = str(connection.scope["method"])  # type: ignore[typeddict-item]
    template = connection.scope["path_template"]
    if method == "OPTIONS":  # says which methods there are
        return
    rule = RULES.get((method, template))
    if rule is None:
        raise NotFound(Code.ROUTE_UNKNOWN)
    if rule.asks != "anybody":
        await _check(connection, rule, looks=method in _LOOKS)
    if isinstance(handler, HTTPRouteHandler) and handler.parsed_data_field is not None:
        _check_json(connection)


async def _check(connection: ASGIConnection[Any, Any, Any, Any], rule: Rule, *, looks: bool) -> None:
    till: Till = connection.app.state.till
    tablet = None if looks else await signer(till, connection, revoked_too=rule.asks == "any-tablet")
    connection.state.tablet = tablet
    session = present_session(till, connection)
    if session is not None and tablet is not None and session.tab != tablet.tablet:
        session = None  # a cookie that was carried to another tablet
    connection.state.session = session
    if rule.asks != "role":
        return
    if session is None:
        raise NotAllowed(Code.SESSION_MISSING)
    if not _may(till, session, rule):
        raise NotAllowed(Code.ROLE_MISSING)
    keep_pace(connection.scope, session.operator)
    look_at_practice(connection, till, session.tab, looks=looks)
    till.memory.use(session, till.site.clock.now(), looks=looks)


def _may(till: Till, session: SignIn, rule: Rule) -> bool:
    """Whether the role passes, or a right that the lead gave; that is asked anew each time, for it may be taken."""
    if session.role in rule.roles:
        return True
    granted = rule.right is not None and session.role == "operator"
    return granted and rule.right in rights_of(till.reader, session.operator)


async def recognise(till: Till, connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[SignIn | None, Tablet | None]:
    """Who is signed in, or else which tablet signed, where neither has to be; noted down as for every other route.

    A tablet that is none any more is not named. `Unavailable` (`too-fast`) when either asks too often.
    """
    session, tablet = present_session(till, connection), None
    if session is not None:
        keep_pace(connection.scope, session.tab)
    elif "fieldpoint-tablet" in connection.headers:
        with suppress(NotAllowed):
            tablet = await signer(till, connection)
    connection.state.session, connection.state.tablet = session, tablet
    return session, tablet


async def signer(till: Till, connection: ASGIConnection[Any, Any, Any, Any], *, revoked_too: bool = False) -> Tablet:
    """The tablet that signed a request, which now cannot be sent again.

    `NotAllowed`: `tablet-unknown`, `stale-start` (with the present `start`), `signature-invalid`,
    `request-replayed`.
    """
    tablet = find_tablet(till.reader, connection.headers.get("fieldpoint-tablet", ""))
    if tablet is None or (tablet.revoked and not revoked_too):
        raise NotAllowed(Code.TABLET_UNKNOWN)
    if connection.headers.get("fieldpoint-start") != till.memory.start:
        raise NotAllowed(Code.STALE_START, start=till.memory.start)
    number = connection.headers.get("fieldpoint-sequence", "")
    if not (number.isascii() and number.isdigit() and len(number) <= _LARGEST_NUMBER_DIGITS):
        raise NotAllowed(Code.SIGNATURE_INVALID)
    signed = await _signed_bytes(connection, till.memory.start, int(number))
    if not is_signed_by(tablet.public, _signature(connection), signed):
        raise NotAllowed(Code.SIGNATURE_INVALID)
    if not till.memory.windows[tablet.tablet].take(int(number)):
        raise NotAllowed(Code.REQUEST_REPLAYED)
    keep_pace(connection.scope, tablet.tablet)
    till.memory.last_seen[tablet.tablet] = till.site.clock.now().wall_ms
    return tablet


def present_session(till: Till, connection: ASGIConnection[Any, Any, Any, Any]) -> SignIn | None:
    """Who is signed in by the request's cookie, or nobody."""
    token = connection.cookies.get(cookie_name(till, connection), "")
    session = find_session(till.reader, token) if token else None
    if session is None or not till.memory.is_alive(session, till.site.clock.now()):
        return None
    return session


def cookie_name(till: Till, connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """A name of its own for every site, for cookies know no port; with TLS bound to its host (RFC 6265bis)."""
    prefix = "__Host-" if is_https(connection) else ""
    return f"{prefix}fieldpoint-{till.site.facts.code}"


def is_https(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Whether the request came over TLS; forwarded headers are not asked."""
    return connection.scope["scheme"] == "https"


async def _signed_bytes(connection: ASGIConnection[Any, Any, Any, Any], start: str, number: int) -> bytes:
    scope = connection.scope
    target: str = scope["raw_path"].decode("latin-1")
    if scope["query_string"]:
        target += f"?{scope['query_string'].decode('latin-1')}"
    body = await connection.body() if isinstance(connection, Request) else b""
    return request_bytes(scope["method"], target, start, number, body)  # type: ignore[typeddict-item]


def _signature(connection: ASGIConnection[Any, Any, Any, Any]) -> bytes:
    try:
        return from_b64url(connection.headers.get("fieldpoint-signature", ""))
    except ValueError:
        return b""


def _check_json(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Only JSON may be posted: a form of another page on this machine cannot send that without asking."""
    kind = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _AS_JSON:
        raise Invalid(Code.MEDIA_TYPE_UNSUPPORTED)
