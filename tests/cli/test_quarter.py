"""A small district works some days of a season by the demo's own code: every sum holds from both sides."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from fieldpoint.cli.quarter.district import programme_files, season_before, served_by, sites, working_days
from fieldpoint.cli.quarter.run import Size, check_quarter, run_quarter
from fieldpoint.cli.quarter.sums.identity import Identity
from fieldpoint.core.jalali import gregorian_of
from fieldpoint.core.names import Day
from tests.live import spare_ports

FRIDAY = 4


@pytest.mark.timeout(240)
def test_every_sum_of_a_small_district_holds(tmp_path: Path) -> None:
    """Sites, cards, stock, refusals, voids, closes and the registry agree after eight days."""
    with ExitStack() as stack:
        district = run_quarter(tmp_path, spare_ports(6), Size(households=12, days=8), stack)
        assert check_quarter(district) > 50
    assert all(one.told["granted"] > 20 for one in district.places)
    assert sum(one.told["received"] for one in district.places) > 0
    assert sum(one.told["rounds"] for one in district.places) == 3


@pytest.mark.parametrize(
    ("day", "first", "after"),
    [("1405-09-01", "1405-04-01", "1405-07-01"), ("1405-01-20", "1404-10-01", "1405-01-01")],
)
def test_the_season_is_the_newest_that_is_over(day: str, first: str, after: str) -> None:
    """Three Jalali months, in the year before where the year has just begun."""
    assert season_before(Day(day)) == (first, after)


def test_desks_are_closed_on_fridays() -> None:
    """A summer of 93 days has 80 others."""
    days = list(working_days(Day("1405-09-01")))
    assert len(days) == 80
    assert all(gregorian_of(day).weekday() != FRIDAY for day in days)


def test_desks_share_the_neighbourhoods() -> None:
    """Each neighbourhood is one desk's, and no desk has many more households than another."""
    households = {"a": 30, "b": 28, "c": 9, "d": 9, "e": 8, "f": 4}
    served = served_by(households, ["one", "two", "three"])
    assert sorted(name for names in served.values() for name in names) == sorted(households)
    assert [sum(households[name] for name in names) for names in served.values()] == [30, 28, 30]


def test_a_programme_is_the_districts_own() -> None:
    """The package's file with the organisation that gives it, and lots where it has them."""
    basket = programme_files(sites()[0].schemes)["basket"]
    assert 'organisation = "کمیتهٔ امداد"' in basket
    assert basket.count("draws_stock") == 1


def test_sums_that_differ_do_not_hold() -> None:
    """The check can fail."""
    assert not Identity(name="bread", here=2, there=3).holds
