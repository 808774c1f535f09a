"""Lots whatever comes: first in first out, never below nothing, and every unit is either drawn or owed."""

from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.stock.lots import NO_LOT, draw, settle

LOTS = st.lists(st.integers(0, 50), max_size=8).map(lambda left: [(number + 1, one) for number, one in enumerate(left)])


@given(lots=LOTS, quantity=st.integers(1, 300))
def test_nothing_is_drawn_twice_and_nothing_is_lost(lots: list[tuple[int, int]], quantity: int) -> None:
    """What is drawn is what was asked, from no lot more than it has; what no lot has stands last."""
    drawn, left = draw(lots, quantity), dict(lots)
    assert sum(taken for _, taken in drawn) == quantity
    assert all(0 < taken <= left[lot] for lot, taken in drawn if lot != NO_LOT)
    assert sum(taken for lot, taken in drawn if lot == NO_LOT) == max(0, quantity - sum(left.values()))


@given(lots=LOTS, quantity=st.integers(1, 300))
def test_the_oldest_lot_is_drawn_first(lots: list[tuple[int, int]], quantity: int) -> None:
    """A lot is touched only when every older one is empty."""
    drawn = dict(draw(lots, quantity))
    touched = [lot for lot, _ in lots if lot in drawn]
    assert all(drawn.get(lot, 0) == left for lot, left in lots if touched and lot < touched[-1])


@given(debts=LOTS, arrived=st.integers(0, 300))
def test_what_arrives_pays_the_oldest_debts(debts: list[tuple[int, int]], arrived: int) -> None:
    """Never more than is owed, never more than arrived."""
    paid = settle(debts, arrived)
    owed = dict(debts)
    assert all(one <= owed[place] for place, one in paid)
    assert sum(one for _, one in paid) == min(arrived, sum(owed.values()))
