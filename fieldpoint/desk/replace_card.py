"""A card that is worn, lost or unreadable: printed anew (the same card), issued anew, or replaced by a blank one."""

from collections.abc import Iterable

import msgspec

from fieldpoint.core.log_rows import CardBind, CardIssue, CardReprint
from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.core.rules.programme import Programme
from fieldpoint.desk.act import Act, done_before
from fieldpoint.desk.bind_card import bind_card
from fieldpoint.desk.issue_card import issue_in_place_of
from fieldpoint.desk.stop_card import in_force, revoke_card, since
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store import cards, effects, log
from fieldpoint.store.feed.cards_elsewhere import cards_elsewhere_of
from fieldpoint.store.identity import card_key
from fieldpoint.store.merges import present_household
from fieldpoint.store.transaction import LogHead, Transaction

_LAST_SERIAL = 255  # one byte of the token


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """A blank card for a household in the place of a lost one; without `lost`, of every card it has."""

    lost: CardId | None
    blank: CardId
    household: HouseholdId


def reprint_card(tx: Transaction, card: CardId, act: Act) -> tuple[CardReprint, LogHead]:
    """The card's next print, signed with the newest key, and where that row stands; every older print is refused.

    What the card is (bound, blank, suspended) it stays. Does not commit. `NotFound` (`card-unknown`), `Conflict`
    (`card-revoked` with its time, `card-prints-used-up`, `card-key-missing`, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, CardReprint, lambda row: row.card == card)
    if before is not None:
        return before
    found = in_force(tx, card)
    if found.serial >= _LAST_SERIAL:
        raise Conflict(Code.CARD_PRINTS_USED_UP)
    row = CardReprint(
        **tx.stamp(act.event_id),
        card=card,
        kid=card_key(tx.connection).kid,
        serial=found.serial + 1,
        op=act.operator,
    )
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands


def reissue_card(tx: Transaction, card: CardId, act: Act) -> tuple[CardIssue, LogHead]:
    """A new card in the place of this one, which is refused for ever; the new one's row, and where that stands.

    It belongs to whom the old one belonged to. Does not commit. `NotFound` (`card-unknown`), `Conflict`
    (`card-revoked` with its time, `card-key-missing`, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, CardIssue, lambda row: row.replaces == card)
    if before is not None:
        return before
    issued = issue_in_place_of(tx, in_force(tx, card), card_key(tx.connection).kid, act)
    revoke_card(tx, card, _without_id(act), why="reissued")
    return issued


def replace_card(tx: Transaction, swap: Swap, programmes: Iterable[Programme], act: Act) -> tuple[CardBind, LogHead]:
    """The lost card is refused for ever and the blank one is the household's, with all that was taken on either.

    Both or neither. Does not commit. `NotFound` (`card-unknown`,
    `household-unknown`), `Conflict` (`card-bound` where the lost one is another household's, and as `bind_card`).
    """
    before = done_before(tx.connection, act.event_id, CardBind, lambda row: row.card == swap.blank)
    if before is not None:
        return before
    gone = _lost(tx, swap, present_household(tx.connection, swap.household))
    for card in gone:  # first, so that the blank one comes in their place
        revoke_card(tx, card, _without_id(act), why="lost")
    return bind_card(tx, swap.blank, swap.household, programmes, act)


def _lost(tx: Transaction, swap: Swap, household: HouseholdId) -> list[CardId]:
    """The cards in force that are lost: this one, which may have been revoked at once, or all of the household."""
    if swap.lost is None:
        in_hand = cards.cards_of(tx.connection, household)
        own = [row.card for row in in_hand if row.state != "revoked" and row.card != swap.blank]
        return [*own, *cards_elsewhere_of(tx.connection, household)]
    found = cards.find_card(tx.connection, swap.lost)
    if found is None or swap.lost == swap.blank:
        raise NotFound(Code.CARD_UNKNOWN)
    if found.household != household:
        raise since(Code.CARD_BOUND, found.bound_at)
    return [] if found.state == "revoked" else [swap.lost]


def _without_id(act: Act) -> Act:
    """The same hand for a second row, whose id is the site's own."""
    return Act(operator=act.operator, desk=act.desk)
