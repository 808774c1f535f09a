"""Keys that sign cards are rotated (the older ones stay good) and ended (their cards are refused from then on)."""

from fieldpoint.core.act_rows import CardKeyAdd, CardKeyEnd, KeyEnd
from fieldpoint.core.base64url import b64url
from fieldpoint.desk.stop_card import since
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.card_keys import find_key
from fieldpoint.store.identity import SigningKey, card_seeds, make_key
from fieldpoint.store.transaction import Transaction


def rotate_card_key(tx: Transaction, operator: str) -> SigningKey:
    """A new key, which signs every card that is printed from here on; cards of the older ones scan as before.

    Does not commit.
    """
    key = make_key(tx.connection, "card")
    row = CardKeyAdd(**tx.stamp(), kid=key.kid, public=b64url(key.public), op=operator)
    log.append(tx, row)
    effects.apply(tx, row)
    return key


def end_card_key(tx: Transaction, kid: int, why: KeyEnd, operator: str) -> None:
    """Every card of the key is refused from the next scan on, for ever, until it is printed anew. Does not commit.

    `NotFound` (`card-key-unknown`), `Conflict` (`card-key-ended` with its time, unless a retired key proved
    compromised; `card-key-signs` for the one that signs new cards).
    """
    found = find_key(tx.connection, kid)
    if found is None:
        raise NotFound(Code.CARD_KEY_UNKNOWN)
    if found.ended_at is not None and (found.why, why) != ("retired", "compromised"):
        raise since(Code.CARD_KEY_ENDED, found.ended_at)
    if kid == next(reversed(card_seeds(tx.connection)), None):
        raise Conflict(Code.CARD_KEY_SIGNS)
    row = CardKeyEnd(**tx.stamp(), kid=kid, why=why, op=operator)
    log.append(tx, row)
    effects.apply(tx, row)
