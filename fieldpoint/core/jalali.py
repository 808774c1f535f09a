"""Jalali calendar days as text (`1405-09-01`) and as jdatetime dates.

The text sorts as the days do. jdatetime agrees with ICU on every day of 1300-1501.
"""

import re
from datetime import date
from functools import lru_cache

import jdatetime

from fieldpoint.core.names import Day

_DAY = re.compile(r"(1[2-4]\d\d|1500)-(\d\d)-(\d\d)")


def day_of(gregorian: date) -> Day:
    """The Jalali day of a Gregorian date."""
    return to_day(jdatetime.date.fromgregorian(date=gregorian))  # pyright: ignore[reportUnknownMemberType]


def to_day(value: jdatetime.date) -> Day:
    """A Jalali date as text."""
    return Day(f"{value.year:04d}-{value.month:02d}-{value.day:02d}")


def read_day(text: str) -> jdatetime.date:
    """The date of a text. `ValueError` when it is not a day of 1200 to 1500, written in full."""
    found = _DAY.fullmatch(text)
    if found is None or not text.isascii():
        raise ValueError("not a Jalali day")
    return jdatetime.date(*(int(part) for part in found.groups()))


def gregorian_of(day: Day) -> date:
    """The Gregorian date of a Jalali day."""
    return read_day(day).togregorian()


@lru_cache(maxsize=4096)
def days_after(day: Day, count: int) -> Day:
    """The day so many days later (or earlier, when negative). The same few are asked for all day long."""
    return to_day(read_day(day) + jdatetime.timedelta(days=count))


def age_on(born_on: Day, day: Day) -> int:
    """Full years lived on a day; one born on 30 Esfand is a year older on 1 Farvardin in common years.

    Both are days already, so their texts are enough: building dates would cost a scan more than its SQL.
    """
    return int(day[:4]) - int(born_on[:4]) - (day[5:] < born_on[5:])
