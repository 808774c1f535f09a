"""What may be told of whom a gift reached: no number of fewer than five households, and none that gives one away.

A *base cell* is one quarter, one donor (or nobody who is known), one neighbourhood, one item. It is told whole or not
at all, and whether it is depends on nothing but which cells of its quarter, neighbourhood and item are few (one to
four) and which are not. Every table - a donor's statement, neighbourhoods by donors with their sums, a quarter, a
year - is added up from told cells alone. So however many tables are laid side by side and subtracted, they come out
the same whether a few were one or four (the reasoning of the registry's counts, counts/cells.py).

One thing more is needed here: the registry's counts tell a neighbourhood's handouts of a programme whole. Where one
donor alone were few there, that number less the told ones would be it; so the next donor's cell, in the order of their
random ids and not of any number, is withheld with it (complementary suppression).

The price is that a sum is «at least», and says in how many cells more there was something. Sums over donors are exact
only inside (`sums.py`), never on what is told.

Pure. Imports msgspec and `core`.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import msgspec

from fieldpoint.core.names import DonorId

FEWEST: Final = 5


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one donor's gifts of one item came to in one neighbourhood and quarter; never told as it stands."""

    quarter: str
    donor: DonorId | None
    neighbourhood: str
    item: str
    households: int
    handouts: int
    quantity: int

    @property
    def column(self) -> tuple[str, str, str]:
        """What a table tells a sum of over all donors: the quarter, the neighbourhood, the item."""
        return self.quarter, self.neighbourhood, self.item


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a base cell: its numbers, or (`withheld`) that somebody was reached.

    Of two donors who are one (`merged`) it is at least so much; `partly`: one of their cells is withheld.
    """

    quarter: str
    donor: DonorId | None
    neighbourhood: str
    item: str
    withheld: bool
    households: int = 0
    handouts: int = 0
    quantity: int = 0
    partly: bool = False


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """At least so much; `withheld` cells are in none of the numbers. Households only where they add up: of one item."""

    households: int | None
    handouts: int
    quantity: int | None
    withheld: int


def told(cells: Iterable[Cell]) -> list[Told]:
    """What may be told of base cells, which are all that there are of their quarters; in the order of their names."""
    columns: defaultdict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.households:
            columns[cell.column].append(cell)
    return [_told(cell, hidden) for _, column in sorted(columns.items()) for cell, hidden in _withheld(column)]


def merged(cells: Iterable[Told]) -> Told:
    """Told cells of donors who are one, of one quarter, neighbourhood and item, as one.

    Each stays told or withheld as it was before they were one, so joining and parting tells nothing of few. A household
    may have had something of both: of households it is the larger number.
    """
    found = list(cells)
    shown = [one for one in found if not one.withheld]
    return msgspec.structs.replace(
        found[0],
        withheld=not shown,
        households=max((one.households for one in shown), default=0),
        handouts=sum(one.handouts for one in shown),
        quantity=sum(one.quantity for one in shown),
        partly=0 < len(shown) < len(found) or any(one.partly for one in shown),
    )


def summed(cells: Iterable[Told]) -> Sum:
    """What told cells come to together."""
    found = list(cells)
    shown = [one for one in found if not one.withheld]
    one_item = len({one.item for one in found}) <= 1
    one_quarter = len({one.quarter for one in found}) <= 1
    one_donor = len({one.donor for one in found}) <= 1
    return Sum(
        households=sum(one.households for one in shown) if one_item and one_quarter and one_donor else None,
        handouts=sum(one.handouts for one in shown),
        quantity=sum(one.quantity for one in shown) if one_item else None,
        withheld=sum(one.withheld or one.partly for one in found),
    )


def _withheld(column: list[Cell]) -> list[tuple[Cell, bool]]:
    """Each cell of a column, by the donors' ids, and whether it is withheld."""
    ordered = sorted(column, key=lambda one: one.donor or "")
    few = [place for place, cell in enumerate(ordered) if cell.households < FEWEST]
    hidden = {*few, (few[0] + 1) % len(ordered)} if len(few) == 1 else set(few)
    return [(cell, place in hidden) for place, cell in enumerate(ordered)]


def _told(cell: Cell, hidden: bool) -> Told:  # noqa: FBT001  the one thing that is asked
    return Told(
        quarter=cell.quarter,
        donor=cell.donor,
        neighbourhood=cell.neighbourhood,
        item=cell.item,
        withheld=hidden,
        households=0 if hidden else cell.households,
        handouts=0 if hidden else cell.handouts,
        quantity=0 if hidden else cell.quantity,
    )
