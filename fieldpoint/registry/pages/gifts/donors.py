"""Donors at the registry: neighbourhoods by donors of a quarter or a year, and each donor's statement.

    GET  /officers/gifts?quarter=1405-S3 or &year=1405     the table
    GET  /officers/gifts/{donor}?quarter=                   a statement; `unknown` is whoever nobody knows
    POST /officers/gifts/{donor}                            what the donor is called
    GET  /officers/gifts/{donor}/sheet?quarter=             the statement as a PDF, of quarters that are over

An auditor sees the table and no names. Imports litestar, the store and its neighbours.
"""

import asyncio
import re
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.clock import wall_ms
from fieldpoint.core.gifts.spoken import (
    DONOR_KINDS,
    KINDS,
    NOWHERE_KNOWN,
    UNKNOWN_ORIGIN,
    end_said,
    item_said,
    quarter_said,
)
from fieldpoint.core.gifts.statement import Gathered, Statement, Table, is_over, statement_of, table_of
from fieldpoint.core.gifts.sums import quarter_of
from fieldpoint.core.names import Day, DonorId
from fieldpoint.core.spoken import in_digits
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.registry.gifts.gather import gather_all, seen_by
from fieldpoint.registry.gifts.names import call_donor, names_of_donors
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import HEADERS, day_at, go, show
from fieldpoint.registry.pages.form import read_form

GIFTS: Final = "/officers/gifts"
UNKNOWN: Final = "unknown"
_QUARTER = re.compile(r"1[2-5]\d\d-S[1-4]", re.ASCII)
_YEAR = re.compile(r"1[2-5]\d\d", re.ASCII)
_SHORT = 4  # signs of a donor's id by which people call one without a name
Asked = Request[Any, Any, Any]


class NameForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/gifts/{donor}."""

    name: str = ""
    quarter: str = ""


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sees: gifts, the donors' names, what items are called, today."""

    gathered: Gathered
    names: dict[str, str]
    titles: dict[str, str]
    today: Day

    def name(self, donor: DonorId | None) -> str:
        """What a donor is called on a page."""
        if donor is None:
            return UNKNOWN_ORIGIN
        return self.names.get(donor) or f"خیّر {donor[:_SHORT]}"


@get(GIFTS, include_in_schema=False)
async def get_gifts(
    request: Asked, office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Neighbourhoods by donors, of a quarter that is over or of the quarters of a year that are."""
    looked = await office.ask(lambda: look_at_gifts(office, officer))
    over = [one for one in looked.gathered.quarters() if is_over(one, looked.today)]
    chosen, year = _chosen(request, over)
    table: Table = table_of(looked.gathered.cells, chosen)
    donors = sorted(looked.gathered.book.donors.values(), key=lambda one: looked.name(one.donor))
    return show(
        request,
        "gifts.html",
        looked=looked,
        table=table,
        donors=donors,
        quarters=over,
        years=sorted({one[:4] for one in over}, reverse=True),
        chosen=chosen,
        year=year,
        said=in_digits(year) if year else quarter_said(chosen[0]) if chosen else "",
        now_quarter=quarter_of(looked.today),
        kinds_of_donors=DONOR_KINDS,
        kinds_of_gifts=KINDS,
        quarter_said=quarter_said,
        nowhere=NOWHERE_KNOWN,
        named=officer.officer.role != "auditor",
    )


@get(f"{GIFTS}/{{donor:str}}", include_in_schema=False)
async def get_gift_donor(
    request: Asked, donor: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """One donor's statement of a quarter. 404 `donor-unknown`."""
    looked, statement = await office.ask(lambda: _statement(request, office, officer, donor))
    return show(
        request,
        "gift_donor.html",
        looked=looked,
        statement=statement,
        donor=donor,
        name=looked.name(statement.donor),
        quarters=sorted({*looked.gathered.quarters(), statement.quarter}, reverse=True),
        quarter_said=quarter_said,
        item_said=item_said,
        end_said=end_said,
        nowhere=NOWHERE_KNOWN,
    )


@post(f"{GIFTS}/{{donor:str}}", include_in_schema=False)
async def post_gift_donor(
    request: Asked, donor: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The donor is called so. 404 `donor-unknown`."""
    form = await read_form(request, NameForm)

    def name() -> None:
        if donor not in look_at_gifts(office, officer).gathered.book.donors:
            raise NotFound(Code.DONOR_UNKNOWN)
        call_donor(office.registry, officer.by(wall_ms()), donor, form.name)

    await office.ask(name)
    return go(f"{GIFTS}/{donor}", "saved")


@get(f"{GIFTS}/{{donor:str}}/sheet", include_in_schema=False)
async def get_gift_sheet(
    request: Asked, donor: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[bytes]:
    """The statement as a PDF. 404 `donor-unknown`, 409 `quarter-open`."""
    from fieldpoint.paper.gifts.statement import Letterhead, statement_pdf  # noqa: PLC0415  fpdf2, for whoever prints

    looked, statement = await office.ask(lambda: _statement(request, office, officer, donor))
    if not statement.over:
        raise Conflict(Code.QUARTER_OPEN)
    giver = "" if statement.donor is None else looked.name(statement.donor)
    head = Letterhead(giver=giver, issuer=office.registry.name, made_on=looked.today)
    return pdf(await asyncio.to_thread(statement_pdf, statement, looked.titles, head), f"donor-{statement.quarter}")


def pdf(content: bytes, name: str) -> Response[bytes]:
    """A PDF that a browser saves under this name."""
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


def look_at_gifts(office: Office, officer: SignedIn) -> Looked:
    """What this officer sees of gifts; an auditor without names."""
    store = office.registry.store
    named = officer.officer.role != "auditor"
    return Looked(
        gathered=seen_by(office.remembered.get(store, "gifts", lambda: gather_all(store)), officer.sites),
        names=names_of_donors(office.registry) if named else {},
        titles=titles_of_items(office),
        today=Day(day_at(wall_ms())),
    )


def titles_of_items(office: Office) -> dict[str, str]:
    """What items of programmes are called."""
    titles: dict[str, str] = {}
    for rule in office.registry.store.newest_rules().values():
        said: dict[str, Any] = msgspec.json.decode(rule)
        titles[str(said.get("item"))] = str(said.get("item_title_fa") or said.get("title_fa") or said.get("item"))
    return titles


def _statement(request: Asked, office: Office, officer: SignedIn, donor: str) -> tuple[Looked, Statement]:
    looked = look_at_gifts(office, officer)
    wanted = None if donor == UNKNOWN else DonorId(donor)
    if wanted not in looked.gathered.book.donors and not (wanted is None and officer.sites is None):
        raise NotFound(Code.DONOR_UNKNOWN)
    asked = request.query_params.get("quarter", "")
    known = looked.gathered.quarters() or [quarter_of(looked.today)]
    quarter = asked if _QUARTER.fullmatch(asked) else known[0]
    return looked, statement_of(looked.gathered, wanted, quarter, looked.today)


def _chosen(request: Asked, over: list[str]) -> tuple[list[str], str]:
    """The quarters whose table is asked for, and the year where it is a year's."""
    year, quarter = request.query_params.get("year", ""), request.query_params.get("quarter", "")
    if _YEAR.fullmatch(year):
        return [one for one in over if one.startswith(year)], year
    return [quarter] if quarter in over else over[:1], ""
