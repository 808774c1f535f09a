"""POST /api/v1/epochs: the lead's PIN opens a new life of the log, with or without a line to the registry."""

import asyncio
from contextlib import suppress
from typing import Annotated

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta

from fieldpoint.desk.lives.begin_life import Begun, begin_life
from fieldpoint.desk.sign_in import begin_attempt, settle_attempt
from fieldpoint.errors import Code, Conflict, FieldpointError, NotAllowed
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.lives.due import due, is_set_back
from fieldpoint.store.transaction import Transaction, read_head
from fieldpoint.sync.loop import push_now
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt
from fieldpoint.web.wire import Receipt, Wire

_ASK_S = 20.0  # the registry may know rows that were lost; a lead who waits knows nothing of it


class EpochRequest(Wire, frozen=True, kw_only=True):
    """The PIN of whoever is signed in."""

    pin: Annotated[str, Meta(pattern="^[0-9]{6}$", max_length=6)]


class EpochReply(Wire, frozen=True, kw_only=True):
    """Why the new life began, and its first row."""

    reason: str
    receipt: Receipt


@post("/api/v1/epochs", status_code=201)
async def post_epoch(
    data: JSONBody[EpochRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> EpochReply:
    """The log goes on in a new life and the site serves again; what the registry has of the lost rows came back first.

    409 `epoch-not-due` where nothing asks for it; 401 `pin-wrong`, 429 `pin-locked`, 403 `pin-reset-needed`.
    """
    if due(till.reader) is None and not till.presence.rolled_back:
        raise Conflict(Code.EPOCH_NOT_DUE)
    await _check_pin(till, session, data.pin)
    with suppress(FieldpointError, TimeoutError):  # without a line it is done all the same, and the rows come later
        await asyncio.wait_for(push_now(till.site), _ASK_S)
    noticed = "rollback" if till.presence.rolled_back else None
    lost = till.presence.lives_unknown()

    def write(tx: Transaction) -> Begun:
        return begin_life(tx, till.site.facts.code, session.operator, noticed=noticed, lost=lost)

    begun = await till.writer.write(write, urgent=True)
    till.presence.forget_log()
    till.pusher.poke()
    return EpochReply(reason=begun.reason, receipt=receipt(begun.stands, till.epochs))


def refuse_set_back(till: Till) -> None:
    """Nothing is handed over by a log that is known to be an older copy. `Conflict` (`site-rolled-back`)."""
    if till.presence.rolled_back or is_set_back(till.reader):
        raise Conflict(Code.SITE_ROLLED_BACK, seq=read_head(till.reader).seq)


def life_warning(till: Till) -> Code | None:
    """What the lead must see to in the log itself, if anything."""
    if till.presence.rolled_back or is_set_back(till.reader):
        return Code.SITE_ROLLED_BACK
    return None if due(till.reader) is None else Code.EPOCH_DUE


async def _check_pin(till: Till, session: SignIn, pin: str) -> None:
    async with till.memory.one_pin():
        attempt = await till.writer.write(lambda tx: begin_attempt(tx, session.tab, session.name), urgent=True)
        right = await asyncio.to_thread(attempt.is_right, pin)
        who = await till.writer.write(lambda tx: settle_attempt(tx, attempt, right=right), urgent=True)
    if who is None:
        raise NotAllowed(Code.PIN_WRONG)
