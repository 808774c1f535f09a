"""Which night it is: until noon the one that began yesterday; the hour is given, never the wall's."""

from pathlib import Path

import pytest

from tests.desk.shelter.house import House, one_room
from tests.support import TODAY

_BY_CLOCK = [("00:40", "N1405-09-01"), ("11:59", "N1405-09-01"), ("12:00", "N1405-09-02")]


@pytest.mark.parametrize(
    ("hour", "day", "night"),
    [
        ("12:00", 22, "N1405-09-01"),
        ("21:00", 22, "N1405-09-01"),
        ("23:59", 22, "N1405-09-01"),
        ("00:00", 23, "N1405-09-01"),
        ("00:40", 23, "N1405-09-01"),
        ("03:29", 23, "N1405-09-01"),  # still 22 November in UTC
        ("11:59", 23, "N1405-09-01"),
        ("11:59", 22, "N1405-08-30"),
    ],
)
def test_an_hour_belongs_to_its_night(tmp_path: Path, hour: str, day: int, night: str) -> None:
    """The day of 1 Azar was opened; before noon it is still the night before it."""
    house = House(tmp_path, one_room())
    house.at(hour, day)
    assert house.tonight().night == night
    assert house.admit().lines[0].row.cycle == night


@pytest.mark.parametrize(("hour", "night"), _BY_CLOCK)
def test_without_an_open_day_the_clock_says_which_night_it_is(tmp_path: Path, hour: str, night: str) -> None:
    """Nobody is up to open a day at 00:40, and nobody is sent away for that."""
    house = House(tmp_path, one_room(), day=None)
    house.at(hour, 23)
    found = house.admit(house.card)
    assert (found.result, found.lines[0].row.cycle) == ("admitted", night)


def test_who_came_at_nine_is_here_at_half_past_one(tmp_path: Path) -> None:
    """The same night has one bed for a card; at noon it is another night, and the house is empty again."""
    house = House(tmp_path, one_room(beds=1, floor=0))
    assert house.admit(house.card).result == "admitted"
    house.at("01:30", 23)
    assert house.admit(house.card).result == "here"
    assert house.admit().result == "full"
    assert TODAY == "1405-09-01"
