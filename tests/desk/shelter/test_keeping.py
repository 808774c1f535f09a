"""Beds that are kept, whose hour runs out, and what becomes of a place in the night; the log tells it all again."""

from pathlib import Path

import pytest

from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.core.shelter.room import figures
from fieldpoint.core.shelter.rows import Section
from fieldpoint.desk.shelter.beds import undo_admission
from fieldpoint.desk.shelter.holds import Keep, free_hold, hold_bed
from fieldpoint.errors import Conflict, Invalid, NotAllowed, NotFound
from fieldpoint.store.repair.projections import empty, project_all
from fieldpoint.store.shelter.nights import past_holds
from tests.desk.shelter.house import MEALS, House, one_room
from tests.desk.support import LEAD

HOUR_MS = 3_600_000
TABLES = ("shelter_sections", "shelter_cold", "shelter_stays", "shelter_holds")


def keep(house: House, *, hours: int = 1, bed: int | None = None, mine: bool = False) -> EventId:
    """A bed is kept for so many hours, for the first card where that is said; answers the hold."""
    wanted = Keep(until=house.now.wall_ms + hours * HOUR_MS, bed=bed, card=house.card.card if mine else None)
    return house.write(lambda tx: hold_bed(tx, house.book, wanted, house.act())).row.id


def free(house: House) -> tuple[int, int]:
    """Free beds, and those that are kept."""
    now = figures(house.tonight().room, house.now.wall_ms)
    return now.free, now.held


def test_a_bed_that_is_kept_is_given_to_nobody_else(tmp_path: Path) -> None:
    """Whoever comes gets the next bed, and the floor when all others are gone; whose it is gets it."""
    house = House(tmp_path, one_room(beds=2, floor=1))
    keep(house, bed=1, mine=True)
    assert free(house) == (1, 1)
    first, second, third = house.admit(), house.admit(), house.admit()
    assert [one.stay.bed if one.stay else None for one in (first, second)] == [2, None]
    assert third.result == "full"
    mine = house.admit(house.card)
    assert (mine.result, mine.stay and mine.stay.bed, mine.stay and mine.stay.floor) == ("admitted", 1, False)


def test_a_hold_that_ran_out_frees_itself(tmp_path: Path) -> None:
    """An hour later the bed is anybody's, and the list says that nobody came."""
    house = House(tmp_path, one_room(beds=1, floor=0))
    keep(house, bed=1)
    assert house.admit().result == "full"
    house.at("22:00")
    assert free(house) == (1, 0)
    assert house.admit().result == "admitted"
    (gone,) = past_holds(house.connection, house.tonight().night)
    assert (gone.bed, gone.ended) == (1, "no-show")


def test_whoever_a_bed_was_kept_for_has_come(tmp_path: Path) -> None:
    """One tap on the hold takes somebody without a card in; it is no hold any more."""
    house = House(tmp_path, one_room(beds=2, floor=0))
    hold = keep(house, bed=2)
    found = house.admit(hold=hold)
    assert (found.stay and found.stay.bed, found.instead_of) == (2, None)
    assert free(house) == (1, 0)
    with pytest.raises(NotFound, match="hold-unknown"):
        house.write(lambda tx: free_hold(tx, house.book, hold, house.act()))


def test_nobody_keeps_a_bed_for_two(tmp_path: Path) -> None:
    """Not one that is kept, not one that is slept in, none where all are gone, none for longer than a night."""
    house = House(tmp_path, one_room(beds=2, floor=0))
    first = keep(house, bed=1)
    with pytest.raises(Conflict, match="bed-taken"):
        keep(house, bed=1)
    house.admit()
    with pytest.raises(Conflict, match="bed-taken"):
        keep(house, bed=2)
    with pytest.raises(Conflict, match="beds-out"):
        keep(house)
    house.write(lambda tx: free_hold(tx, house.book, first, house.act()))
    for hours in (0, 19):
        with pytest.raises(Invalid, match="hour-over"):
            keep(house, hours=hours)
    keep(house)
    assert free(house) == (0, 1)


