"""Households whose file is to be looked at again.

Imports core and database.
"""

import msgspec

from fieldpoint.core.names import Day, HouseholdId
from fieldpoint.database import Connection

_STANDS = "FROM households h WHERE h.review_on <= ? AND h.merged_into IS NULL AND h.erased = 0"
_OVERDUE = f"""SELECT h.household, h.code, h.neighbourhood, h.review_on,
    (SELECT count(*) FROM people p WHERE p.household = h.household) {_STANDS}
    ORDER BY h.review_on, h.household LIMIT ?"""  # noqa: S608  our own statement


class Overdue(msgspec.Struct, frozen=True, kw_only=True):
    """A household, by its code alone, and the day on which its file was to be looked at."""

    household: HouseholdId
    code: str
    neighbourhood: str
    review_on: Day
    size: int


def overdue(connection: Connection, day: Day, limit: int) -> list[Overdue]:
    """Those of that day or earlier, the longest waiting first; at most `limit`."""
    return [
        Overdue(household=HouseholdId(household), code=code, neighbourhood=place, review_on=on, size=size)
        for household, code, place, on, size in connection.execute(_OVERDUE, (day, limit))
    ]


def count_overdue(connection: Connection, day: Day) -> int:
    """How many there are."""
    row = connection.execute(f"SELECT count(*) {_STANDS}", (day,)).fetchone()
    return 0 if row is None else int(row[0])
