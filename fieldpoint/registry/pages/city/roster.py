"""GET /officers/roster: the city's people by neighbourhood, who serves them; an organisation's own list as a file.

    GET  /officers/roster                 neighbourhoods and forms, of which everybody sees what is theirs to do
    POST /officers/roster/assignments     a site serves a neighbourhood, or serves it no longer (admins)
    POST /officers/roster/places          which neighbourhood lies where, as a CSV list (admins)
    POST /officers/roster/exports         an organisation's officers take the list of whom their own sites serve

Nobody takes the list of another organisation's people, and the registry's own admins take none: they look after it for
all, and serve nobody. Imports litestar, exchange, the store and its neighbours.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Stream

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Code, NotAllowed
from fieldpoint.exchange.outgoing.table import Cell
from fieldpoint.registry.city import acts
from fieldpoint.registry.city.places import MOST_BYTES, read_places
from fieldpoint.registry.counts.places import place_of
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.city.sent import read_file_form
from fieldpoint.registry.pages.face import HEADERS, go, show
from fieldpoint.registry.pages.form import read_form

ROSTER: Final = "/officers/roster"
_EVERYBODY: Final = "*"


class Neighbourhood(msgspec.Struct, frozen=True, kw_only=True):
    """A neighbourhood of the roster: where it lies, its households, how many of them no site serves."""

    name: str
    sub_district: str
    district: str
    households: int
    left: int


class AssignForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which site, which neighbourhood ('*' for all, '' for those without a name), and what is to be."""

    site: str
    neighbourhood: str = ""
    act: Literal["assign", "take-back"]


class PeopleForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which form the list is wanted."""

    form: Literal["csv", "xlsx"] = "csv"
    hxl: bool = False


@get(ROSTER, include_in_schema=False)
async def get_roster(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The roster's neighbourhoods for an admin; for an officer what is theirs."""
    store = office.registry.store
    is_admin = officer.officer.role == "admin"

    def look() -> tuple[list[Neighbourhood], list[str], int]:
        if not is_admin:
            return [], [], len({name for site in officer.sites or () for name, _ in store.assigned_to(site)})
        places = store.places()
        found: list[Neighbourhood] = []
        for name, count, served in store.neighbourhoods():
            place = place_of(places, name)
            found.append(
                Neighbourhood(
                    name=name,
                    sub_district=place.sub_district,
                    district=place.district,
                    households=count,
                    left=count - served,
                )
            )
        return found, store.site_codes(), 0

    neighbourhoods, sites, own = await office.ask(look)
    return show(
        request, "roster.html", is_admin=is_admin, neighbourhoods=neighbourhoods, sites=sites, own=own, all=_EVERYBODY
    )


@post(f"{ROSTER}/assignments", include_in_schema=False)
async def post_assignment(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """A site serves a neighbourhood's households from here on, or no longer."""
    form = await read_form(request, AssignForm)
    where = None if form.neighbourhood == _EVERYBODY else form.neighbourhood
    act = acts.assign if form.act == "assign" else acts.take_back
    await office.ask(lambda: act(office.registry, officer.by(wall_ms()), form.site, where))
    return go(ROSTER, "assigned" if form.act == "assign" else "taken-back")


@post(f"{ROSTER}/places", include_in_schema=False)
async def post_places(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The list says which neighbourhood lies where, in the place of the one before."""
    sent = await read_file_form(request, officer, MOST_BYTES)
    found = read_places(sent.content, sent.name)
    await office.ask(lambda: acts.set_places(office.registry.store, officer.by(wall_ms()), found))
    return go(ROSTER, "places")


@post(f"{ROSTER}/exports", status_code=200, include_in_schema=False)
async def post_roster_export(
    request: Request[Any, Any, Any], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Stream:
    """The people whom the sites of one's own organisation serve; the log has it before a name has gone."""
    from fieldpoint.exchange.outgoing.forms import MEDIA_TYPES  # noqa: PLC0415
    from fieldpoint.registry.city.exports import in_pieces, names_of, people_file, people_of  # noqa: PLC0415

    form = await read_form(request, PeopleForm)
    if not officer.officer.organisation or officer.sites is None:
        raise NotAllowed(Code.ROLE_MISSING)
    sites, by = sorted(officer.sites), officer.by(wall_ms())

    def order() -> list[str]:
        names = names_of(office.registry, sites)
        acts.note(office.registry.store, by, "list.export", f"people/{officer.officer.organisation}", str(len(names)))
        return names

    names = await office.ask(order)

    def rows() -> Iterator[Sequence[Cell]]:
        for piece in in_pieces(names):
            yield from office.wait(lambda piece=piece: people_of(office.registry, piece))

    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="people.{form.form}"'}
    content = people_file(rows(), form.form, hxl=form.hxl)
    return Stream(content, media_type=MEDIA_TYPES[form.form], headers=headers)
