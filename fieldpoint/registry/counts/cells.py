"""What is counted, and what of it somebody may be told: a count of few people is told to nobody outside.

A *base cell* is one neighbourhood, one organisation, one programme, one month: the finest thing that is published. What
an outsider sees of it is `released`: the cell whole when five or more were reached, else only that there were one to
four. Every table for outsiders, every sum and sub-sum, is made of released cells and of nothing else; a cell under
five enters no sum. So whatever is published, together and over again, is a function of the released cells, and none of
it can differ between a cell of one and a cell of four: no subtraction of totals or of tables can tell them apart.

Suppressing the small cells of each table and then some others to protect them (complementary suppression) would give
fuller sums, but protects only against the tables one has thought of; rounding each number by itself gives the small one
away where all roundings happen to lean to one side. The price of this way is that a sum is "at least", and says so.

Households are not told as a sum over programmes: who was reached by two of them is one household, and how many those
are is no function of the released cells.

Pure. Imports msgspec.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

FEWEST: Final = 5


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one month comes to in one neighbourhood, by one organisation and programme, or ('') by all of them.

    `cards` are those that were served on a card or without one and belong to no household that is known; `quantity`
    means something for one programme only. What was taken back is not in it.
    """

    month: str
    neighbourhood: str
    organisation: str
    programme: str
    households: int
    cards: int
    handouts: int
    quantity: int

    @property
    def reached(self) -> int:
        """How many were reached: households, and holders of cards of nobody's."""
        return self.households + self.cards


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody may know of a base cell: its numbers, or, where `few`, that one to four were reached."""

    month: str
    neighbourhood: str
    organisation: str
    programme: str
    few: bool
    households: int = 0
    cards: int = 0
    handouts: int = 0
    quantity: int = 0


def released(cells: Iterable[Cell], own: frozenset[str]) -> list[Released]:
    """What an officer of these organisations may know of base cells: their own whole, small ones of others as few."""
    return [_released(cell, own) for cell in cells if cell.reached]


def _released(cell: Cell, own: frozenset[str]) -> Released:
    few = cell.reached < FEWEST and cell.organisation not in own
    return Released(
        month=cell.month,
        neighbourhood=cell.neighbourhood,
        organisation=cell.organisation,
        programme=cell.programme,
        few=few,
        households=0 if few else cell.households,
        cards=0 if few else cell.cards,
        handouts=0 if few else cell.handouts,
        quantity=0 if few else cell.quantity,
    )
