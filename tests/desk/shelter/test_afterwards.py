"""Whoever a tablet admitted while the site was silent: a place with the fact, never two, and nobody sent away by it."""

from pathlib import Path

from fieldpoint.core.log_rows import Handout, decode_row
from fieldpoint.core.names import Day
from fieldpoint.core.shelter.room import figures
from fieldpoint.core.shelter.rows import BedStay
from fieldpoint.desk.hand_out import AskedLine
from fieldpoint.desk.look import CardRef
from fieldpoint.desk.record_fact import FactLine, find_holder, record_fact
from fieldpoint.desk.shelter.admit import Wanted
from fieldpoint.desk.shelter.afterwards import Lying, Wish, leave_undone, lie_afterwards
from fieldpoint.desk.shelter.holds import Keep, hold_bed
from fieldpoint.desk.void_handout import undo_fact
from fieldpoint.store import log
from fieldpoint.store.transaction import Transaction
from tests.desk.shelter.house import PLACE, House, one_room
from tests.desk.support import LEAD
from tests.support import TODAY


def bring(
    house: House, *, mine: bool = False, line: AskedLine | None = None, day: Day = TODAY, **wish: object
) -> Lying | None:
    """The tablet brings an admission of this night, of the first card where that is said."""
    ref: CardRef | None = house.name() if mine else None
    (asked,) = (line,) if line else house.asked()

    def write(tx: Transaction) -> Lying | None:
        shown = find_holder(tx.connection, ref)
        recorded = record_fact(tx, house.book, shown, FactLine(line=asked, day=day), PLACE)
        return lie_afterwards(tx, house.book, (recorded, shown), Wish(**wish), house.act())  # type: ignore[arg-type]

    return house.write(write)


def test_the_same_fact_again_has_one_place(tmp_path: Path) -> None:
    """Its bed is the lowest that is free now, whatever was free before; a lost answer is repeated."""
    house = House(tmp_path, one_room())
    house.admit(house.card)
    (line,) = house.asked()
    found = [bring(house, line=line) for _ in range(3)]
    assert [(one.result, one.stay.bed) for one in found if one] == [("admitted", 2)] * 3
    assert house.rows_of("bed.stay") == 2
    assert len(house.list()) == 2


def test_an_admission_whose_answer_was_lost_keeps_its_bed(tmp_path: Path) -> None:
    """The tablet never heard of it and brings the same id as a fact: one handout, one bed."""
    house = House(tmp_path, one_room())
    (line,) = house.asked()
    first = house.ask(Wanted(ref=None, lines=(line,)))
    assert first.stay is not None
    again = bring(house, line=line)
    assert again is not None
    assert (again.result, again.stay.bed, first.stay.bed) == ("admitted", 1, 1)
    assert (house.rows_of("handout"), house.rows_of("bed.stay")) == (1, 1)


def test_a_house_that_was_full_has_them_on_the_floor_beyond_its_places(tmp_path: Path) -> None:
    """Both are in the log with what the rules say, stand in the list, and no figure is below nothing."""
    house = House(tmp_path, one_room(beds=1, floor=1))
    house.admit()
    house.admit()
    found = [bring(house), bring(house)]
    assert [(one.result, one.stay.floor, one.stay.bed) for one in found if one] == [("over", True, None)] * 2
    now = figures(house.tonight().room, house.now.wall_ms)
    assert (now.free, now.free_floor, len(house.list())) == (0, 0, 4)
    rows = [decode_row(line) for (line,) in house.connection.execute("SELECT line FROM log WHERE type = 'bed.stay'")]
    assert [one.flags for one in rows if isinstance(one, BedStay)][2:] == [["over-full"]] * 2


def test_a_card_that_has_its_place_gets_no_second(tmp_path: Path) -> None:
    """Here already, or out and back again; the second handout is flagged and takes nobody's bed."""
    house = House(tmp_path, one_room())
    own = house.admit(house.card).stay
    here = bring(house, mine=True)
    house.step(own, "out")
    back = bring(house, mine=True)
    assert [(one.result, one.stay.bed) for one in (here, back) if one] == [("here", 1), ("back", 1)]
    room = house.tonight().room
    assert (room.unplaced, len(room.stays), figures(room, house.now.wall_ms).free) == (0, 1, 3)


def test_the_bed_that_was_kept_is_theirs(tmp_path: Path) -> None:
    """By the hold's own id; when it was given meanwhile, another."""
    house = House(tmp_path, one_room())
    keep = Keep(until=house.now.wall_ms + 3_600_000, bed=3)
    hold = house.write(lambda tx: hold_bed(tx, house.book, keep, LEAD)).row.id
    first, second = bring(house, hold=hold), bring(house, hold=hold)
    assert [one.stay.bed for one in (first, second) if one] == [3, 1]
    assert house.tonight().room.holds == []


def test_what_the_tablet_took_back_leaves_no_bed_behind(tmp_path: Path) -> None:
    """The void follows the fact; a row says that the bed is free."""
    house = House(tmp_path, one_room())
    found = bring(house)
    assert found is not None

    def undo(tx: Transaction) -> None:
        stands = log.find(tx.connection, found.stay.stay)
        row = None if stands is None else stands[0]
        assert isinstance(row, Handout)
        leave_undone(tx, house.book, row, house.act())
        undo_fact(tx, row.id, house.act())

    house.write(undo)
    assert (house.list(), house.rows_of("bed.step")) == ([], 1)
    assert figures(house.tonight().room, house.now.wall_ms).free == 4


def test_a_bed_of_a_night_that_is_over_is_given_to_nobody(tmp_path: Path) -> None:
    """It stays in the log; tonight's beds are tonight's."""
    house = House(tmp_path, one_room())
    assert bring(house, day=Day("1405-08-29")) is None
    assert (house.rows_of("handout"), house.rows_of("bed.stay")) == (1, 0)
