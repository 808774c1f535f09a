"""Donors and statements for programs: what the pages of donors show, as JSON. Imports litestar and the gifts."""

import re
from typing import Annotated, Final

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldpoint.core.gifts.rows import DonorKind, GiftKind
from fieldpoint.core.gifts.statement import Row, Statement, Table, is_over, table_of
from fieldpoint.core.gifts.told import Sum
from fieldpoint.core.names import DonorId
from fieldpoint.errors import Code, Invalid
from fieldpoint.registry.api.wire import Done
from fieldpoint.registry.gifts.look import (
    UNKNOWN,
    Looked,
    call_own_donor,
    join_own_donors,
    look_at_gifts,
    part_own_donor,
)
from fieldpoint.registry.office import Office
from fieldpoint.registry.officers.sessions import SignedIn

_QUARTER: Final = re.compile(r"1[2-5][0-9]{2}-S[1-4]", re.ASCII)
_Donor = Annotated[str, msgspec.Meta(min_length=11, max_length=11)]


class DonorView(msgspec.Struct, frozen=True, kw_only=True):
    """A donor, with whoever is the same donor at another site; the name is empty where nobody told it."""

    donor: DonorId
    name: str
    kind: DonorKind
    can: list[GiftKind]
    joined: list[DonorId]


class DonorNameRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /api/v1/donors/{donor}/names."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class DonorJoinRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /api/v1/donors/{donor}/joins and …/partings: who is the same donor, or is so no longer."""

    other: _Donor


class DonorStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A donor's statement of a quarter, the donor's name, what items are called.

    `behind` are sites that told of no day after the quarter, so that rows of theirs may be missing.
    """

    name: str
    statement: Statement
    titles: dict[str, str]
    behind: list[str]


class GiftQuarter(msgspec.Struct, frozen=True, kw_only=True):
    """A quarter in which something was written of gifts, and whether it is over."""

    quarter: str
    over: bool


class GiftTable(msgspec.Struct, frozen=True, kw_only=True):
    """Neighbourhoods by donors; `unknown` is whom nobody knows, and to an auditor donors are numbers.

    `behind` as a statement's.
    """

    quarter: str
    over: bool
    behind: list[str]
    donors: list[str]
    rows: list[Row]
    by_donor: list[Sum]
    together: Sum


@get("/api/v1/donors")
async def get_api_donors(office: NamedDependency[Office], officer: NamedDependency[SignedIn]) -> list[DonorView]:
    """The donors of one's own sites, by their names."""
    looked = await office.ask(lambda: look_at_gifts(office, officer))
    known = looked.gathered.book.donors
    return [_donor(looked, known[donor].kind, list(known[donor].can), donor) for donor in looked.donors]


@get("/api/v1/donors/{donor:str}/statements/{quarter:str}")
async def get_api_statement(
    donor: FromPath[str], quarter: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> DonorStatement:
    """What a donor may be told of a quarter (1405-S3); `unknown` is whom nobody knows. 404 `donor-unknown`.

    Before the quarter's end nothing of households is told. 400 `period-invalid`.
    """
    _check(quarter)
    looked = await office.ask(lambda: look_at_gifts(office, officer))
    found = looked.statement(donor, quarter)
    return DonorStatement(
        name=_name(looked, found.donor), statement=found, titles=looked.titles, behind=looked.behind(quarter)
    )


@post("/api/v1/donors/{donor:str}/names", status_code=200)
async def post_api_donor_name(
    donor: FromPath[str],
    data: JSONBody[DonorNameRequest],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
) -> Done:
    """The donor is called so, whatever the site calls them. 404 `donor-unknown`, 400 `settings-invalid`."""
    await office.ask(lambda: call_own_donor(office, officer, donor, data.name))
    return Done()


@post("/api/v1/donors/{donor:str}/joins", status_code=200)
async def post_api_donor_join(
    donor: FromPath[str],
    data: JSONBody[DonorJoinRequest],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
) -> Done:
    """The other is this donor too; one statement covers both. 404 `donor-unknown`."""
    await office.ask(lambda: join_own_donors(office, officer, donor, data.other))
    return Done()


@post("/api/v1/donors/{donor:str}/partings", status_code=200)
async def post_api_donor_parting(
    donor: FromPath[str],
    data: JSONBody[DonorJoinRequest],
    office: NamedDependency[Office],
    officer: NamedDependency[SignedIn],
) -> Done:
    """The other is one of their own again. 404 `donor-unknown`, for one who was not joined too."""
    await office.ask(lambda: part_own_donor(office, officer, donor, data.other))
    return Done()


@get("/api/v1/gift-quarters")
async def get_api_gift_quarters(
    office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> list[GiftQuarter]:
    """The quarters in which anything was written of gifts, the newest first."""
    looked = await office.ask(lambda: look_at_gifts(office, officer))
    return [GiftQuarter(quarter=one, over=is_over(one, looked.today)) for one in looked.gathered.quarters()]


@get("/api/v1/gift-quarters/{quarter:str}")
async def get_api_gift_table(
    quarter: FromPath[str], office: NamedDependency[Office], officer: NamedDependency[SignedIn]
) -> GiftTable:
    """Neighbourhoods by donors of a quarter; empty before its end. 400 `period-invalid`."""
    _check(quarter)
    looked = await office.ask(lambda: look_at_gifts(office, officer))
    over = is_over(quarter, looked.today)
    table: Table = table_of(looked.gathered.cells if over else (), [quarter])
    named = officer.officer.role != "auditor"
    return GiftTable(
        quarter=quarter,
        over=over,
        behind=looked.behind(quarter),
        donors=[
            UNKNOWN if one is None else str(one) if named else str(number) for number, one in enumerate(table.donors, 1)
        ],
        rows=list(table.rows),
        by_donor=list(table.by_donor),
        together=table.together,
    )


def _donor(looked: Looked, kind: DonorKind, can: list[GiftKind], donor: DonorId) -> DonorView:
    return DonorView(donor=donor, name=_name(looked, donor), kind=kind, can=can, joined=looked.joined(donor))


def _name(looked: Looked, donor: DonorId | None) -> str:
    found = [donor, *looked.joined(donor)] if donor else []
    return next((looked.names[one] for one in found if one in looked.names), "")


def _check(quarter: str) -> None:
    if _QUARTER.fullmatch(quarter) is None:
        raise Invalid(Code.PERIOD_INVALID)
