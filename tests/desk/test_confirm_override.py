"""What the lead gives although the rules refuse it, and the second person who may follow until the day's close."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint import ids
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import EventId
from fieldpoint.core.rules.facts import Approval
from fieldpoint.desk.act import Act
from fieldpoint.desk.close_day import close_day, day_sheet
from fieldpoint.desk.confirm_override import confirm_override
from fieldpoint.desk.hand_out import Answered
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import log
from fieldpoint.store.programmes import rule_book
from tests.desk.support import TOMORROW, Desk
from tests.rules import make_programme
from tests.store.replay import replayed

TOGETHER = Approval(lead="lead", second="deputy")
ALONE = Approval(lead="lead")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till at which a programme runs whose overrides ask for two people."""
    made = Desk(tmp_path)
    take_in(made.site, [make_programme("kit", item="dowry-kit", override="lead-and-second")])
    made.book = rule_book(made.connection)
    made.give("kit")
    return made


def override(desk: Desk, approval: Approval | None, programme: str = "kit") -> Answered:
    """What comes of a refused line that somebody takes upon them."""
    refused = desk.give(programme)
    assert isinstance(refused.row, Refusal)
    return desk.hand_out(replace(desk.line(programme), overrides=refused.row.id, approval=approval))


def confirm(desk: Desk, ref: EventId, second: str = "deputy", act: Act | None = None) -> tuple[EventId, int]:
    """The row of a confirmation and its number."""
    row, stands = desk.write(lambda tx: confirm_override(tx, ref, second, act or desk.act()))
    return row.id, stands.seq


def refusal_of(desk: Desk, ref: EventId, second: str = "deputy") -> Code:
    """Why a confirmation is not taken."""
    with pytest.raises(FieldpointError) as refused:
        confirm(desk, ref, second)
    return refused.value.code


def test_override_of_one_person_is_marked_until_a_second_confirms(desk: Desk) -> None:
    """The day counts what nobody has confirmed; a repeat of the confirmation writes nothing."""
    alone, together = override(desk, ALONE), override(desk, TOGETHER)
    assert isinstance(alone.row, Handout)
    assert isinstance(together.row, Handout)
    assert (alone.row.flags, bool(together.row.flags)) == (["second-missing"], False)
    assert day_sheet(desk.connection).row.flags == {"second-missing": 1}
    act = desk.act()
    first = confirm(desk, alone.row.id, act=act)
    assert confirm(desk, alone.row.id, act=act) == first
    assert log.verify(desk.connection) == first[1]
    before, after = replayed(desk.connection)
    assert after == before
    assert desk.write(lambda tx: close_day(tx, "lead")).row.flags == {}


def test_what_nobody_confirmed_stands_in_the_closed_report(desk: Desk) -> None:
    """After the close it is too late, on the next day too, and the next report does not count it again."""
    left = override(desk, ALONE).row.id
    assert desk.write(lambda tx: close_day(tx, "lead")).row.flags == {"second-missing": 1}
    assert refusal_of(desk, left) is Code.CONFIRMATION_LATE
    desk.write(lambda tx: open_day(tx, TOMORROW, "lead", anyway=True))
    assert refusal_of(desk, left) is Code.CONFIRMATION_LATE
    assert day_sheet(desk.connection).row.flags == {}


def test_refusal_is_overridden_once(desk: Desk) -> None:
    """A second override of it is a conflict that writes nothing; the first one's id again gives its first answer."""
    refused = desk.give("kit").row.id
    line = replace(desk.line("kit"), overrides=refused, approval=ALONE)
    first = desk.hand_out(line)
    with pytest.raises(FieldpointError) as told:
        desk.hand_out(replace(desk.line("kit"), overrides=refused, approval=TOGETHER))
    assert told.value.code is Code.ALREADY_OVERRIDDEN
    assert desk.hand_out(line) == first
    assert log.verify(desk.connection) == first.stands.seq
    before, after = replayed(desk.connection)
    assert after == before


