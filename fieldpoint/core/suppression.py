"""Counts by place that may be passed on: no count of one to four can be found out, by subtraction or otherwise.

A *line* is the finest thing whose total is told whole: one site, organisation, programme and month, or one donor and
quarter. Its *cells* are what of it went to each place, and every cell lies in one line only. The rule:

1. A cell that reached one to four is hidden.
2. Where a line hides one, further cells of five or more are hidden with it, in the order of their names: at least one,
   and more until the hidden ones together reach three more than they must (one a small cell, five each other).
3. What is hidden is told as one sum, «other places», so that a line adds up. Which places are in it, or how many, is
   not said, and an empty cell is not told either: a place that is not named may have had nothing.
4. A table of several lines (a quarter, an organisation, all sites) adds up what the lines told and nothing else.

Why no subtraction undoes it: by (4) all tables together say no more than the lines do, and no cell is in two lines, so
what is hidden stands in one equation only, the sum of its line. Why that sum does not give a cell away, not even to one
who knows this rule and which cells are small: move a household from one hidden cell to another. As long as small cells
stay in one to four and the others at five or more, nothing that is told changes. (2) does not look at how large a cell
is when it takes the next one, so it takes the same again, and the three that are over leave at least the values one,
two and three to each small cell. Where a line has no further cells all of it is «other places», and any place may have
had any part of it; that holds where more than one place could have been served, which «place unknown» ('') sees to.

People reached may be told of one line only: who was reached in two months is one household, and how many those are is
no function of what the lines told (`added_up` leaves it out). A table that changes from day to day tells of single
people, so a period is told by place when it is over. Out of reach of any rule over tables is what somebody knows of the
people themselves, as that all of last month's came again; and who lays two editions of one period side by side, between
which a household moved to another place, sees a number move with it.

Pure. Imports msgspec.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

FEWEST: Final = 5
_SLACK: Final = FEWEST - 2  # a small cell has the values 1 to 4: so much more than 1 at most
Line = tuple[str, ...]


class PlaceCell(msgspec.Struct, frozen=True, kw_only=True):
    """What of a line went to one place: how many households (or cards of nobody's) were reached, and sums of it."""

    line: Line
    place: str
    reached: int
    sums: tuple[int, ...] = ()


class ToldCell(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a place in a line, or (`place` None) of all other places together.

    `reached` is None where it would be added up over lines.
    """

    line: Line
    place: str | None
    reached: int | None
    sums: tuple[int, ...] = ()


def suppressed(cells: Iterable[PlaceCell]) -> list[ToldCell]:
    """What may be told of these cells, by line and place, «other places» last; every line adds up as before.

    The cells must be all of their lines, one for each place.
    """
    lines: defaultdict[Line, list[PlaceCell]] = defaultdict(list)
    for cell in cells:
        if cell.reached:
            lines[cell.line].append(cell)
    return [told for line in sorted(lines) for told in _told(sorted(lines[line], key=lambda one: one.place))]


def added_up(cells: Iterable[ToldCell], line_of: Callable[[Line], Line]) -> list[ToldCell]:
    """The same told cells over coarser lines, in the same order: `line_of` says into which a line goes.

    A place's number is "at least" wherever its coarser line has «other places».
    """
    found: defaultdict[tuple[Line, str | None], list[ToldCell]] = defaultdict(list)
    lines: defaultdict[Line, set[Line]] = defaultdict(set)
    for cell in cells:
        line = line_of(cell.line)
        lines[line].add(cell.line)
        found[line, cell.place].append(cell)
    ordered = sorted(found, key=lambda key: (key[0], key[1] is None, key[1] or ""))
    return [_sum(line, place, found[line, place], of_one=len(lines[line]) == 1) for line, place in ordered]


def hidden(cells: Sequence[PlaceCell]) -> set[str]:
    """The places of one line that are not told; `cells` by their names, none empty."""
    gone = {cell.place for cell in cells if cell.reached < FEWEST}
    over = sum(cell.reached - 1 for cell in cells if cell.reached < FEWEST)
    least = len(gone) + 1
    for cell in cells:
        if not gone or (len(gone) >= least and over >= _SLACK):
            break
        if cell.place not in gone:
            gone.add(cell.place)
            over += cell.reached - FEWEST
    return gone


def _told(cells: Sequence[PlaceCell]) -> list[ToldCell]:
    gone = hidden(cells)
    told = [_cell(cell) for cell in cells if cell.place not in gone]
    others = [_cell(cell) for cell in cells if cell.place in gone]
    return [*told, *([_sum(cells[0].line, None, others, of_one=True)] if others else [])]


def _cell(cell: PlaceCell) -> ToldCell:
    return ToldCell(line=cell.line, place=cell.place, reached=cell.reached, sums=cell.sums)


def _sum(line: Line, place: str | None, cells: Sequence[ToldCell], *, of_one: bool) -> ToldCell:
    reached = sum(cell.reached or 0 for cell in cells) if of_one and cells[0].reached is not None else None
    sums = tuple(map(sum, zip(*(cell.sums for cell in cells), strict=True)))
    return ToldCell(line=line, place=place, reached=reached, sums=sums)
