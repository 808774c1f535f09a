"""How everything stood at the end of each quarter, over one site or many, and what later rows changed of it.

**What a closed quarter says stays.** A quarter is what the rows said by its end: in the order of its log a site's
quarter ends with the first row of a day of a later one. What is written while no day is open, or comes from a tablet
after its day was closed, belongs to the next day, as it does in the days' reports. A void, a withdrawal, a giver who is
named, a lot that comes in late and pays what was handed over before: whatever changes an earlier quarter stands as a
correction in the quarter in which it was written. So in each quarter what was handed over and what was corrected are
together what all handouts came to by its end less what they had come to before, by donor and over all donors.

It goes by the rows alone and not by what was printed: then the site, the registry and a restored copy say the same.
A batch that reaches the registry late changes there what was told before it came, and nothing at its site. What is not
in rows is as it is known now: a household that moved or was joined with another counts where it is.

What goes from site to site keeps its giver: the row that sent it and the row that took it in name one paper, and what
came in is what the sender's lots were, in their order. So no site has to know another's donors. Of a paper that is
written at the sender in a later quarter than at the receiver nobody knows whose the goods were.

Pure. Imports msgspec and `core`.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from fieldpoint.core.gifts.book import Book, read_book
from fieldpoint.core.gifts.lots import Drawn, GivenLot, LotFold, Origin
from fieldpoint.core.gifts.moves import Move, is_late
from fieldpoint.core.gifts.rows import DonorSet, GiftRow
from fieldpoint.core.gifts.sums import Stocked, quarter_of, sums_by_donor
from fieldpoint.core.names import Day, DonorId, EventId

_Row = TypeVar("_Row")


class SiteLog(NamedTuple):
    """What one site's log says of stock and of gifts, each in its order."""

    moves: Iterable[Move]
    rows: Iterable[GiftRow]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What was known at the end of a quarter, and every handout that drew stock and stood then."""

    quarter: str
    book: Book
    drawn: tuple[Drawn, ...]
    lots: tuple[GivenLot, ...]


class Shift(NamedTuple):
    """What the rows of a quarter say anew of a handout of the quarter `of`: so much more (or less) is the donor's.

    `handouts` is 1 where nothing of it was the donor's before, -1 where nothing is any more.
    """

    of: str
    drawn: Drawn
    donor: DonorId | None
    qty: int
    handouts: int


def standings(logs: Mapping[str, SiteLog], today: Day) -> Iterator[Standing]:
    """How everything stood at the end of each quarter in which anything was written, the earliest first.

    `logs` are by the sites' codes. The last one is how it stands now; what was written after the last open day belongs
    to `today`.
    """
    moves = {site: _by_quarter(_dated(log.moves, today)) for site, log in logs.items()}
    rows = {site: _by_quarter(_when(log.rows, today)) for site, log in logs.items()}
    play = _Play()
    said: dict[str, list[GiftRow]] = {site: [] for site in logs}
    for quarter in sorted({one for found in (*moves.values(), *rows.values()) for one in found}):
        play.run({site: found.get(quarter, []) for site, found in moves.items()})
        for site, found in rows.items():
            said[site] += found.get(quarter, [])
        folds = [play.folds[site] for site in sorted(play.folds)]
        yield Standing(
            quarter=quarter,
            book=read_book(row for site in sorted(said) for row in said[site]),
            drawn=tuple(one for fold in folds for one in fold.drawn()),
            lots=tuple(lot for fold in folds for lot in fold.lots()),
        )


def handed_in(standing: Standing) -> list[Drawn]:
    """What the quarter's own handouts drew, as it stood at its end."""
    return [one for one in standing.drawn if quarter_of(one.day) == standing.quarter]


def shifts(before: Standing | None, after: Standing) -> list[Shift]:
    """What the quarter `after` says anew of the handouts of earlier quarters; `before` is the quarter before it."""
    old = {} if before is None else _attributed(before.drawn, before.book)
    new = _attributed((one for one in after.drawn if quarter_of(one.day) != after.quarter), after.book)
    found: list[Shift] = []
    for key in [*old, *(key for key in new if key not in old)]:
        qty, was = new.get(key, (0, None)), old.get(key, (0, None))
        drawn = qty[1] or was[1]
        if drawn is not None and qty[0] != was[0]:
            handouts = (qty[0] > 0) - (was[0] > 0)
            of = quarter_of(drawn.day)
            found.append(Shift(of=of, drawn=drawn, donor=key[1], qty=qty[0] - was[0], handouts=handouts))
    return found


