"""The keys that cards are signed with: which are known here, and which are refused, since when.

A projection of the log's `card-key.*` rows, so a card scans at a site that was restored from before its key was made,
and a key that was ended stays ended there. Only the public halves are here; whoever signs asks `identity`.
A function that takes a `Transaction` writes and does not commit.
"""

import msgspec

from fieldpoint.core.act_rows import KeyEnd
from fieldpoint.core.signature import is_weak
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


class CardKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that signs cards: its two-byte number, the 32 bytes that check them, its times, how it ended."""

    kid: int
    public: bytes
    added_at: int
    ended_at: int | None
    why: KeyEnd | None


def add_key(tx: Transaction, kid: int, public: bytes) -> None:
    """Cards of this key scan from here on. A weak key, which would sign for everybody, is left out."""
    if not is_weak(public):
        tx.connection.execute(
            "INSERT INTO card_keys (kid, public, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (kid, public, tx.now.wall_ms),
        )


def end_key(tx: Transaction, kid: int, why: KeyEnd) -> None:
    """Cards of this key are refused from here on; the first end counts, but a retired key may prove compromised."""
    tx.connection.execute(
        "UPDATE card_keys SET ended_at = coalesce(ended_at, ?), why = ? WHERE kid = ?", (tx.now.wall_ms, why, kid)
    )


def card_keys(connection: Connection) -> list[CardKey]:
    """Every key a card of this site may be signed with, the first first."""
    found = connection.execute("SELECT kid, public, added_at, ended_at, why FROM card_keys ORDER BY added_at, kid")
    return [CardKey(kid=row[0], public=row[1], added_at=row[2], ended_at=row[3], why=row[4]) for row in found]


def find_key(connection: Connection, kid: int) -> CardKey | None:
    """The key with this number, or nothing."""
    return next((one for one in card_keys(connection) if one.kid == kid), None)


def key_ended_at(connection: Connection, kid: int) -> int | None:
    """Since when a key's cards are refused, or nothing."""
    row = connection.execute("SELECT ended_at FROM card_keys WHERE kid = ?", (kid,)).fetchone()
    return None if row is None else row[0]


def public_card_keys(connection: Connection) -> dict[int, bytes]:
    """The 32 bytes that check each key's cards, by its number; of ended keys too, whose cards are still cards."""
    return {one.kid: one.public for one in card_keys(connection)}
