"""What is counted, and what of it may be told outside: no count of one to four can be found out, by whatever tables.

A *line* is one site, programme and month: the finest thing whose total is told. Its cells are what of it went to each
neighbourhood, and `released` tells of them what core/suppression.py tells: of a line whose total is five or more each
cell of five, but for those that protect smaller ones, and the rest as one sum; of a smaller line only that it is there.
Nothing is ever told of a place over several lines but the sum of what each of them told.

These are the tables that the registry and its sites publish, and why no two of them, and not all of them together, can
be subtracted into a cell under five:

1. Reports of a month or a quarter, by neighbourhood and programme; of a site (desk/reports) and over sites (reports/).
   They are made of the same lines by the same rule, each line alike in all of them: the month alone decides what stands
   in it (core/reports/reach.py). So month x quarter, site x registry, programme x organisation are sums of one another.
2. Counts by district, sub-district, neighbourhood, organisation, programme and month, as outsiders see them, and every
   file of them that names a place, whoever takes it. A function of the same lines, of months whose days are all
   closed, as the reports (reported.py). Against 1: a report tells a line's total whole and this does too, or less.
3. Statements of donors and the table of neighbourhoods by donors (core/gifts/told.py), at a site and here. A donor's
   part of a cell is told only where the cell itself is told by 1, and then no part that the others would give away.
4. The report of actions: 3 over an organisation, what no household takes, and what an officer wrote.
5. Reports' and counts' tables without a place; the closing report of a campaign; the day's sheet: totals of lines and
   of days of a site, over all its places. They name no place, so they say of cells no more than that a line's add up,
   which the rule allows for. There a line's own total is told whole, however small: it is a programme's, no place's.
6. Shelters: free beds of a house. Services: numbers of a desk. Neither says where anybody lives.

Not published is what officers see of their own organisation, and the registry's own people of all: they may see the
rows themselves, and the page says so. Out of reach is what core/suppression.py names: what somebody knows of the people
themselves, and two editions of one table between which a household moved, or was found to be another.

Pure. Imports core and msgspec.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from fieldpoint.core.suppression import FEWEST, Line, PlaceCell, added_up, suppressed


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
    """What somebody may know of a month, organisation and programme in a neighbourhood (None: all others together).

    `households` are those of each site by itself, with cards of nobody's. `few` lines of one to four are in no number.
    """

    month: str
    neighbourhood: str | None
    organisation: str
    programme: str
    households: int = 0
    cards: int = 0
    handouts: int = 0
    quantity: int = 0
    few: int = 0


def released(cells: Iterable[PlaceCell]) -> list[Released]:
    """What is told of lines: site, organisation, programme, month; their sums are handouts and pieces.

    The cells must be all of their lines.
    """
    lines: defaultdict[Line, list[PlaceCell]] = defaultdict(list)
    for cell in cells:
        lines[cell.line].append(cell)
    reached = {line: sum(cell.reached for cell in found) for line, found in lines.items()}
    enough = [cell for line, found in lines.items() if reached[line] >= FEWEST for cell in found]
    few = Counter(_without_site(line) for line, number in reached.items() if 0 < number < FEWEST)
    told = suppressed([_with_reached(cell) for cell in enough])
    sums = {(cell.line, cell.place): cell.sums for cell in added_up(told, _without_site)}
    nothing = (0, 0, 0)
    keys = {*sums, *((line, None) for line in few)}
    ordered = sorted(keys, key=lambda key: (key[0], key[1] is None, key[1] or ""))
    return [
        _released(line, place, sums.get((line, place), nothing), few[line] if place is None else 0)
        for line, place in ordered
    ]


def _with_reached(cell: PlaceCell) -> PlaceCell:
    """Whom each line reached is added up like its handouts: once for each site, and said to be so."""
    return msgspec.structs.replace(cell, sums=(cell.reached, *cell.sums))


def _without_site(line: Line) -> Line:
    return line[1:]


def _released(line: Line, place: str | None, sums: Sequence[int], few: int) -> Released:
    organisation, programme, month = line
    households, handouts, quantity = sums
    return Released(
        month=month,
        neighbourhood=place,
        organisation=organisation,
        programme=programme,
        households=households,
        handouts=handouts,
        quantity=quantity,
        few=few,
    )
