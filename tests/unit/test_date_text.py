"""Days as people write them come out as Jalali days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.date_text import read_day_text
from fieldpoint.core.jalali import day_of, read_day


@pytest.mark.parametrize(
    "typed",
    [
        "1348/2/8", "1348-02-08", "13480208", "۱۳۴۸.۲.۸", "١٣٤٨/٠٢/٠٨", "8/2/1348", "48/2/8", "480208",
        "1348/02/08 00:00:00", "1348-02-08T00:00:00", " 1348 / 2 / 8 ", "۸ اردیبهشت ۱۳۴۸", "8 ارديبهشت‌ماه 1348",
        "1348_2_8",
    ],
)  # fmt: skip
def test_spellings_of_one_day(typed: str) -> None:
    """Order, signs, scripts and month names make no other day."""
    reading = read_day_text(typed, 1405)
    assert reading
    assert reading.day == "1348-02-08"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1348",
        "1348/13/1",
        "1348/0/1",
        "1348/7/31",
        "1404/12/30",
        "1600/1/1",
        "800/1/1",
        "25000",
        "x/y/z",
        "2000/2/30",
    ],
)
def test_what_is_no_day_is_not_read(typed: str) -> None:
    """A year alone, an impossible day and a spreadsheet's day number are no days."""
    assert read_day_text(typed, 1405) is None


def test_thirty_esfand_is_a_day_of_leap_years() -> None:
    """1403 is a leap year, 1404 is not."""
    reading = read_day_text("1403/12/30", 1405)
    assert reading
    assert reading.day == "1403-12-30"


@pytest.mark.parametrize(("typed", "year"), [("05/1/1", "1405"), ("06/1/1", "1306"), ("99/1/1", "1399")])
def test_a_short_year_is_the_latest_that_has_begun(typed: str, year: str) -> None:
    """Nobody is born in a year to come."""
    reading = read_day_text(typed, 1405)
    assert reading
    assert reading.day[:4] == year


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_gregorian_days_are_turned_and_marked(day: date) -> None:
    """A Gregorian date becomes its Jalali day, and says that it was none."""
    reading = read_day_text(str(day), 1405)
    assert reading
    assert reading.gregorian
    assert reading.day == day_of(day)


@given(st.integers(1250, 1450), st.integers(1, 12), st.integers(1, 31))
def test_only_days_of_the_calendar_are_read(year: int, month: int, day: int) -> None:
    """What is read, jdatetime reads too; what is not, it refuses."""
    reading = read_day_text(f"{year}/{month}/{day}", 1405)
    try:
        read_day(f"{year}-{month:02d}-{day:02d}")
    except ValueError:
        assert reading is None
    else:
        assert reading is not None
