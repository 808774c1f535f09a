"""Months and quarters of the Jalali calendar."""

import pytest

from fieldpoint.core.reports.period import read_period, season_of


@pytest.mark.parametrize(
    ("key", "first", "last", "title"),
    [
        ("1405-06", "1405-06-01", "1405-06-31", "شهریور ۱۴۰۵"),
        ("1405-07", "1405-07-01", "1405-07-30", "مهر ۱۴۰۵"),
        ("1405-12", "1405-12-01", "1405-12-29", "اسفند ۱۴۰۵"),
        ("1408-12", "1408-12-01", "1408-12-30", "اسفند ۱۴۰۸"),
        ("1405-S1", "1405-01-01", "1405-03-31", "بهار ۱۴۰۵"),
        ("1408-S4", "1408-10-01", "1408-12-30", "زمستان ۱۴۰۸"),
    ],
)
def test_a_period_has_its_days(key: str, first: str, last: str, title: str) -> None:
    """Months of 31, 30 and 29 days, leap years, quarters."""
    period = read_period(key)
    assert (period.first, period.last, period.title) == (first, last, title)
    assert period.months[0] in key or season_of(period.months[0]) == key


@pytest.mark.parametrize("key", ["1405", "1405-13", "1405-00", "1405-S0", "1405-S5", "1405-9", "۱۴۰۵-۰۹", "1405-09-01"])
def test_what_is_no_period_is_refused(key: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="period"):
        read_period(key)
