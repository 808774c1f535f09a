"""Officers and organisations: who signs in here, for whom; another code, an end.

Imports litestar, the officers' rules and its neighbours.
"""

from typing import Any, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.clock import wall_ms
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers import accounts
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.officers.shapes import OfficerRole
from fieldpoint.registry.pages.entry import Nothing
from fieldpoint.registry.pages.face import go, show
from fieldpoint.registry.pages.form import read_form
from fieldpoint.registry.pages.words import ROLES

Asked = Request[Any, Any, Any]


class OfficerForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/people."""

    name: str
    role: OfficerRole
    organisation: str = ""


class OrganisationForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/organisations."""

    organisation: str
    title: str
    counts_only: Literal["", "yes"] = ""


@get("/officers/people", include_in_schema=False)
async def get_people(request: Asked, office: NamedDependency[Office]) -> Response[str]:
    """Everybody who signs in here, and the organisations."""
    store = office.registry.store
    people, bodies = await office.ask(lambda: (store.officers(), store.organisations()))
    return show(request, "people.html", people=people, organisations=bodies, roles=ROLES)


@post("/officers/people", include_in_schema=False, status_code=201)
async def post_officer(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Somebody new may sign in; the code is shown this once."""
    form = await read_form(request, OfficerForm)
    store, by = office.registry.store, officer.by(wall_ms())
    made, code = await office.ask(lambda: accounts.add_officer(store, by, form.name, form.role, form.organisation))
    return show(request, "officer_code.html", status=201, name=made.name, code=code.upper())


@post("/officers/organisations", include_in_schema=False)
async def post_organisation(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The organisation stands so from here on."""
    form = await read_form(request, OrganisationForm)
    store, by, shy = office.registry.store, officer.by(wall_ms()), form.counts_only == "yes"
    await office.ask(lambda: accounts.save_organisation(store, by, form.organisation, form.title, counts_only=shy))
    return go("/officers/people", "saved")


@post("/officers/people/{person:str}/codes", include_in_schema=False, status_code=201)
async def post_officer_code(
    request: Asked, person: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Another code; the password and all sessions are over with it."""
    await read_form(request, Nothing)
    code = await office.ask(lambda: accounts.new_code(office.registry.store, officer.by(wall_ms()), person))
    return show(request, "officer_code.html", status=201, name="", code=code.upper())


@post("/officers/people/{person:str}/revocations", include_in_schema=False)
async def post_officer_end(
    request: Asked, person: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The account is over from the next request on."""
    await read_form(request, Nothing)
    await office.ask(lambda: accounts.revoke_officer(office.registry.store, officer.by(wall_ms()), person))
    return go("/officers/people", "revoked")
