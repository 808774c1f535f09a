"""Whether a household that is being registered is here already: a hint, side by side, and a human decides.

The same valid ID is certain; name, birth year and neighbourhood together are likely. `judge` is the one place where
two records are compared.
"""

from typing import Literal

import msgspec

from fieldpoint.core.names import HouseholdId
from fieldpoint.core.people import Household, Person
from fieldpoint.core.persian import fold
from fieldpoint.database import Connection
from fieldpoint.store import people
from fieldpoint.store.register.alike import households_near, households_with_id

Strength = Literal["certain", "likely"]
_MOST_SHOWN = 5


class Likely(msgspec.Struct, frozen=True, kw_only=True):
    """A household that is here, how surely it is the same, and what the two agree in."""

    household: Household
    strength: Strength
    agrees: tuple[str, ...]


def likely_households(connection: Connection, typed: Household) -> list[Likely]:
    """The households that may be the one that is typed, the surest first, at most five; never itself."""
    found: list[Likely] = []
    for household in sorted(_worth_a_look(connection, typed) - {typed.household}):
        record = people.read_household(connection, household)
        likely = None if record is None else judge(typed, record)
        if likely is not None:
            found.append(likely)
    found.sort(key=lambda one: (one.strength != "certain", -len(one.agrees)))
    return found[:_MOST_SHOWN]


def judge(typed: Household, here: Household) -> Likely | None:
    """Whether one of the typed people is one of these, and in what they agree; nothing where they are others."""
    pairs = [_agreement(one, other) for one in typed.members for other in here.members]
    best = max(pairs, key=len, default=())
    near = fold(typed.neighbourhood) == fold(here.neighbourhood)
    if any("id" in agreed for agreed in pairs):
        best = next(agreed for agreed in pairs if "id" in agreed)
        return Likely(household=here, strength="certain", agrees=(*best, *(("neighbourhood",) if near else ())))
    if near and {"name", "birth-year"} <= set(best):
        return Likely(household=here, strength="likely", agrees=(*best, "neighbourhood"))
    return None


def _worth_a_look(connection: Connection, typed: Household) -> set[HouseholdId]:
    years = {one.born_on[:4] for one in typed.members if one.born_on is not None}
    found = households_near(connection, typed.neighbourhood, sorted(years))
    for one in typed.members:
        if one.id_value and not one.id_flag:
            found |= households_with_id(connection, one.id_kind, one.id_value)
    return found


def _agreement(one: Person, other: Person) -> tuple[str, ...]:
    """What two people agree in; nothing where two valid IDs of one kind say that they are two."""
    same_id = one.id_value is not None and (one.id_kind, one.id_value) == (other.id_kind, other.id_value)
    both_valid = bool(one.id_value and other.id_value) and not (one.id_flag or other.id_flag)
    if both_valid and one.id_kind == other.id_kind and not same_id:
        return ()
    born = one.born_on is not None and other.born_on is not None and one.born_on[:4] == other.born_on[:4]
    told = (
        ("id", same_id and both_valid),
        ("name", fold(one.given_name + one.family_name) == fold(other.given_name + other.family_name)),
        ("birth-year", born),
        ("phone", one.phone is not None and one.phone == other.phone),
    )
    return tuple(word for word, true in told if true)
