"""Are two birth dates of one person? People know the year only, swap day and month, and slip on a digit.

Imports msgspec and `core` only.
"""

from fieldpoint.core.likeness.keys import day_of, year_of
from fieldpoint.core.likeness.level import Reason
from fieldpoint.core.likeness.slips import slips

_SAME, _ALIKE, _YEAR, _MONTH, _NEAR, _OTHER_DAY, _OTHER = 5.0, 2.5, 1.5, 1.0, -1.0, -3.0, -7.0


def compare_births(one: str | None, other: str | None) -> tuple[float, tuple[Reason, ...]]:
    """What two birth dates say of two records being one: points, and why. A missing one says nothing."""
    years, days = (year_of(one), year_of(other)), (day_of(one), day_of(other))
    if not all(years):
        return 0.0, ()
    if years[0] == years[1]:
        return _of_one_year(*days)
    if days[0] and days[0] == days[1] and (slips(*years) == 1 or _apart(*years) == 1):
        return _ALIKE, ("birth-date-alike",)
    return (_NEAR if _apart(*years) == 1 and not all(days) else _OTHER), ()


def _of_one_year(day: str, other: str) -> tuple[float, tuple[Reason, ...]]:
    if not day or not other:
        return _YEAR, ("same-birth-year",)
    if day == other:
        return _SAME, ("same-birth-date",)
    if day == other[2:] + other[:2] or slips(day, other) == 1:
        return _ALIKE, ("birth-date-alike",)
    return (_MONTH, ("same-birth-year",)) if day[:2] == other[:2] else (_OTHER_DAY, ())


def _apart(one: str, other: str) -> int:
    return abs(int(one) - int(other)) if one.isdigit() and other.isdigit() else 99
