"""Programmes: the rules of a scheme as data, authored in TOML, judged by `entitlement.py` alone.

An unknown field is refused, so a file can never promise what nobody checks.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.names import ProgrammeCode
from fieldpoint.core.rules.audience import Age, Audience, Count, Quantity
from fieldpoint.core.rules.period import DayText, Nightly, Period
from fieldpoint.core.rules.window import Hours, Window, resolved

CodeText = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{1,31}\Z")]
Title = Annotated[str, Meta(min_length=1, max_length=60)]
Days = Annotated[int, Meta(ge=0, le=400)]


class SiteCap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one site has for a day or a night, whichever the programme goes by: pots of food, or beds.

    When `count` is given out, `overflow` more are given as `overflow_item`: floor places.
    """

    count: Count
    overflow: Annotated[int, Meta(ge=0, le=1000)] = 0
    overflow_item: CodeText | None = None


class CollectorRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may stand at the desk: anyone, or only a member or an alternate of the household.

    A head of household may collect at any age, because a child may head one.
    """

    who: Literal["anyone", "alternates"] = "anyone"
    age_from: Age | None = None


class Offline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may be given blind: while the site cannot be asked, a card gets at most so much of it in a period.

    The tablet proves the card and remembers what it gave itself; what other desks gave it cannot know. So it is for
    what feeds or shelters somebody today, and not for what is dear or given once.
    """

    most: Count


class Programme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One scheme at one version. `quantity` is per period: for the household or the card, or for each member.

    `in_force_from` is a version's first day; without it the version is in force at once.
    """

    code: CodeText
    version: Annotated[int, Meta(ge=1, le=100_000)]
    title_fa: Title
    public_title_fa: Title
    on_card_page: bool
    item: CodeText
    unit_fa: Title
    kind: Literal["goods", "meal", "service", "bed_night"]
    counts_for: Literal["household", "member", "card"]
    quantity: Quantity
    period: Period
    organisation: Title | None = None
    campaign: Title | None = None
    item_title_fa: Title | None = None
    in_force_from: DayText | None = None
    audience: Audience = Audience()
    window: tuple[Window, ...] = ()
    hours: Hours | None = None
    exclusive_with: tuple[CodeText, ...] = ()
    site_cap: SiteCap | None = None
    waiting_days: Days = 0
    make_up_days: Days = 0
    collector: CollectorRule | None = None
    override: Literal["none", "lead", "lead-and-second"] = "lead"
    draws_stock: bool = False
    offline: Offline | None = None

    @property
    def rule(self) -> str:
        """The rule as a log row names it, such as basket@3."""
        return f"{self.code}@{self.version}"

    @property
    def name(self) -> ProgrammeCode:
        """The code, as the name other rooms pass on."""
        return ProgrammeCode(self.code)

    @property
    def on_cold_nights(self) -> bool:
        """Whether it is a bed or a meal, which nobody is sent away from for want of papers."""
        return self.kind in ("meal", "bed_night")

    @property
    def of_a_night(self) -> bool:
        """Whether it is a bed, or eaten where somebody sleeps: to a family it has no name of its own."""
        return self.kind == "bed_night" or (self.kind == "meal" and isinstance(self.period, Nightly))


def in_jalali_days(programme: Programme) -> Programme:
    """The programme as it is kept and judged. `ValueError` when a window has a day that is in no calendar."""
    return msgspec.structs.replace(programme, window=tuple(resolved(one) for one in programme.window))
