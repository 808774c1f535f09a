"""A household's record through its life: versions with who and when, splits, and merges that are taken back."""

from pathlib import Path

import pytest

from fieldpoint.core.log_rows import Handout, Registration, decode_row
from fieldpoint.core.names import EventId, PersonId
from fieldpoint.core.people import Household
from fieldpoint.desk.collectors import block_collector
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.register import edit as edits
from fieldpoint.desk.register.edit import Edit, Saved, save_version
from fieldpoint.desk.register.split import Parted, Parting, split_household
from fieldpoint.desk.register.undo_merge import undo_merge
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import people
from fieldpoint.store.collectors import blocked_of
from fieldpoint.store.register.changes import changes_of, version_of
from fieldpoint.store.repair.rebuild import rebuild
from fieldpoint.store.repair.verify import verify
from tests.desk.support import LEAD, Desk
from tests.support import add_card, make_household, make_person


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till with a household of three."""
    return Desk(tmp_path, members=3)


def people_of(desk: Desk, household: Household | None = None) -> list[tuple[PersonId, bool]]:
    """Who is in a household now, in order, and who is its head."""
    found = people.read_household(desk.connection, (household or desk.household).household)
    assert found is not None
    return [(one.person, one.is_head) for one in found.members]


def life(desk: Desk, kind: str, change: object, seen: int | None = None) -> Saved:
    """A life event of the household."""
    edit = Edit(household=desk.household.household, kind=kind, seen=seen)  # type: ignore[arg-type]
    return desk.write(lambda tx: save_version(tx, edit, change, LEAD))  # type: ignore[arg-type]


def part(desk: Desk, *leaving: PersonId, head: PersonId | None = None, **more: object) -> Parted:
    """Some people leave the household."""
    parting = Parting(household=desk.household.household, people=leaving, head=head or leaving[0], **more)  # type: ignore[arg-type]
    moment = moment_at(desk.connection, desk.now, desk.book.zone)
    return desk.write(lambda tx: split_household(tx, parting, desk.book.versions, moment, LEAD))


def test_births_deaths_moves_and_heads_are_versions(desk: Desk) -> None:
    """Each is a version with who and when, and the record before it is kept."""
    first, second, third = (one.person for one in desk.household.members)
    life(desk, "birth", lambda one: edits.born(one, make_person(9, person=PersonId(""), is_head=False)))
    life(desk, "move", lambda one: edits.moved(one, "تجریش"))
    life(desk, "head", lambda one: edits.headed_by(one, second))
    last = life(desk, "death", lambda one: edits.died(one, first, None))
    assert [one.is_head for one in last.household.members] == [True, False, False]
    assert [one.person for one in last.household.members][:2] == [second, third]
    found = changes_of(desk.connection, desk.household.household)
    assert [(one.number, one.kind, one.op) for one in found] == [
        (2, "birth", "lead"), (3, "move", "lead"), (4, "head", "lead"), (5, "death", "lead"),
    ]  # fmt: skip
    assert found[0].before == desk.household
    assert verify(desk.site) > 0


def test_a_household_keeps_exactly_one_head(desk: Desk) -> None:
    """The head's death asks who is head now; nobody of elsewhere is it."""
    head, heir = desk.household.members[0].person, desk.household.members[1].person
    with pytest.raises(FieldpointError) as refused:
        life(desk, "death", lambda one: edits.died(one, head, None))
    assert (refused.value.code, refused.value.facts["fault"]) == (Code.HOUSEHOLD_INVALID, "head-missing")
    with pytest.raises(FieldpointError) as stranger:
        life(desk, "head", lambda one: edits.headed_by(one, PersonId("x")))
    assert stranger.value.code is Code.MEMBER_UNKNOWN
    assert life(desk, "death", lambda one: edits.died(one, head, heir)).version == 2


def test_whoever_saw_an_older_version_does_not_overwrite(desk: Desk) -> None:
    """Two leads at once: the second hears that somebody saved meanwhile."""
    seen = version_of(desk.connection, desk.household.household)
    life(desk, "move", lambda one: edits.moved(one, "تجریش"), seen)
    with pytest.raises(FieldpointError) as refused:
        life(desk, "move", lambda one: edits.moved(one, "ونک"), seen)
    assert refused.value.code is Code.HOUSEHOLD_CHANGED


def test_the_log_learns_ids_and_no_event(desk: Desk) -> None:
    """A death is a registration like any other: who is left, and who did it."""
    gone = desk.household.members[2].person
    saved = life(desk, "death", lambda one: edits.died(one, gone, None))
    assert isinstance(saved.row, Registration)
    assert gone not in saved.row.members
    lines = b"".join(row[4] for row in desk.rows("log"))
    assert b"death" not in lines


def test_whoever_leaves_has_a_household_of_their_own(desk: Desk) -> None:
    """A new code, a head of each, and both records know when."""
    _, second, third = (one.person for one in desk.household.members)
    done = part(desk, third, second, head=second)
    assert [(one.person, one.is_head) for one in done.new.members] == [(third, False), (second, True)]
    assert people_of(desk) == [(desk.household.members[0].person, True)]
    assert done.new.code == "00002"
    assert [one.kind for one in changes_of(desk.connection, done.new.household)] == ["split"]
    assert verify(desk.site) > 0


