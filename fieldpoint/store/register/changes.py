"""Every version of a household's record, with who made it and when: personal data, in this encrypted database only.

What is kept is the record before each change; the present one stands in `people`. Nothing here commits.

Imports core, database and its neighbours in the store.
"""

from typing import Literal

import msgspec

from fieldpoint.core.names import EventId, HouseholdId
from fieldpoint.core.people import Household
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

ChangeKind = Literal["register", "edit", "birth", "death", "move", "head", "split", "merge", "undo", "import"]
_KEPT = msgspec.json.Decoder(Household)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What made a version: the row of the log, who and when. `before` is the record of the version before it."""

    number: int
    kind: ChangeKind
    event_id: EventId
    op: str
    at: int
    before: Household | None


def note_change(
    tx: Transaction, household: HouseholdId, kind: ChangeKind, by: tuple[EventId, str], before: Household | None
) -> int:
    """The household's record is another from here on, by this row and this operator; answers its version."""
    number = 1 if before is None else version_of(tx.connection, household) + 1
    tx.connection.execute(
        """INSERT INTO household_changes (household, number, kind, event_id, op, at, before)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (household, number, kind, *by, tx.now.wall_ms, None if before is None else msgspec.json.encode(before)),
    )
    return number


def version_of(connection: Connection, household: HouseholdId) -> int:
    """The number of the household's present version; 1 where nothing was changed since a list brought it."""
    row = connection.execute("SELECT max(number) FROM household_changes WHERE household = ?", (household,)).fetchone()
    return 1 if row is None or row[0] is None else int(row[0])


def version_by(connection: Connection, household: HouseholdId, event_id: EventId) -> int:
    """The version that a row made; 0 where it made none."""
    row = connection.execute(
        "SELECT number FROM household_changes WHERE household = ? AND event_id = ?", (household, event_id)
    ).fetchone()
    return 0 if row is None else int(row[0])


def changes_of(connection: Connection, household: HouseholdId) -> list[Change]:
    """All that was ever changed, the oldest first."""
    found = connection.execute(
        """SELECT number, kind, event_id, op, at, before FROM household_changes WHERE household = ?
           ORDER BY number""",
        (household,),
    )
    return [
        Change(
            number=number,
            kind=kind,
            event_id=EventId(event_id),
            op=op,
            at=at,
            before=None if before is None else _KEPT.decode(before),
        )
        for number, kind, event_id, op, at, before in found
    ]
