"""The site's own keys: one that signs cards, one that signs batches (they are never the same).

Seeds lie in the encrypted database; older public card keys stay, because a printed card is never
recalled for a new key.
"""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldpoint.database import Connection
from fieldpoint.errors import Broken, Code
from fieldpoint.ids import below, new_seed

_KEY_IDS = 2**16


class SigningKey(msgspec.Struct, frozen=True, kw_only=True):
    """An Ed25519 key of this site: its two-byte number and its 32-byte seed."""

    kid: int
    seed: bytes

    @property
    def public(self) -> bytes:
        """The 32 bytes by which others check its signatures."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()


def make_keys(connection: Connection) -> None:
    """A new site gets its card key and its log key. The caller commits."""
    for purpose in ("card", "log"):
        key = SigningKey(kid=below(_KEY_IDS), seed=new_seed())
        connection.execute(
            "INSERT INTO keys (purpose, kid, seed, public) VALUES (?, ?, ?, ?)",
            (purpose, key.kid, key.seed, key.public),
        )


def card_key(connection: Connection) -> SigningKey:
    """The key that signs new cards."""
    return _own_key(connection, "card")


def log_key(connection: Connection) -> SigningKey:
    """The key that signs batches."""
    return _own_key(connection, "log")


def public_card_keys(connection: Connection) -> dict[int, bytes]:
    """Every key a card may be signed with, by its number."""
    rows = connection.execute("SELECT kid, public FROM keys WHERE purpose = 'card'")
    return dict(rows.fetchall())


def public_log_keys(connection: Connection) -> dict[int, bytes]:
    """Every key that ever signed batches here, by its number."""
    rows = connection.execute("SELECT kid, public FROM keys WHERE purpose = 'log'")
    return dict(rows.fetchall())


def _own_key(connection: Connection, purpose: str) -> SigningKey:
    row = connection.execute(
        "SELECT kid, seed FROM keys WHERE purpose = ? AND seed IS NOT NULL ORDER BY rowid DESC LIMIT 1", (purpose,)
    ).fetchone()
    if row is None:
        raise Broken(Code.KEY_UNREADABLE, purpose=purpose)
    return SigningKey(kid=row[0], seed=row[1])
