"""Days of three calendars as Jalali days; asked when a programme is written, never when one is judged.

Hijri-qamari days are those of the Umm al-Qura calendar (the library hijridate, 1343 to 1500). It is
published, where Iran's own is announced month by month after the moon was seen; the two differ by a day
at most, which is what the site's shift is for. A tabular calendar computed in a few lines would be off by
a day more often.
"""

import re
from datetime import date
from typing import Literal

from fieldpoint.core.jalali import day_of, read_day
from fieldpoint.core.names import Day

Calendar = Literal["jalali", "gregorian", "hijri"]

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LONGEST_MONTH = 30


def jalali_day(calendar: Calendar, text: str) -> Day:
    """The Jalali day of a day such as 1448-09-01. `ValueError` when the calendar has no such day.

    The 30th of a Hijri month is its last day, also where it has 29: who writes a file does not know yet.
    """
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError("not a day")
    year, month, day = (int(part) for part in found.groups())
    if calendar == "jalali":
        read_day(text)
        return Day(text)
    return day_of(date(year, month, day) if calendar == "gregorian" else _gregorian_of(year, month, day))


def _gregorian_of(year: int, month: int, day: int) -> date:
    from hijridate import Hijri  # noqa: PLC0415  its table is needed by who writes rules, not by a running site

    try:
        if day == _LONGEST_MONTH:
            day = Hijri(year, month, 1).month_length()
        return Hijri(year, month, day).to_gregorian()
    except OverflowError as fault:
        raise ValueError("outside the calendar's table") from fault
