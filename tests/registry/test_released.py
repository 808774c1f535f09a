"""What outsiders are told: no table, and no two of them together, tells a cell of one from a cell of four."""

from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpoint.registry.counts.cells import FEWEST, Cell, released
from fieldpoint.registry.counts.places import Place
from fieldpoint.registry.counts.summed import DIMENSIONS, Counted, Wanted, told_table, whole_table

MONTHS = ("1405-08", "1405-09")
ORGANISATIONS = ("city", "mosque")
PROGRAMMES = ("basket", "bread")
NEIGHBOURHOODS = ("a", "b", "c")
SOME = settings(max_examples=20, deadline=None)
PLACES = {
    "a": Place(key="a", title="A", sub_district="1", district="11"),
    "b": Place(key="b", title="B", sub_district="2", district="11"),
}


def cell(reached: int, name: tuple[str, str, str, str], each: int = 1) -> Cell:
    """A base cell that reached so many, each of them so often."""
    month, neighbourhood, organisation, programme = name
    return Cell(
        month=month,
        neighbourhood=neighbourhood,
        organisation=organisation,
        programme=programme,
        households=reached - reached // 3,
        cards=reached // 3,
        handouts=reached * each,
        quantity=reached * each * 2,
    )


@st.composite
def cities(draw: st.DrawFn) -> list[Cell]:
    """Any counts of a small city: mostly few, sometimes none."""
    names = product(MONTHS, NEIGHBOURHOODS, ORGANISATIONS, PROGRAMMES)
    sizes = st.one_of(st.integers(0, 6), st.integers(0, 60))
    return [cell(draw(sizes), name, draw(st.integers(1, 30))) for name in names]


def every_table(cells: list[Cell], own: frozenset[str] = frozenset()) -> list[Counted]:
    """All that can be asked for, with every choice of every part."""
    choices = product(DIMENSIONS, MONTHS[1:], (None, *PROGRAMMES[1:]), (None, *ORGANISATIONS[1:]), (None, "11"))
    wanted = [
        Wanted(by=by, month=month, programme=programme, organisation=organisation, district=district)
        for by, month, programme, organisation, district in choices
    ]
    return [told_table(one, cells, own, PLACES) for one in wanted]


@SOME
@given(cells=cities(), data=st.data())
def test_no_number_depends_on_how_few_there_are(cells: list[Cell], data: st.DataObject) -> None:
    """Any cells of one to four made any others of one to four leave every table as it was, to the last number.

    So whoever has all tables at once, whatever they subtract, solves or guess, learns of such a cell that it is one.
    """
    small = st.builds(cell, st.integers(1, FEWEST - 1), st.just(("", "", "", "")), st.integers(1, 30))
    others = [
        msgspec.structs.replace(
            data.draw(small),
            month=one.month,
            neighbourhood=one.neighbourhood,
            organisation=one.organisation,
            programme=one.programme,
        )
        if 0 < one.reached < FEWEST
        else one
        for one in cells
    ]
    assert every_table(others) == every_table(cells)


@SOME
@given(cells=cities())
def test_ones_own_counts_do_not_open_those_of_others(cells: list[Cell]) -> None:
    """An officer sees the small cells of their own organisation, and those of others are still all alike."""
    others = [
        cell(FEWEST - 1, (one.month, one.neighbourhood, one.organisation, one.programme))
        if one.organisation != "city" and 0 < one.reached < FEWEST
        else one
        for one in cells
    ]
    own = frozenset({"city"})
    assert every_table(others, own) == every_table(cells, own)
    few = [one for one in released(cells, own) if one.few]
    assert all(one.organisation != "city" for one in few)


@SOME
@given(cells=cities())
def test_no_line_of_few_people_is_told(cells: list[Cell]) -> None:
    """Every line comes to at least five people, or tells no number at all."""
    for table in every_table(cells):
        for line in (*table.lines, table.total):
            reached = (line.households or 0) + (line.cards or 0)
            assert line.handouts == 0 or line.handouts >= FEWEST
            assert line.households is None or reached == 0 or reached >= FEWEST


@SOME
@given(cells=cities())
def test_what_is_told_is_never_too_much(cells: list[Cell]) -> None:
    """A line for outsiders is at most the true one, and the true one where nothing small was left out."""
    for by in DIMENSIONS:
        wanted = Wanted(by=by, month=MONTHS[0], programme="basket")
        true = {line.name: line for line in whole_table(wanted, lambda *_: cells, PLACES).lines}
        for line in told_table(wanted, cells, frozenset(), PLACES).lines:
            assert line.handouts <= true[line.name].handouts
            assert line.few or line == true[line.name]


@pytest.mark.parametrize("secret", [1, 4])
def test_adding_up_by_itself_would_give_a_small_cell_away(secret: int) -> None:
    """The attack that this is against: a whole total less its whole neighbours is the cell that was hidden."""
    names = [(MONTHS[0], place, "city", "basket") for place in NEIGHBOURHOODS]
    cells = [cell(20, names[0]), cell(30, names[1]), cell(secret, names[2])]
    wanted = Wanted(by="neighbourhood", month=MONTHS[0], programme="basket")
    whole = whole_table(wanted, lambda *_: cells, PLACES).total
    told = told_table(wanted, cells, frozenset(), PLACES)
    assert whole.handouts - sum(line.handouts for line in told.lines) == secret
    assert told.total.handouts - sum(line.handouts for line in told.lines) == 0
    assert told.total.few == 1
