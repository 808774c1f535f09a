"""A new card is no second portion of what is counted by card, however it came about and whatever comes late."""

import random
from contextlib import closing
from pathlib import Path

import pytest

from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.database import Connection
from fieldpoint.desk.issue_card import issue_missing_cards
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.replace_card import Swap, reissue_card, replace_card
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.desk.stop_card import revoke_card
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.store import cards
from fieldpoint.store.card_life.heirs import kin_of
from fieldpoint.store.cards import CardRow
from fieldpoint.store.identity import card_key
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.projected.tables import TABLES
from fieldpoint.store.repair.projections import empty, project_all
from tests.desk.support import LEAD, Desk

BED = "bed-night"
PACKAGED = {one.code: one for one in packaged_programmes()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till with one household, at a site with beds."""
    return with_beds(tmp_path)


def with_beds(folder: Path) -> Desk:
    """A till with one household, at a site with beds."""
    made = Desk(folder)
    take_in(made.site, [PACKAGED[BED]])
    made.book = rule_book(made.connection)
    return made


def as_it_stands(desk: Desk, row: CardRow) -> CardRow:
    """The card now."""
    found = cards.find_card(desk.connection, row.card)
    assert found is not None
    return found


def reason(desk: Desk, card: CardRow) -> str:
    """Why a bed is refused, or nothing where it is given."""
    row = desk.give(BED, card).row
    return row.reason if isinstance(row, Refusal) else ""


def reissued(desk: Desk, card: CardRow) -> CardRow:
    """A new card in its place."""
    row, _ = desk.write(lambda tx: reissue_card(tx, card.card, LEAD))
    found = cards.find_card(desk.connection, row.card)
    assert found is not None
    return found


def replaced(desk: Desk, card: CardRow, blank: CardRow) -> CardRow:
    """The blank card in the place of the household's lost one."""
    swap = Swap(lost=card.card, blank=blank.card, household=desk.household.household)
    desk.write(lambda tx: replace_card(tx, swap, desk.book.versions, LEAD))
    return as_it_stands(desk, blank)


@pytest.mark.parametrize("way", ["reissued", "replaced", "revoked and bound", "revoked and printed"])
def test_new_card_has_no_second_bed(desk: Desk, way: str) -> None:
    """Of a household's card, each way to a new one: the bed of tonight was taken, and the refusal says when."""
    lost = desk.card
    assert reason(desk, lost) == ""
    if way == "reissued":
        new = reissued(desk, lost)
    elif way == "replaced":
        new = replaced(desk, lost, desk.blank_card())
    else:
        desk.write(lambda tx: revoke_card(tx, lost.card, LEAD, why="lost"))
        if way == "revoked and bound":
            new = desk.blank_card()
            desk.bind(new)
        else:
            (new,) = desk.write(lambda tx: issue_missing_cards(tx, card_key(tx.connection).kid, 5))
    answered = desk.give(BED, as_it_stands(desk, new))
    assert isinstance(answered.row, Refusal)
    assert (answered.row.reason, answered.earlier is not None) == ("already-collected", True)
    assert desk.due(BED, as_it_stands(desk, new)) == 0


def test_second_card_of_a_household_is_a_card_of_its_own(desk: Desk) -> None:
    """Nobody lost one: two sleepers with a card each have a bed each."""
    second = desk.blank_card()
    desk.bind(second)
    assert [reason(desk, card) for card in (desk.card, as_it_stands(desk, second))] == ["", ""]


def test_card_of_nobody_keeps_its_history_through_two_new_ones(desk: Desk) -> None:
    """Slept on the first, asked on the third; bound then, its meal is the household's, the bed is still the card's."""
    first = desk.blank_card()
    assert reason(desk, first) == ""
    desk.fact(desk.line("basket"), first)
    third = reissued(desk, reissued(desk, first))
    assert reason(desk, third) == "already-collected"
    row = desk.bind(third)
    assert row.moved == ["basket"]
    assert desk.due("basket") == 0
    assert reason(desk, as_it_stands(desk, third)) == "already-collected"


def test_late_fact_on_the_old_card_counts_for_the_new_one(desk: Desk) -> None:
    """A tablet without the site gave a bed on a card that was replaced meanwhile; its taking back counts too."""
    lost = desk.card
    new = replaced(desk, lost, desk.blank_card())
    fact = desk.fact(desk.line(BED), lost)
    assert "card-revoked" in (fact.row.flags or [])
    assert reason(desk, new) == "already-collected"
    desk.write(lambda tx: void_handout(tx, fact.row.id, desk.act(), "mistake", "lead"))
    assert reason(desk, new) == ""


def test_both_had_taken_is_a_flag(desk: Desk) -> None:
    """The blank one slept too while it was nobody's: the row says so, and nothing is undone."""
    blank = desk.blank_card()
    assert [reason(desk, card) for card in (desk.card, blank)] == ["", ""]
    swap = Swap(lost=desk.card.card, blank=blank.card, household=desk.household.household)
    row, _ = desk.write(lambda tx: replace_card(tx, swap, desk.book.versions, LEAD))
    assert (row.replaces, row.collisions) == ([desk.card.card], [BED])
    assert reason(desk, as_it_stands(desk, blank)) == "already-collected"


@pytest.mark.parametrize("seed", range(6))
def test_never_more_than_one_bed_a_night_whatever_becomes_of_the_card(tmp_path: Path, seed: int) -> None:
    """Thirty acts by chance on one sleeper's cards: one bed by the rules at most, and a rebuilt site agrees."""
    desk, chance = with_beds(tmp_path), random.Random(seed)
    ever, given = [desk.blank_card()], 0
    for _ in range(30):
        present = as_it_stands(desk, ever[-1])
        match chance.randrange(4):
            case 0:
                given += isinstance(desk.give(BED, present).row, Handout)
            case 1:
                ever.append(reissued(desk, present))
            case 2 if present.household is None:
                desk.bind(present)
            case 2:
                ever.append(replaced(desk, present, desk.blank_card()))
            case _:
                old = as_it_stands(desk, chance.choice(ever))
                assert old.card == present.card or isinstance(desk.give(BED, old).row, Refusal)
    assert given <= 1
    assert set(kin_of(desk.connection, ever[-1].card)) == {row.card for row in ever[:-1]}
    before = tables(desk.connection)
    with closing(desk.site.connect()) as source:
        desk.connection.execute("BEGIN IMMEDIATE")
        empty(desk.connection)
        project_all(source, desk.connection)
        after = tables(desk.connection)
        desk.connection.execute("ROLLBACK")
    assert after == before


def tables(connection: Connection) -> dict[str, list[str]]:
    """What the tables of cards and takings hold."""
    names = ("cards", "card_heirs", "takings")
    return {
        name: sorted(map(repr, connection.execute(f"SELECT {TABLES[name]} FROM {name}").fetchall()))  # noqa: S608  our own tables
        for name in names
    }