class QuarterSums(NamedTuple):
    """By donor how much of each stock the quarter's handouts drew, and how much was corrected of earlier ones."""

    quarter: str
    handed: dict[DonorId | None, dict[Stocked, int]]
    corrected: dict[DonorId | None, dict[Stocked, int]]


def quarter_sums(found: Iterable[Standing]) -> Iterator[QuarterSums]:
    """Each quarter's sums: over all of them what each donor's gifts came to, over all donors what handouts drew."""
    before: Standing | None = None
    for one in found:
        corrected: defaultdict[DonorId | None, dict[Stocked, int]] = defaultdict(dict)
        for shift in shifts(before, one):
            sums, key = corrected[shift.donor], (shift.drawn.org, shift.drawn.item)
            sums[key] = sums.get(key, 0) + shift.qty
        yield QuarterSums(one.quarter, sums_by_donor(handed_in(one), one.book), dict(corrected))
        before = one


def _attributed(drawn: Iterable[Drawn], book: Book) -> dict[tuple[EventId, DonorId | None], tuple[int, Drawn]]:
    """By handout and donor how much it drew."""
    found: dict[tuple[EventId, DonorId | None], tuple[int, Drawn]] = {}
    for one in drawn:
        key = (one.handout, book.donor_of(one.gift))
        found[key] = (found[key][0] + one.qty if key in found else one.qty, one)
    return found


def _by_quarter(rows: Iterable[tuple[Day, _Row]]) -> dict[str, list[_Row]]:
    """Rows by the quarters of the days on which they were written."""
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for day, row in rows:
        found[quarter_of(day)].append(row)
    return dict(found)


def _dated(moves: Iterable[Move], today: Day) -> Iterator[tuple[Day, Move]]:
    """Moves with the days on which they were written; none has a day of its own in a later quarter."""
    for day, one in _written(((one.late, one.day, one) for one in moves), today):
        own = one.day if one.day is not None and quarter_of(one.day) <= quarter_of(day) else day
        yield day, (one if one.day == own else replace(one, day=own))


def _when(rows: Iterable[GiftRow], today: Day) -> Iterator[tuple[Day, GiftRow]]:
    return _written(((is_late(row), None if isinstance(row, DonorSet) else row.day, row) for row in rows), today)


def _written(rows: Iterable[tuple[bool, Day | None, _Row]], today: Day) -> Iterator[tuple[Day, _Row]]:
    """Each row with the day on which it was written, never an earlier one than the row before it; late ones wait."""
    last: Day | None = None
    waiting: list[_Row] = []
    for late, day, row in rows:
        waiting.append(row)
        if not late and day is not None:
            last = day if last is None else max(last, day)
            yield from ((last, one) for one in waiting)
            waiting = []
    yield from ((today if last is None else max(last, today), one) for one in waiting)


_Paper = tuple[str, str, str, str]  # from which site to which, the number, the item


class _Play:
    """The lots of all sites, quarter by quarter; a site that sent goods is played before who took them in."""

    def __init__(self) -> None:
        self.folds: dict[str, LotFold] = {}
        self._sent: dict[_Paper, list[Origin]] = {}
        self._left: dict[str, deque[Move]] = {}
        self._coming: dict[_Paper, int] = {}
        self._busy: set[str] = set()

    def run(self, moves: Mapping[str, Sequence[Move]]) -> None:
        """One more quarter."""
        self._left = {site: deque(found) for site, found in moves.items()}
        self._coming = {}
        for site, found in moves.items():
            for paper in (_paper(site, one) for one in found if one.what == "out" and one.waybill):
                self._coming[paper] = self._coming.get(paper, 0) + 1
        for site in sorted(moves):
            self._advance(site, None)

    def _advance(self, site: str, upto: _Paper | None) -> None:
        """The site's rows, or those up to the one that sent a paper's goods. Who waits for it is not waited for."""
        fold, left = self.folds.setdefault(site, LotFold()), self._left[site]
        self._busy.add(site)
        while left:
            move = left.popleft()
            if not move.waybill:
                fold.add(move)
                continue
            paper = _paper(site, move)
            if move.what == "in":
                if self._coming.get(paper) and paper[0] not in self._busy:
                    self._advance(paper[0], paper)
                fold.add(move, self._sent.get(paper, ()))
                continue
            fold.add(move)
            self._sent[paper] = fold.sent(move.id)
            self._coming[paper] -= 1
            if paper == upto and not self._coming[paper]:
                break
        self._busy.discard(site)


def _paper(site: str, move: Move) -> _Paper:
    ends = (site, move.peer or "") if move.what == "out" else (move.peer or "", site)
    return (*ends, move.waybill or "", move.item)
