"""What a site may still hold, as a guess: what lacks for certain, and ordinary days while it was silent."""

import pytest

from fieldpoint.registry.overview.unsent import Heard, estimate, ordinary_day


@pytest.mark.parametrize(
    ("closes", "top", "ordinary"),
    [([], 0, None), ([40], 50, 40), ([130, 80, 30], 140, 50), ([200, 0], 200, 200)],
)
def test_an_ordinary_day_is_the_mean_of_the_last(closes: list[int], top: int, ordinary: int | None) -> None:
    """Rows between the closes of a log, a day's worth of them."""
    assert ordinary_day(closes, top) == ordinary


@pytest.mark.parametrize(
    ("silent", "day_open", "since_open", "unsent"),
    [
        (0, True, 10, 7),  # heard of today: only what lacks
        (1, True, 30, 7 + 70),  # the day went on after it was last heard of
        (1, True, 130, 7),  # it had more than an ordinary day already
        (3, True, 30, 7 + 70 + 200),
        (3, False, 0, 7 + 300),
        (400, False, 0, 7 + 3_000),  # a place that was closed down owes a month at most
    ],
)
def test_silent_days_count_as_ordinary_ones(*, silent: int, day_open: bool, since_open: int, unsent: int) -> None:
    """Seven rows lack; an ordinary day has a hundred."""
    heard = Heard(missing=7, silent_days=silent, ordinary=100, day_open=day_open, since_open=since_open)
    assert estimate(heard) == unsent


def test_a_site_that_closed_no_day_yet_is_not_guessed_at() -> None:
    """Without an ordinary day only what lacks is known."""
    assert estimate(Heard(missing=3, silent_days=9, ordinary=None, day_open=True, since_open=5)) == 3
