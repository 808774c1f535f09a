"""What is told of gifts, laid beside the reports: no table, and no difference of two, gives away how few a few were."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.core.gifts.statement import reached_items, table_of
from fieldpoint.core.gifts.told import Cell, Line, Told, told
from fieldpoint.core.names import DonorId
from fieldpoint.core.suppression import FEWEST, PlaceCell, added_up, suppressed

QUARTERS = ("1405-S2", "1405-S3")
DONORS = (DonorId("a"), DonorId("b"), None)
PLACES = ("", "جوادیه", "منیریه")
LINES: list[Line] = [(site, "basket", month) for site in ("s-1", "s-2") for month in ("1405-06", "1405-07")]
Part = tuple[str, DonorId | None]
PARTS: list[Part] = list(product(PLACES, DONORS))
World = dict[Line, tuple[int, ...]]  # of each line how many households each part reached
SIZES = st.one_of(st.sampled_from((0, 0, 1, 2, 4, 5)), st.integers(0, 12))
WORLDS = st.fixed_dictionaries({line: st.tuples(*(SIZES for _ in PARTS)) for line in LINES})


def cells_of(world: World) -> list[Cell]:
    """Each household came once in each line, and had two things of one donor's."""
    return [
        Cell(
            line=line,
            quarter=QUARTERS[line[2] > "1405-06"],
            donor=donor,
            neighbourhood=place,
            item="basket",
            holders=frozenset(f"{line}{place}{donor}{one}" for one in range(number)),
            handouts=number,
            quantity=2 * number,
        )
        for line, numbers in world.items()
        for (place, donor), number in zip(PARTS, numbers, strict=True)
    ]


def published(world: World) -> list[object]:
    """All that is published: the reports of each site and month and their sums, statements, tables and the year's."""
    places: defaultdict[tuple[Line, str], int] = defaultdict(int)
    for line, numbers in world.items():
        for (place, _), number in zip(PARTS, numbers, strict=True):
            places[line, place] += number
    reports = suppressed(
        PlaceCell(line=line, place=place, reached=number, sums=(number,)) for (line, place), number in places.items()
    )
    shown = told(cells_of(world))
    statements = [
        reached_items(one for one in shown if (one.donor, one.quarter) == key) for key in product(DONORS, QUARTERS)
    ]
    tables = [table_of(shown, quarters) for quarters in (QUARTERS[:1], QUARTERS[1:], QUARTERS)]
    return [reports, added_up(reports, lambda line: line[1:]), added_up(reports, lambda _: ()), statements, tables]


def others(numbers: tuple[int, ...], part: int) -> Iterator[tuple[int, ...]]:
    """The line's households otherwise spread, so that this part has another number of them; the likely ones first."""
    for moved, there in product((1, -1, 2, -2, 3, -3), range(len(numbers))):
        other = list(numbers)
        other[part] -= moved
        other[there] += moved
        if there != part and min(other) >= 0:
            yield tuple(other)
    for there in range(len(numbers)):
        other = list(numbers)
        other[part], other[there] = numbers[there], numbers[part]
        if other[part] != numbers[part]:
            yield tuple(other)


@settings(max_examples=8, deadline=None)
@given(WORLDS)
def test_all_statements_and_reports_together_leave_another_world_possible(world: World) -> None:
    """For each small part of a donor's there is a world with another number in its place, and all is the very same."""
    before = published(world)
    for line, numbers in world.items():
        for part, number in enumerate(numbers):
            if 0 < number < FEWEST and sum(numbers) > 1:
                assert any(published({**world, line: other}) == before for other in others(numbers, part))


@settings(max_examples=30, deadline=None)
@given(WORLDS)
def test_no_few_are_told(world: World) -> None:
    """A told number has five households or more behind it, and a neighbourhood that is not told is not named."""
    reached = {(cell.donor, cell.neighbourhood) for cell in cells_of(world) if len(cell.holders) >= FEWEST}
    for one in told(cells_of(world)):
        if one.neighbourhood is None:
            assert (one.households, one.handouts, one.quantity) == (0, 0, 0)
        else:
            assert one.households >= FEWEST
            assert (one.donor, one.neighbourhood) in reached


@settings(max_examples=30, deadline=None)
@given(WORLDS)
def test_a_year_is_its_quarters_and_a_table_adds_up(world: World) -> None:
    """Rows, columns and the whole are sums of the same told parts; so is a year of its quarters."""
    shown = told(cells_of(world))
    year, quarters = table_of(shown, QUARTERS), [table_of(shown, [quarter]) for quarter in QUARTERS]
    for table in (year, *quarters):
        inner = sum(one.handouts for row in table.rows for one in row.cells if one is not None)
        assert inner == table.together.handouts == sum(one.handouts for one in table.by_donor)
        assert table.together.more == any(one.more for one in table.by_donor)
    assert sum(one.together.handouts for one in quarters) == year.together.handouts


def test_a_sites_few_are_not_the_rest_of_a_gift() -> None:
    """Two sites gave a donor's goods to a neighbourhood, one to twenty households and one to two: twenty are told."""
    world: World = {line: (0,) * len(PARTS) for line in LINES}
    world |= {LINES[1]: _to_the_first_donor(0, 20, 30), LINES[3]: _to_the_first_donor(9, 2, 12)}
    shown = {one.neighbourhood: one.handouts for one in told(cells_of(world))}
    assert shown == {PLACES[1]: 20, PLACES[2]: 42, None: 0}


def _to_the_first_donor(*numbers: int) -> tuple[int, ...]:
    return tuple(number if donor == DONORS[0] else 0 for number in numbers for donor in DONORS)


def test_households_of_several_months_are_told_as_the_most_of_one() -> None:
    """Who came again is not told: twenty in one month and thirty in the next are thirty at least."""
    world: World = {line: (0,) * len(PARTS) for line in LINES}
    world[LINES[1]] = _to_the_first_donor(0, 20, 0)
    cells = [*cells_of(world), *cells_of({("s-1", "basket", "1405-08"): _to_the_first_donor(0, 30, 0)})]
    (one,) = told(cells)
    assert one == Told(
        quarter=QUARTERS[1],
        donor=DONORS[0],
        neighbourhood=PLACES[1],
        item="basket",
        households=30,
        handouts=50,
        quantity=100,
    )