def test_somebody_moves_and_nobody_is_moved_out(tmp_path: Path) -> None:
    """To a free bed, to the floor; a bed of another stays theirs, and the attempt is a row."""
    house = House(tmp_path, one_room(beds=3, floor=1))
    one, other = house.admit(), house.admit()
    assert house.move(one.stay, bed=2) == (1, 2)
    assert house.move(one.stay, bed=3) == (3, None)
    assert house.move(other.stay) == (None, None)
    with pytest.raises(Conflict, match="beds-out"):
        house.move(one.stay)
    assert [line.stay.bed for line in house.list()] == [3, None]
    assert house.rows_of("bed.stay") == 5


def test_whoever_left_for_good_has_no_bed_to_move_to(tmp_path: Path) -> None:
    """A bed and a floor place that were left and given to others are theirs now, whoever had them before."""
    house = House(tmp_path, one_room(1, 1))
    first, second = house.admit().stay, house.admit().stay
    house.step(first, "left")
    house.step(second, "left")
    house.admit()
    house.admit()
    assert house.move(first, bed=1) == (1, 1)  # nobody moves: it is another's
    with pytest.raises(Conflict):
        house.move(second, section="all")
    assert sorted(line.stay.state for line in house.list()) == ["in", "in", "left", "left"]


def test_what_is_so_already_is_said(tmp_path: Path) -> None:
    """Nobody goes out twice, and nobody comes back who is here."""
    house = House(tmp_path, one_room())
    one = house.admit()
    with pytest.raises(Conflict, match="stay-so-already"):
        house.step(one.stay, "back")
    house.step(one.stay, "out")
    with pytest.raises(Conflict, match="stay-so-already"):
        house.step(one.stay, "out")


def test_an_admission_is_taken_back_with_its_meals(tmp_path: Path) -> None:
    """By whoever gave it, for five minutes; then by the lead with a reason. Bed and meals are free again."""
    house = House(tmp_path, one_room(beds=1, floor=0))
    first = house.admit(house.card, *MEALS)
    assert first.stay is not None
    stay = first.stay.stay
    house.later(mono_ms=6 * 60_000)
    with pytest.raises(NotAllowed, match="void-needs-lead"):
        house.write(lambda tx: undo_admission(tx, house.book, stay, house.act()))
    why = ("mistake", "lead")
    house.write(lambda tx: undo_admission(tx, house.book, stay, LEAD, why))
    assert (house.rows_of("void"), house.list(), free(house)) == (3, [], (1, 0))
    again = house.admit(house.card, *MEALS)
    assert all(isinstance(line.row, Handout) for line in again.lines)


def test_the_house_keeps_the_beds_that_are_slept_in(tmp_path: Path) -> None:
    """Nobody lays the house out anew under somebody who sleeps; numbers that two sections have are no layout."""
    house = House(tmp_path, one_room(beds=4))
    house.admit(bed=4)
    with pytest.raises(Conflict, match="bed-taken"):
        house.lay_out(one_room(beds=3))
    men, women = Section(name="men", first=1, last=2, floor=0), Section(name="women", first=2, last=4, floor=0)
    for wrong in ([men, women], [men, men], []):
        with pytest.raises(Invalid, match="layout-unfit"):
            house.lay_out(*wrong)
    house.lay_out(men, Section(name="women", first=3, last=6, floor=2))
    assert free(house) == (5, 0)


def test_the_log_tells_the_night_again(tmp_path: Path) -> None:
    """Whatever happened, the tables that are made from the log read the same from it."""
    house = House(tmp_path, one_room(beds=3, floor=1))
    hold = keep(house, bed=3)
    one, other = house.admit(house.card, *MEALS), house.admit(None, MEALS[0])
    house.step(one.stay, "out")
    house.move(other.stay)
    house.admit(hold=hold)
    house.cold()
    house.step(other.stay, "left")
    keep(house, bed=2)
    before = {table: house.rows(table) for table in TABLES}
    assert all(before.values())
    empty(house.connection)
    project_all(house.connection, house.connection)
    assert {table: house.rows(table) for table in TABLES} == before
