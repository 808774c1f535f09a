"""The registry's signing keys as the database keeps them. Nothing here commits.

Imports the engine.
"""

import msgspec

from fieldpoint.registry.engines.engine import Engine


class KeptKey(msgspec.Struct, frozen=True, kw_only=True):
    """A signing key, its seed sealed; `link` is the word of the key before it, `begun_at` since when it signs."""

    kid: int
    public: bytes
    seed: bytes
    link: str | None
    begun_at: int | None


class SigningTables:
    """The table `signing_keys`."""

    _db: Engine

    def signing_keys(self) -> list[KeptKey]:
        """Every signing key, by its number."""
        found = self._db.execute("SELECT kid, public, seed, link, begun_at FROM signing_keys ORDER BY kid")
        return [
            KeptKey(kid=row[0], public=bytes(row[1]), seed=bytes(row[2]), link=row[3], begun_at=row[4])
            for row in found.fetchall()
        ]

    def signing_kid(self) -> int | None:
        """The number of the key that the registry signs with."""
        row = self._db.execute("SELECT max(kid) FROM signing_keys WHERE begun_at IS NOT NULL").fetchone()
        return None if row is None else row[0]

    def add_signing_key(self, key: KeptKey) -> None:
        """The key is one of the registry's; a number that is taken keeps its key."""
        self._db.execute(
            "INSERT INTO signing_keys (kid, public, seed, link, begun_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (key.kid, key.public, key.seed, key.link, key.begun_at),
        )

    def begin_signing(self, kid: int, now_ms: int) -> None:
        """The registry signs with this key from here on."""
        self._db.execute("UPDATE signing_keys SET begun_at = coalesce(begun_at, ?) WHERE kid = ?", (now_ms, kid))
