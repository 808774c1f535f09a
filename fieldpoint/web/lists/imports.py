"""/api/v1/imports: the lead sends a list in parts, looks at what would come of it, and confirms.

The stream only reads, so the session's cookie is enough for it, and whoever looks away ends nothing.
"""

import asyncio
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import AsyncGenerator

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.response import ServerSentEvent, ServerSentEventMessage, Stream

from fieldpoint.errors import Code, Conflict
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.lists import uploads as parts
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.lists.wire import (
    PART_BYTES,
    EmptyRequest,
    ImportReply,
    ImportRequest,
    MappingsReply,
    MappingView,
    PartRequest,
)
from fieldpoint.web.till import Till

_LOOK_EVERY_S = 0.25
_BUSY = frozenset({"reading", "writing"})


@get("/api/v1/mappings")
async def get_mappings(till: NamedDependency[Till]) -> MappingsReply:
    """The names that a list's columns may have: the package's and the site's own."""
    from fieldpoint.exchange.naming.mapping import find_mapping, own_mappings, packaged_mappings  # noqa: PLC0415

    names = sorted({*packaged_mappings(), *own_mappings(till.site.folder)})
    found = [(name, find_mapping(name, till.site.folder)) for name in names]
    return MappingsReply(
        mappings=[MappingView(mapping=name, title=one.title, title_fa=one.title_fa) for name, one in found]
    )


@post("/api/v1/imports", status_code=201)
async def post_import(data: JSONBody[ImportRequest], till: NamedDependency[Till]) -> ImportReply:
    """A new upload, whose parts may come; an older one that nobody works on is gone.

    404 `mapping-not-found`, 400 `mapping-invalid`, 409 `import-running`.
    """
    from fieldpoint.exchange.naming.mapping import find_mapping  # noqa: PLC0415

    find_mapping(data.mapping, till.site.folder)
    begun = till.uploads.begin(data.name, data.size, data.mapping)
    await till.writer.write(parts.clear)
    return begun


@post("/api/v1/imports/{import_id:str}/parts", status_code=201)
async def post_import_part(
    import_id: FromPath[str], data: JSONBody[PartRequest], till: NamedDependency[Till]
) -> ImportReply:
    """The part is kept; the last one again is no fault. 404 `import-unknown`, 409 `import-part-unfit`."""
    try:
        content = b64decode(data.content, validate=True)
    except (Base64Error, ValueError):
        raise Conflict(Code.IMPORT_PART_UNFIT) from None
    if not 0 < len(content) <= PART_BYTES:
        raise Conflict(Code.IMPORT_PART_UNFIT)

    def keep(tx: Transaction) -> None:
        parts.put_part(tx, data.number, content)

    if till.uploads.check_part(import_id, data.number, len(content)):
        await till.writer.write(keep)
        till.uploads.count_part(import_id, len(content))
    return till.uploads.stands(import_id)


@post("/api/v1/imports/{import_id:str}/previews", status_code=202)
async def post_import_preview(
    import_id: FromPath[str],
    data: JSONBody[EmptyRequest],  # noqa: ARG001  only JSON may be posted
    till: NamedDependency[Till],
    session: NamedDependency[SignIn],
) -> ImportReply:
    """The list is being read; nothing is written. 404 `import-unknown`, 409 `import-unready`."""
    found = till.uploads.expect(import_id, "receiving", "read")
    if found.received != found.size:
        raise Conflict(Code.IMPORT_UNREADY)
    return till.uploads.start(import_id, "preview", str(session.operator))


@post("/api/v1/imports/{import_id:str}/confirmations", status_code=202)
async def post_import_confirmation(
    import_id: FromPath[str],
    data: JSONBody[EmptyRequest],  # noqa: ARG001  only JSON may be posted
    till: NamedDependency[Till],
    session: NamedDependency[SignIn],
) -> ImportReply:
    """The list that was looked at is being written. 404 `import-unknown`, 409 `import-unready`."""
    till.uploads.expect(import_id, "read")
    return till.uploads.start(import_id, "write", str(session.operator))


@post("/api/v1/imports/{import_id:str}/cancellations", status_code=201)
async def post_import_cancellation(
    import_id: FromPath[str],
    data: JSONBody[EmptyRequest],  # noqa: ARG001  only JSON may be posted
    till: NamedDependency[Till],
) -> ImportReply:
    """The upload is forgotten. 404 `import-unknown`, 409 `import-running` while it is being written."""
    over = till.uploads.cancel(import_id)
    await till.writer.write(parts.clear)
    return over


@get("/api/v1/imports/{import_id:str}")
async def get_import(import_id: FromPath[str], till: NamedDependency[Till]) -> ImportReply:
    """How the upload stands. 404 `import-unknown`."""
    return till.uploads.stands(import_id)


@get("/api/v1/imports/{import_id:str}/events", media_type="text/event-stream")
async def get_import_events(import_id: FromPath[str], till: NamedDependency[Till]) -> ServerSentEvent:
    """Events of how the upload stands, the last one when nothing is being read or written. 404 `import-unknown`."""
    till.uploads.stands(import_id)
    return ServerSentEvent(_events(till, import_id), headers={"Cache-Control": "no-store"})


@get("/api/v1/imports/{import_id:str}/errors", media_type="text/csv")
async def get_import_errors(import_id: FromPath[str], till: NamedDependency[Till]) -> Stream:
    """The rows that somebody has to mend, as a list that can be sent in again. 409 `import-unready`."""
    till.uploads.expect(import_id, "read", "done")
    headers = {"Content-Disposition": 'attachment; filename="rows-to-mend.csv"'}
    return Stream(till.uploads.error_rows(import_id), media_type="text/csv; charset=utf-8", headers=headers)


async def _events(till: Till, import_id: str) -> AsyncGenerator[ServerSentEventMessage]:
    told = till.uploads.stands(import_id)
    yield _event(told)
    while told.state in _BUSY:
        await asyncio.sleep(_LOOK_EVERY_S)
        stands = till.uploads.stands(import_id)
        if stands != told:
            told = stands
            yield _event(told)


def _event(stands: ImportReply) -> ServerSentEventMessage:
    return ServerSentEventMessage(event="import", data=msgspec.json.encode(stands).decode())
