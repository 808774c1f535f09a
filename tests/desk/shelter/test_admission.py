"""Admission for the night: by card, by code, by one tap; whose bed it is, and when the house is full."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.core.shelter.room import figures
from fieldpoint.core.shelter.rows import Section
from fieldpoint.desk.shelter.admit import Wanted
from fieldpoint.desk.stop_card import revoke_card
from fieldpoint.errors import Invalid, NotFound
from tests.desk.shelter.house import MEALS, NIGHT, House, one_room
from tests.desk.support import LEAD

MEN, WOMEN = Section(name="men", first=1, last=2, floor=1), Section(name="women", first=3, last=4, floor=0)


def test_one_scan_gives_the_bed_dinner_and_breakfast(tmp_path: Path) -> None:
    """Three handouts and one row that names the bed; the next one has the next bed."""
    house = House(tmp_path, one_room())
    first, second = house.admit(house.card, *MEALS), house.admit(None, *MEALS)
    assert [line.row.prog for line in first.lines] == ["bed-night", *MEALS]
    assert {line.row.cycle for line in first.lines} == {NIGHT}
    assert [one.stay.bed for one in (first, second) if one.stay] == [1, 2]
    assert (second.now.free, second.now.free_floor) == (2, 2)
    assert house.rows_of("bed.stay") == 2
    assert house.rows_of("handout") == 6


def test_the_short_code_is_as_good_as_the_card(tmp_path: Path) -> None:
    """Whoever is admitted by the one is here by the other."""
    house = House(tmp_path, one_room())
    assert house.by_code(house.card).result == "admitted"
    assert house.admit(house.card).result == "here"


def test_beds_then_floor_places_then_the_house_is_full(tmp_path: Path) -> None:
    """Seven people without a card for four beds and two places: the last hears that it is full, and that is a row."""
    house = House(tmp_path, one_room())
    found = [house.admit() for _ in range(7)]
    assert [one.result for one in found] == ["admitted"] * 6 + ["full"]
    assert [(one.stay.bed, one.stay.floor) for one in found if one.stay] == [
        *((bed, False) for bed in (1, 2, 3, 4)),
        *((None, True) for _ in range(2)),
    ]
    assert house.rows_of("refusal") == 1


def test_a_house_without_numbers_counts_by_the_cap_of_its_programme(tmp_path: Path) -> None:
    """Nobody said what the house has: forty beds and twenty places as the programme says, none with a number."""
    house = House(tmp_path)
    first = house.admit(house.card)
    assert first.stay is not None
    assert (first.stay.bed, first.stay.floor) == (None, False)
    assert (first.now.beds, first.now.free, first.now.free_floor) == (40, 39, 20)


def test_the_same_request_again_has_the_same_answer(tmp_path: Path) -> None:
    """With a card and without one, admitted and full: no second bed, no second row."""
    house = House(tmp_path, one_room(beds=2, floor=0))
    for ref in (house.name(), None):
        wanted = Wanted(ref=ref, lines=house.asked(*MEALS))
        first, again = house.ask(wanted), house.ask(wanted)
        assert (again.result, again.stay) == ("admitted", first.stay)
        assert [one.stands for one in again.lines] == [one.stands for one in first.lines]
    full = Wanted(ref=None, lines=house.asked())
    assert [house.ask(full).result, house.ask(full).result] == ["full", "full"]
    assert (house.rows_of("bed.stay"), house.rows_of("refusal")) == (2, 1)


def test_a_section_that_is_full_gives_its_own_floor_and_not_the_other_sections_beds(tmp_path: Path) -> None:
    """Two beds for men and one place on the floor; the women's beds stay free."""
    house = House(tmp_path, MEN, WOMEN)
    found = [house.admit(section="men") for _ in range(4)]
    assert [one.stay.bed if one.stay else None for one in found] == [1, 2, None, None]
    assert [one.result for one in found] == ["admitted"] * 3 + ["full"]
    last = house.admit(section="women")
    assert last.stay is not None
    assert (last.stay.bed, last.stay.section) == (3, "women")


