"""What statements are made of: the ends of quarters with what may be told of each.

Pure. Imports msgspec and `core`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from fieldpoint.core.gifts.book import Book
from fieldpoint.core.gifts.lots import GivenLot
from fieldpoint.core.gifts.quarters import Shift, Standing, handed_in, shifts
from fieldpoint.core.gifts.sums import Home, base_cells, home_of
from fieldpoint.core.gifts.told import Told, merged, told
from fieldpoint.core.names import DonorId
from fieldpoint.core.suppression import PlaceCell, hidden


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a quarter's rows changed of a donor's item in the earlier quarter `of`; numbers of few are withheld."""

    donor: DonorId | None
    of: str
    item: str
    withheld: bool
    handouts: int = 0
    quantity: int = 0

    @property
    def told(self) -> int | None:
        """How many more or fewer, where that may be told."""
        return None if self.withheld else self.quantity


class QuarterEnd(msgspec.Struct, frozen=True, kw_only=True):
    """What was known at the end of a quarter; cells and corrections are its own."""

    quarter: str
    book: Book
    lots: tuple[GivenLot, ...] = ()
    cells: tuple[Told, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What statements are made of: the ends of all quarters in which anything was written, the earliest first."""

    ends: tuple[QuarterEnd, ...]

    @property
    def book(self) -> Book:
        """What is known of donors and contributions now."""
        return self.ends[-1].book if self.ends else NOTHING.book

    @property
    def cells(self) -> tuple[Told, ...]:
        """The told cells of all quarters."""
        return tuple(cell for end in self.ends for cell in end.cells)

    def quarters(self) -> list[str]:
        """Every quarter in which anything was written, the newest first."""
        return [end.quarter for end in reversed(self.ends)]

    def at(self, quarter: str) -> QuarterEnd:
        """What was known at the end of a quarter, though nothing was written in it."""
        return next((end for end in reversed(self.ends) if end.quarter <= quarter), NOTHING)

    def before(self, quarter: str) -> QuarterEnd:
        """What was known when a quarter began."""
        return next((end for end in reversed(self.ends) if end.quarter < quarter), NOTHING)


NOTHING: Final = QuarterEnd(quarter="", book=Book(donors={}, gifts={}))


def gathered_of(found: Iterable[Standing], homes: Mapping[str, Home]) -> Gathered:
    """What may be told of these quarters' ends. `homes` as `base_cells` takes them."""
    ends: list[QuarterEnd] = []
    before: Standing | None = None
    for one in found:
        cells = base_cells(handed_in(one), one.book, homes)
        corrections = _corrections(shifts(before, one), homes)
        ends.append(
            QuarterEnd(
                quarter=one.quarter,
                book=one.book,
                lots=one.lots,
                cells=tuple(told(cells)),
                corrections=tuple(corrections),
            )
        )
        before = one
    return Gathered(ends=tuple(ends))


def _corrections(found: Iterable[Shift], homes: Mapping[str, Home]) -> Iterator[Correction]:
    """Corrections of few are withheld, and others with them, by the rule of the parts of a told cell (told.py)."""
    lines: defaultdict[tuple[str, str], defaultdict[str, list[Shift]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        lines[one.of, one.drawn.item][one.donor or ""].append(one)
    for (of, item), parts in sorted(lines.items()):
        reached = {donor: {home_of(one.drawn, homes).holder for one in own} for donor, own in parts.items()}
        gone = hidden([PlaceCell(line=(), place=donor, reached=len(reached[donor])) for donor in sorted(parts)])
        for donor, own in sorted(parts.items()):
            told_too = () if donor in gone else own
            yield Correction(
                donor=DonorId(donor) if donor else None,
                of=of,
                item=item,
                withheld=donor in gone,
                handouts=sum(one.handouts for one in told_too),
                quantity=sum(one.qty for one in told_too),
            )


def joined(gathered: Gathered, same: Mapping[DonorId, DonorId]) -> Gathered:
    """Everything with donors who are one under one id; `same` says under which, of whoever has another than their own.

    What may be told was settled before and stays so (told.py).
    """
    if not same:
        return gathered
    return Gathered(ends=tuple(_joined(end, same) for end in gathered.ends))


def _joined(end: QuarterEnd, same: Mapping[DonorId, DonorId]) -> QuarterEnd:
    gifts = {key: replace(one, donor=_as(one.donor, same)) for key, one in end.book.gifts.items()}
    donors = {key: one for key, one in end.book.donors.items() if key not in same}
    return replace(
        end,
        book=Book(donors=donors, gifts=gifts),
        cells=_merged(end.cells, same),
        corrections=_as_one(end.corrections, same),
    )


def _merged(cells: Iterable[Told], same: Mapping[DonorId, DonorId]) -> tuple[Told, ...]:
    found: dict[tuple[DonorId | None, str | None, str], list[Told]] = {}
    for one in cells:
        donor = _as(one.donor, same)
        found.setdefault((donor, one.neighbourhood, one.item), []).append(replace(one, donor=donor))
    return tuple(own[0] if len(own) == 1 else merged(own) for own in found.values())


def _as_one(corrections: Iterable[Correction], same: Mapping[DonorId, DonorId]) -> tuple[Correction, ...]:
    """Of what was corrected of two who are one, a part that is withheld is none of the number."""
    found: dict[tuple[DonorId | None, str, str], Correction] = {}
    for one in corrections:
        key = (_as(one.donor, same), one.of, one.item)
        own = found.get(key, replace(one, donor=key[0], withheld=True, handouts=0, quantity=0))
        found[key] = replace(
            own,
            withheld=own.withheld and one.withheld,
            handouts=own.handouts + one.handouts,
            quantity=own.quantity + one.quantity,
        )
    return tuple(found.values())


def _as(donor: DonorId | None, same: Mapping[DonorId, DonorId]) -> DonorId | None:
    return None if donor is None else same.get(donor, donor)
