"""Periods are Jalali spans that tile the calendar."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jdatetime
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.clock import day_in_zone
from fieldpoint.core.jalali import age_on, day_of, days_after, gregorian_of, read_day, to_day
from fieldpoint.core.names import Day
from fieldpoint.core.rules.period import (
    Daily,
    Every,
    HalfYearly,
    Moment,
    Monthly,
    Nightly,
    Once,
    Period,
    Round,
    Rounds,
    Seasonal,
    Weekly,
    Yearly,
    again_on,
    counted_day,
    cycle_of,
    minute_of,
    next_start,
    span_of,
)

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parents[1] / "data/periods.json").read_text(encoding="utf-8"))
FIRST = jdatetime.date(1400, 1, 1)
days = st.integers(0, 21 * 365).map(lambda count: to_day(FIRST + jdatetime.timedelta(days=count)))
tiling = st.one_of(
    st.sampled_from([Daily(), Nightly(), Weekly(), Monthly(), Seasonal(), HalfYearly()]),
    st.integers(1, 12).map(lambda month: Yearly(from_month=month)),
    st.tuples(st.integers(2, 400), days).map(lambda pair: Every(days=pair[0], anchor=pair[1])),
)


def rounds_from(starts: list[Day]) -> Rounds:
    """A round of one day from each of these days on."""
    return Rounds(rounds=tuple(Round(name=f"r{n}", first=day, last=day) for n, day in enumerate(starts)))


@pytest.mark.parametrize("name", GOLDEN["periods"])
def test_keys_are_those_of_the_golden_days(name: str) -> None:
    """On every edge of a month of 1400 to 1420 the key is the one that ICU's calendar gives."""
    period: Period = msgspec.convert(GOLDEN["periods"][name], Period)  # type: ignore[call-overload]
    column = 2 + list(GOLDEN["periods"]).index(name) - 1
    found = [(row[1], cycle_of(period, Day(row[1]))) for row in GOLDEN["days"]]
    assert found == [(row[1], row[column]) for row in GOLDEN["days"]]


def test_golden_days_hold_the_traps() -> None:
    """29 and 30 Esfand, 31 Shahrivar, 1 Mehr and Nowruz of every year stand in the golden file."""
    held = {row[1] for row in GOLDEN["days"]}
    assert {f"{year}-{day}" for year in range(1400, 1421) for day in ("12-29", "06-31", "07-01", "01-01")} <= held
    assert {day for day in held if day.endswith("12-30")} == {
        f"{year}-12-30" for year in (1403, 1408, 1412, 1416, 1420)
    }


def test_gregorian_days_are_those_of_the_golden_days() -> None:
    """A Gregorian date is the Jalali day that ICU says, and comes back."""
    for gregorian, day, *_ in GOLDEN["days"]:
        assert (day_of(date.fromisoformat(gregorian)), gregorian_of(day).isoformat()) == (day, gregorian)


def test_an_instant_is_of_the_day_in_tehran() -> None:
    """From midnight to half past three it is still yesterday in UTC, with summer time and without it."""
    assert any(minute < 210 for _, _, minute in GOLDEN["instants"])
    for at_ms, day, _ in GOLDEN["instants"]:
        assert day_of(day_in_zone(at_ms, GOLDEN["zone"])) == day


@given(st.integers(1_600_000_000, 2_300_000_000), st.sampled_from(["Asia/Tehran", "UTC", "Asia/Kabul", "Asia/Baghdad"]))
def test_days_tile_time_in_any_zone(at_s: int, zone: str) -> None:
    """From one hour to the next it is the same day or the next one, summer time or not."""
    one, next_one = (day_of(day_in_zone(moment * 1000, zone)) for moment in (at_s, at_s + 3600))
    assert next_one in (one, days_after(one, 1))


@given(tiling, days)
def test_periods_tile_the_calendar(period: Period, day: Day) -> None:
    """A period begins where the one before ends, holds its days and no other, and its key is nobody else's."""
    span = span_of(period, day)
    assert span.following is not None
    assert span.first <= day < span.following
    for inside in (span.first, days_after(span.following, -1)):
        assert span_of(period, inside) == span
    for outside in (days_after(span.first, -1), span.following):
        assert cycle_of(period, outside) != span.cycle
    assert span_of(period, days_after(span.first, -1)).following == span.first


@given(st.sets(days, min_size=1, max_size=6).map(sorted), days)
def test_rounds_tile_the_calendar(starts: list[Day], day: Day) -> None:
    """Every day has one round: the last that began, before the first one the first."""
    span = span_of(rounds_from(starts), day)
    assert span.following is None or day < span.following
    assert span.first <= day or span.first == starts[0]


@pytest.mark.parametrize(("period", "day", "again"), GOLDEN["again"])
def test_the_next_one_may_be_asked_for_from_a_day_on(period: object, day: str, again: str | None) -> None:
    """After what a day gave, the next period begins; a meal before dawn may be had from the evening before on."""
    assert again_on(msgspec.convert(period, Period), Day(day)) == again  # type: ignore[call-overload]


def test_once_has_no_next() -> None:
    """What is given once for all has one period without an end."""
    assert (cycle_of(Once(), Day("1405-01-01")), next_start(Once(), Day("1405-01-01"))) == ("once", None)


@pytest.mark.parametrize(("period", "day", "clock_day", "hour", "counted"), GOLDEN["counted"])
def test_the_clock_only_chooses_between_days_that_touch(
    period: object, day: str | None, clock_day: str, hour: str | None, counted: str
) -> None:
    """A night ends at its cut, a meal before dawn belongs to the day that comes; everything else goes by the day."""
    minute = None if hour is None else minute_of(hour)
    asked: Period = msgspec.convert(period, Period)  # type: ignore[call-overload]
    moment = Moment(day=None if day is None else Day(day), clock_day=Day(clock_day), minute=minute)
    assert counted_day(asked, moment) == counted


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
