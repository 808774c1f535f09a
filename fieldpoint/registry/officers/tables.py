"""Officers, organisations, sessions and keys. Nothing here commits.

Imports the engine and the shapes.
"""

from collections.abc import Sequence
from typing import Any

from fieldpoint.registry.engines.engine import Engine
from fieldpoint.registry.officers.shapes import Officer, Organisation, ProgramKey, Session

_OFFICER = "o.officer, o.name, o.role, o.organisation, o.password IS NOT NULL, o.added_at, o.revoked_at"


class OfficerTables:
    """The tables `organisations`, `officers`, `officer_sessions`, `officer_keys`, `sign_in_misses`."""

    _db: Engine

    def save_organisation(self, one: Organisation) -> None:
        """The organisation stands so from here on."""
        self._db.execute(
            "INSERT INTO organisations (organisation, title, counts_only, added_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (organisation) DO UPDATE SET title = excluded.title, counts_only = excluded.counts_only",
            (one.organisation, one.title, int(one.counts_only), one.added_at),
        )

    def organisations(self) -> list[Organisation]:
        """Every organisation, by its code."""
        found = self._db.execute(
            "SELECT organisation, title, counts_only, added_at FROM organisations ORDER BY organisation"
        )
        return [
            Organisation(organisation=row[0], title=row[1], counts_only=bool(row[2]), added_at=row[3])
            for row in found.fetchall()
        ]

    def sites_of_organisation(self, organisation: str) -> list[str]:
        """The codes of an organisation's sites, in order."""
        found = self._db.execute("SELECT site FROM sites WHERE organisation = ? ORDER BY site", (organisation,))
        return [row[0] for row in found.fetchall()]

    def add_officer(self, one: Officer, name_mark: str) -> bool:
        """The officer is known, or somebody who is signed in by that name is already."""
        self._db.execute(
            "INSERT INTO officers (officer, name, name_mark, role, organisation, added_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (one.officer, one.name, name_mark, one.role, one.organisation, one.added_at),
        )
        return self.officer(one.officer) is not None

    def officers(self) -> list[Officer]:
        """Everybody who is not revoked, in the order of coming."""
        query = f"SELECT {_OFFICER} FROM officers o WHERE revoked_at IS NULL ORDER BY added_at, officer"  # noqa: S608
        return [_officer(row) for row in self._db.execute(query).fetchall()]

    def officer(self, officer: str) -> Officer | None:
        """An officer by id, revoked or not."""
        return self._one("o.officer = ?", officer)

    def officer_of_name(self, name_mark: str) -> Officer | None:
        """Who signs in by this name."""
        return self._one("o.name_mark = ?", name_mark)

    def officer_of_code(self, code_hash: bytes) -> tuple[Officer, int] | None:
        """Whose one-time code this is, and when it was made."""
        query = f"SELECT {_OFFICER}, o.code_at FROM officers o WHERE o.code_hash = ? AND o.revoked_at IS NULL"  # noqa: S608
        row = self._db.execute(query, (code_hash,)).fetchone()
        return None if row is None else (_officer(row), row[7])

    def set_code(self, officer: str, code_hash: bytes, now_ms: int) -> None:
        """This code, and no other, lets the officer choose a password."""
        self._db.execute(
            "UPDATE officers SET code_hash = ?, code_at = ? WHERE officer = ?", (code_hash, now_ms, officer)
        )

    def password_of(self, officer: str) -> str | None:
        """What is kept of an officer's password."""
        row = self._db.execute(
            "SELECT password FROM officers WHERE officer = ? AND revoked_at IS NULL", (officer,)
        ).fetchone()
        return None if row is None else row[0]

    def set_password(self, officer: str, password: str | None) -> None:
        """The password is this, or none; the one-time code is used up, sessions and keys are over."""
        self._db.execute("UPDATE officers SET password = ?, code_hash = NULL WHERE officer = ?", (password, officer))
        self.close_sessions(officer)
        self._db.execute("DELETE FROM officer_keys WHERE officer = ?", (officer,))

    def revoke_officer(self, officer: str, now_ms: int) -> None:
        """The account is over and its name is gone."""
        self.set_password(officer, None)
        self._db.execute(
            "UPDATE officers SET name = '', name_mark = NULL, revoked_at = ? WHERE officer = ?", (now_ms, officer)
        )

    def open_session(self, token_hash: bytes, officer: str, now_ms: int) -> None:
        """The officer is signed in under this token."""
        self._db.execute(
            "INSERT INTO officer_sessions (token_hash, officer, opened_at, seen_at) VALUES (?, ?, ?, ?)",
            (token_hash, officer, now_ms, now_ms),
        )

    def session(self, token_hash: bytes) -> Session | None:
        """The session of a token, however old, while its officer is not revoked."""
        row = self._db.execute(
            f"SELECT {_OFFICER}, s.opened_at, s.seen_at FROM officer_sessions s"  # noqa: S608
            " JOIN officers o ON o.officer = s.officer AND o.revoked_at IS NULL WHERE s.token_hash = ?",
            (token_hash,),
        ).fetchone()
        return None if row is None else Session(officer=_officer(row), opened_at=row[7], seen_at=row[8])

    def see_session(self, token_hash: bytes, now_ms: int) -> None:
        """The session was at work now."""
        self._db.execute("UPDATE officer_sessions SET seen_at = ? WHERE token_hash = ?", (now_ms, token_hash))

    def close_session(self, token_hash: bytes) -> None:
        """The session is over."""
        self._db.execute("DELETE FROM officer_sessions WHERE token_hash = ?", (token_hash,))

    def close_sessions(self, officer: str) -> None:
        """All sessions of an officer are over."""
        self._db.execute("DELETE FROM officer_sessions WHERE officer = ?", (officer,))

    def forget_sessions(self, before_ms: int) -> None:
        """Sessions that were opened before are taken out."""
        self._db.execute("DELETE FROM officer_sessions WHERE opened_at < ?", (before_ms,))

    def add_key(self, token_hash: bytes, officer: str, key: ProgramKey) -> None:
        """A program may ask in the officer's name with this key."""
        self._db.execute(
            "INSERT INTO officer_keys (token_hash, key_id, officer, title, made_at, ends_at) VALUES (?, ?, ?, ?, ?, ?)",
            (token_hash, key.key_id, officer, key.title, key.made_at, key.ends_at),
        )

    def keys_of_officer(self, officer: str) -> list[ProgramKey]:
        """An officer's keys, oldest first."""
        found = self._db.execute(
            "SELECT key_id, title, made_at, ends_at FROM officer_keys WHERE officer = ? ORDER BY made_at, key_id",
            (officer,),
        )
        return [ProgramKey(key_id=row[0], title=row[1], made_at=row[2], ends_at=row[3]) for row in found.fetchall()]

    def end_key_of_officer(self, officer: str, key_id: str) -> None:
        """The key opens nothing any more."""
        self._db.execute("DELETE FROM officer_keys WHERE officer = ? AND key_id = ?", (officer, key_id))

    def officer_of_key(self, token_hash: bytes, now_ms: int) -> Officer | None:
        """In whose name a key asks, while it has not ended."""
        row = self._db.execute(
            f"SELECT {_OFFICER} FROM officer_keys k"  # noqa: S608
            " JOIN officers o ON o.officer = k.officer AND o.revoked_at IS NULL"
            " WHERE k.token_hash = ? AND k.ends_at > ?",
            (token_hash, now_ms),
        ).fetchone()
        return None if row is None else _officer(row)

    def misses(self, mark: bytes) -> tuple[int, int]:
        """Wrong passwords in a row, and when the last one came (ms of UTC)."""
        row = self._db.execute("SELECT in_a_row, last_at FROM sign_in_misses WHERE mark = ?", (mark,)).fetchone()
        return (0, 0) if row is None else (row[0], row[1])

    def set_misses(self, mark: bytes, in_a_row: int, now_ms: int) -> None:
        """So many in a row, the last one now; those of more than a day ago are forgotten."""
        self._db.execute("DELETE FROM sign_in_misses WHERE last_at < ?", (now_ms - 86_400_000,))
        self._db.execute(
            "INSERT INTO sign_in_misses (mark, in_a_row, last_at) VALUES (?, ?, ?)"
            " ON CONFLICT (mark) DO UPDATE SET in_a_row = excluded.in_a_row, last_at = excluded.last_at",
            (mark, in_a_row, now_ms),
        )

    def _one(self, which: str, value: str) -> Officer | None:
        row = self._db.execute(f"SELECT {_OFFICER} FROM officers o WHERE {which}", (value,)).fetchone()  # noqa: S608
        return None if row is None else _officer(row)


def _officer(row: Sequence[Any]) -> Officer:
    return Officer(
        officer=row[0],
        name=row[1],
        role=row[2],
        organisation=row[3],
        has_password=bool(row[4]),
        added_at=row[5],
        revoked_at=row[6],
    )
