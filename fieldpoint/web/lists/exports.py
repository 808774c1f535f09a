"""/api/v1/exports: a list leaves the site; the log has it before a byte has gone.

Ordering is signed as every change is; fetching is a look of the same lead, once, within five minutes: a download
cannot be signed.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.response import Stream

from fieldpoint import ids
from fieldpoint.clock import monotonic_s
from fieldpoint.errors import Code, NotFound
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.lists.wire import ExportReply, ExportRequest, Ordered
from fieldpoint.web.till import Till

_GOOD_FOR_S: Final = 300.0
_MOST_ORDERS = 16


@post("/api/v1/exports", status_code=201)
async def post_export(
    data: JSONBody[ExportRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> ExportReply:
    """The log says that the list leaves, and it may be fetched once within five minutes."""
    from fieldpoint.desk.lists.export import record_export  # noqa: PLC0415
    from fieldpoint.desk.open_day import today  # noqa: PLC0415

    def write(tx: Transaction) -> tuple[int, str]:
        row = record_export(tx, data.what, str(session.operator))
        return row.rows, today(tx.connection, tx.now, till.site.facts.zone)

    rows, day = await till.writer.write(write)
    name = f"{data.what}-{day}.{data.format}"
    key = ids.new_start()
    while len(till.ordered) >= _MOST_ORDERS:
        till.ordered.pop(next(iter(till.ordered)))
    until = monotonic_s() + _GOOD_FOR_S
    till.ordered[key] = Ordered(wanted=data, name=name, op=str(session.operator), until_s=until)
    return ExportReply(export=key, name=name, rows=rows)


@get("/api/v1/exports/{export:str}", media_type="application/octet-stream")
async def get_export(export: FromPath[str], till: NamedDependency[Till], session: NamedDependency[SignIn]) -> Stream:
    """The list as a file. 404 `export-unknown`: fetched already, too old, or somebody else's."""
    from fieldpoint.exchange.outgoing.forms import MEDIA_TYPES  # noqa: PLC0415

    found = till.ordered.get(export)
    if found is None or found.op != str(session.operator) or found.until_s < monotonic_s():
        raise NotFound(Code.EXPORT_UNKNOWN)
    del till.ordered[export]
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return Stream(_bytes(till, found.wanted), media_type=MEDIA_TYPES[found.wanted.format], headers=headers)


def _bytes(till: Till, wanted: ExportRequest) -> Iterator[bytes]:
    """The list from a connection of its own; each piece is made on a thread, so the desks go on."""
    from fieldpoint.desk.lists.export import export_bytes  # noqa: PLC0415

    with closing(till.site.connect(read_only=True)) as connection:
        yield from export_bytes(connection, wanted.what, wanted.format, hxl=wanted.hxl)
