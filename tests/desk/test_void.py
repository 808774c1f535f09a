"""A handout is taken back whole; what it took is free again; who may do so."""

from pathlib import Path

import pytest

from fieldpoint import ids
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import log
from tests.desk.support import LEAD, TOMORROW, Desk

MINUTE = 60_000


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till with one household of three."""
    return Desk(tmp_path, members=3)


def test_voided_handout_may_be_had_again(desk: Desk) -> None:
    """After an undo the same household takes the same thing, in the same slot."""
    first = desk.give("basket")
    assert desk.due("basket") == 0
    undone = desk.write(lambda tx: void_handout(tx, first.row.id, desk.act()))
    assert (undone.effective, undone.row.ref, undone.row.reason) == (True, first.row.id, "undo")
    assert desk.due("basket") == 1
    second = desk.give("basket")
    assert isinstance(second.row, Handout)
    assert desk.connection.execute("SELECT slot, event_id FROM takings WHERE slot > 0").fetchall() == [
        (1, second.row.id)
    ]
    assert log.verify(desk.connection) == second.stands.seq


def test_void_frees_every_member_of_the_line(desk: Desk) -> None:
    """A line for two members is taken back whole."""
    people = [person.person for person in desk.household.members]
    given = desk.hand_out(desk.line("hot-meal", *people[:2], quantity=2))
    assert desk.due("hot-meal") == 1
    desk.write(lambda tx: void_handout(tx, given.row.id, desk.act()))
    assert desk.due("hot-meal") == 3
    assert desk.connection.execute("SELECT count(*) FROM takings WHERE slot > 0").fetchone() == (0,)


def test_same_void_id_gives_the_same_answer(desk: Desk) -> None:
    """A repeat writes nothing."""
    given = desk.give("basket")
    act = desk.act()
    first = desk.write(lambda tx: void_handout(tx, given.row.id, act))
    desk.later(mono_ms=60 * MINUTE)
    assert desk.write(lambda tx: void_handout(tx, given.row.id, act)) == first
    assert log.verify(desk.connection) == first.stands.seq


def test_second_void_is_a_row_without_effect(desk: Desk) -> None:
    """F22: Taking back twice frees once: the second row carries a flag, and a handout between them stands."""
    given = desk.give("basket")
    desk.write(lambda tx: void_handout(tx, given.row.id, desk.act()))
    desk.give("basket")
    again = desk.write(lambda tx: void_handout(tx, given.row.id, desk.act()))
    assert (again.effective, again.row.flags) == (False, ["already-voided"])
    assert desk.due("basket") == 0


@pytest.mark.parametrize(("minutes", "tab", "boot"), [(5.1, "t01", 1), (0, "t02", 1), (0, "t01", 2)])
def test_undo_is_the_tablets_own_within_five_minutes(desk: Desk, minutes: float, tab: str, boot: int) -> None:
    """Later, from another tablet, or after a new start only the lead takes back, with a reason."""
    given = desk.give("basket")
    desk.later(mono_ms=int(minutes * MINUTE), boot=boot)
    with pytest.raises(FieldpointError) as refused:
        desk.write(lambda tx: void_handout(tx, given.row.id, desk.act(tab=tab)))
    assert refused.value.code is Code.VOID_NEEDS_LEAD
    done = desk.write(lambda tx: void_handout(tx, given.row.id, LEAD, "mistake", "lead"))
    assert (done.effective, done.row.reason, done.row.sup) == (True, "mistake", "lead")


@pytest.mark.parametrize("jump_years", [-56, -5, 10])
def test_minutes_of_undo_do_not_go_by_the_wall_clock(desk: Desk, jump_years: int) -> None:
    """A wall clock that jumps neither ends nor opens the five minutes."""
    given = desk.give("basket")
    desk.later(mono_ms=4 * MINUTE, wall_ms=jump_years * 365 * 86_400_000)
    assert desk.write(lambda tx: void_handout(tx, given.row.id, desk.act())).effective


def test_unknown_handout_is_not_found(desk: Desk) -> None:
    """Neither an id that nobody wrote nor a refusal can be taken back."""
    desk.give("basket")
    refusal = desk.give("basket")
    assert isinstance(refusal.row, Refusal)
    for ref in (ids.new_event_id(), refusal.row.id):
        with pytest.raises(FieldpointError) as refused:
            desk.write(lambda tx, ref=ref: void_handout(tx, ref, desk.act()))
        assert refused.value.code is Code.HANDOUT_UNKNOWN


def test_void_after_the_close_belongs_to_the_next_day(desk: Desk) -> None:
    """F22: The row names the closed day that it is late for; the closed report does not change."""
    given = desk.give("basket")
    closed = desk.write(lambda tx: close_day(tx, "lead"))
    late = desk.write(lambda tx: void_handout(tx, given.row.id, LEAD, "given-back", "lead"))
    assert (late.row.late_for, late.row.day) == (given.row.day, None)
    desk.write(lambda tx: open_day(tx, TOMORROW, "lead"))
    following = desk.write(lambda tx: close_day(tx, "lead"))
    assert (closed.row.items[0].voided, following.row.items[0].voided) == (0, 1)
    assert following.row.flags == {"late": 1}
