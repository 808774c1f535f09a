"""The one guard of the registry's application: who asks, and whether the table lets them pass.

It runs before anything of a body is read. A cookie alone changes nothing: whoever changes something by it must come
from a page of this very host (`Origin`), and a page's form carries the session's mark besides (see pages/form.py).
What officers see goes over TLS, or stays on this machine.

Imports litestar, serving and its neighbours.
"""

from http import HTTPMethod
from typing import Any, Final
from urllib.parse import urlsplit

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Code, Invalid, NotAllowed, NotFound
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.access import RULES, Rule
from fieldpoint.registry.officers.sessions import SignedIn, find_key, find_session
from fieldpoint.serving.guard import keep_pace, sender_of
from fieldpoint.serving.pace import THIS_MACHINE

AnyConnection = ASGIConnection[Any, Any, Any, Any]

_LOOKS: Final = frozenset({HTTPMethod.GET, HTTPMethod.HEAD})
_OFFICERS: Final = ("/officers", "/api/", "/metrics")
_BEARER: Final = "bearer "


async def check_entry(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Lets pass whom the table lets pass; `connection.state.officer` then says who it is."""
    method, template = str(connection.scope["method"]), str(connection.scope["path_template"])  # type: ignore[typeddict-item]
    if method == HTTPMethod.OPTIONS:  # says which methods there are
        return
    rule = RULES.get((method, template))
    if rule is None:
        raise NotFound(Code.ROUTE_UNKNOWN)
    if template.startswith(_OFFICERS):
        _check_way(connection)
        if rule.asks == "anybody" and method not in _LOOKS:
            _check_origin(connection)
    if rule.asks == "officer":
        connection.state.officer = await _officer(connection, rule, looks=method in _LOOKS)
        if isinstance(handler, HTTPRouteHandler) and handler.parsed_data_field is not None:
            _check_json(connection)
    if template.startswith(_OFFICERS):
        _check_text(connection)


def provide_officer(request: Request[Any, Any, Any]) -> SignedIn:
    """Who is signed in, as the guard found."""
    return request.state.officer


def is_secure(connection: AnyConnection) -> bool:
    """Whether the browser came over TLS; forwarded headers are not asked, the registry was told at its start."""
    office: Office = connection.app.state.office
    return connection.scope["scheme"] == "https" or office.behind_tls


def cookie_name(connection: AnyConnection, what: str = "officer") -> str:
    """The cookie's name; with TLS bound to its host (RFC 6265bis)."""
    return f"{'__Host-' if is_secure(connection) else ''}fieldpoint-{what}"


async def _officer(connection: AnyConnection, rule: Rule, *, looks: bool) -> SignedIn:
    office: Office = connection.app.state.office
    bearer = connection.headers.get("authorization", "")
    token = connection.cookies.get(cookie_name(connection), "")
    if bearer.lower().startswith(_BEARER):
        found = await office.ask(lambda: find_key(office.registry.store, bearer[len(_BEARER) :], wall_ms()))
        if found is None:
            raise NotAllowed(Code.TOKEN_WRONG)
    else:
        found = await office.ask(lambda: find_session(office.registry.store, token, wall_ms())) if token else None
        if found is None:
            raise NotAllowed(Code.SESSION_MISSING)
        if not looks:
            _check_origin(connection)
    if found.officer.role not in rule.roles:
        raise NotAllowed(Code.ROLE_MISSING)
    keep_pace(connection.scope, found.officer.officer)
    return found


def _check_json(connection: AnyConnection) -> None:
    kind = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Invalid(Code.MEDIA_TYPE_UNSUPPORTED)


def _check_text(connection: AnyConnection) -> None:
    if "\0" in connection.url.path or b"%00" in connection.scope["query_string"]:  # PostgreSQL takes none
        raise Invalid(Code.REQUEST_INVALID)


def _check_way(connection: AnyConnection) -> None:
    if not is_secure(connection) and sender_of(connection.scope) not in THIS_MACHINE:
        raise NotAllowed(Code.HTTPS_NEEDED)


def _check_origin(connection: AnyConnection) -> None:
    """Browsers say with every form and every call that changes something whose page it comes from."""
    here, there = connection.headers.get("host", ""), connection.headers.get("origin", "")
    if not here or urlsplit(there).netloc.lower() != here.lower():
        raise NotAllowed(Code.FORM_FOREIGN)
