"""What is told of gifts: no table, and no difference of two tables, gives away how few a few were."""

from collections.abc import Callable
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fieldpoint.core.gifts.statement import Table, reached_items, table_of
from fieldpoint.core.gifts.told import FEWEST, Cell, Told, told
from fieldpoint.core.names import DonorId

QUARTERS = ("1405-S1", "1405-S2", "1405-S3", "1405-S4")
DONORS = (DonorId("a"), DonorId("b"), DonorId("c"), None)
PLACES = ("راه‌آهن", "جوادیه", "منیریه")
_keys = st.tuples(*(st.sampled_from(one) for one in (QUARTERS[:2], DONORS, PLACES, ("basket", "kit"))))
_quarters_of_gifts = st.dictionaries(_keys, st.integers(0, 12), max_size=24)


def cells_of(numbers: dict[tuple[str, DonorId | None, str, str], int]) -> list[Cell]:
    """Base cells with so many households each, who had two things apiece in one go."""
    return [
        Cell(
            quarter=quarter,
            donor=donor,
            neighbourhood=place,
            item=item,
            households=number,
            handouts=number,
            quantity=2 * number,
        )
        for (quarter, donor, place, item), number in numbers.items()
    ]


def published(cells: list[Cell]) -> list[object]:
    """Everything that is published of them: each donor's statements, tables of each quarter, and of the year."""
    shown = told(cells)
    statements = [
        reached_items(one for one in shown if (one.donor, one.quarter) == (donor, quarter))
        for donor in DONORS
        for quarter in QUARTERS
    ]
    tables: list[Table] = [table_of(shown, [quarter]) for quarter in QUARTERS]
    return [*statements, *tables, table_of(shown, QUARTERS)]


@settings(max_examples=60)
@given(_quarters_of_gifts, st.data())
def test_no_two_published_tables_tell_a_few_from_another_few(
    numbers: dict[tuple[str, DonorId | None, str, str], int], data: st.DataObject
) -> None:
    """Whatever one to four stand in the small cells, all that is published is the same to the last number.

    So nothing that anybody computes of it, differences of quarters, years, rows and columns among them, can tell.
    """
    cells = cells_of(numbers)
    others = [
        replace(cell, households=few, handouts=data.draw(st.integers(1, 9)), quantity=data.draw(st.integers(1, 9)))
        if 0 < cell.households < FEWEST and (few := data.draw(st.integers(1, FEWEST - 1)))
        else cell
        for cell in cells
    ]
    assert published(cells) == published(others)


@settings(max_examples=60)
@given(_quarters_of_gifts)
def test_no_few_are_told_and_none_stands_alone(numbers: dict[tuple[str, DonorId | None, str, str], int]) -> None:
    """A told cell has five households or more; in a column of several a withheld cell has company.

    So a neighbourhood's whole number, which the counts tell, less the told ones is never a single one's.
    """
    columns: dict[tuple[str, str, str], list[Told]] = {}
    for one in told(cells_of(numbers)):
        assert one.withheld == (one.households == 0)
        assert one.withheld or one.households >= FEWEST
        columns.setdefault((one.quarter, one.neighbourhood, one.item), []).append(one)
    for column in columns.values():
        hidden = sum(one.withheld for one in column)
        assert hidden != 1 or len(column) == 1


@settings(max_examples=60)
@given(_quarters_of_gifts)
def test_a_year_is_its_quarters_and_a_table_adds_up(
    numbers: dict[tuple[str, DonorId | None, str, str], int],
) -> None:
    """Rows, columns and the whole are sums of the same told cells; so is a year of its quarters."""
    shown = told(cells_of(numbers))
    year, quarters = table_of(shown, QUARTERS), [table_of(shown, [quarter]) for quarter in QUARTERS]
    for table in (year, *quarters):
        inner = [one for row in table.rows for one in row.cells if one is not None]
        of: Callable[[str], int] = lambda name: sum(getattr(one, name) for one in inner)  # noqa: E731, B023
        assert of("handouts") == table.together.handouts == sum(one.handouts for one in table.by_donor)
        assert of("withheld") == table.together.withheld == sum(row.together.withheld for row in table.rows)
    assert sum(one.together.handouts for one in quarters) == year.together.handouts
    assert sum(one.together.withheld for one in quarters) == year.together.withheld


def test_the_one_beside_a_few_is_chosen_by_no_number() -> None:
    """Of three donors one reached three households: the next one's cell goes with it, whatever stands there."""
    place = ("1405-S3", PLACES[0], "kit")
    for next_one in (5, 90):
        numbers = {
            (place[0], donor, place[1], place[2]): n for donor, n in zip(DONORS, (40, 3, next_one), strict=False)
        }
        shown = {one.donor: one.withheld for one in told(cells_of(numbers))}
        assert shown == {"a": False, "b": True, "c": True}


def test_cells_of_nothing_are_not_there() -> None:
    """A neighbourhood without a household stands in no table."""
    assert list(chain(told(cells_of({("1405-S3", None, PLACES[0], "kit"): 0})))) == []
