"""A line becomes a row: granted or refused, once, and the same again."""

from pathlib import Path

import pytest

from fieldpoint import ids
from fieldpoint.clock import Reading, Trust
from fieldpoint.core.card import CardName
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import CardId, PersonId, ProgrammeCode
from fieldpoint.database import Connection
from fieldpoint.desk.hand_out import Answered, AskedLine, Place, hand_out
from fieldpoint.desk.look import look, read_holder
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import log
from fieldpoint.store.cards import CardRow
from fieldpoint.store.programmes import programmes
from fieldpoint.store.transaction import transaction_on
from tests.support import NOON, TODAY, add_card, make_household, make_person, make_site, member_ids

PLACE = Place(desk="d1", tab="t01", operator="desk")


class Till:
    """A small till over a real database."""

    def __init__(self, folder: Path, *, members: int = 1, open_day: bool = True) -> None:
        self.site = make_site(folder / "site", TODAY if open_day else None)
        self.household = make_household(*(make_person(number) for number in range(1, members + 1)))
        self.card: CardRow = add_card(self.site, self.household)
        self.connection: Connection = self.site.connect()
        self.programmes = {one.name: one for one in programmes(self.connection)}

    def name(self) -> CardName:
        """The card as its token names it."""
        return CardName(card=self.card.card, kid=self.card.kid, serial=self.card.serial)

    def ask(self, line: AskedLine, name: CardName | None = None) -> Answered:
        """The answer to one line in a transaction of its own."""
        with transaction_on(self.connection, NOON) as tx:
            shown = read_holder(self.connection, name or self.name())
            return hand_out(tx, self.programmes, shown, line, PLACE)


def line(programme: str, *members: PersonId, quantity: int = 1) -> AskedLine:
    """A line with a new id."""
    return AskedLine(
        handout_id=ids.new_event_id(),
        tseq=1,
        programme=ProgrammeCode(programme),
        quantity=quantity,
        members=members,
    )


@pytest.fixture
def till(tmp_path: Path) -> Till:
    """A till with one household of three."""
    return Till(tmp_path, members=3)


def test_granted_line_is_a_row_of_the_log(till: Till) -> None:
    """The row stands in the chain with the period, the day and the receipt's place."""
    answered = till.ask(line("basket"))
    found = log.find(till.connection, answered.row.id)
    assert isinstance(answered.row, Handout)
    assert found == (answered.row, answered.stands)
    assert (answered.row.cycle, answered.row.day, answered.row.rule) == ("1405-09", TODAY, "basket@1")
    assert log.verify(till.connection) == answered.stands.seq


def test_second_line_is_refused_and_names_the_first(till: Till) -> None:
    """The refusal is a row too, with the first handout's id, time and desk."""
    first = till.ask(line("basket"))
    second = till.ask(line("basket"))
    assert isinstance(second.row, Refusal)
    assert (second.row.reason, second.row.earlier, second.row.next) == ("already-collected", first.row.id, "1405-10-01")
    assert second.earlier is not None
    assert (second.earlier.at, second.earlier.desk) == (NOON.wall_ms, "d1")


@pytest.mark.parametrize("again", ["granted", "refused"])
def test_same_id_gives_the_same_answer(till: Till, again: str) -> None:
    """Repeating an id writes nothing and answers as the first time."""
    if again == "refused":
        till.ask(line("basket"))
    asked = line("basket")
    first = till.ask(asked)
    assert till.ask(asked) == first
    assert log.verify(till.connection) == first.stands.seq


def test_id_of_another_handout_is_a_conflict(till: Till) -> None:
    """The same id for another quantity is no repeat."""
    asked = line("bread", till.household.members[0].person)
    till.ask(asked)
    other = AskedLine(handout_id=asked.handout_id, tseq=2, programme=asked.programme, quantity=2, members=asked.members)
    with pytest.raises(FieldpointError) as refused:
        till.ask(other)
    assert refused.value.code is Code.HANDOUT_ID_REUSED


