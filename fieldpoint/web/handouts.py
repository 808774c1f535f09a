"""POST /api/v1/handouts: lines are decided, written and only then answered."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.names import EventId, PersonId, ProgrammeCode
from fieldpoint.desk.hand_out import Answered, AskedLine, Place, hand_out
from fieldpoint.desk.look import read_holder, without_card
from fieldpoint.store.sessions import Session
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.sessions import needs_json, needs_session
from fieldpoint.web.till import Till
from fieldpoint.web.views import line_reply
from fieldpoint.web.wire import HandoutReply, HandoutRequest, LineRequest

OPERATOR = "desk"  # one operator a desk, until people sign in by name


@post("/api/v1/handouts", status_code=201, guards=[needs_session, needs_json])
async def post_handout(
    data: JSONBody[HandoutRequest], till: NamedDependency[Till], session: NamedDependency[Session]
) -> HandoutReply:
    """The decision of every line, each already a row on disk; the same ids again give the same answer.

    A refusal is a decision, not an error. 409 `handout-id-reused` when an id stands for something else.
    """
    ref = None if data.text is None else till.read_card(data.text)
    lines = [asked_line(line) for line in data.lines]
    place = Place(desk=session.desk, tab=session.tab, operator=OPERATOR)

    def write(tx: Transaction) -> list[Answered]:
        shown = None if ref is None else read_holder(tx.connection, ref)
        return [hand_out(tx, till.book, shown or without_card(line.handout_id), line, place) for line in lines]

    answered = await till.writer.write(write)
    till.pusher.poke()
    return HandoutReply(lines=[line_reply(one, till.epochs) for one in answered])


def asked_line(line: LineRequest) -> AskedLine:
    """The line as the desk asks it."""
    return AskedLine(
        handout_id=EventId(line.handout_id),
        tseq=line.tseq,
        programme=ProgrammeCode(line.programme),
        quantity=line.quantity,
        members=tuple(PersonId(member) for member in line.members),
    )
