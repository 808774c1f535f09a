"""Rounds over a real database: who stands on a list, who is given it, how it ends."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from fieldpoint import ids
from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.names import EventId, Head, ProgrammeCode, TabletId
from fieldpoint.core.rounds.rows import RoundBack, RoundOut
from fieldpoint.database import transaction
from fieldpoint.desk.act import Act
from fieldpoint.desk.rounds.rounds import MOST_DOORS, Plan, Told, bring_back, end_round, make_round, take_list
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store.repair.projections import project
from fieldpoint.store.rounds.rounds import Door, Round, find_round
from fieldpoint.store.transaction import LogHead
from fieldpoint.store.witness_form import NO_RECORD, rows_after
from tests.desk.support import Desk
from tests.device import paired
from tests.support import add_card, make_household, make_person

BASKET = ProgrammeCode("basket")


class Lead(Desk):
    """A site with two elderly households, one of them elsewhere, and a tablet."""

    def __init__(self, folder: Path, doors: int = 2) -> None:
        super().__init__(folder)
        self.old = [
            make_household(make_person(tags=("سالمند",)), make_person(2), code=f"0050{number}")
            for number in range(doors)
        ]
        self.cards = [add_card(self.site, one) for one in self.old]
        self.tablet, self.other = (paired(self.site)[0].tablet for _ in range(2))

    def by(self, tablet: TabletId | None = None, event_id: EventId | None = None) -> Act:
        """An act of the lead, or of a tablet."""
        return Act(operator="lead", desk="d1", tab=tablet, event_id=event_id or ids.new_event_id())

    def make(self, tablet: TabletId | None = None, **given: Any) -> EventId:
        """A round of elderly people."""
        plan = Plan(programmes=(BASKET,), carrier=tablet or self.tablet, tags=("سالمند", "معلول"))
        plan = replace(plan, **given)
        return self.write(lambda tx: make_round(tx, self.book, plan, self.by())).row.id

    def take(self, act_id: EventId, tablet: TabletId | None = None) -> list[Door]:
        """The list, as its tablet fetches it."""
        return self.write(lambda tx: take_list(tx, tablet or self.tablet, act_id))[1]

    def back(
        self, name: EventId, *counts: int, tablet: TabletId | None = None, act_id: EventId | None = None
    ) -> RoundBack:
        """The tablet tells."""
        given, absent, declined = counts
        told = Told(given=given, absent=absent, declined=declined)
        row = self.write(lambda tx: bring_back(tx, name, told, self.by(tablet or self.tablet, act_id))).row
        assert isinstance(row, RoundBack)
        return row

    def round(self, name: EventId) -> Round:
        """The round as it stands."""
        found = find_round(self.connection, name)
        assert found is not None
        return found

    def kept(self) -> int:
        """How many doors the site still knows of any round."""
        return len(self.connection.execute("SELECT round FROM round_doors").fetchall())


@pytest.fixture
def lead(tmp_path: Path) -> Lead:
    """A lead at work."""
    return Lead(tmp_path)


@contextmanager
def refused(code: Code) -> Generator[None]:
    """The act is refused by this code."""
    with pytest.raises(FieldpointError) as said:
        yield
    assert said.value.code is code


def test_list_has_whoever_is_entitled_and_tagged_in_the_order_of_the_walk(lead: Lead) -> None:
    """Codes, short codes and what is due; the untagged household of the site is not on it."""
    lead.make()
    doors = lead.take(ids.new_event_id())
    assert [(one.code, one.short) for one in doors] == [
        (home.code, card.short) for home, card in zip(lead.old, lead.cards, strict=True)
    ]
    assert [(one.programme, one.quantity) for one in doors[0].lines] == [("basket", 1)]


def test_who_had_it_already_stands_on_no_list(lead: Lead) -> None:
    """The rules decide as at a scan."""
    lead.give("basket", lead.cards[0])
    lead.make()
    assert [one.short for one in lead.take(ids.new_event_id())] == [lead.cards[1].short]


def test_a_neighbourhood_narrows_the_list(lead: Lead) -> None:
    """Where nobody lives there is no round, and no row."""
    with refused(Code.ROUND_NONE):
        lead.make(neighbourhood="جای دیگر")
    lead.make(neighbourhood="راه‌آهن", tags=())
    assert len(lead.take(ids.new_event_id())) == 3


def test_one_list_is_given_once(lead: Lead) -> None:
    """The act that was given it may ask again, for an answer may be lost; no other act and no other tablet may."""
    lead.make()
    act_id = ids.new_event_id()
    assert lead.take(act_id) == lead.take(act_id)
    with refused(Code.ROUND_OUT):
        lead.take(ids.new_event_id())
    with refused(Code.ROUND_NONE):
        lead.take(ids.new_event_id(), lead.other)


def test_nobody_is_on_two_lists(lead: Lead) -> None:
    """A tablet carries one round, and a household that is to be visited stands on no second list until it is over."""
    name = lead.make()
    with refused(Code.ROUND_OUT):
        lead.make()
    with refused(Code.ROUND_NONE):
        lead.make(lead.other)
    lead.back(name, 0, 2, 0)
    lead.make(lead.other)


def test_round_that_is_back_is_forgotten_door_by_door(lead: Lead) -> None:
    """The counts stand in the log once, however often they are told; the doors stand nowhere."""
    name = lead.make()
    lead.take(ids.new_event_id())
    act_id = ids.new_event_id()
    row = lead.back(name, 1, 0, 0, act_id=act_id)
    assert (row.given, row.absent, row.declined, row.left) == (1, 0, 0, 1)
    assert lead.back(name, 1, 0, 0, act_id=act_id) == row
    found = lead.round(name)
    assert (found.given, found.taken, lead.kept()) == (1, False, 0)


def test_another_tablet_brings_no_round_back(lead: Lead) -> None:
    """Nor does its own with more doors than there are."""
    name = lead.make()
    with refused(Code.ROUND_NONE):
        lead.back(name, 1, 0, 0, tablet=lead.other)
    with refused(Code.REQUEST_INVALID):
        lead.back(name, 2, 1, 0)


def test_lead_ends_a_round_and_its_facts_and_counts_come_later(lead: Lead) -> None:
    """The list is closed at once; what was given at a door counts all the same, and the tablet's word is added."""
    name = lead.make()
    lead.take(ids.new_event_id())
    lead.write(lambda tx: end_round(tx, name, lead.by()))
    with refused(Code.ROUND_NONE):
        lead.write(lambda tx: end_round(tx, name, lead.by()))
    assert (lead.round(name).given, lead.kept()) == (None, 0)
    done = lead.fact(lead.line("basket"), lead.cards[0])
    assert done.row.hh == lead.old[0].household
    lead.back(name, 1, 1, 0)
    assert lead.round(name).given == 1


