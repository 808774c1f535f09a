"""What may be told of whom a gift reached: no number of fewer than five households, and none that gives one away.

Reports and counts tell of a site's month and programme which neighbourhoods had how much (core/suppression.py). Gifts
went to parts of the same cells, so statements may tell no more of them than those do:

1. A part of a cell that is hidden there is hidden here.
2. The parts of a cell that is told there add up to it. Of them those of one to four are hidden, and others with them by
   the very same rule, in the order of the donors' random ids, so that what is left is never a small one's.
3. Of what is hidden only this is told: that the donor's gift reached somebody more.

Every table - a donor's statement, neighbourhoods by donors with their sums, a quarter, a year - is added up from told
parts alone. So a hidden part stands in one equation only, that of its cell, and a hidden cell in one only, that of its
line; each may have other values, and whatever tables of reports, counts and statements are laid side by side come out
the same. A site's statement and the registry's tell the same, because no part is of two sites.

The price is that a sum is «at least». Households are told as the most that one part reached: who was reached in two
months is one household, and how many those are is no function of what the reports tell. Sums over donors are exact only
inside (`sums.py`). A handout that is taken back after its month stands in the month's report and not here; so does one
that came after its day was closed stand in the next day's. Those are single acts, and no table tells of them by place.

Pure. Imports msgspec and `core`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from fieldpoint.core.names import DonorId
from fieldpoint.core.suppression import PlaceCell, hidden

# A site, a programme, a month: the line of the reports.
Line = tuple[str, str, str]
Key = tuple[str, DonorId | None, str, str]  # quarter, donor, neighbourhood, item


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one donor's gifts of one item came to in one neighbourhood and line; never told as it stands."""

    line: Line
    quarter: str
    donor: DonorId | None
    neighbourhood: str
    item: str
    holders: frozenset[str]
    handouts: int
    quantity: int


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """At least so much of a donor's item in a quarter and neighbourhood; or (`neighbourhood` None) that there is more.

    So many `households` were reached in some month by one site's programme.
    """

    quarter: str
    donor: DonorId | None
    neighbourhood: str | None
    item: str
    households: int = 0
    handouts: int = 0
    quantity: int = 0


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """At least so much, and whether there is `more`. Households only where they add up: of one item and quarter."""

    households: int | None
    handouts: int
    quantity: int | None
    more: bool


def told(cells: Iterable[Cell]) -> list[Told]:
    """What may be told of cells, which are all that there are of their lines; by quarter, donor, place and item."""
    lines: defaultdict[Line, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.holders:
            lines[cell.line].append(cell)
    shown: defaultdict[Key, list[Cell]] = defaultdict(list)
    more: set[tuple[str, DonorId | None, str]] = set()
    for found in lines.values():
        for cell, is_told in _of_line(found):
            if is_told:
                shown[cell.quarter, cell.donor, cell.neighbourhood, cell.item].append(cell)
            else:
                more.add((cell.quarter, cell.donor, cell.item))
    told_parts = [_told(key, shown[key]) for key in sorted(shown, key=lambda key: (key[0], key[1] or "", *key[2:]))]
    others = sorted(more, key=lambda key: (key[0], key[1] or "", key[2]))
    return told_parts + [Told(quarter=one[0], donor=one[1], neighbourhood=None, item=one[2]) for one in others]


def summed(cells: Iterable[Told]) -> Sum:
    """What told cells come to together."""
    found = list(cells)
    one_item = len({one.item for one in found}) <= 1
    one_quarter = len({one.quarter for one in found}) <= 1
    one_donor = len({one.donor for one in found}) <= 1
    return Sum(
        households=sum(one.households for one in found) if one_item and one_quarter and one_donor else None,
        handouts=sum(one.handouts for one in found),
        quantity=sum(one.quantity for one in found) if one_item else None,
        more=any(one.neighbourhood is None for one in found),
    )


def _of_line(cells: Sequence[Cell]) -> Iterator[tuple[Cell, bool]]:
    """Each cell of a line, and whether it is told."""
    places: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        places[cell.neighbourhood].append(cell)
    gone = hidden([_place(place, places[place]) for place in sorted(places)])
    for place, parts in places.items():
        of = {f"{part.donor or ''} {part.item}": part for part in parts}
        withheld = set(of) if place in gone else hidden([_place(name, [of[name]]) for name in sorted(of)])
        yield from ((part, name not in withheld) for name, part in of.items())


def _place(name: str, parts: Iterable[Cell]) -> PlaceCell:
    return PlaceCell(line=(), place=name, reached=len(frozenset[str]().union(*(part.holders for part in parts))))


def _told(key: Key, parts: Sequence[Cell]) -> Told:
    return Told(
        quarter=key[0],
        donor=key[1],
        neighbourhood=key[2],
        item=key[3],
        households=max(len(part.holders) for part in parts),
        handouts=sum(part.handouts for part in parts),
        quantity=sum(part.quantity for part in parts),
    )
