"""A donor's statement of a Jalali quarter, and the table of all donors by neighbourhoods; shared by site and registry.

What it says of households is made of told cells alone (told.py). What was promised and what arrived concerns no
household and stands as it is; so does where a gift ends that no household takes.

Pure. Imports msgspec and `core`.
"""

from collections.abc import Iterable, Sequence

import msgspec

from fieldpoint.core.gifts.book import Book, Contribution
from fieldpoint.core.gifts.lots import GivenLot
from fieldpoint.core.gifts.rows import GiftEnd, GiftKind, WithdrawReason
from fieldpoint.core.gifts.sums import quarter_days, quarter_of
from fieldpoint.core.gifts.told import Sum, Told, summed
from fieldpoint.core.names import Day, DonorId, EventId


class GivenLine(msgspec.Struct, frozen=True, kw_only=True):
    """One contribution: what was promised, and what of it arrived by the end of the quarter."""

    gift: EventId
    day: Day | None
    kind: GiftKind
    org: str
    item: str
    promised: int
    arrived: int
    campaign: str | None
    end: GiftEnd | None
    withdrawn: WithdrawReason | None


class ReachedItem(msgspec.Struct, frozen=True, kw_only=True):
    """Whom one item reached: the neighbourhoods that may be told, and at least so much together."""

    item: str
    cells: tuple[Told, ...]
    together: Sum


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What a donor may be told of a quarter; `donor` is empty for what came from nobody who is known.

    `over` is whether the quarter has ended: before, a number of today less yesterday's would tell of single families,
    so nothing of households is told.
    """

    quarter: str
    donor: DonorId | None
    over: bool
    lines: tuple[GivenLine, ...]
    items: tuple[ReachedItem, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A neighbourhood, its sum with each donor in the table's order (nothing where nothing was), and over all."""

    neighbourhood: str
    cells: tuple[Sum | None, ...]
    together: Sum


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Neighbourhoods by donors over one or more quarters; None is the donor whom nobody knows."""

    donors: tuple[DonorId | None, ...]
    rows: tuple[Row, ...]
    by_donor: tuple[Sum, ...]
    together: Sum


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What statements are made of: everything that is known of gifts, and the told cells of all quarters."""

    book: Book
    lots: tuple[GivenLot, ...]
    cells: tuple[Told, ...]

    def quarters(self) -> list[str]:
        """Every quarter in which something was promised, arrived or was handed over, the newest first."""
        days = [one.day for one in self.book.gifts.values()] + [lot.day for lot in self.lots]
        return sorted({*map(quarter_of, days), *(cell.quarter for cell in self.cells)} - {""}, reverse=True)


def statement_of(gathered: Gathered, donor: DonorId | None, quarter: str, today: Day) -> Statement:
    """The statement. `ValueError` for a text that is no quarter."""
    over = is_over(quarter, today)
    lines = [
        _line(one, gathered.lots, quarter)
        for one in gathered.book.gifts.values()
        if one.donor == donor and _concerns(one, gathered.lots, quarter)
    ]
    cells = [cell for cell in gathered.cells if cell.donor == donor and cell.quarter == quarter and over]
    return Statement(quarter=quarter, donor=donor, over=over, lines=tuple(lines), items=reached_items(cells))


def is_over(quarter: str, today: Day) -> bool:
    """Whether the quarter has ended. `ValueError` for a text that is no quarter."""
    following = quarter_days(quarter)[1]
    return following is not None and following <= today


def reached_items(cells: Iterable[Told]) -> tuple[ReachedItem, ...]:
    """Told cells by item, each with its neighbourhoods in order."""
    by_item: dict[str, list[Told]] = {}
    for cell in cells:
        by_item.setdefault(cell.item, []).append(cell)
    return tuple(
        ReachedItem(item=item, cells=tuple(_by_place(found)), together=summed(found))
        for item, found in sorted(by_item.items())
    )


def _by_place(cells: Iterable[Told]) -> list[Told]:
    return sorted((one for one in cells if one.neighbourhood is not None), key=lambda one: one.neighbourhood or "")


def table_of(cells: Iterable[Told], quarters: Sequence[str]) -> Table:
    """The table over these quarters; those who are known first, by their ids."""
    found = [cell for cell in cells if cell.quarter in quarters]
    donors = sorted({cell.donor for cell in found}, key=lambda one: (one is None, one or ""))
    names = sorted({cell.neighbourhood for cell in found if cell.neighbourhood is not None})
    return Table(
        donors=tuple(donors),
        rows=tuple(_row(name, [cell for cell in found if cell.neighbourhood == name], donors) for name in names),
        by_donor=tuple(summed(cell for cell in found if cell.donor == donor) for donor in donors),
        together=summed(found),
    )


def _row(name: str, cells: list[Told], donors: Sequence[DonorId | None]) -> Row:
    by_donor = [[cell for cell in cells if cell.donor == donor] for donor in donors]
    return Row(
        neighbourhood=name, cells=tuple(summed(one) if one else None for one in by_donor), together=summed(cells)
    )


def _line(one: Contribution, lots: Iterable[GivenLot], quarter: str) -> GivenLine:
    following = quarter_days(quarter)[1]
    return GivenLine(
        gift=one.gift,
        day=one.day,
        kind=one.kind,
        org=one.org,
        item=one.item,
        promised=one.qty,
        arrived=one.delivered(lots, before=following),
        campaign=one.campaign,
        end=one.end,
        withdrawn=one.withdrawn,
    )


def _concerns(one: Contribution, lots: Iterable[GivenLot], quarter: str) -> bool:
    """Whether it was promised or arrived in the quarter, or is still awaited in it."""
    begun = quarter_of(one.day)
    came = {quarter_of(lot.day) for lot in lots if lot.gift == one.gift}
    came |= {quarter_of(day) for day, _ in one.arrived}
    return quarter in {begun, *came} or (not came and one.withdrawn is None and begun < quarter)


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What arrived in a quarter and goes to no household from a desk, added up by what it is and where it ends."""

    kind: GiftKind
    item: str
    end: GiftEnd | None
    quantity: int


def beside_households(book: Book, quarter: str) -> list[Beside]:
    """What of a quarter's contributions lies in no stock: money, services, places, and goods that end elsewhere."""
    sums: dict[tuple[GiftKind, str, GiftEnd | None], int] = {}
    for one in book.gifts.values():
        came = sum(qty for day, qty in one.arrived if quarter_of(day) == quarter)
        if came:
            key = (one.kind, one.item, one.end)
            sums[key] = sums.get(key, 0) + came
    ordered = sorted(sums.items(), key=lambda one: (one[0][0], one[0][1], one[0][2] or ""))
    return [Beside(kind=kind, item=item, end=end, quantity=qty) for (kind, item, end), qty in ordered]
