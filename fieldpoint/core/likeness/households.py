"""Are these two records one household? Who of one is whom of the other.

Imports msgspec and `core` only.
"""

import msgspec

from fieldpoint.core.likeness.level import Level, Likeness, Reason
from fieldpoint.core.likeness.people import LIKELY, compare_people
from fieldpoint.core.names import PersonId
from fieldpoint.core.people import Household

_NEARLY = LIKELY - 3.0  # two such pairs together are as much as one that is likely


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the one and who that may be of the other."""

    person: PersonId
    other: PersonId
    likeness: Likeness


class HouseholdLikeness(msgspec.Struct, frozen=True, kw_only=True):
    """How alike two households are, why, and by which pairs of people, the likeliest first."""

    level: Level
    reasons: tuple[Reason, ...]
    pairs: tuple[Pair, ...]

    @property
    def points(self) -> float:
        """More for the likelier; only to order by."""
        return sum(pair.likeness.points for pair in self.pairs)


def compare_households(one: Household, other: Household) -> HouseholdLikeness:
    """Certain by one certain pair, likely by one likely pair or by two that nearly are."""
    pairs = _pairs(one, other)
    told = [pair for pair in pairs if pair.likeness.level != "no"]
    if not told:
        if len(pairs) < 2:  # noqa: PLR2004
            return HouseholdLikeness(level="no", reasons=(), pairs=())
        return HouseholdLikeness(level="likely", reasons=("same-people",), pairs=pairs)
    level: Level = "certain" if any(pair.likeness.level == "certain" for pair in told) else "likely"
    reasons: dict[Reason, None] = dict.fromkeys(reason for pair in told for reason in pair.likeness.reasons)
    return HouseholdLikeness(level=level, reasons=tuple(reasons), pairs=tuple(told))


def _pairs(one: Household, other: Household) -> tuple[Pair, ...]:
    """Each person at most once, the likeliest pairs first."""
    places = one.neighbourhood, other.neighbourhood
    found = [
        Pair(person=mine.person, other=theirs.person, likeness=compare_people(mine, theirs, places))
        for mine in one.members
        for theirs in other.members
    ]
    kept: list[Pair] = []
    for pair in sorted(found, key=lambda one: -one.likeness.points):
        taken = any(pair.person == known.person or pair.other == known.other for known in kept)
        if pair.likeness.points >= _NEARLY and not taken:
            kept.append(pair)
    return tuple(kept)
