"""The complete rules over a real database: strangers, full shelters, exclusions, overrides, versions, the moon."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from fieldpoint import ids
from fieldpoint.clock import Trust
from fieldpoint.core.card import CardName
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import EventId, PersonId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.core.rules.facts import Approval
from fieldpoint.core.rules.period import Weekly
from fieldpoint.core.rules.programme import CollectorRule, Programme, SiteCap
from fieldpoint.core.rules.window import Window
from fieldpoint.desk.hand_out import Answered, AskedLine, Place, hand_out
from fieldpoint.desk.look import Shown, look, read_holder, without_card
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import move_moon, take_in
from fieldpoint.errors import Code, Conflict, NotAllowed
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.takings import READ_HANDED, READ_ONE, READ_TAKEN
from fieldpoint.store.transaction import transaction_on
from tests.rules import make_meal, make_programme
from tests.support import NOON, add_card, make_household, make_person, make_site, member_ids

PLACE = Place(desk="d1", tab="t01", operator="desk")
PACKAGED = {one.code: one for one in packaged_programmes()}


class Desk:
    """A desk of a site with a household of two and some more programmes."""

    def __init__(self, folder: Path, *more: Programme) -> None:
        self.site = make_site(folder / "site")
        take_in(self.site, more)
        self.household: Household = make_household(make_person(1), make_person(2))
        card = add_card(self.site, self.household)
        self.card = CardName(card=card.card, kid=card.kid, serial=card.serial)
        self.stranger = CardName(card=ids.new_card_id(), kid=card.kid, serial=1)
        self.connection = self.site.connect()

    def ask(self, programme: str, *members: PersonId, shown: CardName | Shown | None = None, **given: Any) -> Answered:
        """The answer to one line, by the rules as they stand now."""
        given = {"handout_id": ids.new_event_id(), "tseq": 1, "quantity": 1} | given
        line = AskedLine(programme=ProgrammeCode(programme), members=members, **given)
        with transaction_on(self.connection, NOON) as tx:
            who = shown if isinstance(shown, Shown) else read_holder(self.connection, shown or self.card)
            return hand_out(tx, rule_book(self.connection), who, line, PLACE)

    def due(self, programme: str, shown: CardName | None = None) -> Any:
        """What a look says of one programme."""
        book = rule_book(self.connection)
        seen = look(self.connection, book, shown or self.card, moment_at(self.connection, NOON, book.zone))
        return next(one.due for one in seen.dues if one.programme.code == programme)


def told(answered: Answered) -> str:
    """The reason of a refusal, or the item of a handout."""
    return answered.row.reason if isinstance(answered.row, Refusal) else answered.row.item


def test_a_stranger_eats_once_on_a_card_and_again_without_one(tmp_path: Path) -> None:
    """An unknown card has one meal a day under its own id; without a card each line is somebody else."""
    desk = Desk(tmp_path)
    first = desk.ask("hot-meal", shown=desk.stranger)
    assert isinstance(first.row, Handout)
    assert (first.row.hh, first.row.card, first.row.members) == (None, desk.stranger.card, [])
    assert first.row.flags == ["card-unknown"]
    assert told(desk.ask("hot-meal", shown=desk.stranger)) == "already-collected"
    assert told(desk.ask("basket", shown=desk.stranger)) == "card-unknown"
    lines = [ids.new_event_id() for _ in range(2)]
    assert [told(desk.ask("hot-meal", shown=without_card(line), handout_id=line)) for line in lines] == ["hot-meal"] * 2
    assert told(desk.ask("basket", shown=without_card(EventId("A" * 22)))) == "not-registered"


def test_full_shelter_gives_floor_places_and_then_names_the_cap(tmp_path: Path) -> None:
    """Two beds and one floor place for four strangers; who has a bed has no second one."""
    bed = msgspec.structs.replace(
        PACKAGED["bed-night"], site_cap=SiteCap(count=2, overflow=1, overflow_item="floor-place")
    )
    desk = Desk(tmp_path, bed)
    lines = [ids.new_event_id() for _ in range(3)]
    given = [told(desk.ask("bed-night"))]
    given += [told(desk.ask("bed-night", shown=without_card(line), handout_id=line)) for line in lines]
    assert given == ["bed-night", "bed-night", "floor-place", "site-cap-reached"]
    assert told(desk.ask("bed-night")) == "already-collected"


def test_row_of_a_bed_names_no_household(tmp_path: Path) -> None:
    """Where somebody slept stands under a card only, although the card has a household."""
    answered = Desk(tmp_path, PACKAGED["bed-night"]).ask("bed-night")
    assert (answered.row.hh, answered.row.members, answered.row.cycle[0]) == (None, [], "N")


def test_what_was_taken_instead_excludes_in_both_directions(tmp_path: Path) -> None:
    """Who has had the hot meal has no cold one, and the other way round; the refusal names the other handout."""
    desk = Desk(tmp_path, PACKAGED["cold-meal"])
    one, other = member_ids(desk.household)
    hot = desk.ask("hot-meal", one)
    refused = desk.ask("cold-meal", one)
    assert isinstance(refused.row, Refusal)
    assert (refused.row.reason, refused.row.earlier, refused.row.next) == (
        "excluded-by-other",
        hot.row.id,
        "1405-09-02",
    )
    desk.ask("cold-meal", other)
    assert told(desk.ask("hot-meal", other)) == "excluded-by-other"
    assert desk.due("hot-meal").quantity == 0


def test_lead_overrides_a_refusal_without_a_claim(tmp_path: Path) -> None:
    """The override names the refused line, the lead and the second person, counts, and takes no slot."""
    desk = Desk(tmp_path)
    desk.ask("basket")
    refused = desk.ask("basket")
    given = desk.ask("basket", overrides=refused.row.id, approval=Approval(lead="lead", second="deputy"))
    assert isinstance(given.row, Handout)
    assert (given.row.overrides, given.row.op, given.row.second) == (refused.row.id, "lead", "deputy")
    assert desk.connection.execute("SELECT count(*) FROM takings WHERE slot > 0").fetchone() == (1,)
    assert desk.connection.execute("SELECT sum(qty) FROM takings").fetchone() == (2,)


def test_nothing_is_overridden_that_was_not_refused(tmp_path: Path) -> None:
    """An override of a granted line, or of another programme's refusal, is not allowed."""
    desk = Desk(tmp_path)
    granted = desk.ask("basket")
    with pytest.raises(NotAllowed) as refused:
        desk.ask("basket", overrides=granted.row.id, approval=Approval(lead="lead"))
    assert refused.value.code is Code.OVERRIDE_NOT_ALLOWED


