"""The district that the quarter is about: who gives what where, and how often people come.

Its size is that of the source documents: 472 case files in 17 neighbourhoods, five organisations, three campaigns. All
people are synthetic, and one seed gives one district.

Imports msgspec, core and the packaged programmes.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import msgspec

from fieldpoint.core.jalali import day_of, gregorian_of
from fieldpoint.core.names import Day
from fieldpoint.desk.packaged_programmes import packaged_sources

HOUSEHOLDS: Final = 472
SEED: Final = 1405
TABLETS: Final = 3  # of a desk
_FRIDAY: Final = 4
_MONTHS: Final = 3  # of a season


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """One programme of the district: whose it is, how often it is asked for in a visit, and in which campaign.

    `stocked` draws lots of so many days' need; what is not stocked is baked, cooked or done on the spot.
    """

    code: str
    item: str
    organisation: str
    chance: float
    stocked: bool = False
    campaign: str | None = None


class SiteOf(msgspec.Struct, frozen=True, kw_only=True):
    """A distribution point: its code, its name and how many households are registered there."""

    code: str
    name_fa: str
    households: int
    schemes: tuple[Scheme, ...]


MUNICIPALITY, BEHZISTI, KOMITE, NGO, MOSQUE = (
    "شهرداری منطقه",
    "بهزیستی",
    "کمیتهٔ امداد",
    "سمن همدلان",
    "مسجد محله",
)
_SCHEMES: Final = (
    Scheme(code="bread", item="bread-loaf", organisation=MOSQUE, chance=0.95),
    Scheme(code="hot-meal", item="hot-meal", organisation=NGO, chance=0.55, stocked=True, campaign="karamat"),
    Scheme(code="cold-meal", item="cold-meal", organisation=MUNICIPALITY, chance=0.2),
    Scheme(code="basket", item="food-basket", organisation=KOMITE, chance=0.5, stocked=True, campaign="nazr-yari"),
    Scheme(code="toys", item="toy", organisation=BEHZISTI, chance=0.05, stocked=True),
    Scheme(
        code="stationery", item="stationery-kit", organisation=MUNICIPALITY, chance=0.3, stocked=True, campaign="mehr"
    ),
)
_NAMES: Final = ("میز خدمت میدان", "سرای محله", "مسجد محله")


def sites(households: int = HOUSEHOLDS) -> tuple[SiteOf, ...]:
    """The district's desks, which share its households."""
    each, rest = divmod(households, len(_NAMES))
    return tuple(
        SiteOf(code=f"desk-{place + 1}", name_fa=name, households=each + (place < rest), schemes=_SCHEMES)
        for place, name in enumerate(_NAMES)
    )


def programme_files(schemes: tuple[Scheme, ...]) -> dict[str, str]:
    """The file of each programme as this district runs it: the package's, with its organisation and its stock."""
    packaged = packaged_sources()
    return {one.code: _as_run(packaged[one.code].decode(), one) for one in schemes}


def working_days(last: Day) -> Iterator[Day]:
    """The days of the newest whole Jalali season before a day on which desks are open: all but Fridays."""
    first, end = season_before(last)
    at = gregorian_of(first)
    while day_of(at) < end:
        if at.weekday() != _FRIDAY:
            yield day_of(at)
        at += timedelta(days=1)


def season_before(day: Day) -> tuple[Day, Day]:
    """The first day of the newest season that is over on a day, and the first day after it."""
    year, month, _ = (int(part) for part in day.split("-"))
    begins = (month - 1) // _MONTHS * _MONTHS + 1
    after = Day(f"{year:04d}-{begins:02d}-01")
    first = (year, begins - _MONTHS) if begins > _MONTHS else (year - 1, 10)
    return Day(f"{first[0]:04d}-{first[1]:02d}-01"), after


def _as_run(source: str, scheme: Scheme) -> str:
    kept = [line for line in source.splitlines() if not line.startswith(("version", "draws_stock", "organisation"))]
    more = ["version = 2", f'organisation = "{scheme.organisation}"', f"draws_stock = {str(scheme.stocked).lower()}"]
    more += [] if scheme.campaign is None else [f'campaign = "{scheme.campaign}"']
    return "\n".join([*more, *kept, ""])
