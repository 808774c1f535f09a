"""Cases that wait for the lead while the queue goes on: a number, a card, a reason's code; never a name.

Not in the log: nothing was handed over or refused by them. Imports core and its neighbours in the store.
"""

from typing import Any

import msgspec

from fieldpoint.core.names import CardId, Day, EventId
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

_COLUMNS = "case_id, day, number, tab, desk, card, reason, parked_at, ended_at"


class ParkedCase(msgspec.Struct, frozen=True, kw_only=True):
    """One case. `number` is what the family is given, counted anew each day; `ended_at` once the lead has decided."""

    case_id: EventId
    day: Day
    number: int
    tab: str
    desk: str
    card: CardId | None
    reason: str | None
    parked_at: int
    ended_at: int | None


def find_case(connection: Connection, case_id: EventId) -> ParkedCase | None:
    """The case with this id, or nothing."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM parked_cases WHERE case_id = ?", (case_id,)).fetchone()  # noqa: S608  our own column names
    return None if row is None else _case(row)


def next_number(connection: Connection, day: Day) -> int:
    """The next follow-up number of a day."""
    row = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM parked_cases WHERE day = ?", (day,)).fetchone()
    return 1 if row is None else int(row[0])


def add_case(tx: Transaction, case: ParkedCase) -> None:
    """The case waits. What was ended on other days is let go at this moment. Does not commit."""
    tx.connection.execute("DELETE FROM parked_cases WHERE ended_at IS NOT NULL AND day <> ?", (case.day,))
    tx.connection.execute(
        f"INSERT INTO parked_cases ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608  our own column names
        msgspec.structs.astuple(case),
    )


def end_case(tx: Transaction, case_id: EventId) -> None:
    """The lead has decided; asked again nothing changes. Does not commit."""
    tx.connection.execute(
        "UPDATE parked_cases SET ended_at = coalesce(ended_at, ?) WHERE case_id = ?", (tx.now.wall_ms, case_id)
    )


def cases(connection: Connection, day: Day | None) -> list[ParkedCase]:
    """Every case that waits, and those of a day that were ended; those that wait first, then by age."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM parked_cases WHERE ended_at IS NULL OR day = ?"  # noqa: S608  our own column names
        " ORDER BY ended_at IS NOT NULL, day, number",
        (day,),
    )
    return [_case(row) for row in found.fetchall()]


def _case(row: tuple[Any, ...]) -> ParkedCase:
    return ParkedCase(**dict(zip(ParkedCase.__struct_fields__, row, strict=True)))
