"""How an officer comes in and goes: the one-time code and a first password, name and password, signing out.

Imports litestar, the officers' rules and its neighbours.
"""

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Code, Invalid, NotAllowed, Unavailable
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.accounts import choose_password, holder_of_code
from fieldpoint.registry.officers.guard import cookie_name, is_secure
from fieldpoint.registry.officers.passwords import check_new, hash_password
from fieldpoint.registry.officers.sessions import LONGEST_MS, SignedIn, close_session
from fieldpoint.registry.officers.sign_in import begin_attempt, end_attempt, known_browser
from fieldpoint.registry.pages.face import go, show
from fieldpoint.registry.pages.form import read_form
from fieldpoint.serving.guard import guard_of, sender_of
from fieldpoint.serving.pace import THIS_MACHINE

_KNOWN_S = 400 * 24 * 60 * 60


class SignInForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/sign-in."""

    name: str
    password: str


class FirstForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/first."""

    code: str
    password: str
    again: str


class Nothing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form that is a button only."""


@get("/officers/sign-in", include_in_schema=False)
async def get_sign_in(request: Request[Any, Any, Any]) -> Response[str]:
    """Name and password."""
    return show(request, "sign_in.html")


@post("/officers/sign-in", include_in_schema=False)
async def post_sign_in(request: Request[Any, Any, Any], office: NamedDependency[Office]) -> Response[Any]:
    """Somebody is signed in at this browser; wrong names and wrong passwords get one answer."""
    form = await read_form(request, SignInForm)
    _check_pace(request)
    browser = request.cookies.get(cookie_name(request, "browser"), "")
    attempt = await office.ask(lambda: begin_attempt(office.registry, form.name, browser, wall_ms()))
    right = await office.slowly(lambda: attempt.is_right(form.password))
    token = await office.ask(lambda: end_attempt(office.registry.store, attempt, wall_ms(), right=right))
    if token is None or attempt.officer is None:
        _count_miss(request)
        raise NotAllowed(Code.PASSWORD_WRONG)
    answer = go("/officers")
    answer.set_cookie(_cookie(request, "officer", token, LONGEST_MS // 1000))
    answer.set_cookie(_cookie(request, "browser", known_browser(office.registry, attempt.officer.officer), _KNOWN_S))
    return answer


@get("/officers/first", include_in_schema=False)
async def get_first(request: Request[Any, Any, Any]) -> Response[str]:
    """A one-time code and a password of one's own."""
    return show(request, "first.html")


@post("/officers/first", include_in_schema=False)
async def post_first(request: Request[Any, Any, Any], office: NamedDependency[Office]) -> Response[Any]:
    """The password is chosen and the code used up; then one signs in with it."""
    form = await read_form(request, FirstForm)
    _check_pace(request)
    try:
        holder = await office.ask(lambda: holder_of_code(office.registry.store, form.code, wall_ms()))
    except NotAllowed:
        _count_miss(request)
        raise
    if form.password != form.again:
        raise Invalid(Code.PASSWORDS_DIFFER)
    check_new(form.password, holder.name)
    kept = await office.slowly(lambda: hash_password(form.password))
    await office.ask(lambda: choose_password(office.registry.store, form.code, kept, wall_ms()))
    return go("/officers/sign-in", "chosen")


@post("/officers/sign-out", include_in_schema=False)
async def post_sign_out(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[Any]:
    """Nobody is signed in at this browser."""
    await read_form(request, Nothing)
    token = request.cookies.get(cookie_name(request), "")
    await office.ask(lambda: close_session(office.registry.store, token, officer.officer.officer, wall_ms()))
    answer = go("/officers/sign-in", "out")
    answer.set_cookie(_cookie(request, "officer", "", 0))
    return answer


def _check_pace(request: Request[Any, Any, Any]) -> None:
    """`Unavailable` (`too-fast`) where many wrong tries came from one address lately.

    Behind a proxy on this machine all come from one; there the name alone is counted (sign_in.py).
    """
    sender = sender_of(request.scope)
    if sender not in THIS_MACHINE and (wait := guard_of(request.scope).guesses.is_used_up(sender)):
        raise Unavailable(Code.TOO_FAST, retry_after_s=wait)


def _count_miss(request: Request[Any, Any, Any]) -> None:
    guard_of(request.scope).guesses.wait_s(sender_of(request.scope))


def _cookie(request: Request[Any, Any, Any], what: str, value: str, lives_s: int) -> Cookie:
    return Cookie(
        key=cookie_name(request, what),
        value=value,
        path="/",
        max_age=lives_s,
        httponly=True,
        secure=is_secure(request),
        samesite="strict",
    )
