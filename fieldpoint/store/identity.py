"""The site's own keys: those that sign cards, one that signs batches (they are never the same).

Seeds lie in the encrypted database and nowhere else: whoever opens that needs `site.key` (see keyfile.py). Older
card keys stay, because a printed card is never recalled for a new key; which are known and which are ended is of the
log (see card_keys.py).
"""

from typing import Final, Literal

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldpoint.database import Connection
from fieldpoint.errors import Broken, Code, Conflict
from fieldpoint.ids import below, new_seed

_KEY_IDS: Final = 2**16
_CARD_SEEDS: Final = """SELECT kid, seed FROM keys LEFT JOIN card_keys USING (kid)
    WHERE purpose = 'card' AND seed IS NOT NULL AND ended_at IS NULL ORDER BY keys.rowid"""


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
    purposes: tuple[Literal["card", "log"], ...] = ("card", "log")
    for purpose in purposes:
        make_key(connection, purpose)


def make_key(connection: Connection, purpose: Literal["card", "log"]) -> SigningKey:
    """A new key of the site, under a number that none of its keys ever had. The caller commits."""
    used = {kid for (kid,) in connection.execute("SELECT kid FROM keys UNION SELECT kid FROM card_keys").fetchall()}
    key = SigningKey(kid=next(kid for kid in iter(lambda: below(_KEY_IDS), None) if kid not in used), seed=new_seed())
    connection.execute(
        "INSERT INTO keys (purpose, kid, seed, public) VALUES (?, ?, ?, ?)", (purpose, key.kid, key.seed, key.public)
    )
    return key


def card_key(connection: Connection) -> SigningKey:
    """The key that signs new cards: the newest that is not ended. `Conflict` (`card-key-missing`) where there is none.

    A site that was restored from before a key was made knows it from the log and cannot sign with it.
    """
    seeds = card_seeds(connection)
    if not seeds:
        raise Conflict(Code.CARD_KEY_MISSING)
    kid = next(reversed(seeds))
    return SigningKey(kid=kid, seed=seeds[kid])


def card_seeds(connection: Connection) -> dict[int, bytes]:
    """The seeds of all keys that may sign a card, by their numbers, the newest last."""
    return dict(connection.execute(_CARD_SEEDS).fetchall())


def public_log_keys(connection: Connection) -> dict[int, bytes]:
    """Every key that ever signed batches here, by its number."""
    rows = connection.execute("SELECT kid, public FROM keys WHERE purpose = 'log'")
    return dict(rows.fetchall())


def log_key(connection: Connection) -> SigningKey:
    """The key that signs batches."""
    row = connection.execute(
        "SELECT kid, seed FROM keys WHERE purpose = 'log' AND seed IS NOT NULL ORDER BY rowid DESC LIMIT 1"
    ).fetchone()
    if row is None:
        raise Broken(Code.KEY_UNREADABLE, purpose="log")
    return SigningKey(kid=row[0], seed=row[1])
