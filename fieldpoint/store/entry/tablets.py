"""Paired tablets: their public keys and desks come from the log, their names stand in the database alone.

Imports core, database and its neighbours in the store.
"""

import msgspec

from fieldpoint.core.names import OperatorId, TabletId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


class Tablet(msgspec.Struct, frozen=True, kw_only=True):
    """A tablet that was paired here once. `public` is its key as in core/request_signature.py."""

    tablet: TabletId
    desk: str
    public: bytes
    revoked: bool


class TabletEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A tablet as the lead sees it; the times are wall times in milliseconds, `holder` is the operator's name."""

    tablet: TabletId
    name: str
    desk: str
    paired_at: int
    revoked_at: int | None
    operator: OperatorId | None
    holder: str
    practises: bool


def find_tablet(connection: Connection, tablet: str) -> Tablet | None:
    """The tablet of this id, revoked or not, or nothing."""
    row = connection.execute("SELECT desk, public, revoked_at FROM tablets WHERE tablet = ?", (tablet,)).fetchone()
    if row is None:
        return None
    return Tablet(tablet=TabletId(tablet), desk=row[0], public=row[1], revoked=row[2] is not None)


def next_desk(connection: Connection) -> str:
    """The desk of the tablet that is paired next: `d1`, `d2`, … in the order of pairing."""
    row = connection.execute("SELECT count(*) + 1 FROM tablets").fetchone()
    return f"d{row[0] if row else 1}"


def add_tablet(tx: Transaction, tablet: TabletId, desk: str, public: bytes) -> None:
    """The tablet may sign requests. Does not commit."""
    tx.connection.execute(
        "INSERT INTO tablets (tablet, desk, public, paired_at) VALUES (?, ?, ?, ?)",
        (tablet, desk, public, tx.now.wall_ms),
    )


def name_of(connection: Connection, tablet: TabletId) -> str:
    """What people call the tablet; empty where that was lost."""
    row = connection.execute("SELECT name FROM tablet_names WHERE tablet = ?", (tablet,)).fetchone()
    return row[0] if row else ""


def name_tablet(tx: Transaction, tablet: TabletId, name: str) -> None:
    """The tablet has a name that people know it by. Does not commit."""
    tx.connection.execute(
        "INSERT INTO tablet_names (tablet, name) VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name",
        (tablet, name),
    )


def revoke(tx: Transaction, tablet: TabletId) -> None:
    """The tablet is refused, and whoever was signed in on it is out. Does not commit."""
    tx.connection.execute(
        "UPDATE tablets SET revoked_at = ? WHERE tablet = ? AND revoked_at IS NULL", (tx.now.wall_ms, tablet)
    )
    tx.connection.execute("DELETE FROM sign_ins WHERE tablet = ?", (tablet,))


def list_tablets(connection: Connection) -> list[TabletEntry]:
    """Every tablet that was ever paired, by its time; one whose name was lost has an empty one."""
    found = connection.execute(
        """SELECT t.tablet, coalesce(n.name, ''), t.desk, t.paired_at, t.revoked_at, s.operator, coalesce(o.name, ''),
           EXISTS (SELECT 1 FROM practising p WHERE p.tablet = t.tablet)
           FROM tablets t LEFT JOIN tablet_names n ON n.tablet = t.tablet LEFT JOIN sign_ins s ON s.tablet = t.tablet
           LEFT JOIN operator_names o ON o.operator = s.operator
           ORDER BY t.paired_at, t.tablet"""
    )
    return [
        TabletEntry(
            tablet=tablet,
            name=name,
            desk=desk,
            paired_at=paired,
            revoked_at=revoked,
            operator=who,
            holder=holder,
            practises=bool(practises),
        )
        for tablet, name, desk, paired, revoked, who, holder, practises in found
    ]
