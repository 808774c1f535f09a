"""The registry adds a day's stock up again: from the rows, and from what the close before left."""

import pytest
from msgspec.structs import replace

from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.stock.reconcile import stock_totals
from fieldpoint.core.stock.total import StockTotal
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.officers.shapes import Officer
from fieldpoint.registry.overview.closes import wrong_closes
from tests.registry.cases import close_day, whole
from tests.registry.stock import ITEM, receive_goods, send_goods
from tests.registry.support import Sender, stored

ALL = SignedIn(
    officer=Officer(officer="o1", name="n", role="admin", organisation="", has_password=True, added_at=0), sites=None
)


def stock_of(log: Sender, first: int, opening: int) -> list[StockTotal]:
    """What the rows from one on come to."""
    rows = [decode_row(line) for line in log.lines[first - 1 :]]
    return stock_totals(rows, {("", ITEM): opening} if opening else {})


def two_days(log: Sender, opening: int | None = None, **bent: int) -> None:
    """A day of ten that came in, and one of three that left; the second close is bent where the test asks."""
    receive_goods(log, None, None, 10)
    close_day(log, stock=stock_of(log, 1, 0))
    first = len(log.lines) + 1
    send_goods(log, "s-02", "1", 3)
    (total,) = stock_of(log, first, 10 if opening is None else opening)
    said = replace(total, **bent)
    empty = {"lines": [], "items": [], "households": 0, "flags": {}, "tablets": []}
    close_day(log, first_seq=first, stock=[said], **empty)


def test_stock_that_adds_up_is_right(registry: Registry, log: Sender) -> None:
    """Both days are right, from the rows and from what the first one left."""
    two_days(log)
    stored(registry, whole(log))
    assert (registry.store.wrong_closes(), registry.store.closes_to_check()) == ([], [])


def test_stock_that_does_not_open_with_what_was_left_is_wrong(registry: Registry, log: Sender) -> None:
    """Somebody says that the day began with two fewer; where it differs stands on the page."""
    two_days(log, opening=8)
    stored(registry, whole(log))
    (view,) = wrong_closes(registry.store, ALL)
    assert [(one.what, one.said, one.counted) for one in view.differences] == [
        (f"{ITEM} opening", 8, 10),
        (f"{ITEM} closing", 5, 7),
    ]


@pytest.mark.parametrize("column", ["sent", "received", "closing"])
def test_a_sum_that_is_not_that_of_the_rows_is_wrong(registry: Registry, log: Sender, column: str) -> None:
    """Whichever of its numbers was changed."""
    two_days(log, **{column: 99})
    stored(registry, whole(log))
    (view,) = wrong_closes(registry.store, ALL)
    assert [one.what for one in view.differences] == [f"{ITEM} {column}"]


def test_stock_that_is_kept_quiet_is_wrong(registry: Registry, log: Sender) -> None:
    """A close that says nothing of goods that came in."""
    receive_goods(log, None, None, 10)
    close_day(log)
    stored(registry, whole(log))
    assert len(registry.store.wrong_closes()) == 1
