"""A count of one to four cannot be found out from all tables together, by whoever knows the rule itself."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.suppression import FEWEST, Line, PlaceCell, ToldCell, added_up, suppressed

World = tuple[int, ...]
PLACES = ("", "الف", "ب", "پ")
MOST = 20
# A line is a month, a programme and its organisation; tables are those of every coarser kind that is published.
TABLES: dict[str, Callable[[Line], Line]] = {
    "lines": lambda line: line,
    "quarter": lambda line: line[1:],
    "organisations": lambda line: (line[0], line[2]),
    "programmes": lambda line: (line[1],),
    "organisations of the quarter": lambda line: (line[2],),
    "all": lambda _: (),
}
LINES = [
    (month, programme, organisation)
    for month in ("1405-07", "1405-08")
    for programme, organisation in (("basket", "a"), ("bread", "a"), ("kit", "b"))
]
TABLE = st.fixed_dictionaries(
    {line: st.tuples(*(st.one_of(st.integers(0, 9), st.integers(0, 60)) for _ in PLACES)) for line in LINES}
)


def _cells(line: Line, world: World) -> list[PlaceCell]:
    return [
        PlaceCell(line=line, place=place, reached=number, sums=(number * 2,))
        for place, number in zip(PLACES, world, strict=True)
    ]


def _published(worlds: dict[Line, World]) -> dict[str, list[ToldCell]]:
    told = suppressed([cell for line, world in worlds.items() for cell in _cells(line, world)])
    return {name: added_up(told, line_of) for name, line_of in TABLES.items()}


def _worlds(total: int, places: int) -> Iterator[World]:
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _worlds(total - first, places - 1):
            yield (first, *rest)


def test_whoever_knows_the_rule_is_left_with_several_numbers_for_every_small_one() -> None:
    """Of all ways to spread a line's total over its places, those that look the same differ in each small cell."""
    for total in range(2, MOST):
        alike: defaultdict[str, list[World]] = defaultdict(list)
        for world in _worlds(total, len(PLACES)):
            alike[repr(suppressed(_cells(("x",), world)))].append(world)
        for worlds in alike.values():
            for place in range(len(PLACES)):
                numbers = {world[place] for world in worlds}
                assert len(numbers) >= FEWEST - 2 or not numbers & set(range(1, FEWEST))


def test_who_knows_also_which_cells_are_small_is_left_with_three_numbers() -> None:
    """Where anything of a line is told, a small cell may be one, two or three."""
    for total in range(2, MOST):
        alike: defaultdict[tuple[str, World], list[World]] = defaultdict(list)
        for world in _worlds(total, len(PLACES)):
            told = suppressed(_cells(("x",), world))
            if any(cell.place is not None for cell in told):
                alike[repr(told), tuple(map(_size, world))].append(world)
        for (_, sizes), worlds in alike.items():
            for place, size in enumerate(sizes):
                assert size != 1 or {1, 2, 3} <= {world[place] for world in worlds}


def _size(number: int) -> int:
    """0 nobody, 1 few, 5 many."""
    return 0 if not number else 1 if number < FEWEST else FEWEST


@given(worlds=TABLE)
def test_no_subtraction_of_tables_gives_a_small_cell_away(worlds: dict[Line, World]) -> None:
    """For each small cell there is another world with the very same tables of month, quarter, programme and all."""
    published = _published(worlds)
    for line, world in worlds.items():
        for place, number in enumerate(world):
            if 0 < number < FEWEST and sum(world) > 1:
                assert any(_published({**worlds, line: other}) == published for other in _others(world, place))


def _others(world: World, place: int) -> Iterator[World]:
    """Worlds in which some households of this place are of another one, or the other way round."""
    for with_whom in range(len(world)):
        for moved in (1, -1, 2, -2, 3, -3, world[place] - world[with_whom]):
            other = list(world)
            other[place] -= moved
            other[with_whom] += moved
            if with_whom != place and moved and min(other) >= 0:
                yield tuple(other)


@given(worlds=TABLE)
def test_every_table_adds_up_to_what_was_there(worlds: dict[Line, World]) -> None:
    """Places and other places together are the whole, in each line of each table."""
    for name, line_of in TABLES.items():
        whole: defaultdict[Line, int] = defaultdict(int)
        for line, world in worlds.items():
            whole[line_of(line)] += sum(world) * 2
        told: defaultdict[Line, int] = defaultdict(int)
        for cell in _published(worlds)[name]:
            told[cell.line] += cell.sums[0]
        assert {line: number for line, number in whole.items() if number} == told


@given(worlds=TABLE)
def test_a_told_cell_is_as_it_was_and_never_small(worlds: dict[Line, World]) -> None:
    """What is told of a place in one line is its own number, five or more."""
    for cell in _published(worlds)["lines"]:
        if cell.place is not None:
            assert cell.reached == worlds[cell.line][PLACES.index(cell.place)] >= FEWEST


def test_people_are_not_added_up_over_lines() -> None:
    """A household that was reached in two months is one; how many those are is not told."""
    told = suppressed([*_cells(LINES[0], (9, 9, 9, 9)), *_cells(LINES[3], (9, 9, 9, 9))])
    assert {cell.reached for cell in told} == {9}
    assert {cell.reached for cell in added_up(told, lambda line: line[1:])} == {None}


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    """Five is many enough."""
    assert [cell.place for cell in suppressed(_cells(LINES[0], (5, 5, 0, 6)))] == ["", "الف", "پ"]
