"""The spans an entitlement counts in, as keys of Jalali days.

Every day of the calendar lies in exactly one period of each kind, so periods tile it without gap or
overlap (rounds tile it too: a round's span goes on until the next one begins). The key stands in the log
row. It comes from the business day; only a night and a meal before dawn may ask the hour, to choose
between two days that touch, and only of a clock that is trusted.

    day     1405-09-01        week       1405-W36     (from Saturday; of the year its Saturday lies in)
    night   N1405-09-01       month      1405-09
    season  1405-S3           half-year  1405-H2
    year    Y1405-07          (the year that begins with month 7 of 1405; Nowruz years are Y1405-01)
    every   D10-1405-09-01    (the ten days that begin with this one)
    rounds  R-mehr            once       once
"""

from functools import lru_cache
from typing import Annotated, NamedTuple, assert_never

import jdatetime
import msgspec
from msgspec import Meta

from fieldpoint.core.jalali import days_after, read_day, to_day
from fieldpoint.core.names import Cycle, Day

HourText = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
DayText = Annotated[str, Meta(pattern=r"^1[2-4][0-9]{2}-[0-9]{2}-[0-9]{2}\Z")]
RoundName = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,19}\Z")]
_LAST_MONTH = 12
_KNOWN_SPANS = 4096


class Moment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a line is asked for. `day` is the business day, `clock_day` the day on the site's wall clock.

    `minute` is the minute of `clock_day`, or None where the clock is not trusted; `suspect` means that
    the clock has gone back behind what the log says. `at` is the clock's instant (ms of UTC), trusted or not.
    """

    day: Day | None
    clock_day: Day
    minute: int | None = None
    suspect: bool = False
    at: int = 0

    @property
    def counted(self) -> Day:
        """The business day; while none is open, the clock's."""
        return self.day or self.clock_day


class Daily(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="day"):
    """Once a day. With `next_from`, from that hour of the day before on it counts for the day that comes."""

    next_from: HourText | None = None


class Nightly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="night"):
    """Once a night, which ends at `cut`: what is given before belongs to the night that began yesterday."""

    cut: HourText = "12:00"


class Weekly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="week"):
    """Once in the week that begins with Saturday."""


class Monthly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="month"):
    """Once a Jalali month."""


class Seasonal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="season"):
    """Once in three Jalali months: spring, summer, autumn, winter."""


class HalfYearly(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="half-year"
):
    """Once in six Jalali months, from Farvardin or from Mehr."""


class Yearly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="year"):
    """Once in twelve months that begin with a month: 1 is Farvardin, 7 is Mehr (the school year)."""

    from_month: Annotated[int, Meta(ge=1, le=12)] = 1


class Every(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="every"):
    """Once in so many days, counted from an anchor day (and back from it)."""

    days: Annotated[int, Meta(ge=2, le=1000)]
    anchor: DayText


