"""Windows: the days and hours in which a programme is handed out.

A window is written in the Jalali, Gregorian or Hijri-qamari calendar and resolved to Jalali days once,
when its programme is taken in, so that judging it compares texts. Only a window that follows the moon
keeps a mark: a site may shift it by a day either way, because the month begins when the moon is seen.
"""

from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from fieldpoint.core.jalali import days_after
from fieldpoint.core.names import Day
from fieldpoint.core.rules.hijri import Calendar, jalali_day
from fieldpoint.core.rules.period import HourText, minute_of

DateText = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
Side = Literal["inside", "before", "after"]


class Window(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A span of days, both included, such as 1448-09-01 to 1448-09-30 in a calendar. `moon`: a site may shift it."""

    calendar: Calendar = "jalali"
    first: DateText
    last: DateText
    moon: bool = False


class Hours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From an hour of the site's day up to another, not included; 22:00 to 04:30 goes over midnight."""

    first: HourText
    last: HourText

    def hold(self, minute: int) -> bool:
        """Whether a minute of the day lies in these hours."""
        first, last = minute_of(self.first), minute_of(self.last)
        return first <= minute < last if first < last else minute >= first or minute < last


class Stand(NamedTuple):
    """How a day stands to a programme's windows; `opens_on` is the next first day, where one is to come."""

    side: Side
    opens_on: Day | None


def resolved(window: Window) -> Window:
    """The same window in Jalali days. `ValueError` when one of its days is in no calendar."""
    first, last = jalali_day(window.calendar, window.first), jalali_day(window.calendar, window.last)
    return Window(first=first, last=last, moon=window.moon or window.calendar == "hijri")


def stand(windows: Sequence[Window], day: Day, moon_shift: int) -> Stand:
    """Whether a day lies in one of the (resolved) windows. No window at all is open on every day."""
    if not windows:
        return Stand("inside", None)
    spans = [_shifted(one, moon_shift) for one in windows]
    if any(first <= day <= last for first, last in spans):
        return Stand("inside", None)
    coming = min((first for first, _ in spans if first > day), default=None)
    return Stand("after" if coming is None else "before", coming)


def _shifted(window: Window, moon_shift: int) -> tuple[Day, Day]:
    first, last = Day(window.first), Day(window.last)
    if not (window.moon and moon_shift):
        return first, last
    return days_after(first, moon_shift), days_after(last, moon_shift)
