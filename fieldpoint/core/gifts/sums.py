"""From what handouts drew to what donors' gifts came to: cells of a line, and sums that must add up.

Over all donors, with those gifts whose giver nobody knows, a quarter's sums are exactly what its handouts drew from
stock: goods whose lot is nobody's contribution, and what was handed over before anything came in, are «of unknown
origin».

Pure. Imports msgspec and `core`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from fieldpoint.core.gifts.book import Book
from fieldpoint.core.gifts.lots import Drawn
from fieldpoint.core.gifts.told import Cell, Line
from fieldpoint.core.names import Day, DonorId
from fieldpoint.core.rules.period import Seasonal, cycle_of, span_of

NO_DAY = ""
_MONTH: Final = len("1405-09")
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


class Home(NamedTuple):
    """Who holds a handout now and where they live; the site and the programme that gave it, where these are asked."""

    holder: str
    neighbourhood: str
    site: str = ""
    programme: str = ""


def base_cells(drawn: Iterable[Drawn], book: Book, homes: Mapping[str, Home]) -> list[Cell]:
    """The cells of all lines, in no order.

    `homes` is by handout or by holder; whoever it does not know is a household of its own that lives nowhere known.
    """
    reached: defaultdict[tuple[Line, str, DonorId | None, str, str], list[tuple[str, Drawn]]] = defaultdict(list)
    for one in drawn:
        home = homes.get(one.handout) or homes.get(one.holder) or Home(one.holder, "")
        line = (home.site, one.programme or home.programme, (one.day or "")[:_MONTH])
        key = (line, quarter_of(one.day), book.donor_of(one.gift), home.neighbourhood, one.item)
        reached[key].append((home.holder, one))
    return [
        Cell(
            line=line,
            quarter=quarter,
            donor=donor,
            neighbourhood=lives,
            item=item,
            holders=frozenset(holder for holder, _ in found),
            handouts=len({one.handout for _, one in found}),
            quantity=sum(one.qty for _, one in found),
        )
        for (line, quarter, donor, lives, item), found in reached.items()
    ]
