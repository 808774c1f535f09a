"""When a server's certificate is made anew: by what people confirm, never by what a clock says."""

from datetime import date, timedelta

import pytest

from fieldpoint.tls.leaf import Host, Leaf, new_leaf, next_leaf
from tests.tls.support import BOX, TODAY

PRESENT = Leaf(dated=TODAY, opened=TODAY, names=BOX.names, addresses=BOX.addresses, until=TODAY + timedelta(days=760))
LAST_GOOD_DAY = PRESENT.until - timedelta(days=61)


@pytest.mark.parametrize("opened", [None, TODAY, TODAY + timedelta(days=1), TODAY - timedelta(days=60), LAST_GOOD_DAY])
def test_a_good_certificate_stays(opened: date | None) -> None:
    """Until 60 days before the end nothing is made anew, whatever day was opened or none."""
    assert next_leaf(PRESENT, BOX, opened) is None


@pytest.mark.parametrize("late", [0, 1, 60, 4000])
def test_sixty_days_before_the_end_a_new_one_is_due(late: int) -> None:
    """A business day that is opened in the last 60 days or later dates the next certificate."""
    day = PRESENT.until - timedelta(days=60) + timedelta(days=late)
    assert next_leaf(PRESENT, BOX, day) == new_leaf(BOX, day, day)


def test_a_day_before_its_first_one_shows_that_it_was_dated_from_a_mistake() -> None:
    """Somebody confirmed a date of the far future; the right day, opened later, dates it back."""
    mistaken = date(2036, 11, 22)
    wrong = Leaf(dated=mistaken, opened=mistaken, names=BOX.names, addresses=BOX.addresses, until=date(2038, 12, 1))
    assert next_leaf(wrong, BOX, TODAY) == new_leaf(BOX, TODAY, TODAY)


def test_a_day_that_was_known_when_it_was_made_is_no_news() -> None:
    """The lead said today at the terminal after a long winter; the last day of autumn does not date it back."""
    autumn = TODAY - timedelta(days=150)
    made = Leaf(dated=TODAY, opened=autumn, names=BOX.names, addresses=BOX.addresses, until=PRESENT.until)
    assert next_leaf(made, BOX, autumn) is None


@pytest.mark.parametrize(
    "host",
    [
        Host(names=BOX.names, addresses=(*BOX.addresses, "10.42.0.1")),
        Host(names=(*BOX.names, "other.local"), addresses=BOX.addresses),
    ],
)
def test_a_new_name_or_address_needs_a_new_certificate(host: Host) -> None:
    """It keeps the date that is known."""
    assert next_leaf(PRESENT, host, TODAY) == new_leaf(host, TODAY, TODAY)


def test_a_network_that_is_down_needs_none() -> None:
    """Where fewer addresses are there than the certificate names, it does."""
    assert next_leaf(PRESENT, Host(names=("localhost",), addresses=("127.0.0.1",)), TODAY) is None
