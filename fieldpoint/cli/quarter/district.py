"""The district that the quarter is about: who gives what where, and how often people come.

Its size is that of the source documents: 472 case files in 17 neighbourhoods, five organisations, three campaigns. All
people are synthetic, and one seed gives one district.

Imports msgspec, core and the packaged programmes.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

import msgspec

from fieldpoint.core.jalali import day_of, gregorian_of
from fieldpoint.core.names import Day
from fieldpoint.desk.packaged_programmes import packaged_sources

HOUSEHOLDS: Final = 472
DONORS: Final = 40
CAMPAIGNS: Final = ("karamat", "nazr-yari", "mehr-hamdeli")
SEED: Final = 1405
OFFICE: Final = "district"  # whose list of case files it is
TABLETS: Final = 3  # of a desk
_FRIDAY: Final = 4
_MONTHS: Final = 3  # of a season


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """One programme of the district: whose it is, how often it is asked for in a visit, and in which campaign.

    With a `need` (of a household a day, about) it draws lots; what is not stocked is baked, cooked or done on the spot.
    Nobody asks for it before `since`, a month and day of the season: until then its campaign has not begun.
    """

    code: str
    item: str
    organisation: str
    chance: float
    need: float = 0
    campaign: str | None = None
    since: str = ""

    @property
    def stocked(self) -> bool:
        """Whether it draws lots."""
        return self.need > 0


class SiteOf(msgspec.Struct, frozen=True, kw_only=True):
    """A distribution point: its code and name, how many donors it has, who gives what; without these a shelter."""

    code: str
    name_fa: str
    donors: int = 0
    schemes: tuple[Scheme, ...] = ()


MUNICIPALITY, BEHZISTI, KOMITE, NGO, MOSQUE = (
    "شهرداری منطقه",
    "بهزیستی",
    "کمیتهٔ امداد",
    "سمن همدلان",
    "مسجد محله",
)
_SCHEMES: Final = (
    Scheme(code="bread", item="bread-loaf", organisation=MOSQUE, chance=0.95),
    Scheme(code="hot-meal", item="hot-meal", organisation=NGO, chance=0.55, need=1.5, campaign="karamat"),
    Scheme(code="cold-meal", item="cold-meal", organisation=MUNICIPALITY, chance=0.2),
    Scheme(code="basket", item="food-basket", organisation=KOMITE, chance=0.5, need=0.05, campaign="nazr-yari"),
    Scheme(code="toys", item="toy", organisation=BEHZISTI, chance=0.05, need=0.02),
    Scheme(
        code="stationery",
        item="stationery-kit",
        organisation=MUNICIPALITY,
        chance=0.3,
        need=0.02,
        campaign="mehr-hamdeli",
        since="05-15",
    ),
)
_DESKS: Final = ("میز خدمت میدان", "سرای محله", "مسجد محله")
_HOUSES: Final = ("مددسرای شمال", "مددسرای جنوب")


def sites() -> tuple[SiteOf, ...]:
    """The district's desks, which share its donors, and its shelters."""
    desks = (
        SiteOf(
            code=f"desk-{place + 1}",
            name_fa=name,
            donors=_share(DONORS, place),
            schemes=_SCHEMES,
        )
        for place, name in enumerate(_DESKS)
    )
    return (*desks, *(SiteOf(code=f"house-{place}", name_fa=name) for place, name in enumerate(_HOUSES, start=1)))


def served_by(households: Mapping[str, int], desks: Sequence[str]) -> dict[str, list[str]]:
    """Which neighbourhoods each desk serves: the largest first, each to the desk with the fewest households so far.

    `households` says how many live in each.
    """
    found: dict[str, list[str]] = {desk: [] for desk in desks}
    for name in sorted(households, key=lambda one: (-households[one], one)):
        least = min(desks, key=lambda desk: sum(households[one] for one in found[desk]))
        found[least].append(name)
    return found


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


def _share(whole: int, place: int) -> int:
    each, rest = divmod(whole, len(_DESKS))
    return each + (place < rest)


def _as_run(source: str, scheme: Scheme) -> str:
    kept = [line for line in source.splitlines() if not line.startswith(("version", "draws_stock", "organisation"))]
    more = ["version = 2", f'organisation = "{scheme.organisation}"', f"draws_stock = {str(scheme.stocked).lower()}"]
    more += [] if scheme.campaign is None else [f'campaign = "{scheme.campaign}"']
    return "\n".join([*more, *kept, ""])
