"""Days as people write them in lists, read as Jalali days such as `1348-02-18`.

Imports the standard library, jdatetime and `core` only.
"""

import re
from datetime import date
from functools import lru_cache

import jdatetime
import msgspec

from fieldpoint.core.jalali import day_of
from fieldpoint.core.names import Day
from fieldpoint.core.persian import clean, fold_word

_CENTURY = 100
_LONG_MONTHS = 6
_MONTHS = {
    fold_word(name): number
    for number, names in enumerate(
        (
            "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد امرداد", "شهریور",
            "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
_RUN = re.compile(r"(\d{4}|\d{2})(\d{2})(\d{2})")
_PARTS = re.compile(r"(\d{1,4})[\W_]+(\d{1,2})[\W_]+(\d{1,4})")
_NAMED = re.compile(r"(\d{1,4})\W*([^\W\d_]+)(?:\W*ماه)?\W*(\d{1,4})")


class DayReading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day that was read, and whether it was written in the Gregorian calendar."""

    day: Day
    gregorian: bool


@lru_cache(maxsize=16_384)
def read_day_text(text: str, this_year: int) -> DayReading | None:
    """The day that is meant, or None when it is no day of any calendar.

    Year, month, day in this order or in the reverse, parted by anything or by nothing, months by number or
    name. A year of two digits is the latest one that is not after `this_year` (Jalali).
    """
    text = clean(text)
    if ":" in text:
        text = _TIME.sub("", text)
    found = _RUN.fullmatch(text) if text.isdecimal() else _PARTS.fullmatch(text)
    if found:
        first, month, last = (found[1], int(found[2]), found[3])
    elif (named := _NAMED.fullmatch(text)) and fold_word(named[2]) in _MONTHS:
        first, month, last = named[1], _MONTHS[fold_word(named[2])], named[3]
    else:
        return None
    if len(last) > len(first):
        first, last = last, first
    return _day_of(_full_year(first, this_year), month, int(last))


def _full_year(text: str, this_year: int) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004  three digits are no year, and fail below
        return year
    year += this_year - this_year % _CENTURY
    return year if year <= this_year else year - _CENTURY


def _day_of(year: int, month: int, day: int) -> DayReading | None:
    if 1200 <= year <= 1500:  # noqa: PLR2004  what `core/jalali.py` reads
        return _jalali(year, month, day)
    if not 1850 <= year <= 2200:  # noqa: PLR2004  Gregorian years of anybody alive, and some more
        return None
    try:
        return DayReading(day=day_of(date(year, month, day)), gregorian=True)
    except ValueError:
        return None


def _jalali(year: int, month: int, day: int) -> DayReading | None:
    """A Jalali date is a day by its numbers alone; only 30 Esfand needs the calendar."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= _LONG_MONTHS else 30)):  # noqa: PLR2004
        return None
    if month == 12 and day == 30 and not jdatetime.date(year, 1, 1).isleap():  # noqa: PLR2004
        return None
    return DayReading(day=Day(f"{year:04d}-{month:02d}-{day:02d}"), gregorian=False)
