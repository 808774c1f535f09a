"""POST /api/v1/voids and /api/v1/tallies: a handout is taken back; what is given freely is counted."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.names import Day, EventId
from fieldpoint.desk.act import Act
from fieldpoint.desk.stock.tally import Told, tally
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Code, NotAllowed
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt
from fieldpoint.web.wire_acts import ActReply, TallyRequest, VoidReply, VoidRequest


@post("/api/v1/voids", status_code=201)
async def post_void(
    data: JSONBody[VoidRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> VoidReply:
    """The handout is taken back, whole; the same id again gives the same answer.

    403 `void-needs-lead` after five minutes, of another's or from another tablet, without the lead's reason;
    `role-missing` for a reason of somebody else; 404 `handout-unknown`.
    """
    if data.reason is not None and session.role != "lead":
        raise NotAllowed(Code.ROLE_MISSING)
    act, reason = _act(session, data.void_id, data.tseq), data.reason or "undo"
    sup = None if data.reason is None else session.operator
    voided = await till.writer.write(lambda tx: void_handout(tx, EventId(data.ref), act, reason, sup))
    till.pusher.poke()
    return VoidReply(
        void_id=voided.row.id,
        ref=voided.row.ref,
        effective=voided.effective,
        receipt=receipt(voided.stands, till.epochs),
    )


@post("/api/v1/tallies", status_code=201)
async def post_tally(
    data: JSONBody[TallyRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> ActReply:
    """The tap is a row; the same id again gives the same answer. It is never refused."""
    act = _act(session, data.tally_id, data.tseq)
    day = None if data.day is None else Day(data.day)
    told = Told(day=day, event=None if data.event is None else EventId(data.event))
    row, stands = await till.writer.write(lambda tx: tally(tx, data.item, data.quantity, act, told))
    till.pusher.poke()
    return ActReply(act_id=row.id, collisions=[], receipt=receipt(stands, till.epochs))


def _act(session: SignIn, event_id: str, tseq: int) -> Act:
    return Act(operator=session.operator, desk=session.desk, tab=session.tab, tseq=tseq, event_id=EventId(event_id))
