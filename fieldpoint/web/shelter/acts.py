"""POST /api/v1/admissions and what becomes of a place: somebody is admitted, goes, comes, moves; a bed is kept."""

from collections.abc import Callable
from typing import TypeVar

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.names import EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.hand_out import Place
from fieldpoint.desk.look import read_holder
from fieldpoint.desk.shelter.admit import Admitted, Wanted, admit
from fieldpoint.desk.shelter.beds import Moved, To, move, step, undo_admission
from fieldpoint.desk.shelter.holds import Keep, free_hold, hold_bed
from fieldpoint.desk.shelter.night_list import Lying, label_of_card
from fieldpoint.errors import Code, NotAllowed
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.shelter.elsewhere import forget_old_notes
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.handouts import asked_line
from fieldpoint.web.lives.epochs import refuse_set_back
from fieldpoint.web.shelter.night import places_view, stay_view
from fieldpoint.web.shelter.wire import (
    AdmissionReply,
    AdmissionRequest,
    HoldEndRequest,
    HoldRequest,
    MoveReply,
    MoveRequest,
    NightActReply,
    StepRequest,
    UndoingRequest,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import line_reply, receipt

_Done = TypeVar("_Done")


@post("/api/v1/admissions", status_code=201)
async def post_admission(
    data: JSONBody[AdmissionRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> AdmissionReply:
    """The person has a place and the night's meals, every line a row on disk; the same ids give the same answer.

    404 `shelter-none`, `card-unknown`, `hold-unknown`; 400 `section-unknown`; 409 `handout-id-reused`,
    `site-rolled-back`.
    """
    refuse_set_back(till)
    wanted = Wanted(
        ref=None if data.text is None else till.read_card(data.text),
        lines=tuple(asked_line(line) for line in data.lines),
        section=data.section or "",
        bed=data.bed,
        hold=None if data.hold is None else EventId(data.hold),
    )
    place = Place(desk=session.desk, tab=session.tab, operator=session.operator)
    found: Admitted = await write(till, lambda tx, book: admit(tx, book, wanted, place))
    rules = till.book(till.reader).on(open_day_of(till.reader)).programmes
    stay = None if found.stay is None else Lying(stay=found.stay, label=label_of_card(till.reader, found.stay.card))
    return AdmissionReply(
        result=found.result,
        stay=None if stay is None else stay_view(stay),
        instead_of=found.instead_of,
        lines=[line_reply(one, till.epochs, rules.get(one.row.prog)) for one in found.lines],
        places=places_view(found.now),
    )


@post("/api/v1/stay-steps", status_code=201)
async def post_stay_step(
    data: JSONBody[StepRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> NightActReply:
    """Somebody went, keeps the place or not, or came back. 404 `stay-unknown`, 409 `stay-so-already`, `beds-out`."""
    act, stay, way = act_of(session, data.act_id), EventId(data.stay), data.step
    return acted(till, await write(till, lambda tx, book: step(tx, book, stay, way, act)))


@post("/api/v1/stay-moves", status_code=201)
async def post_stay_move(
    data: JSONBody[MoveRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> MoveReply:
    """Somebody lies elsewhere; to a bed that another has nobody moves, and that is a row too.

    404 `stay-unknown`, 400 `section-unknown`, 409 `beds-out`.
    """
    act, to = act_of(session, data.act_id), To(section=data.section or "", bed=data.bed)
    stay = EventId(data.stay)
    moved: Moved = await write(till, lambda tx, book: move(tx, book, stay, to, act))
    return MoveReply(
        bed=moved.stay.bed,
        floor=moved.stay.floor,
        instead_of=moved.instead_of,
        receipt=receipt(moved.stands.stands, till.epochs),
    )


@post("/api/v1/stay-undoings", status_code=201)
async def post_stay_undoing(
    data: JSONBody[UndoingRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> NightActReply:
    """The admission is taken back, its meals too, and the bed is free. 404 `stay-unknown`, 403 `void-needs-lead`."""
    if data.reason is not None and session.role != "lead":
        raise NotAllowed(Code.ROLE_MISSING)
    act, stay = act_of(session, data.act_id), EventId(data.stay)
    why = (data.reason or "undo", None if data.reason is None else session.operator)
    return acted(till, await write(till, lambda tx, book: undo_admission(tx, book, stay, act, why)))


@post("/api/v1/bed-holds", status_code=201)
async def post_bed_hold(
    data: JSONBody[HoldRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> NightActReply:
    """The bed is kept. 409 `bed-taken`, `beds-out`; 400 `section-unknown`, `hour-over`; 404 `card-unknown`."""
    ref, act = None if data.text is None else till.read_card(data.text), act_of(session, data.act_id)

    def keep(tx: Transaction, book: RuleBook) -> Stands:
        card = None if ref is None else read_holder(tx.connection, ref).card
        wanted = Keep(until=data.until, section=data.section or "", bed=data.bed, card=card)
        return hold_bed(tx, book, wanted, act)

    return acted(till, await write(till, keep))


@post("/api/v1/bed-hold-ends", status_code=201)
async def post_bed_hold_end(
    data: JSONBody[HoldEndRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> NightActReply:
    """The bed is kept no longer. 404 `hold-unknown`."""
    act, hold = act_of(session, data.act_id), EventId(data.hold)
    return acted(till, await write(till, lambda tx, book: free_hold(tx, book, hold, act)))


def act_of(session: SignIn, act_id: str) -> Act:
    """An act of whoever is signed in, under the tablet's id."""
    return Act(operator=session.operator, desk=session.desk, tab=session.tab, event_id=EventId(act_id))


def acted(till: Till, done: Stands) -> NightActReply:
    """The answer to an act that is a row."""
    return NightActReply(act_id=done.row.id, receipt=receipt(done.stands, till.epochs))


async def write(till: Till, change: Callable[[Transaction, RuleBook], _Done]) -> _Done:
    """The change, committed by the rules of its own transaction; then the registry is told when it can be."""

    def changed(tx: Transaction) -> _Done:
        forget_old_notes(tx)
        return change(tx, till.book(tx.connection))

    done = await till.writer.write(changed)
    till.pusher.poke()
    return done