def test_child_is_not_sent_home_for_being_the_wrong_collector(tmp_path: Path) -> None:
    """A stranger is refused, a grown member is not, and the lead confirms anybody once; the row says so."""
    rule = make_programme("box", item="food-basket", quantity=2, collector=CollectorRule(who="alternates", age_from=15))
    desk = Desk(tmp_path, rule)
    assert told(desk.ask("box")) == "collector-not-registered"
    assert told(desk.ask("box", collector=desk.household.members[1].person)) == "food-basket"
    confirmed = desk.ask("box", one_time_alternate=True)
    assert isinstance(confirmed.row, Handout)
    assert confirmed.row.flags == ["one-time-alternate"]


def test_change_in_mid_period_keeps_what_was_taken(tmp_path: Path) -> None:
    """With two baskets a month from now on, who has had one is due one; each row names its own version."""
    desk = Desk(tmp_path)
    desk.ask("basket")
    take_in(desk.site, [msgspec.structs.replace(PACKAGED["basket"], version=2, quantity=2)])
    assert desk.due("basket").quantity == 1
    assert desk.ask("basket").row.rule == "basket@2"
    assert told(desk.ask("basket")) == "already-collected"


def test_version_of_later_is_not_yet_in_force(tmp_path: Path) -> None:
    """A version with a first day to come leaves the one before in force until then."""
    desk = Desk(tmp_path)
    take_in(desk.site, [msgspec.structs.replace(PACKAGED["basket"], version=2, in_force_from="1405-10-01")])
    assert desk.ask("basket").row.rule == "basket@1"


