"""Periods are Jalali spans that tile the calendar."""

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.jalali import age_on, day_of, days_after, gregorian_of, read_day, to_day
from fieldpoint.core.names import Day
from fieldpoint.core.rules.period import Daily, Monthly, Once, Period, Yearly, cycle_of, next_start

FIRST = jdatetime.date(1400, 1, 1)
days = st.integers(0, 21 * 365).map(lambda count: to_day(FIRST + jdatetime.timedelta(days=count)))
periods = st.one_of(
    st.just(Daily()), st.just(Monthly()), st.integers(1, 12).map(lambda month: Yearly(from_month=month))
)


@pytest.mark.parametrize(
    ("period", "day", "cycle", "following"),
    [
        (Daily(), "1403-12-30", "1403-12-30", "1404-01-01"),  # a leap year's last day
        (Daily(), "1404-12-29", "1404-12-29", "1405-01-01"),  # a common year's last day
        (Monthly(), "1405-06-31", "1405-06", "1405-07-01"),
        (Monthly(), "1404-12-29", "1404-12", "1405-01-01"),
        (Yearly(from_month=7), "1405-06-31", "Y1404-07", "1405-07-01"),
        (Yearly(from_month=7), "1405-07-01", "Y1405-07", "1406-07-01"),
        (Yearly(), "1405-01-01", "Y1405-01", "1406-01-01"),
        (Once(), "1405-01-01", "once", None),
    ],
)
def test_period_has_its_key_and_its_end(period: Period, day: str, cycle: str, following: str | None) -> None:
    """A day lies in the period it should, and the next period begins where it should."""
    assert (cycle_of(period, Day(day)), next_start(period, Day(day))) == (cycle, following)


@given(periods, days)
def test_next_period_begins_right_after_this_one(period: Period, day: Day) -> None:
    """The day before the next period's first day still lies in this one, and that day does not."""
    following = next_start(period, day)
    assert following is not None
    assert cycle_of(period, days_after(following, -1)) == cycle_of(period, day)
    assert cycle_of(period, following) != cycle_of(period, day)


@given(days)
def test_day_comes_back_from_the_gregorian_calendar(day: Day) -> None:
    """A Jalali day is the same day after a way through the Gregorian calendar."""
    assert day_of(gregorian_of(day)) == day


@pytest.mark.parametrize(
    "text", ["", "1405-9-1", "1405-13-01", "1405-07-31", "1404-12-30", "۱۴۰۵-۰۹-۰۱", "1405-09-01 "]
)
def test_text_that_is_no_day_is_refused(text: str) -> None:
    """Only a real day, written in full with Latin digits, is read."""
    with pytest.raises(ValueError):  # noqa: PT011  jdatetime and we word it each in our own way
        read_day(text)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [("1398-09-01", "1405-08-30", 6), ("1398-09-01", "1405-09-01", 7), ("1399-12-30", "1400-12-29", 0)],
)
def test_age_changes_on_the_birthday(born: str, day: str, age: int) -> None:
    """One is a year older on the birthday itself, and one born on 30 Esfand after 29 Esfand."""
    assert age_on(Day(born), Day(day)) == age
