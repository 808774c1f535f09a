"""The periods that reports are of: Jalali months such as 1405-09, and quarters (seasons) such as 1405-S3.

Imports msgspec and `core`.
"""

import re
from typing import Final

import msgspec

from fieldpoint.core.jalali import days_after
from fieldpoint.core.names import Day
from fieldpoint.core.spoken import MONTHS, in_digits
from fieldpoint.errors import Code, Invalid

_FORM: Final = re.compile(r"(1[2-4]\d\d)-(?:(0[1-9]|1[0-2])|S([1-4]))", re.ASCII)
_SEASONS: Final = ("بهار", "تابستان", "پاییز", "زمستان")
_MONTHS_A_SEASON: Final = 3


class ReportPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """A period by its key, its months in order, its first and its last day."""

    key: str
    months: tuple[str, ...]
    first: Day
    last: Day

    @property
    def title(self) -> str:
        """The period in words: آذر ۱۴۰۵, پاییز ۱۴۰۵."""
        return month_in_words(self.key) if len(self.months) == 1 else season_in_words(self.key)


def read_period(key: str) -> ReportPeriod:
    """The period of a key. `ValueError` when it is neither a month nor a quarter."""
    found = _FORM.fullmatch(key)
    if found is None:
        raise ValueError("no period")
    year, month, season = found.groups()
    numbers = [int(month)] if month else [(int(season) - 1) * _MONTHS_A_SEASON + one for one in (1, 2, 3)]
    months = tuple(f"{year}-{number:02d}" for number in numbers)
    after = int(year) * 12 + numbers[-1]
    return ReportPeriod(
        key=key,
        months=months,
        first=Day(f"{months[0]}-01"),
        last=days_after(Day(f"{after // 12:04d}-{after % 12 + 1:02d}-01"), -1),
    )


def asked_period(key: str) -> ReportPeriod:
    """As `read_period`, for whoever asks from outside. `Invalid` (`period-invalid`)."""
    try:
        return read_period(key)
    except ValueError as fault:
        raise Invalid(Code.PERIOD_INVALID) from fault


def month_in_words(month: str) -> str:
    """A month such as 1405-09 as آذر ۱۴۰۵."""
    return f"{MONTHS[int(month[5:7]) - 1]} {in_digits(month[:4])}"


def season_in_words(key: str) -> str:
    """A quarter such as 1405-S3 as پاییز ۱۴۰۵."""
    return f"{_SEASONS[int(key[6]) - 1]} {in_digits(key[:4])}"


def season_of(month: str) -> str:
    """The quarter that a month such as 1405-09 lies in: 1405-S3."""
    return f"{month[:4]}-S{(int(month[5:7]) - 1) // _MONTHS_A_SEASON + 1}"
