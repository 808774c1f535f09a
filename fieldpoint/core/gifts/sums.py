"""From what handouts drew to what donors' gifts came to: base cells of a quarter, and sums that must add up.

Over all donors, with those gifts whose giver nobody knows, sums are exactly what handouts drew from stock: goods whose
lot is nobody's contribution, and what was handed over before anything came in, are «of unknown origin». So it is in
each quarter (quarters.py).

Pure. Imports msgspec and `core`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from fieldpoint.core.gifts.book import Book
from fieldpoint.core.gifts.lots import Drawn
from fieldpoint.core.gifts.told import Cell
from fieldpoint.core.names import Day, DonorId
from fieldpoint.core.rules.period import Seasonal, cycle_of, span_of

NO_DAY = ""
Stocked = tuple[str, str]


def quarter_of(day: Day | None) -> str:
    """The Jalali quarter of a day, such as 1405-S3; '' of no day."""
    return NO_DAY if day is None else cycle_of(Seasonal(), day)


def quarter_days(quarter: str) -> tuple[Day, Day | None]:
    """The first day of a quarter and the first of the next one. `ValueError` for a text that is no quarter."""
    year, _, number = quarter.partition("-S")
    if not (len(year) == 4 and year.isascii() and year.isdigit() and number in ("1", "2", "3", "4")):  # noqa: PLR2004
        raise ValueError("not a quarter")
    first = Day(f"{year}-{int(number) * 3 - 2:02d}-01")
    return first, span_of(Seasonal(), first).following


def sums_by_donor(drawn: Iterable[Drawn], book: Book) -> dict[DonorId | None, dict[Stocked, int]]:
    """How much of every donor's gifts was handed to households, by organisation and item; None: of unknown origin."""
    sums: defaultdict[DonorId | None, dict[Stocked, int]] = defaultdict(dict)
    for one in drawn:
        key = (one.org, one.item)
        of_donor = sums[book.donor_of(one.gift)]
        of_donor[key] = of_donor.get(key, 0) + one.qty
    return dict(sums)


def base_cells(drawn: Iterable[Drawn], book: Book, neighbourhoods: Mapping[str, tuple[str, str]]) -> list[Cell]:
    """The base cells of these handouts by their quarters, in no order.

    `neighbourhoods` says by handout (or by holder) who holds it now and where they live; whoever it does not know is a
    household of its own that lives nowhere known.
    """
    reached: defaultdict[tuple[str, DonorId | None, str, str], list[tuple[str, Drawn]]] = defaultdict(list)
    for one in drawn:
        holder, lives = holder_of(one, neighbourhoods)
        reached[quarter_of(one.day), book.donor_of(one.gift), lives, one.item].append((holder, one))
    return [
        Cell(
            quarter=quarter,
            donor=donor,
            neighbourhood=lives,
            item=item,
            households=len({holder for holder, _ in found}),
            handouts=len({one.handout for _, one in found}),
            quantity=sum(one.qty for _, one in found),
        )
        for (quarter, donor, lives, item), found in reached.items()
    ]


def holder_of(one: Drawn, neighbourhoods: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Who holds it now and where they live."""
    return neighbourhoods.get(one.handout) or neighbourhoods.get(one.holder) or (one.holder, "")
