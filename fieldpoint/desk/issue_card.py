"""A household gets its card.

Two rows of the log and their effect in one transaction: the card was made, the card belongs to the
household. Nothing is printed here.
"""

from collections.abc import Callable

from msgspec import UNSET

from fieldpoint import ids
from fieldpoint.core.card import make_short_code
from fieldpoint.core.log_rows import CardBind, CardIssue
from fieldpoint.core.names import HouseholdId
from fieldpoint.desk.act import Act
from fieldpoint.store import cards, effects, log
from fieldpoint.store.card_life import heirs
from fieldpoint.store.cards import CardRow
from fieldpoint.store.transaction import LogHead, Transaction

FIRST_SERIAL = 1


def issue_card(tx: Transaction, household: HouseholdId, kid: int, below: Callable[[int], int] = ids.below) -> CardRow:
    """A new card in the household's name, its token to be signed with key `kid`. Does not commit.

    It comes in the place of the household's cards that are refused for ever and were not replaced yet.
    """
    card = ids.new_card_id()
    short = _free_short_code(tx, below)
    log.append(tx, CardIssue(**tx.stamp(), card=card, kid=kid, serial=FIRST_SERIAL, short=short))
    gone = heirs.without_heir(tx.connection, household)
    log.append(tx, CardBind(**tx.stamp(), card=card, hh=household, replaces=gone or UNSET))
    row = CardRow(
        card=card,
        serial=FIRST_SERIAL,
        kid=kid,
        short=short,
        state="bound",
        household=household,
        bound_at=tx.now.wall_ms,
        issued_at=tx.now.wall_ms,
    )
    cards.add_card(tx, row)
    heirs.set_heir(tx, gone, card)
    return row


def issue_blank_card(tx: Transaction, kid: int, below: Callable[[int], int] = ids.below) -> CardRow:
    """A new card that belongs to nobody yet, to be bound by one scan. Does not commit."""
    row = CardRow(
        card=ids.new_card_id(),
        serial=FIRST_SERIAL,
        kid=kid,
        short=_free_short_code(tx, below),
        state="printed",
        household=None,
        issued_at=tx.now.wall_ms,
    )
    log.append(tx, CardIssue(**tx.stamp(), card=row.card, kid=kid, serial=row.serial, short=row.short))
    cards.add_card(tx, row)
    return row


def issue_blank_cards(tx: Transaction, kid: int, count: int) -> list[CardRow]:
    """So many new cards of nobody, all or none. Does not commit."""
    return [issue_blank_card(tx, kid) for _ in range(count)]


def issue_in_place_of(tx: Transaction, old: CardRow, kid: int, act: Act) -> tuple[CardIssue, LogHead]:
    """A new card that belongs to whom the old one belongs to, its row, and where that stands. Does not commit."""
    card, short = ids.new_card_id(), _free_short_code(tx, ids.below)
    row = CardIssue(**tx.stamp(act.event_id), card=card, kid=kid, serial=FIRST_SERIAL, short=short, replaces=old.card)
    stands = log.append(tx, row)
    made_at = tx.now.wall_ms
    new = CardRow(
        card=card, serial=FIRST_SERIAL, kid=kid, short=short, state="printed", household=None, issued_at=made_at
    )
    cards.add_card(tx, new)
    heirs.set_heir(tx, [old.card], card)
    if old.household is not None:
        bound = CardBind(**tx.stamp(), card=card, hh=old.household, op=act.operator)
        log.append(tx, bound)
        effects.apply(tx, bound)
    return row, stands


def issue_missing_cards(tx: Transaction, kid: int, limit: int) -> list[CardRow]:
    """Cards for households that have none in force, at most `limit`; an empty list when all have one.

    Ordered by office and code. Does not commit.
    """
    return [issue_card(tx, household, kid) for household in cards.households_without_card(tx.connection, limit)]


def _free_short_code(tx: Transaction, below: Callable[[int], int]) -> str:
    """Unique at this site; among 34 thousand million codes a second try is rare, a third unheard of."""
    while True:
        short = make_short_code(below)
        if cards.find_short(tx.connection, short) is None:
            return short
