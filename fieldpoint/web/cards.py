"""POST /api/v1/card-acts and /api/v1/merges: whose a card is, whether it is refused, which households are one."""

from collections.abc import Sequence

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from fieldpoint.core.act_rows import CardRevoke, CardSuspend, HouseholdMerge
from fieldpoint.core.card import CardName, ShortCode
from fieldpoint.core.log_rows import CardBind
from fieldpoint.core.names import CardId, HouseholdId, ProgrammeCode
from fieldpoint.desk.act import Act
from fieldpoint.desk.bind_card import bind_card
from fieldpoint.desk.look import CardRef, read_holder
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.stop_card import revoke_card, since, suspend_card
from fieldpoint.errors import Code, Invalid
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.transaction import LogHead, Transaction
from fieldpoint.web.card_life.acts import act_of
from fieldpoint.web.card_life.named import card_of, named
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt
from fieldpoint.web.wire_acts import ActReply, CardActRequest, MergeRequest

_Done = tuple[CardBind | CardSuspend | CardRevoke | HouseholdMerge, LogHead]


@post("/api/v1/card-acts", status_code=201)
async def post_card_act(
    data: JSONBody[CardActRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> ActReply:
    """The card is bound, suspended, given back or revoked from the next scan on.

    404 `card-unknown`, `household-unknown`; 409 `card-revoked`, `card-bound`, `card-blocked` (each with `at`, ms of
    UTC), `event-id-reused`.
    """
    ref = named(till, data.text, data.card)
    if (data.act == "bind") != (data.household is not None):
        raise Invalid(Code.REQUEST_INVALID, field="$.household")
    act = act_of(session, data.act_id)

    def write(tx: Transaction) -> _Done:
        card = card_of(tx.connection, ref)
        if data.act in {"bind", "give-back"} and isinstance(ref, CardName | ShortCode):
            _check_print(tx, ref)
        return _do(tx, till, card, data, act)

    return _reply(till, await till.writer.write(write))


@post("/api/v1/merges", status_code=201)
async def post_merge(
    data: JSONBody[MergeRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> ActReply:
    """The two are one household; its history is that of both. 404 `household-unknown`, 409 `merge-invalid`."""
    kept, gone, act = HouseholdId(data.kept), HouseholdId(data.gone), act_of(session, data.act_id)
    return _reply(till, await till.writer.write(lambda tx: merge_households(tx, kept, gone, None, act)))


def _do(tx: Transaction, till: Till, card: CardId, data: CardActRequest, act: Act) -> _Done:
    match data.act:
        case "bind":
            return bind_card(tx, card, HouseholdId(data.household or ""), till.book(tx.connection).versions, act)
        case "suspend" | "give-back":
            return suspend_card(tx, card, act, on=data.act == "suspend", why=data.why)
        case "revoke":
            return revoke_card(tx, card, act, why=data.why)


def _check_print(tx: Transaction, ref: CardRef) -> None:
    """Nobody is given a card in hand that would not scan: an old print, or one whose key was ended."""
    shown = read_holder(tx.connection, ref)
    if shown.holder.card_state == "blocked":
        raise since(Code.CARD_BLOCKED, shown.since)


def _reply(till: Till, done: _Done) -> ActReply:
    row, stands = done
    till.pusher.poke()
    both: Sequence[ProgrammeCode] = ()
    if isinstance(row, CardBind | HouseholdMerge):
        both = row.collisions or ()
    return ActReply(act_id=row.id, collisions=list(both), receipt=receipt(stands, till.epochs))
