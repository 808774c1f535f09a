"""One's own account: another password, keys for programs that ask in one's name.

Imports litestar, the officers' rules and its neighbours.
"""

from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Code, Invalid, NotAllowed
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.accounts import change_password
from fieldpoint.registry.officers.guard import cookie_name
from fieldpoint.registry.officers.passwords import check_new, hash_password
from fieldpoint.registry.officers.sessions import SignedIn, end_key, make_key
from fieldpoint.registry.officers.sign_in import begin_attempt, end_attempt
from fieldpoint.registry.pages.entry import Nothing
from fieldpoint.registry.pages.face import go, show
from fieldpoint.registry.pages.form import read_form

Asked = Request[Any, Any, Any]


class PasswordForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/account/password."""

    before: str
    password: str
    again: str


class KeyForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/account/keys."""

    title: str


@get("/officers/account", include_in_schema=False)
async def get_account(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """One's own password and keys."""
    keys = await office.ask(lambda: office.registry.store.keys_of_officer(officer.officer.officer))
    return show(request, "account.html", keys=keys, made=None)


@post("/officers/account/password", include_in_schema=False)
async def post_password(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Another password; all sessions and keys are over, this one too. The old one is counted as at the door."""
    form = await read_form(request, PasswordForm)
    if form.password != form.again:
        raise Invalid(Code.PASSWORDS_DIFFER)
    who, registry = officer.officer, office.registry
    check_new(form.password, who.name)
    browser = request.cookies.get(cookie_name(request, "browser"), "")
    attempt = await office.ask(lambda: begin_attempt(registry, who.name, browser, wall_ms()))
    right = await office.slowly(lambda: attempt.is_right(form.before))
    if await office.ask(lambda: end_attempt(registry.store, attempt, wall_ms(), right=right)) is None:
        raise NotAllowed(Code.PASSWORD_WRONG)
    kept = await office.slowly(lambda: hash_password(form.password))
    await office.ask(lambda: change_password(registry.store, who, kept, wall_ms()))
    return go("/officers/sign-in", "chosen")


@post("/officers/account/keys", include_in_schema=False, status_code=201)
async def post_program_key(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """A key for a program, for ninety days; it is shown this once."""
    form = await read_form(request, KeyForm)
    store, who = office.registry.store, officer.officer.officer
    made = await office.ask(lambda: make_key(store, officer.by(wall_ms()), who, form.title))
    keys = await office.ask(lambda: store.keys_of_officer(who))
    return show(request, "account.html", status=201, keys=keys, made=made)


@post("/officers/account/keys/{key:str}", include_in_schema=False)
async def post_program_key_end(
    request: Asked, key: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The key opens nothing any more."""
    await read_form(request, Nothing)
    who = officer.officer.officer
    await office.ask(lambda: end_key(office.registry.store, officer.by(wall_ms()), who, key))
    return go("/officers/account", "saved")