def test_where_there_are_sections_one_is_named(tmp_path: Path) -> None:
    """Nobody guesses where somebody shall sleep; and nothing was written."""
    house = House(tmp_path, MEN, WOMEN)
    for section in ("", "family"):
        with pytest.raises(Invalid, match="section-unknown"):
            house.admit(section=section)
    assert house.rows_of("handout") == 0


def test_a_bed_that_was_given_is_not_given_twice(tmp_path: Path) -> None:
    """Who asks for bed 2 after another gets the next free one, and the row says which was asked for."""
    house = House(tmp_path, one_room())
    first, second = house.admit(bed=2), house.admit(bed=2)
    assert first.stay is not None
    assert second.stay is not None
    assert (first.stay.bed, first.instead_of) == (2, None)
    assert (second.stay.bed, second.instead_of) == (1, 2)
    *_, last = house.connection.execute("SELECT line FROM log WHERE type = 'bed.stay' ORDER BY seq").fetchall()
    assert b'"asked":2' in bytes(last[0])
    assert b'"bed-taken"' in bytes(last[0])


def test_going_out_keeps_the_bed_and_the_next_scan_brings_back_to_it(tmp_path: Path) -> None:
    """The house is full meanwhile; whoever comes back has the own bed and no second dinner."""
    house = House(tmp_path, one_room(beds=2, floor=0))
    mine = house.admit(house.card, *MEALS)
    house.admit()
    house.step(mine.stay, "out")
    assert house.admit().result == "full"
    back = house.admit(house.card, *MEALS)
    assert (back.result, back.stay and back.stay.bed, back.lines) == ("back", 1, [])
    assert house.rows_of("handout") == 4


def test_a_place_that_was_left_for_good_is_anothers(tmp_path: Path) -> None:
    """Somebody else has bed 1 by then; who comes back all the same gets the floor, and after that hears the truth."""
    house = House(tmp_path, one_room(beds=1, floor=1))
    mine = house.admit(house.card)
    house.step(mine.stay, "left")
    other = house.admit()
    assert other.stay is not None
    assert other.stay.bed == 1
    back = house.admit(house.card)
    assert back.stay is not None
    assert (back.result, back.stay.bed, back.stay.floor) == ("back", None, True)
    house.step(back.stay, "left")
    assert house.admit().result == "admitted"
    assert house.admit(house.card).result == "full"


def test_lines_that_are_no_admission_are_refused_as_a_form(tmp_path: Path) -> None:
    """No bed, two beds, a basket beside it, two nights at once; and a card that nobody knows by its code."""
    house = House(tmp_path, one_room())
    bed, dinner, basket = house.line("bed-night"), house.line("night-dinner"), house.line("basket")
    for lines in ((dinner,), (bed, house.line("bed-night")), (bed, basket), (replace(bed, quantity=2),)):
        with pytest.raises(Invalid, match="request-invalid"):
            house.ask(Wanted(ref=None, lines=lines))
    with pytest.raises(NotFound, match="card-unknown"):
        house.by_code(replace(house.card, short="0000000"))


def test_a_stopped_card_closes_no_door_on_a_cold_night(tmp_path: Path) -> None:
    """Refused on any other night; on a cold one its holder is taken in as anybody is, and the row names no card."""
    house = House(tmp_path, one_room())
    house.write(lambda tx: revoke_card(tx, house.card.card, LEAD))
    assert house.admit(house.card).result == "refused"
    house.cold()
    found = house.admit(house.card, *MEALS)
    assert found.result == "admitted"
    assert [line.row.card for line in found.lines] == [None] * 3
    house.cold(on=False)
    assert house.admit(house.card).result == "refused"


def test_a_hand_out_at_the_ordinary_desk_takes_a_place_too(tmp_path: Path) -> None:
    """It names no bed, and the house knows that one is gone."""
    house = House(tmp_path, one_room(beds=1, floor=0))
    house.give("bed-night")
    night = house.tonight()
    assert (night.room.unplaced, figures(night.room, house.now.wall_ms).free) == (1, 0)
    assert house.admit().result == "full"