def test_other_periods_begin_on_a_day_to_come(tmp_path: Path) -> None:
    """A basket a week instead of a month would forget this month's; from the first day of the next month it may."""
    desk = Desk(tmp_path)
    weekly = msgspec.structs.replace(PACKAGED["basket"], version=2, period=Weekly())
    with pytest.raises(Conflict) as refused:
        take_in(desk.site, [weekly])
    assert refused.value.code is Code.PROGRAMME_PERIOD_CHANGED
    assert take_in(desk.site, [msgspec.structs.replace(weekly, in_force_from="1405-10-01")])


def test_same_version_with_other_content_is_refused(tmp_path: Path) -> None:
    """Rows name code and version, so neither ever means something else; nothing of the list is taken in."""
    desk = Desk(tmp_path)
    changed = msgspec.structs.replace(PACKAGED["basket"], quantity=5)
    with pytest.raises(Conflict) as refused:
        take_in(desk.site, [PACKAGED["toys"], changed])
    assert refused.value.code is Code.PROGRAMME_VERSION_TAKEN
    assert "toys" not in rule_book(desk.connection).on(None).programmes
    assert take_in(desk.site, [PACKAGED["basket"]]) == []


def test_site_moves_the_moon(tmp_path: Path) -> None:
    """The first of Ramadan is the day before, where the moon was seen a day earlier."""
    window = (Window(first="1405-09-02", last="1405-09-03", moon=True),)
    moved = make_meal("eid", item="hot-meal", window=window)
    desk = Desk(tmp_path, moved)
    assert desk.due("eid").reason == "before-window"
    move_moon(desk.site, "eid", -1)
    assert desk.due("eid").quantity == 2


def test_clock_that_fell_back_is_suspect_and_a_day_confirms_it(tmp_path: Path) -> None:
    """Behind the moment at which the day was opened the hour is not told; an unconfirmed clock tells none either."""
    desk = Desk(tmp_path)
    fallen = moment_at(desk.connection, replace(NOON, wall_ms=0), "Asia/Tehran")
    assert (fallen.suspect, fallen.minute) == (True, None)
    unsure = moment_at(desk.connection, replace(NOON, trust=Trust.UNKNOWN), "Asia/Tehran")
    assert (unsure.suspect, unsure.minute) == (False, None)
    assert moment_at(desk.connection, NOON, "Asia/Tehran").minute is not None


@pytest.mark.parametrize(
    ("query", "values"),
    [
        (READ_TAKEN.format(pairs="(?, ?), (?, ?)"), ("h", "a", "1", "b", "2")),
        (READ_ONE, ("h", "e")),
        (READ_HANDED, ("bed-night", "N1405-09-01")),
    ],
)
def test_hot_queries_go_by_index(tmp_path: Path, query: str, values: tuple[str, ...]) -> None:
    """SQLite searches an index for each of them and walks through no table."""
    desk = Desk(tmp_path)
    plan = [row[3] for row in desk.connection.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()]
    takings = [step for step in plan if "takings" in step]
    assert takings
    assert all(step.startswith("SEARCH") for step in takings)


@pytest.mark.parametrize("wall_ms", [-(10**13), 10**13], ids=["before 1970", "after 2110"])
def test_clock_outside_the_calendar_still_has_a_day(tmp_path: Path, wall_ms: int) -> None:
    """Whatever year an empty battery names, a card can be looked at."""
    desk = Desk(tmp_path)
    moment = moment_at(desk.connection, replace(NOON, wall_ms=wall_ms), "Asia/Tehran")
    assert "1348-01-01" <= moment.clock_day <= "1500-12-30"
