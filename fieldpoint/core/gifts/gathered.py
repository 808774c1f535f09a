"""What statements are made of: the ends of quarters with what may be told of each.

Pure. Imports msgspec and `core`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from fieldpoint.core.gifts.book import Book
from fieldpoint.core.gifts.lots import GivenLot
from fieldpoint.core.gifts.quarters import Shift, Standing, handed_in, shifts
from fieldpoint.core.gifts.sums import base_cells, holder_of
from fieldpoint.core.gifts.told import Cell, Told, merged, told
from fieldpoint.core.names import DonorId


class QuarterEnd(msgspec.Struct, frozen=True, kw_only=True):
    """What was known at the end of a quarter; cells and corrections are its own.

    The place of a correction is the earlier quarter that it corrects.
    """

    quarter: str
    book: Book
    lots: tuple[GivenLot, ...] = ()
    cells: tuple[Told, ...] = ()
    corrections: tuple[Told, ...] = ()


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


def gathered_of(found: Iterable[Standing], homes: Mapping[str, tuple[str, str]]) -> Gathered:
    """What may be told of these quarters' ends. `homes` as `base_cells` takes them."""
    ends: list[QuarterEnd] = []
    before: Standing | None = None
    for one in found:
        cells = base_cells(handed_in(one), one.book, homes)
        corrections = _correction_cells(shifts(before, one), one.quarter, homes)
        ends.append(
            QuarterEnd(
                quarter=one.quarter,
                book=one.book,
                lots=one.lots,
                cells=tuple(told(cells)),
                corrections=tuple(told(corrections)),
            )
        )
        before = one
    return Gathered(ends=tuple(ends))


def _correction_cells(found: Iterable[Shift], quarter: str, homes: Mapping[str, tuple[str, str]]) -> list[Cell]:
    """Corrections as cells, so that they are told by the same rule; the place of each is the quarter it corrects."""
    cells: defaultdict[tuple[DonorId | None, str, str], list[Shift]] = defaultdict(list)
    for one in found:
        cells[one.donor, one.of, one.drawn.item].append(one)
    return [
        Cell(
            quarter=quarter,
            donor=donor,
            neighbourhood=of,
            item=item,
            households=len({holder_of(one.drawn, homes)[0] for one in own}),
            handouts=sum(one.handouts for one in own),
            quantity=sum(one.qty for one in own),
        )
        for (donor, of, item), own in cells.items()
    ]


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
        corrections=_merged(end.corrections, same),
    )


def _merged(cells: Iterable[Told], same: Mapping[DonorId, DonorId]) -> tuple[Told, ...]:
    found: dict[tuple[DonorId | None, str, str], list[Told]] = {}
    for one in cells:
        donor = _as(one.donor, same)
        found.setdefault((donor, one.neighbourhood, one.item), []).append(replace(one, donor=donor))
    return tuple(own[0] if len(own) == 1 else merged(own) for own in found.values())


def _as(donor: DonorId | None, same: Mapping[DonorId, DonorId]) -> DonorId | None:
    return None if donor is None else same.get(donor, donor)
