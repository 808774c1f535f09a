"""Sites: which there are and how they stand; one is invited, named, let in again, stopped; keys and lives end.

Imports litestar, the overview and its neighbours.
"""

from typing import Any, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.clock import wall_ms
from fieldpoint.registry.decide import end_key
from fieldpoint.registry.lives.alerts import retire_epoch
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview import acts
from fieldpoint.registry.overview.sites import SITES_A_PAGE, site_detail, sites_page
from fieldpoint.registry.pages.entry import Nothing
from fieldpoint.registry.pages.face import go, number_of, show
from fieldpoint.registry.pages.form import read_form

Asked = Request[Any, Any, Any]


class InviteForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/sites."""

    site: str
    title: str = ""
    organisation: str = ""


class NameForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/sites/{site}."""

    title: str = ""
    organisation: str = ""


class StopForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/sites/{site}/stops: whoever stops a site types its code again."""

    again: str


class KeyForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/sites/{site}/keys/{kid}."""

    how: Literal["retired", "compromised"]


@get("/officers/sites", include_in_schema=False)
async def get_sites(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The officer's sites, the longest silent first."""
    like, page = request.query_params.get("find", "")[:80], number_of(request, "page")
    store = office.registry.store
    found = await office.ask(lambda: sites_page(store, officer, like, page, wall_ms()))
    bodies = await office.ask(store.organisations)
    pages = -(-found.count // SITES_A_PAGE)
    return show(request, "sites.html", found=found, like=like, page=page, pages=pages, organisations=bodies)


@post("/officers/sites", include_in_schema=False, status_code=201)
async def post_site(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """A site is invited; its code is shown this once."""
    form = await read_form(request, InviteForm)
    named = (form.title, form.organisation)
    code = await office.ask(lambda: acts.invite_site(office.registry.store, officer, form.site, named, wall_ms()))
    return show(request, "code.html", status=201, site=form.site, code=code)


@get("/officers/sites/{site:str}", include_in_schema=False)
async def get_site(
    request: Asked, site: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """One site, its keys, the lives of its log, and what may be done about it."""
    store = office.registry.store
    found = await office.ask(lambda: site_detail(store, officer, site, wall_ms()))
    return show(request, "site.html", found=found, organisations=await office.ask(store.organisations))


@post("/officers/sites/{site:str}", include_in_schema=False)
async def post_site_name(
    request: Asked, site: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The site is called otherwise, or belongs to another organisation."""
    form = await read_form(request, NameForm)
    named = (form.title, form.organisation)
    await office.ask(lambda: acts.name_site(office.registry.store, officer, site, named, wall_ms()))
    return go(f"/officers/sites/{site}", "saved")


@post("/officers/sites/{site:str}/codes", include_in_schema=False, status_code=201)
async def post_site_code(
    request: Asked, site: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Another code for a site whose computer was changed; it is shown this once."""
    await read_form(request, Nothing)
    code = await office.ask(lambda: acts.another_code(office.registry.store, officer, site, wall_ms()))
    return show(request, "code.html", status=201, site=site, code=code)


@post("/officers/sites/{site:str}/stops", include_in_schema=False)
async def post_site_stop(
    request: Asked, site: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Nothing new of the site counts, until it enrols anew."""
    form = await read_form(request, StopForm)
    if form.again != site:
        return go(f"/officers/sites/{site}", "not-stopped")
    await office.ask(lambda: acts.stop_site(office.registry.store, officer, site, wall_ms()))
    return go(f"/officers/sites/{site}", "stopped")


@post("/officers/sites/{site:str}/keys/{kid:int}", include_in_schema=False)
async def post_key(
    request: Asked, site: FromPath[str], kid: FromPath[int], office: NamedDependency[Office]
) -> Response[str]:
    """A key ends: good for all that is held, or in wrong hands."""
    form = await read_form(request, KeyForm)
    officer: SignedIn = request.state.officer
    await office.ask(lambda: end_key(office.registry.store, officer.by(wall_ms()), site, kid, form.how))
    return go(f"/officers/sites/{site}", "key-ended")


@post("/officers/sites/{site:str}/lives/{epoch:str}", include_in_schema=False)
async def post_life(
    request: Asked, site: FromPath[str], epoch: FromPath[str], office: NamedDependency[Office]
) -> Response[str]:
    """One of two lives of a log ends."""
    await read_form(request, Nothing)
    officer: SignedIn = request.state.officer
    await office.ask(lambda: retire_epoch(office.registry.store, officer.by(wall_ms()), site, epoch))
    return go(f"/officers/sites/{site}", "life-ended")
