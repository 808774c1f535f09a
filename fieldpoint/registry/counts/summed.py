"""Tables of counts: one line for every district, programme, month … and one for all.

For whoever sees the whole registry each line is counted by itself. Outsiders' tables, and files that name places, are
made of what is released alone (cells.py says what and why), of months that are over: what changes from day to day would
tell of single people. There a place's line is "at least": what of it may not be told stands with all other places'.

Pure. Imports core and its neighbours.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal, get_args

import msgspec

from fieldpoint.registry.counts.cells import Cell, Released
from fieldpoint.registry.counts.places import Place, place_of

Dimension = Literal["district", "sub_district", "neighbourhood", "organisation", "programme", "month"]
DIMENSIONS: Final[tuple[Dimension, ...]] = get_args(Dimension)
OTHERS: Final = "*"  # the name of the line of all places that are not told
PLACES: Final[frozenset[Dimension]] = frozenset({"district", "sub_district", "neighbourhood"})
MONTH: Final = re.compile(r"1[2-5]\d\d-(0[1-9]|1[0-2])", re.ASCII)
Cells = Callable[[bool, bool], Iterable[Cell]]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which table: its lines are by what, of which month, and only of one programme, organisation or district if named.

    By month it has every month; `month` is not looked at then.
    """

    by: Dimension
    month: str
    programme: str | None = None
    organisation: str | None = None
    district: str | None = None

    @property
    def of_months(self) -> str | None:
        """The month whose cells are needed; None for all."""
        return None if self.by == "month" else self.month

    @property
    def names_places(self) -> bool:
        """Whether something of the table is said of a place."""
        return self.by in PLACES or self.district is not None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What a line comes to. None is what cannot be said: households over several programmes, quantities of many things.

    `few` times a site's programme reached one to four in a month; these are in none of the numbers.
    """

    name: str
    households: int | None
    cards: int | None
    handouts: int
    quantity: int | None
    few: int = 0

    @property
    def is_few(self) -> bool:
        """Whether nothing can be told of it but that few were reached."""
        return bool(self.few) and not self.handouts


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A table: what was wanted, a line for every name in their order, and one for all together.

    `told`: outsiders may have it. Then it lacks the months of `awaited` sites, of which a day is open or on its way.
    """

    wanted: Wanted
    lines: tuple[Line, ...]
    total: Line
    told: bool = False
    awaited: int = 0


def whole_table(wanted: Wanted, cells: Cells, places: Mapping[str, Place]) -> Counted:
    """The table as it is. `cells` gives those by organisation, and by programme, where each is asked for."""
    kept = Keeping(wanted, places)
    by_organisation = wanted.by == "organisation" or wanted.organisation is not None
    by_programme = wanted.by == "programme" or wanted.programme is not None
    lines = kept.lines(whole(cells(by_organisation, by_programme)))
    together = cells(wanted.organisation is not None, wanted.programme is not None)
    return Counted(wanted=wanted, lines=lines, total=kept.total(whole(together)))


def told_table(wanted: Wanted, found: Sequence[Released], places: Mapping[str, Place]) -> Counted:
    """The table of what is released, and of an officer's own cells where they are among them."""
    kept = Keeping(wanted, places, adds_up=True)
    return Counted(wanted=wanted, lines=kept.lines(found), total=kept.total(found), told=True)


class Keeping:
    """Folds cells into the lines of one table. `adds_up` where households of several programmes would be added up."""

    def __init__(self, wanted: Wanted, places: Mapping[str, Place], *, adds_up: bool = False) -> None:
        self._wanted, self._places, self._adds_up = wanted, dict(places), adds_up
        self._known: dict[str, Place] = {}

    def lines(self, cells: Iterable[Released]) -> tuple[Line, ...]:
        """A line for every name."""
        found: dict[str, list[Released]] = {}
        for cell in self._kept(cells):
            found.setdefault(self._name(cell), []).append(cell)
        one = self._wanted.by == "programme" or self._wanted.programme is not None
        return tuple(self._line(name, found[name], of_one=one) for name in sorted(found))

    def total(self, cells: Iterable[Released]) -> Line:
        """One line of all; every month by itself is a line, and months do not add up to households."""
        line = self._line("", list(self._kept(cells)), of_one=self._wanted.programme is not None)
        if self._wanted.by == "month":
            return msgspec.structs.replace(line, households=None, cards=None)
        return line

    def _kept(self, cells: Iterable[Released]) -> Iterable[Released]:
        wanted = self._wanted
        for cell in cells:
            if (
                (wanted.by == "month" or cell.month == wanted.month)
                and (not cell.month or MONTH.fullmatch(cell.month))
                and wanted.programme in (None, cell.programme)
                and wanted.organisation in (None, cell.organisation)
                and (wanted.district is None or self._district(cell) == wanted.district)
            ):
                yield cell

    def _line(self, name: str, cells: list[Released], *, of_one: bool) -> Line:
        said = of_one or not self._adds_up
        return Line(
            name=name,
            households=sum(cell.households for cell in cells) if said else None,
            cards=sum(cell.cards for cell in cells) if said else None,
            handouts=sum(cell.handouts for cell in cells),
            quantity=sum(cell.quantity for cell in cells) if of_one else None,
            few=sum(cell.few for cell in cells),
        )

    def _name(self, cell: Released) -> str:
        match self._wanted.by:
            case "month" | "organisation" | "programme":
                return str(getattr(cell, self._wanted.by))
            case _ if cell.neighbourhood is None:
                return OTHERS
            case "neighbourhood":
                return self._place(cell.neighbourhood).title
            case "district" | "sub_district":
                return str(getattr(self._place(cell.neighbourhood), self._wanted.by))

    def _district(self, cell: Released) -> str | None:
        return None if cell.neighbourhood is None else self._place(cell.neighbourhood).district

    def _place(self, neighbourhood: str) -> Place:
        if neighbourhood not in self._known:
            self._known[neighbourhood] = place_of(self._places, neighbourhood)
        return self._known[neighbourhood]


def whole(cells: Iterable[Cell]) -> list[Released]:
    """The cells as they are, whoever they are few of."""
    return [
        Released(**{name: getattr(cell, name) for name in Cell.__struct_fields__}) for cell in cells if cell.reached
    ]
