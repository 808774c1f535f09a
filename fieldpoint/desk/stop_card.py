"""A card is refused from the next scan on: for a while (suspended, given back), or for ever (revoked)."""

from fieldpoint.core.log_rows import CardRevoke, CardSuspend
from fieldpoint.core.names import CardId
from fieldpoint.desk.act import Act, done_before
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store import cards, effects, log
from fieldpoint.store.transaction import LogHead, Transaction


def suspend_card(tx: Transaction, card: CardId, act: Act, *, on: bool = True) -> tuple[CardSuspend, LogHead]:
    """The card is refused until it is given back (`on` false), and where that row stands. Does not commit.

    `NotFound` (`card-unknown`), `Conflict` (`card-revoked`, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, CardSuspend, lambda row: (row.card, row.on) == (card, on))
    if before is not None:
        return before
    found = cards.find_card(tx.connection, card)
    if found is None:
        raise NotFound(Code.CARD_UNKNOWN)
    if found.state == "revoked":
        raise Conflict(Code.CARD_REVOKED)
    row = CardSuspend(**tx.stamp(act.event_id), card=card, on=on, op=act.operator)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands


def revoke_card(tx: Transaction, card: CardId, act: Act) -> tuple[CardRevoke, LogHead]:
    """The card is refused for ever, and where that row stands. Does not commit.

    `NotFound` (`card-unknown`), `Conflict` (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, CardRevoke, lambda row: row.card == card)
    if before is not None:
        return before
    if cards.find_card(tx.connection, card) is None:
        raise NotFound(Code.CARD_UNKNOWN)
    row = CardRevoke(**tx.stamp(act.event_id), card=card, op=act.operator)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands
