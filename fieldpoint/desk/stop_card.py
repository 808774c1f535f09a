"""A card is refused from the next scan on: for a while (suspended, given back), or for ever (revoked)."""

from msgspec import UNSET

from fieldpoint.core.act_rows import StopReason
from fieldpoint.core.feed import RevocationBody
from fieldpoint.core.log_rows import CardRevoke, CardSuspend
from fieldpoint.core.names import CardId
from fieldpoint.desk.act import Act, done_before
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store import cards, effects, log
from fieldpoint.store.cards import CardRow
from fieldpoint.store.feed import told
from fieldpoint.store.feed.cards_elsewhere import find_elsewhere
from fieldpoint.store.transaction import LogHead, Transaction


def suspend_card(
    tx: Transaction, card: CardId, act: Act, *, on: bool = True, why: StopReason | None = None
) -> tuple[CardSuspend, LogHead]:
    """The card is refused until it is given back (`on` false), and where that row stands. Does not commit.

    `NotFound` (`card-unknown`), `Conflict` (`card-revoked` with its time, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, CardSuspend, lambda row: (row.card, row.on) == (card, on))
    if before is not None:
        return before
    in_force(tx, card)
    row = CardSuspend(**tx.stamp(act.event_id), card=card, on=on, op=act.operator, why=why or UNSET)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands


def revoke_card(
    tx: Transaction, card: CardId, act: Act, *, why: StopReason | None = None
) -> tuple[CardRevoke, LogHead]:
    """The card is refused for ever, and where that row stands. Does not commit.

    One of another site is refused here at once, elsewhere by the registry's word. `NotFound` (`card-unknown`),
    `Conflict` (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, CardRevoke, lambda row: row.card == card)
    if before is not None:
        return before
    if cards.find_card(tx.connection, card) is None:
        if find_elsewhere(tx.connection, card) is None:
            raise NotFound(Code.CARD_UNKNOWN)
        told.set_stopped(tx.connection, card, RevocationBody(card=card, why="revoked", since=tx.now.wall_ms))
    row = CardRevoke(**tx.stamp(act.event_id), card=card, op=act.operator, why=why or UNSET)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands


def in_force(tx: Transaction, card: CardId) -> CardRow:
    """The card as it stands. `NotFound` (`card-unknown`), `Conflict` (`card-revoked` with its time)."""
    found = cards.find_card(tx.connection, card)
    if found is None:
        raise NotFound(Code.CARD_UNKNOWN)
    if found.state == "revoked":
        raise since(Code.CARD_REVOKED, found.stopped_at)
    return found


def since(code: Code, at: int | None) -> Conflict:
    """A refusal of an act that names the time (ms of UTC) at which the card became what it is, where it is known."""
    return Conflict(code) if at is None else Conflict(code, at=at)