def test_present_members_take_and_the_others_stay_due(till: Till) -> None:
    """Two of three meals are taken; a look shows the third."""
    people = member_ids(till.household)
    till.ask(line("hot-meal", *people[:2], quantity=2))
    seen = look(till.connection, list(till.programmes.values()), till.name(), TODAY)
    meal = next(one for one in seen.dues if one.programme.code == "hot-meal")
    assert [left.quantity for left in meal.due.members.values()] == [0, 0, 1]


def test_person_of_another_household_is_no_member(till: Till) -> None:
    """A line cannot name somebody else's person."""
    with pytest.raises(FieldpointError) as refused:
        till.ask(line("hot-meal", ids.new_person_id()))
    assert refused.value.code is Code.MEMBER_UNKNOWN


def test_unknown_programme_is_not_found(till: Till) -> None:
    """A programme that does not run here is an error of the asker, not a refusal of the family."""
    with pytest.raises(FieldpointError) as refused:
        till.ask(line("no-such"))
    assert refused.value.code is Code.PROGRAMME_UNKNOWN


def test_genuine_card_that_the_site_does_not_know_is_refused_in_a_row(till: Till) -> None:
    """A card of another site leaves a refusal with its card id and no household."""
    stranger = CardName(card=CardId(ids.new_card_id()), kid=till.card.kid, serial=1)
    answered = till.ask(line("basket"), stranger)
    assert isinstance(answered.row, Refusal)
    assert (answered.row.reason, answered.row.card, answered.row.hh) == ("card-unknown", stranger.card, None)


def test_older_print_of_a_card_is_blocked(till: Till) -> None:
    """A token of another print serial asks for the newer print."""
    older = CardName(card=till.card.card, kid=till.card.kid, serial=till.card.serial + 1)
    answered = till.ask(line("basket"), older)
    assert isinstance(answered.row, Refusal)
    assert answered.row.reason == "card-blocked"


def test_nothing_is_handed_out_before_the_day_is_open(tmp_path: Path) -> None:
    """The refusal is recorded although no day is open."""
    answered = Till(tmp_path, open_day=False).ask(line("basket"))
    assert isinstance(answered.row, Refusal)
    assert (answered.row.reason, answered.row.day) == ("day-not-open", None)


def test_log_holds_no_name(till: Till) -> None:
    """No line of the log carries a name, a code or a neighbourhood."""
    till.ask(line("basket"))
    text = b"\n".join(line for (line,) in till.connection.execute("SELECT line FROM log").fetchall()).decode()
    person = till.household.members[0]
    for secret in (person.given_name, person.family_name, till.household.neighbourhood, f'"{till.household.code}"'):
        assert secret not in text


def test_row_names_those_who_received(till: Till) -> None:
    """Of two who are asked for, one has eaten already; the row names the other, and a repeat still answers."""
    first, second, _ = member_ids(till.household)
    till.ask(line("hot-meal", first))
    asked = line("hot-meal", first, second)
    answered = till.ask(asked)
    assert answered.row.members == [second]
    assert till.ask(asked) == answered


def test_member_is_named_once(till: Till) -> None:
    """A line that names somebody twice is out of form."""
    person = till.household.members[0].person
    with pytest.raises(FieldpointError) as refused:
        till.ask(line("hot-meal", person, person))
    assert refused.value.code is Code.REQUEST_INVALID


def test_unknown_card_has_no_members(till: Till) -> None:
    """Whatever a tablet writes there, nothing of it reaches the log."""
    stranger = CardName(card=CardId(ids.new_card_id()), kid=till.card.kid, serial=1)
    asked = line("hot-meal", PersonId("CANARYCANAQ"))
    answered = till.ask(asked, stranger)
    assert answered.row.members == []
    assert till.ask(asked, stranger) == answered


def test_date_confirmed_by_another_program_is_known_at_once(till: Till) -> None:
    """A row is stamped with the trust that this boot's clock has by now."""
    unsure = Reading(boot=1, mono_ms=2_000, wall_ms=NOON.wall_ms, trust=Trust.UNKNOWN)
    with transaction_on(till.connection, unsure) as tx:
        assert tx.stamp()["tq"] == Trust.CONFIRMED
