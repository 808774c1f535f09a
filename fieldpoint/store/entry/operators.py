"""Who may sign in: roles and revocations come from the log, names and PIN hashes stand in the database alone.

A hash belongs to the row that announced it. After a restore from yesterday's copy the log knows of a later PIN than
the copy holds a hash of; then no PIN is right until the lead gives a new one.

Imports core, database and its neighbours in the store.
"""

from typing import cast

import msgspec

from fieldpoint.core.access_rows import Right, Role
from fieldpoint.core.names import EventId, OperatorId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


class Operator(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may sign in, or might once. A person whose name was lost has an empty one."""

    operator: OperatorId
    name: str
    role: Role
    revoked_at: int | None
    locked: bool = False
    rights: tuple[Right, ...] = ()


class PinHash(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a PIN (see core/pin.py)."""

    salt: bytes
    kept: bytes
    cost: int


_FIND = """SELECT o.operator, coalesce(n.name, ''), o.role, o.revoked_at,
    EXISTS (SELECT 1 FROM pin_locks l WHERE l.operator = o.operator)
    FROM operators o LEFT JOIN operator_names n ON n.operator = o.operator"""


def find_operator(connection: Connection, operator: str) -> Operator | None:
    """Whoever has this id, revoked or not, or nothing."""
    found = _read(connection, _FIND + " WHERE o.operator = ?", operator)
    return found[0] if found else None


def find_name(connection: Connection, folded: str) -> Operator | None:
    """Whoever may sign in under this name (as `persian.fold` writes it), or nothing."""
    found = _read(connection, _FIND + " WHERE n.folded = ? AND o.revoked_at IS NULL", folded)
    return found[0] if found else None


def list_operators(connection: Connection) -> list[Operator]:
    """Everybody who was ever added, in that order."""
    return _read(connection, _FIND + " ORDER BY o.added_at, o.operator")


def leads(connection: Connection) -> list[OperatorId]:
    """Whoever may add others: the leads and admins who were not revoked."""
    found = connection.execute("SELECT operator FROM operators WHERE role IN ('lead', 'admin') AND revoked_at IS NULL")
    return [OperatorId(operator) for (operator,) in found]


def add_operator(tx: Transaction, operator: OperatorId, role: Role) -> None:
    """Somebody may sign in once there is a PIN. Does not commit."""
    tx.connection.execute(
        "INSERT INTO operators (operator, role, added_at) VALUES (?, ?, ?)", (operator, role, tx.now.wall_ms)
    )


def name_operator(tx: Transaction, operator: OperatorId, name: str, folded: str) -> None:
    """Somebody has a name to sign in under. Does not commit."""
    tx.connection.execute(
        "INSERT INTO operator_names (operator, name, folded) VALUES (?, ?, ?)", (operator, name, folded)
    )


def set_role(tx: Transaction, operator: OperatorId, role: Role) -> None:
    """Somebody has another role, and is out wherever they were signed in. Does not commit."""
    tx.connection.execute("UPDATE operators SET role = ? WHERE operator = ?", (role, operator))
    tx.connection.execute("DELETE FROM sign_ins WHERE operator = ?", (operator,))


def expect_pin(tx: Transaction, operator: OperatorId, pin_row: EventId) -> None:
    """Only the PIN that this row announced is right from here on; locks are open, sessions over. Does not commit."""
    tx.connection.execute("UPDATE operators SET pin_row = ? WHERE operator = ?", (pin_row, operator))
    tx.connection.execute("DELETE FROM pin_locks WHERE operator = ?", (operator,))
    tx.connection.execute("DELETE FROM pin_misses WHERE who = ?", (operator,))
    tx.connection.execute("DELETE FROM sign_ins WHERE operator = ?", (operator,))


def keep_pin(tx: Transaction, operator: OperatorId, pin_row: EventId, pin: PinHash) -> None:
    """The hash of the PIN that a row announced is kept, and none of before. Does not commit."""
    tx.connection.execute(
        """INSERT INTO operator_pins (operator, pin_row, salt, kept, cost) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET pin_row = excluded.pin_row, salt = excluded.salt, kept = excluded.kept,
           cost = excluded.cost""",
        (operator, pin_row, pin.salt, pin.kept, pin.cost),
    )


def grant(tx: Transaction, operator: OperatorId, right: Right, *, on: bool) -> None:
    """Somebody may do what is the lead's otherwise, or may no more. Does not commit."""
    statement = (
        "INSERT INTO operator_rights (operator, granted) VALUES (?, ?) ON CONFLICT DO NOTHING"
        if on
        else "DELETE FROM operator_rights WHERE operator = ? AND granted = ?"
    )
    tx.connection.execute(statement, (operator, right))


def rights_of(connection: Connection, operator: str) -> tuple[Right, ...]:
    """What the lead lets somebody do besides, in order."""
    found = connection.execute("SELECT granted FROM operator_rights WHERE operator = ? ORDER BY granted", (operator,))
    return tuple(cast("Right", granted) for (granted,) in found)


def pin_of(connection: Connection, operator: OperatorId) -> PinHash | None:
    """What is kept of somebody's present PIN; nothing where only an earlier one's hash is here."""
    row = connection.execute(
        """SELECT p.salt, p.kept, p.cost FROM operator_pins p JOIN operators o
           ON o.operator = p.operator AND o.pin_row = p.pin_row WHERE p.operator = ?""",
        (operator,),
    ).fetchone()
    return None if row is None else PinHash(salt=row[0], kept=row[1], cost=row[2])


def revoke(tx: Transaction, operator: OperatorId) -> None:
    """Somebody may sign in no more, and is out wherever they were signed in. Does not commit."""
    tx.connection.execute(
        "UPDATE operators SET revoked_at = ? WHERE operator = ? AND revoked_at IS NULL", (tx.now.wall_ms, operator)
    )
    tx.connection.execute("DELETE FROM sign_ins WHERE operator = ?", (operator,))


def _read(connection: Connection, sql: str, *values: str) -> list[Operator]:
    return [
        Operator(
            operator=operator,
            name=name,
            role=role,
            revoked_at=revoked,
            locked=bool(locked),
            rights=rights_of(connection, operator),
        )
        for operator, name, role, revoked, locked in connection.execute(sql, values).fetchall()
    ]
