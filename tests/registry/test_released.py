"""What outsiders are told: no table, and no two of them together, tells of a place how few were reached there."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.core.suppression import FEWEST, PlaceCell
from fieldpoint.registry.counts.cells import Cell, released
from fieldpoint.registry.counts.places import Place
from fieldpoint.registry.counts.summed import DIMENSIONS, OTHERS, Counted, Wanted, told_table, whole

MONTHS = ("1405-08", "1405-09")
SITES = {"s-1": "city", "s-2": "city", "s-3": "mosque"}
PROGRAMMES = ("basket", "bread")
NEIGHBOURHOODS = ("", "a", "b")
SOME = settings(max_examples=6, deadline=None)
PLACES = {
    "a": Place(key="a", title="A", sub_district="1", district="11"),
    "b": Place(key="b", title="B", sub_district="2", district="11"),
}
Line = tuple[str, str, str, str]  # site, organisation, programme, month
World = dict[Line, tuple[int, ...]]  # how many were reached in each neighbourhood
LINES: list[Line] = [
    (site, SITES[site], programme, month) for site, programme, month in product(SITES, PROGRAMMES, MONTHS)
]
SIZES = st.one_of(st.integers(0, 6), st.integers(0, 30))
WORLDS = st.fixed_dictionaries({line: st.tuples(*(SIZES for _ in NEIGHBOURHOODS)) for line in LINES})


def cells(world: World) -> list[PlaceCell]:
    """Each of these households had two things in one go."""
    return [
        PlaceCell(line=line, place=place, reached=number, sums=(number, 2 * number))
        for line, numbers in world.items()
        for place, number in zip(NEIGHBOURHOODS, numbers, strict=True)
    ]


def wanted() -> list[Wanted]:
    """All that can be asked for, with every choice of every part."""
    choices = product(DIMENSIONS, MONTHS[1:], (None, *PROGRAMMES[1:]), (None, "city"), (None, "11"))
    return [
        Wanted(by=by, month=month, programme=programme, organisation=organisation, district=district)
        for by, month, programme, organisation, district in choices
    ]


def every_table(world: World) -> list[Counted]:
    """All tables for outsiders."""
    told = released(cells(world))
    return [told_table(one, told, PLACES) for one in wanted()]


@SOME
@given(world=WORLDS)
def test_every_small_number_may_be_another(world: World) -> None:
    """For each small count of a site's place there is another world with the very same tables, to the last number.

    So whoever has all tables at once, whatever they subtract, solves or guess, does not learn it.
    """
    told = released(cells(world))
    for line, numbers in world.items():
        for place, number in enumerate(numbers):
            if 0 < number < FEWEST and sum(numbers) > 1:
                assert any(released(cells({**world, line: other})) == told for other in others(numbers, place))


def others(numbers: tuple[int, ...], place: int) -> list[tuple[int, ...]]:
    """The line's households otherwise spread, so that this place has another number of them."""
    found: list[tuple[int, ...]] = []
    for there in range(len(numbers)):
        for moved in (1, -1, 2, -2, 3, -3, numbers[place] - numbers[there]):
            other = list(numbers)
            other[place] -= moved
            other[there] += moved
            if there != place and moved and min(other) >= 0:
                found.append(tuple(other))
    return found


@SOME
@given(world=WORLDS)
def test_lines_of_few_people_are_in_no_number(world: World) -> None:
    """A site's programme that reached one to four in a month may have reached any of them, and no table changes."""
    before = every_table(world)
    for line, numbers in world.items():
        if 0 < sum(numbers) < FEWEST:
            assert every_table({**world, line: (0, 1, 0)}) == every_table({**world, line: (2, 0, 2)}) == before
    for table in before:
        for one in (*table.lines, table.total):
            assert one.handouts == 0 or one.handouts >= FEWEST


@SOME
@given(world=WORLDS)
def test_what_is_told_adds_up(world: World) -> None:
    """Without a place's name a table has every line of five or more whole; by place the others' line has the rest."""
    told = released(cells(world))
    for month in MONTHS:
        sums: defaultdict[str, int] = defaultdict(int)
        for (_, _, programme, of), numbers in world.items():
            sums[programme] += sum(numbers) if of == month and sum(numbers) >= FEWEST else 0
        table = told_table(Wanted(by="programme", month=month), told, PLACES)
        assert {one.name: one.handouts for one in table.lines if one.handouts} == {k: v for k, v in sums.items() if v}
        for by in ("district", "neighbourhood"):
            places = told_table(Wanted(by=by, month=month), told, PLACES)  # type: ignore[arg-type]
            assert sum(one.handouts for one in places.lines) == table.total.handouts


def test_a_sites_small_number_is_not_the_rest_of_a_larger_one() -> None:
    """The attack that this is against: 22 of two sites, 20 of the first by its own report, so two of the other."""
    world: World = {("s-1", "city", "basket", MONTHS[0]): (0, 20, 30), ("s-2", "city", "basket", MONTHS[0]): (9, 2, 12)}
    table = told_table(Wanted(by="neighbourhood", month=MONTHS[0]), released(cells(world)), PLACES)
    assert {one.name: one.handouts for one in table.lines} == {"A": 20, "B": 42, OTHERS: 11}


@pytest.mark.parametrize("secret", [1, 4])
def test_ones_own_counts_do_not_open_those_of_others(secret: int) -> None:
    """An officer's table has their own small cells whole, and those of others as everybody's."""
    world: World = {("s-3", "mosque", "basket", MONTHS[0]): (12 - secret, 20, secret)}
    own = Cell(
        month=MONTHS[0],
        neighbourhood="a",
        organisation="city",
        programme="basket",
        households=3,
        cards=0,
        handouts=3,
        quantity=3,
    )
    table = told_table(Wanted(by="neighbourhood", month=MONTHS[0]), [*whole([own]), *released(cells(world))], PLACES)
    assert {one.name: one.handouts for one in table.lines} == {"A": 23, OTHERS: 12}