class Round(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One occasion, both days included; who missed it may come until `make_up_until`."""

    name: RoundName
    first: DayText
    last: DayText
    make_up_until: DayText | None = None


class Rounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="rounds"):
    """Once in each round. Rounds stand in the order of their days and do not overlap."""

    rounds: Annotated[tuple[Round, ...], Meta(min_length=1, max_length=100)]


class Once(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="once"):
    """Once for all."""


Period = Daily | Nightly | Weekly | Monthly | Seasonal | HalfYearly | Yearly | Every | Rounds | Once


class Span(NamedTuple):
    """One period: its key, its first day, and the first day of the next (none: there is no other)."""

    cycle: Cycle
    first: Day
    following: Day | None


@lru_cache(maxsize=_KNOWN_SPANS)
def span_of(period: Period, day: Day) -> Span:
    """The period that a day lies in. A site asks for the same few days again and again."""
    match period:
        case Daily() | Nightly():
            return Span(Cycle(f"N{day}" if isinstance(period, Nightly) else day), day, days_after(day, 1))
        case Weekly():
            return _week(day)
        case Every():
            return _every(period, day)
        case Rounds():
            return _round(period, day)
        case Once():
            return Span(Cycle("once"), Day("1200-01-01"), None)
        case Monthly() | Seasonal() | HalfYearly() | Yearly():
            return _months(period, day)
        case _:
            assert_never(period)


def cycle_of(period: Period, day: Day) -> Cycle:
    """The key of the period that a day lies in."""
    return span_of(period, day).cycle


def next_start(period: Period, day: Day) -> Day | None:
    """The first day of the period after the one that a day lies in; nothing when there is no other."""
    return span_of(period, day).following


def again_on(period: Period, day: Day) -> Day | None:
    """From which day on the next period may be asked for, after the one that a day lies in."""
    following = next_start(period, day)
    ahead = isinstance(period, Daily) and period.next_from is not None
    return days_after(following, -1) if ahead and following is not None else following


def counted_day(period: Period, moment: Moment) -> Day:
    """The day a line counts for. The clock may only choose between the business day and the one beside it."""
    match period:
        case Nightly():
            return _by_clock(moment, period.cut, 0)
        case Daily(next_from=str(hour)):
            return _by_clock(moment, hour, 1)
        case _:
            return moment.counted


def minute_of(hour: str) -> int:
    """The minute of the day of an hour such as 18:30."""
    return int(hour[:2]) * 60 + int(hour[3:])


def _by_clock(moment: Moment, cut: str, ahead: int) -> Day:
    """The day after the cut is `ahead` of the clock's day, the one before the cut a day earlier.

    Where the clock is not trusted, or names a day that is not beside the business day, the later one counts.
    """
    later = days_after(moment.counted, ahead)
    if moment.minute is None:
        return later
    found = days_after(moment.clock_day, ahead - (moment.minute < minute_of(cut)))
    return found if found == later or days_after(found, 1) == later else later


def _week(day: Day) -> Span:
    date = read_day(day)
    saturday = date - jdatetime.timedelta(days=date.weekday())
    number = (saturday.yday() - 1) // 7 + 1
    first = to_day(saturday)
    return Span(Cycle(f"{saturday.year:04d}-W{number:02d}"), first, days_after(first, 7))


def _every(period: Every, day: Day) -> Span:
    gone = (read_day(day) - read_day(period.anchor)).days % period.days
    first = days_after(day, -gone)
    return Span(Cycle(f"D{period.days}-{first}"), first, days_after(first, period.days))


def _round(period: Rounds, day: Day) -> Span:
    """A round's span goes on until the next one; the first one's began long ago."""
    begun = sum(one.first <= day for one in period.rounds)
    number = max(begun - 1, 0)
    one = period.rounds[number]
    following = Day(period.rounds[number + 1].first) if number + 1 < len(period.rounds) else None
    return Span(Cycle(f"R-{one.name}"), Day(one.first), following)


def _months(period: Monthly | Seasonal | HalfYearly | Yearly, day: Day) -> Span:
    year, month = int(day[:4]), int(day[5:7])
    match period:
        case Monthly():
            return _month_span(day[:7], year, month, 1)
        case Seasonal():
            number = (month - 1) // 3
            return _month_span(f"{year:04d}-S{number + 1}", year, number * 3 + 1, 3)
        case HalfYearly():
            number = (month - 1) // 6
            return _month_span(f"{year:04d}-H{number + 1}", year, number * 6 + 1, 6)
        case Yearly():
            first = year - (month < period.from_month)
            return _month_span(f"Y{first:04d}-{period.from_month:02d}", first, period.from_month, 12)
        case _:
            assert_never(period)


def _month_span(cycle: str, year: int, month: int, count: int) -> Span:
    last = month + count - 1
    following = Day(f"{year + last // _LAST_MONTH:04d}-{last % _LAST_MONTH + 1:02d}-01")
    return Span(Cycle(cycle), Day(f"{year:04d}-{month:02d}-01"), following)
