"""Programmes: the rules of a scheme as data, authored in TOML, judged by `entitlement.py` alone.

A programme says what is given, to whom, how much and how often. The fields that only later rules need
(windows, caps, collectors, overrides) come with those rules; an unknown field is refused, so a file can
never promise what nobody checks.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.jalali import age_on
from fieldpoint.core.names import Day, ProgrammeCode
from fieldpoint.core.people import Person
from fieldpoint.core.period import Period

CodeText = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{1,31}\Z")]
Title = Annotated[str, Meta(min_length=1, max_length=60)]


class Audience(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom a programme is for: tags a person (or, for a household, one of its people) has, and ages.

    Ages are full years on the business day; whoever has no birth date is of no age and fails an age rule.
    """

    any_tags: tuple[str, ...] = ()
    all_tags: tuple[str, ...] = ()
    none_tags: tuple[str, ...] = ()
    age_from: Annotated[int, Meta(ge=0, le=150)] | None = None
    age_to: Annotated[int, Meta(ge=0, le=150)] | None = None


class Programme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One scheme at one version. `quantity` is per period, for the household or for each member."""

    code: CodeText
    version: Annotated[int, Meta(ge=1)]
    title_fa: Title
    public_title_fa: Title
    on_card_page: bool
    item: CodeText
    unit_fa: Title
    kind: Literal["goods", "meal", "service", "bed_night"]
    counts_for: Literal["household", "member"]
    quantity: Annotated[int, Meta(ge=1, le=1000)]
    period: Period
    audience: Audience = Audience()

    @property
    def rule(self) -> str:
        """The rule as a log row names it, such as basket@3."""
        return f"{self.code}@{self.version}"

    @property
    def name(self) -> ProgrammeCode:
        """The code, as the name other rooms pass on."""
        return ProgrammeCode(self.code)


def fits(audience: Audience, person: Person, day: Day) -> bool:
    """Whether a person belongs to the audience on a day."""
    tags = set(person.tags)
    return (
        (not audience.any_tags or not tags.isdisjoint(audience.any_tags))
        and tags.issuperset(audience.all_tags)
        and tags.isdisjoint(audience.none_tags)
        and _age_fits(audience, person, day)
    )


def _age_fits(audience: Audience, person: Person, day: Day) -> bool:
    if audience.age_from is None and audience.age_to is None:
        return True
    if person.born_on is None:
        return False
    age = age_on(person.born_on, day)
    return (audience.age_from is None or age >= audience.age_from) and (
        audience.age_to is None or age <= audience.age_to
    )
