"""GET /api/v1/gift-statements: what a donor may be told of a Jalali quarter, as it is and as a sheet of paper."""

import asyncio
from contextlib import closing
from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from fieldpoint.core.gifts.statement import statement_of
from fieldpoint.core.names import DonorId
from fieldpoint.desk.gifts.gather import gather, today_of
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store.gifts.book import donor_names
from fieldpoint.web.gifts.views import goods_of, titles_of
from fieldpoint.web.gifts.wire import StatementReply
from fieldpoint.web.till import Till

_Quarter = Annotated[str, QueryParameter(name="quarter", pattern="^1[2-5][0-9]{2}-S[1-4]$", max_length=7)]
_Donor = Annotated[str, QueryParameter(name="donor", pattern="^([A-Za-z0-9_-]{11})?$", max_length=11)]
_HEADERS = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="donor-statement.pdf"'}


@get("/api/v1/gift-statements")
async def get_gift_statement(till: NamedDependency[Till], quarter: _Quarter, donor: _Donor = "") -> StatementReply:
    """The statement; without `donor` of what came from nobody who is known. 404 `donor-unknown`.

    Of a quarter that is not over yet nothing of households is told.
    """
    return await asyncio.to_thread(_look, till, quarter, donor)


@get("/api/v1/gift-statements/sheet", media_type="application/pdf")
async def get_gift_statement_sheet(
    till: NamedDependency[Till], quarter: _Quarter, donor: _Donor = ""
) -> Response[bytes]:
    """The statement as a PDF for the donor. 404 `donor-unknown`, 409 `quarter-open` before the quarter's end."""
    from fieldpoint.paper.gifts.statement import Letterhead, statement_pdf  # noqa: PLC0415  fpdf2, for whoever prints

    told = await asyncio.to_thread(_look, till, quarter, donor)
    if not told.statement.over:
        raise Conflict(Code.QUARTER_OPEN)
    today = today_of(till.site, till.reader)
    head = Letterhead(giver=told.name, issuer=till.site.facts.name_fa, made_on=today)
    sheet = await asyncio.to_thread(statement_pdf, told.statement, told.titles, head)
    return Response(sheet, media_type="application/pdf", headers=_HEADERS)


def _look(till: Till, quarter: str, donor: str) -> StatementReply:
    with closing(till.site.connect(read_only=True)) as connection:
        today = today_of(till.site, connection)
        gathered, names = gather(connection, today), donor_names(connection)
        titles = titles_of(goods_of(connection))
    wanted = DonorId(donor) if donor else None
    if wanted is not None and wanted not in gathered.book.donors:
        raise NotFound(Code.DONOR_UNKNOWN)
    named = names.get(wanted) if wanted else None
    statement = statement_of(gathered, wanted, quarter, today)
    return StatementReply(name="" if named is None else named.name, statement=statement, titles=titles)
