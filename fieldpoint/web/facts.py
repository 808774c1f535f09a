"""POST /api/v1/facts and /api/v1/paper-lines: what was handed over while the site could not be asked."""

from collections.abc import Sequence

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.card import CardName, ShortCode, Token, claimed_card, parse_card_text
from fieldpoint.core.day_sheet import QUARANTINED
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.rules.facts import Holder
from fieldpoint.desk.act import Act
from fieldpoint.desk.enter_paper_line import PaperLine, enter_paper_line
from fieldpoint.desk.hand_out import Place
from fieldpoint.desk.look import Shown
from fieldpoint.desk.record_fact import FactLine, Recorded, find_holder, record_fact
from fieldpoint.desk.void_handout import Voided, undo_fact
from fieldpoint.errors import Code, FieldpointError, Invalid
from fieldpoint.store.entry.operators import find_operator
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.entry.tablets import Tablet
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.handouts import asked_line
from fieldpoint.web.practice.room import Practice
from fieldpoint.web.shelter.afterwards import Brought, give_places
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt
from fieldpoint.web.wire_acts import FactReply, FactRequest, FactsReply, FactsRequest, Lies, PaperRequest, Undone

_TABLET_ALONE = "tablet"


@post("/api/v1/facts", status_code=201)
async def post_facts(
    data: JSONBody[FactsRequest],
    till: NamedDependency[Till],
    device: NamedDependency[Tablet],
    practice: NamedDependency[Practice],
) -> FactsReply:
    """Every fact is a row, whatever card, programme or day it names; the same ids again give the same answer.

    The tablet's signature is enough: the facts may be of a shift that is over. Those of a tablet that was revoked
    are kept without effect (flag `quarantined`). One that was taken back on the tablet has its void behind it. One on
    a practice card is a row of the practice site. 409 `event-id-reused` for a void's id that stands for something else.
    """
    lessons = [fact for fact in data.facts if _is_lesson(till, fact.text)]
    replies = await _record(till, [fact for fact in data.facts if fact not in lessons], device)
    if lessons:
        replies |= await _record(await practice.till(), lessons, device)
    till.presence.brought(device.tablet, len(data.facts))
    till.pusher.poke()
    return FactsReply(facts=[replies[fact.handout_id] for fact in data.facts])


async def _record(till: Till, facts: Sequence[FactRequest], device: Tablet) -> dict[str, FactReply]:
    """Each fact is a row of this till's site; the answers by the tablet's ids."""
    kept_apart = (QUARANTINED,) if device.revoked else ()
    read = [(fact, *_read(till, fact.text)) for fact in facts]

    def write(tx: Transaction) -> list[tuple[Brought, Voided | None, Lies | None]]:
        book = till.book(tx.connection)
        done: list[Brought] = []
        for fact, ref, flags in read:
            shown = ref if isinstance(ref, Shown) else find_holder(tx.connection, ref)
            place = Place(desk=device.desk, tab=device.tablet, operator=_who(tx, fact))
            recorded = record_fact(tx, book, shown, _fact_line(fact, ref, (*kept_apart, *flags)), place)
            done.append(Brought(fact=fact, shown=shown, recorded=recorded, place=place))
        lies = give_places(tx, book, done)
        return [
            (one, _undo(tx, one.recorded, one.fact.undone, one.place), lies.get(one.fact.handout_id)) for one in done
        ]

    recorded = await till.writer.write(write)
    return {one.fact.handout_id: _reply(till, one, undone, lies) for one, undone, lies in recorded}


@post("/api/v1/paper-lines", status_code=201)
async def post_paper_line(
    data: JSONBody[PaperRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> FactReply:
    """The emergency line is a row with its number. 400 `card-forged` for what is no short code: it was mistyped."""
    short = parse_card_text(data.short)
    if not isinstance(short, ShortCode):
        raise Invalid(Code.CARD_FORGED)
    written = PaperLine(line=asked_line(data), paper=data.paper, short=short, day=Day(data.day))
    place = Place(desk=session.desk, tab=session.tab, operator=session.operator)
    recorded = await till.writer.write(lambda tx: enter_paper_line(tx, till.book(tx.connection), written, place))
    till.pusher.poke()
    return _fact_reply(till, data.handout_id, recorded)


def _undo(tx: Transaction, recorded: Recorded, undone: Undone | None, place: Place) -> Voided | None:
    if undone is None:
        return None
    void_id = EventId(undone.void_id)
    act = Act(operator=place.operator, desk=place.desk, tab=place.tab, tseq=undone.tseq, event_id=void_id)
    return undo_fact(tx, recorded.row.id, act)


def _is_lesson(till: Till, text: str | None) -> bool:
    """Whether a card is a practice card: no such line ever reaches the real log."""
    try:
        if text is not None:
            till.read_card(text)
    except FieldpointError as fault:
        return fault.code is Code.CARD_PRACTICE
    return False


def _who(tx: Transaction, fact: FactRequest) -> str:
    """Who was signed in when it was handed over, by the tablet's word; the tablet alone where that names nobody."""
    known = None if fact.operator is None else find_operator(tx.connection, fact.operator)
    return _TABLET_ALONE if known is None else known.operator


def _read(till: Till, text: str | None) -> tuple[CardName | ShortCode | Shown | None, tuple[str, ...]]:
    """The card of a fact; one that cannot be proven is noted down as it claims, and said so."""
    if text is None:
        return None, ()
    try:
        return till.read_card(text), ()
    except FieldpointError as fault:
        flags = (str(fault.code),)
        if fault.code is not Code.CARD_KEY_UNKNOWN:
            return None, flags
        parsed = parse_card_text(text)
        if not isinstance(parsed, Token):
            return None, flags
        card = claimed_card(parsed.text)
        return Shown(card=card, holder=Holder(card_state="unknown", household=None, anonymous=card)), flags


def _fact_line(fact: FactRequest, ref: CardName | ShortCode | Shown | None, flags: tuple[str, ...]) -> FactLine:
    return FactLine(
        line=asked_line(fact),
        day=None if fact.day is None else Day(fact.day),
        handed=None if fact.handed is None else (Day(fact.handed.day), fact.handed.minute),
        short=ref.text if isinstance(ref, ShortCode) else None,
        flags=flags,
    )


def _reply(till: Till, one: Brought, undone: Voided | None = None, lies: Lies | None = None) -> FactReply:
    reply = _fact_reply(till, one.fact.handout_id, one.recorded)
    return msgspec.structs.replace(
        reply, undone=None if undone is None else receipt(undone.stands, till.epochs), lies=lies
    )


def _fact_reply(till: Till, handout_id: str, recorded: Recorded) -> FactReply:
    row = recorded.row
    return FactReply(
        handout_id=EventId(handout_id),
        row_id=row.id,
        programme=row.prog,
        quantity=row.qty,
        flags=list(row.flags or ()),
        late_for=row.late_for or None,
        receipt=receipt(recorded.stands, till.epochs),
    )