def test_what_was_taken_counts_for_both_until_the_period_ends(desk: Desk) -> None:
    """The basket of this month and the member's own meal are taken for whoever left; next month is open."""
    third = desk.household.members[2].person
    basket = desk.give("basket")
    desk.hand_out(desk.line("hot-meal", third))
    done = part(desk, third)
    card = desk.blank_card()
    desk.bind(card, done.new)
    assert (desk.due("basket", card), desk.due("hot-meal", card)) == (0, 0)
    assert (desk.due("basket"), desk.due("hot-meal")) == (0, 2)
    desk.write(lambda tx: void_handout(tx, basket.row.id, LEAD, "mistake", "lead"))
    assert (desk.due("basket"), desk.due("basket", card)) == (1, 1)
    assert verify(desk.site) > 0


def test_whoever_comes_back_brings_nothing_twice(desk: Desk) -> None:
    """Parted and merged again: what counted for both counts once, and is no collision."""
    desk.give("basket")
    done = part(desk, desk.household.members[2].person)
    row, _ = desk.write(lambda tx: merge_households(tx, desk.household.household, done.new.household, {}, LEAD))
    assert not row.collisions
    assert len(desk.rows("takings")) == 1
    assert verify(desk.site) > 0


@pytest.mark.parametrize("leaving", [(), (0, 1, 2)])
def test_not_everybody_leaves(desk: Desk, leaving: tuple[int, ...]) -> None:
    """Nobody, or all, is no split."""
    gone = [desk.household.members[number].person for number in leaving]
    with pytest.raises(FieldpointError) as refused:
        part(desk, *gone, head=desk.household.members[0].person)
    assert refused.value.code is Code.HOUSEHOLD_INVALID


def merged(desk: Desk) -> tuple[Household, object, EventId]:
    """Another household of two with a card, merged into the first; both had the basket."""
    other, card = desk.another("00077", members=2)
    desk.give("basket")
    desk.give("basket", card)
    row, _ = desk.write(lambda tx: merge_households(tx, desk.household.household, other.household, {}, LEAD))
    return other, card, row.id


def test_a_merge_is_taken_back(desk: Desk) -> None:
    """People, head, card and history of both are as they were."""
    before = desk.rows("takings"), people_of(desk)
    other, card, merge = merged(desk)
    assert before[1] != people_of(desk)
    desk.write(lambda tx: undo_merge(tx, merge, LEAD))
    assert people_of(desk) == before[1]
    assert people_of(desk, other) == [(one.person, one.is_head) for one in other.members]
    assert {row[0] for row in desk.rows("takings")} == {desk.household.household, other.household}
    assert desk.due("basket") == desk.due("basket", card) == 0  # type: ignore[arg-type]
    assert verify(desk.site) > 0


def test_what_was_handed_out_since_goes_with_its_card(desk: Desk) -> None:
    """A meal on the other family's card is theirs after the undo, and a void finds it there."""
    other, card, merge = merged(desk)
    meal = desk.hand_out(desk.line("hot-meal", other.members[0].person), card)  # type: ignore[arg-type]
    assert isinstance(meal.row, Handout)
    desk.write(lambda tx: undo_merge(tx, merge, LEAD))
    assert desk.due("hot-meal", card) == 1  # type: ignore[arg-type]
    assert desk.due("hot-meal") == 3
    desk.write(lambda tx: void_handout(tx, meal.row.id, LEAD, "mistake", "lead"))
    assert desk.due("hot-meal", card) == 2  # type: ignore[arg-type]
    assert verify(desk.site) > 0


def test_a_block_is_never_lost_by_an_undo(desk: Desk) -> None:
    """Whoever was blocked while the two were one stays blocked, wherever they are now."""
    other, _, merge = merged(desk)
    violent = other.members[1].person
    desk.write(lambda tx: block_collector(tx, desk.household.household, violent, LEAD))
    desk.write(lambda tx: undo_merge(tx, merge, LEAD))
    assert blocked_of(desk.connection, other.household) == {violent}
    assert blocked_of(desk.connection, desk.household.household) == set()


def test_only_the_last_merge_is_taken_back(desk: Desk) -> None:
    """What stands upon another goes first; what is undone is not undone again."""
    _, _, first = merged(desk)
    third, _ = desk.another("00078")
    row, _ = desk.write(lambda tx: merge_households(tx, third.household, desk.household.household, {}, LEAD))
    with pytest.raises(FieldpointError) as refused:
        desk.write(lambda tx: undo_merge(tx, first, LEAD))
    assert refused.value.code is Code.MERGE_NOT_LAST
    desk.write(lambda tx: undo_merge(tx, row.id, LEAD))
    desk.write(lambda tx: undo_merge(tx, first, LEAD))
    with pytest.raises(FieldpointError) as again:
        desk.write(lambda tx: undo_merge(tx, first, LEAD))
    assert again.value.code is Code.MERGE_UNKNOWN
    assert verify(desk.site) > 0


def test_a_rebuild_leaves_everybody_in_place(tmp_path: Path) -> None:
    """After births, deaths, splits, merges and undos the tables made anew and the people are the same."""
    desk = Desk(tmp_path, members=3)
    first, second, third = (one.person for one in desk.household.members)
    life(desk, "death", lambda one: edits.died(one, second, None))
    done = part(desk, third)
    desk.write(lambda tx: merge_households(tx, desk.household.household, done.new.household, {}, LEAD))
    life(desk, "head", lambda one: edits.headed_by(one, third))
    _, _, merge = merged(desk)
    before = desk.rows("people"), desk.rows("takings"), desk.rows("cards"), desk.rows("merged_people")
    rebuild(desk.site.folder)
    assert (desk.rows("people"), desk.rows("takings"), desk.rows("cards"), desk.rows("merged_people")) == before
    desk.write(lambda tx: undo_merge(tx, merge, LEAD))
    assert people_of(desk) == [(first, False), (third, True)]
    assert decode_row(desk.rows("log")[-1][4]).id
    add_card(desk.site, make_household(code="00099"))
