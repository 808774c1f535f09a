"""Who stands already and looks like somebody that is being registered.

Imports core, database and its neighbours in the store.
"""

from collections.abc import Iterable

import msgspec

from fieldpoint.core.likeness.households import HouseholdLikeness, compare_households
from fieldpoint.core.likeness.keys import keys_of
from fieldpoint.core.names import HouseholdId
from fieldpoint.core.people import Household, Person
from fieldpoint.database import Connection
from fieldpoint.store import people

_COMPARED = 60  # households whose people share a key with the newcomers, those who share more first
_LOOKED_AT = 400
_BY_KEY = """SELECT coalesce(h.merged_into, h.household) FROM search_keys s JOIN search_rows r ON r.number = s.rowid
    JOIN people p ON p.person = r.person JOIN households h ON h.household = p.household
    WHERE search_keys MATCH ? LIMIT ?"""
_BY_ID = """SELECT coalesce(h.merged_into, h.household) FROM people p JOIN households h ON h.household = p.household
    WHERE p.id_kind = ? AND p.id_value = ?"""


class Lookalike(msgspec.Struct, frozen=True, kw_only=True):
    """A household that stands, and how it is like the one that is being registered."""

    household: Household
    likeness: HouseholdLikeness


def lookalikes(connection: Connection, household: Household, limit: int = 5) -> list[Lookalike]:
    """Households that are certainly or likely the same as this one, the likeliest first; never itself. Only reads."""
    found: list[Lookalike] = []
    for known in _candidates(connection, household.members):
        standing = None if known == household.household else people.read_household(connection, known)
        if standing is not None:
            likeness = compare_households(household, standing)
            if likeness.level != "no":
                found.append(Lookalike(household=standing, likeness=likeness))
    found.sort(key=lambda one: (one.likeness.level != "certain", -one.likeness.points))
    return found[:limit]


def _candidates(connection: Connection, members: Iterable[Person]) -> list[HouseholdId]:
    """At most `_COMPARED` households with somebody who shares a key with one of these; rarer keys bring them first."""
    weights: dict[HouseholdId, float] = {}
    for person in members:
        asked = [connection.execute(_BY_KEY, (f'"{key}"', _LOOKED_AT)).fetchall() for key in keys_of(person)]
        if person.id_value:
            asked.append(connection.execute(_BY_ID, (person.id_kind, person.id_value)).fetchall())
        for found in asked:
            for (household,) in found:
                weights[HouseholdId(household)] = weights.get(HouseholdId(household), 0.0) + 1 / len(found)
    return sorted(weights, key=lambda one: -weights[one])[:_COMPARED]
