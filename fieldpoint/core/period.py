"""The spans an entitlement counts in, as keys of Jalali days.

Every day of the calendar lies in exactly one period of each kind, so periods tile it without gap or
overlap. The key stands in the log row and never depends on a clock or a zone: the business day does.

    day     1405-09-01        month   1405-09
    year    Y1405-07          (the year that begins with month 7 of 1405; Nowruz years are Y1405-01)
    once    once
"""

from typing import assert_never

import msgspec

from fieldpoint.core.jalali import days_after
from fieldpoint.core.names import Cycle, Day

_ESFAND = 12


class Daily(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="day"):
    """Once a day."""


class Monthly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="month"):
    """Once a Jalali month."""


class Yearly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="year"):
    """Once in twelve months that begin with a month: 1 is Farvardin, 7 is Mehr (the school year)."""

    from_month: int = 1


class Once(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="once"):
    """Once for all."""


Period = Daily | Monthly | Yearly | Once


def cycle_of(period: Period, day: Day) -> Cycle:
    """The key of the period that a day lies in."""
    match period:
        case Daily():
            return Cycle(day)
        case Monthly():
            return Cycle(day[:7])
        case Yearly():
            return Cycle(f"Y{_first_year(period, day)}-{period.from_month:02d}")
        case Once():
            return Cycle("once")
        case _:
            assert_never(period)


def next_start(period: Period, day: Day) -> Day | None:
    """The first day of the period after the one that a day lies in; nothing when there is no other."""
    match period:
        case Daily():
            return days_after(day, 1)
        case Monthly():
            year, month = int(day[:4]), int(day[5:7])
            return Day(f"{year + 1}-01-01" if month == _ESFAND else f"{year}-{month + 1:02d}-01")
        case Yearly():
            return Day(f"{_first_year(period, day) + 1}-{period.from_month:02d}-01")
        case Once():
            return None
        case _:
            assert_never(period)


def _first_year(period: Yearly, day: Day) -> int:
    return int(day[:4]) - (int(day[5:7]) < period.from_month)
