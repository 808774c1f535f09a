"""POST /api/v1/handouts and /api/v1/confirmations: lines are decided, written and only then answered."""

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.names import CardId, EventId, PersonId, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.facts import Approval
from fieldpoint.desk.act import Act
from fieldpoint.desk.confirm_override import confirm_override
from fieldpoint.desk.hand_out import Answered, AskedLine, Place, hand_out
from fieldpoint.desk.look import Shown, read_holder, without_card
from fieldpoint.errors import Code, NotAllowed
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.entry.approvals import lead_of
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
    that an override names, `role-missing` where a lead's word is missing: for an override, and for somebody who
    collects once. 409 `site-rolled-back` while the log is known to be an older copy.
    """
    refuse_set_back(till)
    ref = None if data.text is None else till.read_card(data.text)
    lines = [_asked(till, line, session) for line in data.lines]

    def write(tx: Transaction) -> list[Answered]:
        shown = None if ref is None else read_holder(tx.connection, ref)
        book = till.book(tx.connection)
        return [_hand_out(tx, book, shown or without_card(one.line.handout_id), one) for one in lines]

    answered = await till.writer.write(write)
    till.pusher.poke()
    rules = till.book(till.reader).on(open_day_of(till.reader)).programmes
    return HandoutReply(lines=[line_reply(one, till.epochs, rules.get(one.row.prog)) for one in answered])


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


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A line, upon whom it is, and the one card that a lead's word from elsewhere was for."""

    line: AskedLine
    place: Place
    only_card: CardId | None


def _asked(till: Till, line: HandoutLine, session: SignIn) -> _Asked:
    """A line with whoever collects; an override, and somebody who collects once, are upon the lead."""
    lead, only_card = lead_of(till, line, session)
    asked = msgspec.structs.replace(
        asked_line(line),
        collector=None if line.collector is None else PersonId(line.collector),
        one_time_alternate=line.one_time_alternate,
        overrides=None if line.overrides is None else EventId(line.overrides),
        approval=None if line.overrides is None else Approval(lead=lead or session.operator),
    )
    place = Place(desk=session.desk, tab=session.tab, operator=lead or session.operator)
    return _Asked(line=asked, place=place, only_card=only_card)


def _hand_out(tx: Transaction, book: RuleBook, shown: Shown, asked: _Asked) -> Answered:
    if asked.only_card is not None and shown.card != asked.only_card:
        raise NotAllowed(Code.OVERRIDE_NOT_ALLOWED)
    return hand_out(tx, book, shown, asked.line, asked.place)
