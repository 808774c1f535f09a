"""POST /api/v1/found-cards, /card-replacements, /card-prints, /card-reissues: what becomes of a card that went astray.

Each act is a row under the tablet's own id; the same id again gives the same answer.
"""

from collections.abc import Callable

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.card import CardName
from fieldpoint.core.log_rows import CardIssue, CardReprint
from fieldpoint.core.names import CardId, EventId, HouseholdId
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act
from fieldpoint.desk.card_text import printed_text
from fieldpoint.desk.open_day import proposed_day
from fieldpoint.desk.replace_card import Swap, reissue_card, replace_card, reprint_card
from fieldpoint.desk.stop_card import since, suspend_card
from fieldpoint.errors import Code
from fieldpoint.store.activity import code_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.identity import card_seeds
from fieldpoint.store.transaction import LogHead, Transaction
from fieldpoint.web.card_life.named import card_of, named, row_of
from fieldpoint.web.card_life.wire import (
    CardFaceReply,
    CardPrintRequest,
    FoundCardRequest,
    ReplacementReply,
    ReplacementRequest,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt
from fieldpoint.web.wire_acts import ActReply

_Print = Callable[[Transaction, CardId, Act], tuple[CardReprint | CardIssue, LogHead]]


@post("/api/v1/found-cards", status_code=201)
async def post_found_card(
    data: JSONBody[FoundCardRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> ActReply:
    """The card is refused from the next scan on, until the lead gives it back.

    404 `card-unknown`; 409 `card-revoked` (with `at`), `event-id-reused`.
    """
    ref, act = till.read_card(data.text), act_of(session, data.act_id)
    row, stands = await till.writer.write(lambda tx: suspend_card(tx, card_of(tx.connection, ref), act, why="found"))
    till.pusher.poke()
    return ActReply(act_id=row.id, collisions=[], receipt=receipt(stands, till.epochs))


@post("/api/v1/card-replacements", status_code=201)
async def post_replacement(
    data: JSONBody[ReplacementRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> ReplacementReply:
    """The lost card is refused for ever, and the blank one that was scanned is the household's.

    404 `card-unknown`, `household-unknown`; 409 `card-bound`, `card-revoked`, `card-blocked` (each with `at`),
    `event-id-reused`.
    """
    ref, act = till.read_card(data.text), act_of(session, data.act_id)
    lost, household = None if data.lost is None else CardId(data.lost), HouseholdId(data.household)

    def write(tx: Transaction) -> ReplacementReply:
        swap = Swap(lost=lost, blank=card_of(tx.connection, ref), household=household)
        row, stands = replace_card(tx, swap, till.book(tx.connection).versions, act)
        return ReplacementReply(
            act_id=row.id,
            card=row.card,
            short=row_of(tx.connection, row.card).short,
            collisions=list(row.collisions or ()),
            receipt=receipt(stands, till.epochs),
        )

    reply = await till.writer.write(write)
    till.pusher.poke()
    return reply


@post("/api/v1/card-prints", status_code=201)
async def post_card_print(
    data: JSONBody[CardPrintRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CardFaceReply:
    """The same card with the next print's number; every print before it is refused from the next scan on.

    404 `card-unknown`; 409 `card-revoked` (with `at`), `card-prints-used-up`, `card-key-missing`, `event-id-reused`.
    """
    return await _print(till, data, act_of(session, data.act_id), reprint_card)


@post("/api/v1/card-reissues", status_code=201)
async def post_card_reissue(
    data: JSONBody[CardPrintRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CardFaceReply:
    """A new card in the place of this one, which is refused for ever.

    404 `card-unknown`; 409 `card-revoked` (with `at`), `card-key-missing`, `event-id-reused`.
    """
    return await _print(till, data, act_of(session, data.act_id), reissue_card)


def act_of(session: SignIn, act_id: str) -> Act:
    """Who acts at which desk, under the tablet's own id."""
    return Act(operator=session.operator, desk=session.desk, event_id=EventId(act_id))


async def _print(till: Till, data: CardPrintRequest, act: Act, make: _Print) -> CardFaceReply:
    ref = named(till, data.text, data.card)

    def write(tx: Transaction) -> CardFaceReply:
        row, stands = make(tx, card_of(tx.connection, ref), act)
        return _face(tx.connection, till, row, stands)

    reply = await till.writer.write(write)
    till.pusher.poke()
    return reply


def _face(connection: Connection, till: Till, row: CardReprint | CardIssue, stands: LogHead) -> CardFaceReply:
    """The print that a row made; a repeat after yet another print would show one that is refused."""
    card = row_of(connection, row.card)
    name = CardName(card=row.card, kid=row.kid, serial=row.serial)
    text = printed_text(name, card_seeds(connection), till.site.facts.card_host)
    if text is None or (card.serial, card.kid) != (row.serial, row.kid):
        raise since(Code.CARD_BLOCKED, card.reprinted_at)
    return CardFaceReply(
        act_id=row.id,
        card=row.card,
        serial=row.serial,
        short=card.short,
        code=code_of(connection, card.household),
        printed_on=proposed_day(till.site.clock.now(), till.site.facts.zone),
        qr_text=text,
        qr=_modules(text),
        receipt=receipt(stands, till.epochs),
    )


def _modules(text: str) -> list[str]:
    import segno  # noqa: PLC0415  1 MiB, for the first card that is printed from the page

    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    return ["".join(str(int(module)) for module in row) for row in matrix]
