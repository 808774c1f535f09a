"""/api/v1/approvals: a lead's word for what an operator's tablet was refused, by PIN there or from the lead's own.

The operator stays signed in: nobody else's session begins on the tablet, and the row of what is then handed over
names the lead. The word is for the refusals that it names, and for no more of them than was asked.
"""

import asyncio

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.log_rows import Refusal
from fieldpoint.core.names import CardId, EventId, OperatorId
from fieldpoint.desk.sign_in import begin_attempt, settle_attempt
from fieldpoint.errors import Code, NotAllowed, NotFound
from fieldpoint.store import log
from fieldpoint.store.activity import code_of
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.operators import find_operator
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.entry.tablets import Tablet
from fieldpoint.web.entry.approved import Word
from fieldpoint.web.entry.wire import ApprovalReply, ApprovalRequest, AskedView, AsksReply, SignInRequest
from fieldpoint.web.till import Till
from fieldpoint.web.views import label_of
from fieldpoint.web.wire import HandoutLine


@post("/api/v1/approvals", status_code=201)
async def post_approval(
    data: JSONBody[ApprovalRequest],
    till: NamedDependency[Till],
    session: NamedDependency[SignIn],
    device: NamedDependency[Tablet],
) -> ApprovalReply:
    """How the refusals stand with the lead: approved, declined, or a lead was asked; asked again it says so again.

    404 `handout-unknown` for what this tablet was not refused; 401 `pin-wrong`, 429 `pin-locked`, 403
    `pin-reset-needed`, `role-missing` where the PIN is no lead's, or somebody else declines.
    """
    refused = [_refusal(till, session, ref) for ref in data.refs]
    lead = session.operator if session.role == "lead" else None
    if data.lead is not None:
        lead = await _lead_by_pin(till, device, data.lead)
    now_ms = till.site.clock.now().mono_ms
    if lead is not None:
        till.approved.decide(refused, lead, now_ms, declined=data.declined)
    elif data.declined:
        raise NotAllowed(Code.ROLE_MISSING)
    else:
        till.approved.ask(refused, now_ms)
    return ApprovalReply(state=till.approved.state([row.id for row in refused], now_ms))


@get("/api/v1/approvals")
async def get_approvals(till: NamedDependency[Till]) -> AsksReply:
    """What operators' tablets ask a lead about and no lead has decided, the oldest first."""
    return AsksReply(asks=[_view(till, word) for word in till.approved.waiting(till.site.clock.now().mono_ms)])


def lead_of(till: Till, line: HandoutLine, session: SignIn) -> tuple[OperatorId | None, CardId | None]:
    """Which lead gives a line, where one must, and for which card that was said, where it was said beforehand.

    `NotAllowed` (`role-missing`) while none has, (`override-not-allowed`) where the word was for something else.
    A line that is a row already needs nobody's word: its answer is given again.
    """
    if line.overrides is None and not line.one_time_alternate:
        return None, None
    if session.role == "lead":
        return session.operator, None
    ref = EventId(line.overrides or line.approved or "")
    word = till.approved.word(ref, till.site.clock.now().mono_ms)
    if word is None or word.lead is None or word.state != "approved" or not _still_leads(till, word.lead):
        if log.find(till.reader, EventId(line.handout_id)) is None:
            raise NotAllowed(Code.ROLE_MISSING)
        return session.operator, None
    row = word.refusal
    if row.tab != session.tab or row.prog != line.programme or line.quantity > row.qty:
        raise NotAllowed(Code.OVERRIDE_NOT_ALLOWED)
    return word.lead, row.card


async def _lead_by_pin(till: Till, device: Tablet, said: SignInRequest) -> OperatorId:
    """Whose PIN it is; counted like every sign-in, so that nobody guesses here what he may not guess there."""
    async with till.memory.one_pin():
        attempt = await till.writer.write(lambda tx: begin_attempt(tx, device.tablet, said.name), urgent=True)
        right = await asyncio.to_thread(attempt.is_right, said.pin)
        who = await till.writer.write(lambda tx: settle_attempt(tx, attempt, right=right), urgent=True)
    if who is None:
        raise NotAllowed(Code.PIN_WRONG)
    if not _still_leads(till, who):
        raise NotAllowed(Code.ROLE_MISSING)
    return who


def _still_leads(till: Till, operator: OperatorId) -> bool:
    found = find_operator(till.reader, operator)
    return found is not None and found.role == "lead" and found.revoked_at is None


def _refusal(till: Till, session: SignIn, ref: str) -> Refusal:
    found = log.find(till.reader, EventId(ref))
    row = None if found is None else found[0]
    if not isinstance(row, Refusal) or (session.role != "lead" and row.tab != session.tab):
        raise NotFound(Code.HANDOUT_UNKNOWN)
    return row


def _view(till: Till, word: Word) -> AskedView:
    row = word.refusal
    programme = till.book(till.reader).on(open_day_of(till.reader)).programmes.get(row.prog)
    who = find_operator(till.reader, row.op)
    return AskedView(
        ref=row.id,
        title_fa=row.prog if programme is None else programme.title_fa,
        unit_fa="" if programme is None else programme.unit_fa,
        quantity=row.qty,
        reason=row.reason,
        at=row.wall,
        desk=row.desk,
        operator="" if who is None else who.name,
        label=label_of(code_of(till.reader, row.hh, row.card)),
        second=programme is not None and programme.override == "lead-and-second",
    )
