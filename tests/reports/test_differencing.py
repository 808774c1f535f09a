"""Reports of months, quarters and sites, and counts for outsiders: side by side a small count stays hidden."""

from collections import defaultdict
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.core.reports.period import read_period
from fieldpoint.core.reports.reach import ReportDay
from fieldpoint.core.reports.report import Report
from fieldpoint.core.suppression import FEWEST, PlaceCell
from fieldpoint.registry.counts.cells import released
from fieldpoint.registry.counts.summed import DIMENSIONS, Counted, Wanted, told_table
from tests.reports.made_up import AUTUMN, NAMES, day_of, handout, report_of

SITES = ("s-1", "s-2")
MONTHS = ("1405-08", "1405-09")
PLACES = ("", "الف", "ب", "پ")
Atom = tuple[str, str, str]  # site, month, programme
World = dict[Atom, tuple[int, ...]]  # households reached in each place
ATOMS: list[Atom] = list(product(SITES, MONTHS, tuple(NAMES)))
WORLDS = st.fixed_dictionaries(
    {atom: st.tuples(*(st.sampled_from((0, 0, 1, 2, 4, 5, 6, 9, 14)) for _ in PLACES)) for atom in ATOMS}
)


def days_of(world: World) -> list[ReportDay]:
    """Each atom's households are its own: nobody outside knows who came to two of them."""
    rows = defaultdict[tuple[str, str], list[object]](list)
    for (site, month, programme), reached in world.items():
        for place, count in zip(PLACES, reached, strict=True):
            rows[site, month] += [
                handout(f"{site}{month}{programme}{place}{n}@{place}", programme) for n in range(count)
            ]
    return [day_of(site, f"{month}-03", *found) for (site, month), found in rows.items()]  # type: ignore[arg-type]


def counts_of(world: World) -> list[Counted]:
    """Every table of counts for outsiders, by each part, of a programme or all, of each month and all."""
    cells = [
        PlaceCell(line=(site, "city", programme, month), place=place, reached=number, sums=(number, 2 * number))
        for (site, month, programme), reached in world.items()
        for place, number in zip(PLACES, reached, strict=True)
    ]
    told = released(cells)
    choices = product(DIMENSIONS, MONTHS, (None, *NAMES))
    wanted = [Wanted(by=by, month=month, programme=programme) for by, month, programme in choices]
    return [told_table(one, told, {}) for one in wanted]


def published(world: World) -> list[Report | Counted]:
    """All that anybody makes: reports of each month and the quarter, of each site and of both; and counts."""
    days = days_of(world)
    of_sites = [days, *([day for day in days if day.site == site] for site in SITES)]
    reports = [
        report_of([day for day in some if day.day[:7] in period.months], period)
        for some in of_sites
        for period in (AUTUMN, *map(read_period, MONTHS))
    ]
    return [*counts_of(world), *reports]


@settings(max_examples=3, deadline=None)
@given(world=WORLDS)
def test_all_tables_together_leave_another_world_possible(world: World) -> None:
    """For each small count there is a world with another one in its place, and every table is the very same."""
    before = published(world)
    for atom, reached in world.items():
        for place, count in enumerate(reached):
            if 0 < count < FEWEST and sum(reached) > 1:
                assert any(published({**world, atom: other}) == before for other in others(reached, place))


def others(reached: tuple[int, ...], place: int) -> list[tuple[int, ...]]:
    """The same households, some of this place in another one or the other way round; the likely ones first."""
    found: list[tuple[int, ...]] = []
    for moved, there in product((1, -1, 2, -2, 3, -3), range(len(reached))):
        other = list(reached)
        other[place] -= moved
        other[there] += moved
        if there != place and min(other) >= 0:
            found.append(tuple(other))
    swaps = [reached[there] - reached[place] for there in range(len(reached))]
    for there, gain in enumerate(swaps):
        other = list(reached)
        other[place], other[there] = reached[there], reached[place]
        found += [tuple(other)] if gain else []
    return found