def test_what_was_taken_back_waits_for_nobody(desk: Desk) -> None:
    """A voided override is not counted as unconfirmed at the close, whether it had been confirmed or not."""
    lone, confirmed, left = (override(desk, ALONE).row.id for _ in range(3))
    confirm(desk, confirmed)
    for ref in (lone, confirmed):
        desk.write(lambda tx, ref=ref: void_handout(tx, ref, desk.act(), "mistake", "lead"))
    assert refusal_of(desk, lone) is Code.CONFIRMATION_NOT_AWAITED
    assert desk.write(lambda tx: close_day(tx, "lead")).row.flags == {"second-missing": 1}
    assert refusal_of(desk, left) is Code.CONFIRMATION_LATE


def test_confirmation_must_be_awaited_and_by_another_person(desk: Desk) -> None:
    """Not by the lead, not twice, not where the rule asks one person or two were there; not of a refusal."""
    alone, together = override(desk, ALONE).row.id, override(desk, TOGETHER).row.id
    desk.give("basket")
    basket = override(desk, ALONE, "basket").row.id
    assert refusal_of(desk, alone, "lead") is Code.SECOND_PERSON_SAME
    confirm(desk, alone)
    for ref in (alone, together, basket):
        assert refusal_of(desk, ref) is Code.CONFIRMATION_NOT_AWAITED
    for ref in (desk.give("kit").row.id, ids.new_event_id()):
        assert refusal_of(desk, ref) is Code.HANDOUT_UNKNOWN


def test_id_of_a_confirmation_stands_for_nothing_else(desk: Desk) -> None:
    """The same id for another person is a conflict, and so is the id of a handout."""
    alone, act = override(desk, ALONE).row.id, desk.act()
    confirm(desk, alone, act=act)
    for second, taken in (("other", act), ("deputy", replace(act, event_id=alone))):
        with pytest.raises(FieldpointError) as refused:
            confirm(desk, alone, second, taken)
        assert refused.value.code is Code.EVENT_ID_REUSED


@pytest.mark.parametrize(
    ("approval", "code"),
    [(None, Code.REQUEST_INVALID), (Approval(lead="lead", second="lead"), Code.SECOND_PERSON_SAME)],
)
def test_override_needs_a_lead_and_not_the_same_twice(desk: Desk, approval: Approval | None, code: Code) -> None:
    """Nothing is written of an override that nobody takes upon them, or one person as two."""
    with pytest.raises(FieldpointError) as refused:
        override(desk, approval)
    assert refused.value.code is code
    assert desk.connection.execute("SELECT count(*) FROM takings").fetchone() == (1,)


def test_word_of_a_lead_without_a_refusal_is_no_override(desk: Desk) -> None:
    """Who gives what was never refused needs no lead, and may not name one."""
    with pytest.raises(FieldpointError) as refused:
        desk.hand_out(replace(desk.line("basket"), approval=ALONE))
    assert refused.value.code is Code.REQUEST_INVALID


def test_repeat_that_overrides_something_else_is_another_handout(desk: Desk) -> None:
    """The id of a plain line is not taken for an override of it."""
    refused = desk.give("kit").row
    line = replace(desk.line("kit"), overrides=refused.id, approval=ALONE)
    first = desk.hand_out(line)
    assert desk.hand_out(line) == first
    with pytest.raises(FieldpointError) as told:
        desk.hand_out(replace(line, overrides=None, approval=None))
    assert told.value.code is Code.HANDOUT_ID_REUSED


def test_collector_of_another_household_is_unknown(desk: Desk) -> None:
    """A member of this household may be named, nobody else."""
    stranger = desk.another("00002")[0].members[0].person
    own = desk.household.members[0].person
    assert isinstance(desk.hand_out(replace(desk.line("basket"), collector=own)).row, Handout)
    with pytest.raises(FieldpointError) as refused:
        desk.hand_out(replace(desk.line("basket"), collector=stranger))
    assert refused.value.code is Code.MEMBER_UNKNOWN
