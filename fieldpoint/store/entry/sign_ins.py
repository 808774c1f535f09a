"""Sessions: who is signed in on which tablet, under the hash of a cookie; and the codes that let a tablet in, once.

Their age is told by the boot's own clock, so no clock that is set prolongs or ends one, and a new boot ends all.

Imports core, database, ids and its neighbours in the store.
"""

from hashlib import sha256
from typing import Literal

import msgspec

from fieldpoint.core.access_rows import Role
from fieldpoint.core.names import OperatorId, TabletId
from fieldpoint.database import Connection
from fieldpoint.ids import new_pairing_code, new_secret
from fieldpoint.store.transaction import Transaction

LONGEST_MS = 10 * 60 * 60 * 1000
CODE_MS = 10 * 60 * 1000
CodeKind = Literal["first", "tablet"]


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at work on a tablet: `mono` is when they signed in or were last known to work, in its `boot`."""

    tab: TabletId
    desk: str
    operator: OperatorId
    name: str
    role: Role
    boot: int
    opened: int
    mono: int


def open_session(tx: Transaction, tablet: TabletId, operator: OperatorId) -> str:
    """The cookie's secret of a new session, kept nowhere else; the tablet's last one is over. Does not commit."""
    token = new_secret()
    tx.connection.execute("DELETE FROM sign_ins WHERE tablet = ?", (tablet,))
    tx.connection.execute(
        "INSERT INTO sign_ins (token_hash, tablet, operator, boot, opened, mono) VALUES (?, ?, ?, ?, ?, ?)",
        (_hash(token), tablet, operator, tx.now.boot, tx.now.mono_ms, tx.now.mono_ms),
    )
    return token


def find_session(connection: Connection, token: str) -> SignIn | None:
    """The session of a cookie, however old, while its tablet and its person are not revoked."""
    row = connection.execute(
        """SELECT s.tablet, t.desk, s.operator, coalesce(n.name, ''), o.role, s.boot, s.opened, s.mono FROM sign_ins s
           JOIN tablets t ON t.tablet = s.tablet AND t.revoked_at IS NULL
           JOIN operators o ON o.operator = s.operator AND o.revoked_at IS NULL
           LEFT JOIN operator_names n ON n.operator = s.operator
           WHERE s.token_hash = ?""",
        (_hash(token),),
    ).fetchone()
    if row is None:
        return None
    tab, desk, operator, name, role, boot, opened, mono = row
    return SignIn(tab=tab, desk=desk, operator=operator, name=name, role=role, boot=boot, opened=opened, mono=mono)


def close_session(tx: Transaction, tablet: TabletId) -> None:
    """Nobody is signed in on the tablet. Does not commit."""
    tx.connection.execute("DELETE FROM sign_ins WHERE tablet = ?", (tablet,))


def close_all(tx: Transaction, but: str) -> None:
    """Nobody is signed in anywhere but whoever closed the day, who has its seal still to copy. Does not commit."""
    tx.connection.execute("DELETE FROM sign_ins WHERE operator <> ?", (but,))


def forget_all(connection: Connection) -> None:
    """Nobody is signed in, and no code lets anybody in. Does not commit."""
    connection.execute("DELETE FROM sign_ins")
    connection.execute("DELETE FROM pairing_codes")


def save_seen(tx: Transaction, seen: dict[TabletId, int]) -> None:
    """When each tablet's session was last at work, for a start of the server that goes on with it. Does not commit."""
    tx.connection.executemany(
        "UPDATE sign_ins SET mono = ? WHERE tablet = ? AND boot = ? AND mono < ?",
        [(mono, tablet, tx.now.boot, mono) for tablet, mono in seen.items()],
    )


def make_code(tx: Transaction, kind: CodeKind) -> str:
    """A new code that lets a tablet in, once. A new `first` code replaces the last one. Does not commit."""
    code = new_pairing_code()
    if kind == "first":
        tx.connection.execute("DELETE FROM pairing_codes WHERE kind = 'first'")
    tx.connection.execute(
        "DELETE FROM pairing_codes WHERE kind = 'tablet' AND (boot <> ? OR mono < ?)",
        (tx.now.boot, tx.now.mono_ms - CODE_MS),
    )
    tx.connection.execute(
        "INSERT INTO pairing_codes (code_hash, kind, boot, mono) VALUES (?, ?, ?, ?)",
        (_hash(code), kind, tx.now.boot, tx.now.mono_ms),
    )
    return code


def code_stands(connection: Connection, code: str, kind: CodeKind) -> bool:
    """Whether somebody made this code and nobody has used it, however long ago."""
    found = connection.execute("SELECT 1 FROM pairing_codes WHERE code_hash = ? AND kind = ?", (_hash(code), kind))
    return found.fetchone() is not None


def use_code(tx: Transaction, code: str, kind: CodeKind) -> bool:
    """Whether the code lets somebody in, which it does once; a tablet's for ten minutes. Does not commit."""
    row = tx.connection.execute(
        "DELETE FROM pairing_codes WHERE code_hash = ? AND kind = ? RETURNING boot, mono", (_hash(code), kind)
    ).fetchone()
    if row is None:
        return False
    return kind == "first" or (row[0] == tx.now.boot and tx.now.mono_ms - row[1] <= CODE_MS)


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
