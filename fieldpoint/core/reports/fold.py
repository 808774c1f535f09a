"""Closed days of one site or of many are added up to a report: one fold for the site's lead and for the registry.

Handouts, pieces, voids, refusals and overrides are added up by the very function that makes the totals of a day's close
(day_sheet.py), and stock by that which makes the stock of it (stock.py), so sites add up to the registry. Households do
not: one that two sites reached is one. A handout that was taken back within the period reached nobody; for
neighbourhoods the month decides (reach.py).

Imports msgspec and `core`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from fieldpoint.core.act_rows import Void
from fieldpoint.core.day_sheet import every_line
from fieldpoint.core.day_totals import LineTotal
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import Day, EventId, ProgrammeCode
from fieldpoint.core.reports.day import Names, item_of, name_of
from fieldpoint.core.reports.period import ReportPeriod, month_in_words
from fieldpoint.core.reports.reach import MonthEnds, ReportDay
from fieldpoint.core.reports.report import EVERYTHING, Choice, OpenDay, Report, ReportLine, Sums
from fieldpoint.core.reports.stock import SiteStock, StockLine, over_sites
from fieldpoint.core.suppression import Line, PlaceCell, added_up, suppressed


class Holder(NamedTuple):
    """Who was reached, by the name that counts now, and in which neighbourhood ('' where that is not known)."""

    name: str
    place: str


Holders = Callable[[Handout], Holder]


class _Atom(NamedTuple):
    """The finest thing that is told whole: a line of core/suppression.py."""

    site: str
    month: str
    organisation: str
    programme: str


class _Part:
    """What one atom comes to, and whom it reached; by neighbourhood whom, and how many handouts and pieces."""

    def __init__(self) -> None:
        self.sums: Counter[str] = Counter()
        self.reached: set[str] = set()
        self.holders: defaultdict[str, set[str]] = defaultdict(set)
        self.places: defaultdict[str, Counter[str]] = defaultdict(Counter[str])
        self.refused: Counter[str] = Counter()
        self.nobody: set[str] = set()  # handouts without a card: who they reached is not known


class ReportFold:
    """Adds days up, each once. Those of a site come newest first: what was taken back is known before it was given."""

    def __init__(self, period: ReportPeriod, names: Names, holders: Holders) -> None:
        self._period, self._names, self._holders = period, names, holders
        self._parts: defaultdict[_Atom, _Part] = defaultdict(_Part)
        self._gone: set[tuple[str, EventId]] = set()
        self._ends = MonthEnds()
        self._stock: defaultdict[str, SiteStock] = defaultdict(SiteStock)
        self._days: Counter[str] = Counter()

    def add(self, day: ReportDay) -> None:
        """One more day."""
        self._days[day.site] += 1
        self._stock[day.site].add(day.rows, day.stock)
        parts: dict[ProgrammeCode, _Part] = {}
        for line in every_line(day.rows):
            parts[line.prog] = part = self._parts[self._atom(day, line.prog)]
            part.sums.update(_sums(line))
        self._gone.update((day.site, row.ref) for row in day.rows if isinstance(row, Void))
        for row in day.rows:
            if isinstance(row, Refusal):
                parts[row.prog].refused[row.reason] += 1
        for row in self._ends.standing(day):
            self._reach(parts[row.prog], row, stands=(day.site, row.id) not in self._gone)

    def report(self, open_days: Iterable[OpenDay], today: Day, choice: Choice = EVERYTHING) -> Report:
        """The report of the days so far, or of a part of it. `open_days` are those that are not among them."""
        missing = tuple(one for one in open_days if choice.takes_site(one.site))
        over = today > self._period.last
        days = {site: number for site, number in self._days.items() if choice.takes_site(site)}
        atoms = [one for one in self._parts if choice.takes(one.site, one.organisation, one.programme)]
        refused = sum((self._parts[atom].refused for atom in atoms), Counter[str]())
        told = suppressed(self._cells(atoms)) if over and not missing else []
        stock = [line for site in sorted(days) for line in self._stock_of(site, choice)]
        return Report(
            period=self._period.key,
            title=self._period.title,
            sites=tuple(sorted({*days, *(one.site for one in missing)})),
            days=sum(days.values()),
            open_days=missing,
            over=over,
            total=self._sum(atoms),
            by_programme=self._lines(atoms, lambda atom: atom.programme, self._title),
            by_organisation=self._lines(atoms, lambda atom: atom.organisation, str),
            by_site=self._lines(atoms, lambda atom: atom.site, str),
            by_month=self._lines(atoms, lambda atom: atom.month, month_in_words),
            refused=tuple(sorted(refused.items(), key=lambda one: (-one[1], one[0]))),
            by_place=tuple(added_up(told, lambda _: ())),
            places=tuple(added_up(told, _by_programme)),
            stock=tuple(over_sites(stock)),
            stock_by_site=tuple(stock),
            stock_untold=sum(self._stock[site].untold for site in days),
            choice=choice,
        )

    def _atom(self, day: ReportDay, programme: ProgrammeCode) -> _Atom:
        return _Atom(day.site, day.month, name_of(self._names, programme).organisation, programme)

    def _title(self, programme: str) -> str:
        return name_of(self._names, ProgrammeCode(programme)).title

    def _stock_of(self, site: str, choice: Choice) -> Iterable[StockLine]:
        """Of a programme it is the item that it gives, in its organisation's stock."""
        name = name_of(self._names, ProgrammeCode(choice.programme))
        for line in self._stock[site].lines(site, lambda item: item_of(self._names, item)):
            given = not choice.programme or (line.org, line.item) == (name.organisation, name.item)
            if given and choice.organisation in (None, line.org):
                yield line

    def _reach(self, part: _Part, row: Handout, *, stands: bool) -> None:
        name, place = self._holders(row)
        if stands:
            part.reached.add(name)
        part.holders[place].add(name)
        if not (row.hh or row.card):
            part.nobody.add(name)
        amounts = part.places[place]
        amounts["handouts"] += 1
        amounts["pieces"] += row.qty

    def _cells(self, atoms: Iterable[_Atom]) -> list[PlaceCell]:
        return [
            PlaceCell(line=atom, place=place, reached=len(names), sums=_amounts(self._parts[atom].places[place]))
            for atom in atoms
            for place, names in self._parts[atom].holders.items()
        ]

    def _lines(
        self, atoms: Iterable[_Atom], of: Callable[[_Atom], str], title: Callable[[str], str]
    ) -> tuple[ReportLine, ...]:
        found: defaultdict[str, list[_Atom]] = defaultdict(list)
        for atom in atoms:
            found[of(atom)].append(atom)
        return tuple(ReportLine(code=code, title=title(code), sums=self._sum(found[code])) for code in sorted(found))

    def _sum(self, atoms: Iterable[_Atom]) -> Sums:
        sums: Counter[str] = Counter()
        reached: set[str] = set()
        for atom in atoms:
            part = self._parts[atom]
            sums.update(part.sums)
            reached.update(part.reached - part.nobody)
        return Sums(households=len(reached), **sums)


def _sums(line: LineTotal) -> dict[str, int]:
    return {
        "handouts": line.rows,
        "handed": line.handed,
        "voided": line.voided,
        "refused": line.refused,
        "over": line.over,
    }


def _amounts(found: Counter[str]) -> tuple[int, ...]:
    return found["handouts"], found["pieces"]


def _by_programme(line: Line) -> Line:
    return (line[3],)
