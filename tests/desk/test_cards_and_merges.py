"""Cards that stop, cards that are bound, households that become one: history and claims go with their holder."""

from pathlib import Path

import pytest

from fieldpoint import ids
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import PersonId
from fieldpoint.desk.merge_households import merge_households
from fieldpoint.desk.stop_card import revoke_card, suspend_card
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import cards, people
from tests.desk.support import LEAD, Desk
from tests.support import add_card, make_household, make_person


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till with one household."""
    return Desk(tmp_path, members=2)


def test_suspended_card_is_refused_until_it_is_given_back(desk: Desk) -> None:
    """The next scan refuses it, and the next after it was given back grants."""
    desk.write(lambda tx: suspend_card(tx, desk.card.card, LEAD))
    refused = desk.give("basket").row
    assert isinstance(refused, Refusal)
    assert refused.reason == "suspended"
    desk.write(lambda tx: suspend_card(tx, desk.card.card, LEAD, on=False))
    assert isinstance(desk.give("basket").row, Handout)


def test_blank_card_that_is_given_back_is_blank_again(desk: Desk) -> None:
    """Suspending remembers what the card was."""
    blank = desk.blank_card()
    desk.write(lambda tx: suspend_card(tx, blank.card, LEAD))
    desk.write(lambda tx: suspend_card(tx, blank.card, LEAD, on=False))
    assert cards.find_card(desk.connection, blank.card) == blank


def test_revoked_card_stays_revoked(desk: Desk) -> None:
    """It is refused at once; nobody gives it back or binds it."""
    desk.write(lambda tx: revoke_card(tx, desk.card.card, LEAD))
    refused = desk.give("basket").row
    assert isinstance(refused, Refusal)
    assert refused.reason == "card-revoked"
    for act in (
        lambda: desk.write(lambda tx: suspend_card(tx, desk.card.card, LEAD, on=False)),
        lambda: desk.bind(desk.card),
    ):
        with pytest.raises(FieldpointError) as refusal:
            act()
        assert refusal.value.code is Code.CARD_REVOKED


def test_lost_card_is_replaced_by_a_blank_one(desk: Desk) -> None:
    """Revoke, bind, scan: the household goes on where it was."""
    desk.give("basket")
    blank = desk.blank_card()
    desk.write(lambda tx: revoke_card(tx, desk.card.card, LEAD))
    desk.bind(blank)
    assert desk.due("basket", blank) == 0


def test_same_act_id_is_the_same_act(desk: Desk) -> None:
    """A repeat answers the first row, and an id of another act is a conflict."""
    act = desk.act()
    first = desk.write(lambda tx: suspend_card(tx, desk.card.card, act))
    assert desk.write(lambda tx: suspend_card(tx, desk.card.card, act)) == first
    with pytest.raises(FieldpointError) as refused:
        desk.write(lambda tx: revoke_card(tx, desk.card.card, act))
    assert refused.value.code is Code.EVENT_ID_REUSED


def test_binding_brings_what_was_taken_on_the_card(desk: Desk) -> None:
    """An anonymous handout counts for the household that the card is bound to."""
    blank = desk.blank_card()
    desk.fact(desk.line("basket"), blank)
    assert desk.due("basket") == 1
    row = desk.bind(blank)
    assert (row.moved, bool(row.collisions)) == (["basket"], False)
    assert desk.due("basket") == 0


def test_binding_flags_what_both_took(desk: Desk) -> None:
    """Both had the basket: the row says so, nothing is undone, and both voids find their own."""
    blank = desk.blank_card()
    anonymous = desk.fact(desk.line("basket"), blank)
    given = desk.give("basket")
    assert desk.bind(blank).collisions == ["basket"]
    desk.write(lambda tx: void_handout(tx, anonymous.row.id, LEAD, "mistake", "lead"))
    assert desk.due("basket") == 0
    desk.write(lambda tx: void_handout(tx, given.row.id, LEAD, "mistake", "lead"))
    assert desk.due("basket") == 1


def test_card_of_another_household_is_not_bound(desk: Desk) -> None:
    """One card has one household."""
    other, _ = desk.another("00002")
    with pytest.raises(FieldpointError) as refused:
        desk.bind(desk.card, other)
    assert refused.value.code is Code.CARD_BOUND


def test_merged_households_count_as_one(desk: Desk) -> None:
    """Both cards show one household with all its people, and what both took is flagged and kept."""
    other, card = desk.another("00002", members=2)
    first, second = desk.give("basket"), desk.give("basket", card)
    kept, gone = desk.household.household, other.household
    row, _ = desk.write(lambda tx: merge_households(tx, kept, gone, {}, LEAD))
    assert (row.collisions, row.people) == (["basket"], [])
    merged = people.find_household(desk.connection, "s-01", "00002")
    assert merged is not None
    assert (merged.household, [one.is_head for one in merged.members]) == (kept, [True, False, False, False])
    assert sorted(row[5] for row in desk.rows("takings")) == [1, 2]
    for one, left in ((first, 0), (second, 1)):
        desk.write(lambda tx, one=one: void_handout(tx, one.row.id, LEAD, "mistake", "lead"))
        assert desk.due("basket", card) == desk.due("basket") == left


def test_people_who_are_certainly_the_same_become_one(tmp_path: Path) -> None:
    """The same valid ID, or name and birth date, is one person; what was taken for both counts for one."""
    desk = Desk(tmp_path)
    twins = [{"given_name": name, "born_on": "1390-01-01"} for name in ("الف", "ب")]
    one = make_household(*(make_person(n + 1, **twin) for n, twin in enumerate(twins)), code="00011")
    two = make_household(*(make_person(n + 1, **twin) for n, twin in enumerate(twins)), code="00012")
    cards_of = [add_card(desk.site, household) for household in (one, two)]
    for household, card in zip((one, two), cards_of, strict=True):
        desk.hand_out(desk.line("hot-meal", household.members[0].person), card)
    row, _ = desk.write(lambda tx: merge_households(tx, one.household, two.household, None, LEAD))
    assert [pair[1] for pair in row.people] == [person.person for person in one.members]
    assert row.collisions == ["hot-meal"]
    assert desk.due("hot-meal", cards_of[1]) == 1


def test_chain_of_merges_leads_to_the_last(desk: Desk) -> None:
    """A into B, B into C: an old handout of A is found and taken back."""
    b, _ = desk.another("00002")
    c, card = desk.another("00003")
    given = desk.give("basket")
    desk.write(lambda tx: merge_households(tx, b.household, desk.household.household, {}, LEAD))
    desk.write(lambda tx: merge_households(tx, c.household, b.household, {}, LEAD))
    assert desk.due("basket", card) == 0
    desk.write(lambda tx: void_handout(tx, given.row.id, LEAD, "mistake", "lead"))
    assert desk.due("basket", card) == 1


@pytest.mark.parametrize("pairs", [{"stranger": "stranger"}, None])
def test_merge_that_does_not_fit_is_refused(desk: Desk, pairs: dict[PersonId, PersonId] | None) -> None:
    """With itself, or with people of elsewhere, nothing is merged."""
    other, _ = desk.another("00002")
    gone = other.household if pairs else desk.household.household
    with pytest.raises(FieldpointError) as refused:
        desk.write(lambda tx: merge_households(tx, desk.household.household, gone, pairs, LEAD))
    assert refused.value.code is Code.MERGE_INVALID


def test_unknown_household_is_not_found(desk: Desk) -> None:
    """Nobody is bound to a household that is not here."""
    with pytest.raises(FieldpointError) as refused:
        desk.bind(desk.blank_card(), make_household(code=ids.new_card_id()))
    assert refused.value.code is Code.HOUSEHOLD_UNKNOWN
