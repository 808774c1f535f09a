"""Sessions of the page: a cookie's hash, and which tablet and desk it is."""

from hashlib import sha256

import msgspec

from fieldpoint.database import Connection
from fieldpoint.ids import new_secret
from fieldpoint.store.transaction import Transaction


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A tablet at a desk."""

    tab: str
    desk: str


def open_session(tx: Transaction, desk: str) -> tuple[str, Session]:
    """A new session for the next free tablet name: the cookie's secret, which is kept nowhere else."""
    token = new_secret()
    row = tx.connection.execute("SELECT count(*) + 1 FROM sessions").fetchone()
    session = Session(tab=f"t{row[0] if row else 1:02d}", desk=desk)
    tx.connection.execute(
        "INSERT INTO sessions (token_hash, tab, desk, opened_at) VALUES (?, ?, ?, ?)",
        (_hash(token), session.tab, session.desk, tx.now.wall_ms),
    )
    return token, session


def find_session(connection: Connection, token: str) -> Session | None:
    """The session of a cookie, or nothing."""
    row = connection.execute("SELECT tab, desk FROM sessions WHERE token_hash = ?", (_hash(token),)).fetchone()
    return None if row is None else Session(tab=row[0], desk=row[1])


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
