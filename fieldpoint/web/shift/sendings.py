"""/api/v1/sendings: the lead sends now, and watches the rows go.

The sending is begun by a request of its own, which a tablet signs; its stream only reads, so the session's
cookie is enough, and whoever looks away ends nothing.
"""

import asyncio
from collections.abc import AsyncGenerator

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.response import ServerSentEvent, ServerSentEventMessage

from fieldpoint.store import outbox
from fieldpoint.web.shift.wire import SendingReply
from fieldpoint.web.till import Till

_LOOK_EVERY_S = 0.25


@post("/api/v1/sendings", status_code=202)
async def post_sending(till: NamedDependency[Till]) -> SendingReply:
    """Everything is being sent, what was parked too; while one runs it is that one. 404 `registry-not-enrolled`."""
    till.pusher.send_now(till.reader)
    return _stands(till)


@get("/api/v1/sendings", media_type="text/event-stream")
async def get_sending(till: NamedDependency[Till]) -> ServerSentEvent:
    """Events of how the sending stands, the last one when it is over (`running` false)."""
    # Litestar's own is "no-cache", which lets a browser keep them.
    return ServerSentEvent(_events(till), headers={"Cache-Control": "no-store"})


async def _events(till: Till) -> AsyncGenerator[ServerSentEventMessage]:
    told = _stands(till)
    yield _event(told)
    while told.running:
        await asyncio.sleep(_LOOK_EVERY_S)
        stands = _stands(till)
        if stands != told:
            told = stands
            yield _event(told)


def _event(stands: SendingReply) -> ServerSentEventMessage:
    return ServerSentEventMessage(event="sending", data=msgspec.json.encode(stands).decode())


def _stands(till: Till) -> SendingReply:
    last = till.pusher.last_sending
    running = till.pusher.is_sending
    return SendingReply(
        running=running,
        unsent=outbox.unsent(till.reader),
        sent=None if running or last is None else last.sent,
        code=None if running or last is None else last.code or last.parked,
    )
