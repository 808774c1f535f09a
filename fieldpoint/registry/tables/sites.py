"""Who the registry is and which sites it knows: their codes, keys and tokens. Nothing here commits.

Imports the engine and the shapes.
"""

from fieldpoint.registry.engines.engine import Engine
from fieldpoint.registry.tables.shapes import EnrolCode, Identity, SiteFacts, SiteKey


class SiteTables:
    """The tables `registry`, `sites`, `site_keys` and `enrol_codes`."""

    _db: Engine

    def identity(self) -> Identity | None:
        """Who the registry is; nothing in a database that was only just made."""
        row = self._db.execute("SELECT name, kid, seed FROM registry").fetchone()
        return None if row is None else Identity(name=row[0], kid=row[1], seed=row[2])

    def set_identity(self, identity: Identity) -> None:
        """The database belongs to this registry; one that belongs to another keeps it."""
        self._db.execute(
            "INSERT INTO registry (one, name, kid, seed) VALUES (1, ?, ?, ?) ON CONFLICT DO NOTHING",
            (identity.name, identity.kid, identity.seed),
        )

    def add_site(self, site: str, now_ms: int) -> None:
        """The site is known; nothing changes when it was."""
        self._db.execute("INSERT INTO sites (site, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (site, now_ms))

    def is_site(self, site: str) -> bool:
        """Whether the site was ever invited."""
        return self._db.execute("SELECT 1 FROM sites WHERE site = ?", (site,)).fetchone() is not None

    def site_codes(self) -> list[str]:
        """The codes of all sites, in order."""
        return [row[0] for row in self._db.execute("SELECT site FROM sites ORDER BY site").fetchall()]

    def add_enrol_code(self, site: str, code_hash: bytes, now_ms: int) -> None:
        """A code that lets this site enrol once."""
        self._db.execute(
            "INSERT INTO enrol_codes (code_hash, site, made_at) VALUES (?, ?, ?)", (code_hash, site, now_ms)
        )

    def enrol_code(self, code_hash: bytes) -> EnrolCode | None:
        """The code with this hash."""
        row = self._db.execute(
            "SELECT site, made_at, used_by FROM enrol_codes WHERE code_hash = ?", (code_hash,)
        ).fetchone()
        return None if row is None else EnrolCode(site=row[0], made_at=row[1], used_by=row[2])

    def use_enrol_code(self, code_hash: bytes, public: bytes) -> None:
        """The code belongs to this key from here on."""
        self._db.execute("UPDATE enrol_codes SET used_by = ? WHERE code_hash = ?", (public, code_hash))

    def add_site_key(self, site: str, kid: int, public: bytes, now_ms: int) -> None:
        """Batches of this site may be signed by this key; a number that is taken keeps its key."""
        self._db.execute(
            "INSERT INTO site_keys (site, kid, public, enrolled_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (site, kid) DO NOTHING",
            (site, kid, public, now_ms),
        )

    def site_key(self, site: str, kid: int) -> SiteKey | None:
        """A key of a site by its number."""
        return next((key for key in self.site_keys(site) if key.kid == kid), None)

    def site_keys(self, site: str) -> list[SiteKey]:
        """All keys of a site, oldest first."""
        found = self._db.execute(
            "SELECT kid, public, enrolled_at, ended, last_epoch, last_seq FROM site_keys WHERE site = ?"
            " ORDER BY enrolled_at, kid",
            (site,),
        )
        return [
            SiteKey(kid=row[0], public=row[1], enrolled_at=row[2], ended=row[3], last_epoch=row[4], last_seq=row[5])
            for row in found.fetchall()
        ]

    def end_site_key(self, site: str, key: SiteKey) -> None:
        """The key has ended as this says."""
        self._db.execute(
            "UPDATE site_keys SET ended = ?, last_epoch = ?, last_seq = ? WHERE site = ? AND kid = ?",
            (key.ended, key.last_epoch, key.last_seq, site, key.kid),
        )

    def set_token(self, site: str, token_hash: bytes) -> None:
        """This token speaks for the site, and no other does."""
        self._db.execute("UPDATE sites SET token_hash = ? WHERE site = ?", (token_hash, site))

    def site_of_token(self, token_hash: bytes) -> str | None:
        """The site that a token speaks for."""
        row = self._db.execute("SELECT site FROM sites WHERE token_hash = ?", (token_hash,)).fetchone()
        return None if row is None else row[0]

    def note_contact(self, site: str, now_ms: int) -> None:
        """The site was heard of at this moment."""
        self._db.execute("UPDATE sites SET last_contact_at = ? WHERE site = ?", (now_ms, site))

    def sites(self) -> list[SiteFacts]:
        """Every site, by its code."""
        found = self._db.execute(
            """SELECT s.site, s.token_hash IS NOT NULL, s.last_contact_at,
                      CAST(coalesce((SELECT sum(hwm) FROM epochs e WHERE e.site = s.site), 0) AS BIGINT),
                      (SELECT count(*) FROM events v JOIN epochs e ON e.number = v.epoch_no WHERE e.site = s.site)
               FROM sites s ORDER BY s.site"""
        )
        return [
            SiteFacts(site=row[0], enrolled=bool(row[1]), last_contact_at=row[2], mark=row[3], rows=row[4])
            for row in found
        ]
