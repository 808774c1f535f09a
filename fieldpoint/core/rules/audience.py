"""Whom a programme is for, and how much it gives to whom."""

from collections.abc import Sequence
from typing import Annotated, Literal, assert_never

import msgspec
from msgspec import Meta

from fieldpoint.core.jalali import age_on
from fieldpoint.core.names import Day
from fieldpoint.core.people import Household, Person
from fieldpoint.core.rules.period import DayText

Tag = Annotated[str, Meta(min_length=1, max_length=60)]
Age = Annotated[int, Meta(ge=0, le=150)]
Size = Annotated[int, Meta(ge=1, le=100)]
Count = Annotated[int, Meta(ge=1, le=1000)]


class Audience(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom a programme is for: conditions on a person (or, for a household, on one of its people) and on both.

    Ages are full years on the business day, or on `age_on` where that is said; whoever has no birth date
    is of no age and fails an age rule. An unknown sex fails a rule of sex.
    """

    any_tags: tuple[Tag, ...] = ()
    all_tags: tuple[Tag, ...] = ()
    none_tags: tuple[Tag, ...] = ()
    age_from: Age | None = None
    age_to: Age | None = None
    age_on: DayText | None = None
    sex: Literal["female", "male"] | None = None
    size_from: Size | None = None
    size_to: Size | None = None
    neighbourhoods: tuple[Tag, ...] = ()
    sites: tuple[Tag, ...] = ()


class PerMember(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="per-member"
):
    """So much for each member of the household, in one line."""

    count: Count = 1


class PerMatching(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="per-matching-member"
):
    """So much for each member who fits the audience, in one line of the household."""

    count: Count = 1


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much from a household size on."""

    size_from: Size
    count: Count


class BySize(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="by-size"):
    """A table by household size, from the smallest on; a household below the first step is due nothing."""

    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=20)]


Quantity = Count | PerMember | PerMatching | BySize


def fits(audience: Audience, person: Person, day: Day) -> bool:
    """Whether a person belongs to the audience on a day, as far as the person is concerned."""
    return audience.sex in (None, person.sex) and _tags_fit(audience, person) and _age_fits(audience, person, day)


def household_fits(audience: Audience, household: Household) -> bool:
    """Whether a household belongs to the audience by its size and its neighbourhood."""
    size = len(household.members)
    return (
        (audience.size_from is None or size >= audience.size_from)
        and (audience.size_to is None or size <= audience.size_to)
        and (not audience.neighbourhoods or household.neighbourhood in audience.neighbourhoods)
    )


def amount(quantity: Quantity, size: int, matching: int) -> int:
    """How much a quantity is for a holder of so many people, of whom so many fit the audience."""
    match quantity:
        case int():
            return quantity
        case PerMember():
            return quantity.count * size
        case PerMatching():
            return quantity.count * matching
        case BySize():
            return _step(quantity.steps, size)
        case _:
            assert_never(quantity)


def _tags_fit(audience: Audience, person: Person) -> bool:
    if not (audience.any_tags or audience.all_tags or audience.none_tags):
        return True
    tags = set(person.tags)
    return (
        (not audience.any_tags or not tags.isdisjoint(audience.any_tags))
        and tags.issuperset(audience.all_tags)
        and tags.isdisjoint(audience.none_tags)
    )


def _step(steps: Sequence[Step], size: int) -> int:
    return max(((one.size_from, one.count) for one in steps if one.size_from <= size), default=(0, 0))[1]


def _age_fits(audience: Audience, person: Person, day: Day) -> bool:
    if audience.age_from is None and audience.age_to is None:
        return True
    if person.born_on is None:
        return False
    age = age_on(person.born_on, Day(audience.age_on or day))
    return (audience.age_from is None or age >= audience.age_from) and (
        audience.age_to is None or age <= audience.age_to
    )
