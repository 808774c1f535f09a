"""Birth dates as people type them at a desk: whole, with a two-digit year, or the year alone.

Imports msgspec and `core`.
"""

import re

import msgspec

from fieldpoint.core.date_text import read_day_text
from fieldpoint.core.names import Day
from fieldpoint.core.persian import clean, fold_word

_UNKNOWN = frozenset(map(fold_word, ("", "نامعلوم", "نامشخص", "ندارد", "نمی‌داند", "نمیداند", "unknown", "0")))
_YEAR = re.compile(r"\d{4}|\d{2}")
_CENTURY = 100
_JALALI_YEARS = range(1250, 1500)
_GREGORIAN_YEARS = range(1871, 2100)
_BETWEEN = 621  # most of a Gregorian year lies in the Jalali year that is 621 less


class Birth(msgspec.Struct, frozen=True, kw_only=True):
    """A birth date as understood. Of a year alone it is the first day: the oldest that somebody may be.

    `born_on` None: it is not known. `fault`: what is written cannot be a birth date.
    """

    born_on: Day | None = None
    year_only: bool = False
    fault: str = ""


def read_birth(text: str, today: Day) -> Birth:
    """What a birth date means, seen from a day. `fault` is `born-unread` or `born-in-future`."""
    text = clean(text)
    if fold_word(text) in _UNKNOWN:
        return Birth()
    this_year = int(today[:4])
    if _YEAR.fullmatch(text):
        year = _jalali_year(int(text), this_year)
        born_on = None if year is None else Day(f"{year:04d}-01-01")
    else:
        read = read_day_text(text, this_year)
        born_on = None if read is None else read.day
    if born_on is None:
        return Birth(fault="born-unread")
    if born_on > today:
        return Birth(fault="born-in-future")
    return Birth(born_on=born_on, year_only=_YEAR.fullmatch(text) is not None)


def _jalali_year(year: int, this_year: int) -> int | None:
    if year < _CENTURY:  # the latest such year that is not after this one
        year += this_year - this_year % _CENTURY
        return year if year <= this_year else year - _CENTURY
    if year in _JALALI_YEARS:
        return year
    return year - _BETWEEN if year in _GREGORIAN_YEARS else None
