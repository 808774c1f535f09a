"""Whom a household that is being typed may be already: the few records that are worth comparing.

Imports core, database and its neighbours in the store.
"""

from collections.abc import Collection

from fieldpoint.core.names import HouseholdId
from fieldpoint.database import Connection

_MOST = 200


def households_with_id(connection: Connection, kind: str, value: str) -> set[HouseholdId]:
    """The households of whoever has this ID."""
    found = connection.execute(
        """SELECT coalesce(h.merged_into, h.household) FROM people p JOIN households h ON h.household = p.household
           WHERE p.id_kind = ? AND p.id_value = ?""",
        (kind, value),
    )
    return {HouseholdId(household) for (household,) in found}


def households_near(connection: Connection, neighbourhood: str, years: Collection[str]) -> set[HouseholdId]:
    """The households of a neighbourhood with somebody who was born in one of these years, at most 200."""
    if not years:
        return set()
    marks = ", ".join("?" * len(years))
    found = connection.execute(
        f"""SELECT DISTINCT h.household FROM households h JOIN people p ON p.household = h.household
            WHERE h.neighbourhood = ? AND h.merged_into IS NULL AND h.erased = 0
            AND substr(p.born_on, 1, 4) IN ({marks}) LIMIT {_MOST}""",  # noqa: S608  question marks and a number of ours
        (neighbourhood, *years),
    )
    return {HouseholdId(household) for (household,) in found}