def test_rows_name_no_household(lead: Lead) -> None:
    """What is said of a round is how many doors it has, and on which tablet it went."""
    name = lead.make()
    lead.back(name, 2, 0, 0)
    lines = [line for (line,) in lead.connection.execute("SELECT line FROM log WHERE type LIKE 'round.%'")]
    rows = [decode_row(line) for line in lines]
    assert [type(row) for row in rows] == [RoundOut, RoundBack]
    for one, card in zip(lead.old, lead.cards, strict=True):
        for line in lines:
            assert not {one.household, one.code, card.short} & set(line.decode().split('"'))


def test_rounds_are_made_from_the_log_again(lead: Lead) -> None:
    """A rebuild ends with the same rounds."""
    lead.back(lead.make(), 1, 1, 0)
    lead.make()
    before = lead.rows("rounds")
    with transaction(lead.connection):
        lead.connection.execute("DELETE FROM rounds")
        for record in list(rows_after(lead.connection, NO_RECORD.place)):
            row = decode_row(record.line)
            if isinstance(row, RoundOut | RoundBack):
                project(lead.connection, LogHead(record.epoch_no, record.seq, Head(record.head)), row)
    assert (lead.rows("rounds"), lead.kept()) == (before, 2)


def test_a_round_is_no_longer_than_a_day(tmp_path: Path) -> None:
    """Sixty doors and no more."""
    lead = Lead(tmp_path, doors=0)
    for number in range(MOST_DOORS + 2):
        add_card(lead.site, make_household(make_person(tags=("معلول",)), code=f"1{number:04}"))
    lead.make()
    assert len(lead.take(ids.new_event_id())) == MOST_DOORS
