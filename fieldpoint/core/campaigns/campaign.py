"""A campaign as data, authored in TOML beside the programmes: when it runs, what it is for, its puzzle, its places.

An unknown field is refused, so a file can never promise what nobody counts. Imports msgspec and `core`.
"""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.jalali import days_after, gregorian_of
from fieldpoint.core.names import Day
from fieldpoint.core.rules.programme import CodeText, Programme, Title
from fieldpoint.core.rules.window import Stand, Window, resolved, stand

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Scene = Literal["school", "bowl", "tent", "lamp"]
About = Annotated[str, Meta(min_length=1, max_length=160)]
Much = Annotated[int, Meta(ge=1, le=10_000_000)]
State = Literal["now", "coming", "past"]

MAX_PIECES = 400  # more are too small to be seen as pieces, and too heavy for a thin line
_WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STATES: dict[str, State] = {"inside": "now", "before": "coming", "after": "past"}


class Target(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many of what. With an `item` only that is counted towards it, else whatever its programmes give."""

    count: Much
    unit_fa: Title
    item: CodeText | None = None


class Puzzle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture in so many columns and rows of pieces; one piece stands for `each` things handed out."""

    columns: Annotated[int, Meta(ge=3, le=40)]
    rows: Annotated[int, Meta(ge=3, le=40)]
    scene: Scene
    each: Annotated[int, Meta(ge=1, le=10_000)] = 1

    @property
    def pieces(self) -> int:
        """How many pieces it has."""
        return self.columns * self.rows


class Spot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place where tents stand: rows name its code, because nothing that somebody types freely stands in the log."""

    code: CodeText
    title_fa: Title


class Campaign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One campaign at one version. `programmes` belong to it, and every one whose own file names it.

    With `weekdays` only these days of the windows count.
    """

    code: CodeText
    version: Annotated[int, Meta(ge=1, le=100_000)]
    title_fa: Title
    window: Annotated[tuple[Window, ...], Meta(min_length=1, max_length=12)]
    target: Target
    programmes: Annotated[tuple[CodeText, ...], Meta(max_length=20)]
    about_fa: About | None = None
    weekdays: Annotated[tuple[Weekday, ...], Meta(max_length=7)] = ()
    puzzle: Puzzle | None = None
    places: Annotated[tuple[Spot, ...], Meta(max_length=40)] = ()

    @property
    def name(self) -> str:
        """The campaign at its version, such as karamat@3."""
        return f"{self.code}@{self.version}"

    def place(self, code: str) -> Spot | None:
        """Its place of that code, or nothing."""
        return next((one for one in self.places if one.code == code), None)


def in_jalali_days(campaign: Campaign, moon: int = 0) -> Campaign:
    """The campaign as it is kept and counted; what follows the moon is moved by so many days.

    `ValueError` when a window has a day that is in no calendar.
    """
    return msgspec.structs.replace(campaign, window=tuple(_moved(resolved(one), moon) for one in campaign.window))


def stands(campaign: Campaign, day: Day) -> Stand:
    """How a day stands to the windows of a campaign that is kept."""
    return stand(campaign.window, day, 0)


def state_on(campaign: Campaign, day: Day) -> State:
    """Whether it runs, is to come (again) or is over."""
    return _STATES[stands(campaign, day).side]


def counts_on(campaign: Campaign, day: Day) -> bool:
    """Whether what is given on a day belongs to it."""
    return stands(campaign, day).side == "inside" and (
        not campaign.weekdays or _WEEK[gregorian_of(day).weekday()] in campaign.weekdays
    )


def span(campaign: Campaign) -> tuple[Day, Day]:
    """Its first and its last day."""
    return Day(min(one.first for one in campaign.window)), Day(max(one.last for one in campaign.window))


def belonging(campaign: Campaign, programmes: Iterable[Programme]) -> list[str]:
    """The codes of the programmes that belong to it: those it names, and of these the ones that name it."""
    named = {one.code for one in programmes if one.campaign in (campaign.code, campaign.title_fa)}
    return sorted({*campaign.programmes, *named})


def _moved(window: Window, moon: int) -> Window:
    if not (window.moon and moon):
        return window
    first, last = (days_after(Day(one), moon) for one in (window.first, window.last))
    return msgspec.structs.replace(window, first=first, last=last)
