"""POST /api/v1/handouts and /api/v1/confirmations: lines are decided, written and only then answered."""

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.names import EventId, PersonId, ProgrammeCode
from fieldpoint.core.rules.facts import Approval
from fieldpoint.desk.act import Act
from fieldpoint.desk.confirm_override import confirm_override
from fieldpoint.desk.hand_out import Answered, AskedLine, Place, hand_out
from fieldpoint.desk.look import read_holder, without_card
from fieldpoint.errors import Code, NotAllowed
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.lives.epochs import refuse_set_back
from fieldpoint.web.till import Till
from fieldpoint.web.views import line_reply, receipt
from fieldpoint.web.wire import HandoutLine, HandoutReply, HandoutRequest, LineRequest
from fieldpoint.web.wire_acts import ActReply, ConfirmationRequest


@post("/api/v1/handouts", status_code=201)
async def post_handout(
    data: JSONBody[HandoutRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> HandoutReply:
    """The decision of every line, each already a row on disk; the same ids again give the same answer.

    A refusal is a decision, not an error. 409 `handout-id-reused` when an id stands for something else,
    `already-overridden` for a second override of one refusal; 403 `override-not-allowed` where nothing was refused
    that an override names, `role-missing` where only the lead may: an override, and somebody who collects once.
    409 `site-rolled-back` while the log is known to be an older copy.
    """
    refuse_set_back(till)
    ref = None if data.text is None else till.read_card(data.text)
    lines = [_asked(line, session) for line in data.lines]
    place = Place(desk=session.desk, tab=session.tab, operator=session.operator)

    def write(tx: Transaction) -> list[Answered]:
        shown = None if ref is None else read_holder(tx.connection, ref)
        book = till.book(tx.connection)
        return [hand_out(tx, book, shown or without_card(line.handout_id), line, place) for line in lines]

    answered = await till.writer.write(write)
    till.pusher.poke()
    return HandoutReply(lines=[line_reply(one, till.epochs) for one in answered])


@post("/api/v1/confirmations", status_code=201)
async def post_confirmation(
    data: JSONBody[ConfirmationRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> ActReply:
    """Whoever is signed in stands by the override; the same id again gives the same answer.

    404 `handout-unknown`, 403 `second-person-same`, 409 `confirmation-not-awaited`, `confirmation-late`.
    """
    ref, act = EventId(data.ref), Act(operator=session.operator, desk=session.desk, event_id=EventId(data.act_id))
    row, stands = await till.writer.write(lambda tx: confirm_override(tx, ref, session.operator, act))
    till.pusher.poke()
    return ActReply(act_id=row.id, collisions=[], receipt=receipt(stands, till.epochs))


def asked_line(line: LineRequest) -> AskedLine:
    """The line as the desk asks it."""
    return AskedLine(
        handout_id=EventId(line.handout_id),
        tseq=line.tseq,
        programme=ProgrammeCode(line.programme),
        quantity=line.quantity,
        members=tuple(PersonId(member) for member in line.members),
    )


def _asked(line: HandoutLine, session: SignIn) -> AskedLine:
    """A line with whoever collects; an override is upon whoever is signed in."""
    by_lead = line.overrides is not None
    if (by_lead or line.one_time_alternate) and session.role != "lead":
        raise NotAllowed(Code.ROLE_MISSING)
    return msgspec.structs.replace(
        asked_line(line),
        collector=None if line.collector is None else PersonId(line.collector),
        one_time_alternate=line.one_time_alternate,
        overrides=None if line.overrides is None else EventId(line.overrides),
        approval=Approval(lead=session.operator) if by_lead else None,
    )
