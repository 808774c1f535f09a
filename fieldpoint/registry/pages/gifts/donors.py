"""Donors at the registry: neighbourhoods by donors of a quarter or a year, and each donor's statement.

    GET  /officers/gifts?quarter=1405-S3 or &year=1405     the table
    GET  /officers/gifts/{donor}?quarter=                   a statement; `unknown` is whoever nobody knows
    POST /officers/gifts/{donor}                            what the donor is called
    POST /officers/gifts/{donor}/joins                      who is the same donor at another site
    GET  /officers/gifts/{donor}/sheet?quarter=             the statement as a PDF, of quarters that are over

An auditor sees the table and no names. Imports litestar, the store and its neighbours.
"""

import asyncio
import re
from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from fieldpoint.core.gifts.spoken import (
    DONOR_KINDS,
    KINDS,
    NOWHERE_KNOWN,
    behind_said,
    corrected_said,
    end_said,
    item_said,
    line_notes,
    quarter_said,
)
from fieldpoint.core.gifts.statement import Statement, Table, is_over, table_of
from fieldpoint.core.gifts.sums import quarter_of
from fieldpoint.core.spoken import in_digits
from fieldpoint.errors import Code, Conflict
from fieldpoint.registry.gifts.look import Looked, call_own_donor, join_own_donors, look_at_gifts, part_own_donor
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import HEADERS, go, show
from fieldpoint.registry.pages.form import read_form

GIFTS: Final = "/officers/gifts"
_QUARTER = re.compile(r"1[2-5]\d\d-S[1-4]", re.ASCII)
_YEAR = re.compile(r"1[2-5]\d\d", re.ASCII)
Asked = Request[Any, Any, Any]


class NameForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/gifts/{donor}."""

    name: str = ""
    quarter: str = ""


class JoinForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /officers/gifts/{donor}/joins: another donor is this one, or is one of their own again."""

    other: str = ""
    how: Literal["join", "part"] = "join"


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
        behind=behind_said(looked.behind(max(chosen, default=""))),
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
        others=looked.others(statement.donor),
        behind=behind_said(looked.behind(statement.quarter)),
        quarters=sorted({*looked.gathered.quarters(), statement.quarter}, reverse=True),
        quarter_said=quarter_said,
        item_said=item_said,
        end_said=end_said,
        line_notes=line_notes,
        corrected_said=corrected_said,
        nowhere=NOWHERE_KNOWN,
    )


@post(f"{GIFTS}/{{donor:str}}", include_in_schema=False)
async def post_gift_donor(
    request: Asked, donor: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """The donor is called so. 404 `donor-unknown`."""
    form = await read_form(request, NameForm)
    await office.ask(lambda: call_own_donor(office, officer, donor, form.name))
    return go(f"{GIFTS}/{donor}", "saved")


@post(f"{GIFTS}/{{donor:str}}/joins", include_in_schema=False)
async def post_gift_donor_join(
    request: Asked, donor: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> Response[str]:
    """Another donor is this one, or is one of their own again. 404 `donor-unknown`."""
    form = await read_form(request, JoinForm)
    how = join_own_donors if form.how == "join" else part_own_donor
    await office.ask(lambda: how(office, officer, donor, form.other))
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


def _statement(request: Asked, office: Office, officer: SignedIn, donor: str) -> tuple[Looked, Statement]:
    looked = look_at_gifts(office, officer)
    asked = request.query_params.get("quarter", "")
    known = looked.gathered.quarters() or [quarter_of(looked.today)]
    return looked, looked.statement(donor, asked if _QUARTER.fullmatch(asked) else known[0])


def _chosen(request: Asked, over: list[str]) -> tuple[list[str], str]:
    """The quarters whose table is asked for, and the year where it is a year's."""
    year, quarter = request.query_params.get("year", ""), request.query_params.get("quarter", "")
    if _YEAR.fullmatch(year):
        return [one for one in over if one.startswith(year)], year
    return [quarter] if quarter in over else over[:1], ""
