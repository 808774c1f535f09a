"""What was handed over while the site could not be asked is never refused, and counts the same in any order."""

from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint import ids
from fieldpoint.core.card import ShortCode, make_short_code
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import Day, EventId, ProgrammeCode
from fieldpoint.core.rules.period import Nightly
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.enter_paper_line import PaperLine, enter_paper_line
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.record_fact import FactLine, find_holder, record_fact
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.desk.stock.tally import Told, tally
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import log
from fieldpoint.store.programmes import rule_book
from tests.desk.support import LEAD, PLACE, TOMORROW, Desk
from tests.rules import make_programme
from tests.support import TODAY


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till with one household of three."""
    return Desk(tmp_path, members=3)


def test_fact_counts_and_takes_no_claim(desk: Desk) -> None:
    """After a fact nothing is due any more, and the once-only slots are untouched."""
    recorded = desk.fact(desk.line("basket"))
    assert (recorded.row.given, recorded.row.flags) == (True, ["after-the-fact"])
    assert desk.due("basket") == 0
    assert all(row[5] < 0 for row in desk.rows("takings"))
    assert isinstance(desk.give("basket").row, Refusal)


def test_fact_beside_a_handout_is_flagged_double_and_counts(desk: Desk) -> None:
    """F25: What was taken twice stands twice, with a flag; the void of one leaves the other."""
    given = desk.give("basket")
    double = desk.fact(desk.line("basket"))
    assert double.row.flags == ["after-the-fact", "double"]
    desk.write(lambda tx: void_handout(tx, given.row.id, LEAD, "mistake", "lead"))
    assert desk.due("basket") == 0
    desk.write(lambda tx: void_handout(tx, double.row.id, LEAD, "mistake", "lead"))
    assert desk.due("basket") == 1


def test_period_of_a_fact_is_that_of_its_day(desk: Desk) -> None:
    """A fact of an earlier month counts there and leaves this month open."""
    recorded = desk.fact(desk.line("basket"), day=Day("1405-08-30"))
    assert (recorded.row.cycle, recorded.row.flags) == ("1405-08", ["after-the-fact", "day-unknown"])
    assert desk.due("basket") == 1


@pytest.mark.parametrize(
    ("handed", "cycle"),
    [
        (None, "N1405-09-01"),
        ((Day("1405-09-02"), 40), "N1405-09-01"),  # 00:40 after midnight is this night still
        ((TODAY, 9 * 60), "N1405-08-30"),  # a bed at nine in the morning is that of the night before
        ((Day("1348-10-11"), 40), "N1405-09-01"),  # a tablet that believes it is 1970 chooses nothing
        ((Day("1405-13-40"), 40), "N1405-09-01"),
    ],
)
def test_night_of_a_fact_is_that_of_the_tablets_clock(desk: Desk, handed: tuple[Day, int] | None, cycle: str) -> None:
    """Beside the business day, which the clock cannot leave: as the site counts when it is asked."""
    take_in(desk.site, [make_programme("bed", counts_for="card", kind="bed_night", period=Nightly())])
    fact = FactLine(line=desk.line("bed"), day=TODAY, handed=handed)
    recorded = desk.write(
        lambda tx: record_fact(tx, rule_book(tx.connection), find_holder(tx.connection, desk.name()), fact, PLACE)
    )
    assert recorded.row.cycle == cycle


def test_fact_of_a_closed_day_is_late_for_it(desk: Desk) -> None:
    """After the close the row names the day it is late for, and the next report counts it."""
    desk.write(lambda tx: close_day(tx, "lead"))
    assert desk.fact(desk.line("basket")).row.late_for == TODAY
    desk.write(lambda tx: open_day(tx, TOMORROW, "lead"))
    sheet = desk.write(lambda tx: close_day(tx, "lead")).row
    assert (sheet.lines[0].given, sheet.flags["late"]) == (1, 1)


def test_same_fact_again_gives_the_same_row(desk: Desk) -> None:
    """A tablet repeats a fact until it is answered; it stands once."""
    line = desk.line("hot-meal", quantity=2)
    first, again = desk.fact(line), desk.fact(line)
    assert again == replace(first, again=True)
    assert desk.due("hot-meal") == 1


def test_fact_whose_line_was_granted_is_that_handout(desk: Desk) -> None:
    """The answer was lost, so the tablet handed over and replays: the first row is the answer."""
    line = desk.line("basket")
    granted = desk.hand_out(line)
    assert desk.fact(line).row.id == granted.row.id
    assert len(desk.rows("takings")) == 1


def test_fact_whose_line_was_refused_stands_beside_the_refusal(desk: Desk) -> None:
    """The refusal never arrived and the thing was handed over: it counts, once, under an id of its own."""
    desk.give("basket")
    line = desk.line("basket")
    refused = desk.hand_out(line)
    assert isinstance(refused.row, Refusal)
    first, again = desk.fact(line), desk.fact(line)
    assert again == replace(first, again=True)
    assert (first.row.overrides, first.row.flags) == (refused.row.id, ["after-the-fact", "double", "id-reused"])
    assert len(desk.rows("takings")) == 2


def test_facts_end_at_the_same_balances_in_any_order(tmp_path: Path) -> None:
    """Every order of the same facts leaves the same takings, but for the time they arrived at."""
    ends: set[tuple[object, ...]] = set()
    for number, order in enumerate(permutations(range(3))):
        desk = Desk(tmp_path / str(number), members=2)
        facts = [("hot-meal", 3), ("hot-meal", 1), ("basket", 1)]
        for place in order:
            desk.fact(desk.line(facts[place][0], quantity=facts[place][1]))
        people = {person.person: person.ordinal for person in desk.household.members}
        taken = desk.connection.execute("SELECT programme, cycle, counted_for, sum(qty) FROM takings GROUP BY 1, 2, 3")
        ends.add(tuple(sorted((what, cycle, people.get(who, 0), qty) for what, cycle, who, qty in taken.fetchall())))
    assert ends == {(("basket", "1405-09", 0, 1), ("hot-meal", TODAY, 1, 3), ("hot-meal", TODAY, 2, 1))}


def test_fact_of_a_suspended_card_says_so(desk: Desk) -> None:
    """What the rules would have said stands in the row."""
    desk.connection.execute("UPDATE cards SET state = 'suspended'")
    assert desk.fact(desk.line("basket")).row.flags == ["after-the-fact", "suspended"]


def test_fact_of_an_unknown_programme_is_kept(desk: Desk) -> None:
    """Even what does not run here was handed over."""
    recorded = desk.fact(desk.line("no-such"))
    assert (recorded.row.prog, recorded.row.flags) == ("no-such", ["after-the-fact", "programme-unknown"])


def test_fact_of_a_day_that_no_calendar_has_counts_for_the_open_one(desk: Desk) -> None:
    """A fact is kept whatever the tablet says; a person who types a paper line can mend it."""
    row = desk.fact(desk.line("basket"), day=Day("1405-13-01")).row
    assert (row.day, row.flags) == (TODAY, ["after-the-fact", "day-unknown"])
    short = ShortCode(text=desk.card.short)
    written = PaperLine(line=desk.line("basket"), paper="1", short=short, day=Day("1405-13-01"))
    with pytest.raises(FieldpointError) as refused:
        desk.write(lambda tx: enter_paper_line(tx, desk.book, written, PLACE))
    assert refused.value.code is Code.DAY_INVALID


def test_paper_line_keeps_its_number_and_is_flagged_when_entered_again(desk: Desk) -> None:
    """Two people enter the same emergency line: both rows stand, the second with a flag."""

    def enter() -> Handout:
        written = PaperLine(line=desk.line("basket"), paper="17", short=ShortCode(text=desk.card.short), day=TODAY)
        return desk.write(lambda tx: enter_paper_line(tx, desk.book, written, PLACE)).row

    first, second = enter(), enter()
    assert (first.paper, first.flags) == ("17", ["after-the-fact"])
    assert (second.paper, second.flags) == ("17", ["after-the-fact", "paper-again", "double"])
    assert desk.due("basket") == 0


def test_paper_line_of_an_unknown_card_keeps_its_code(desk: Desk) -> None:
    """Nobody has this card here: the row keeps what was written down, for a person to find out."""
    short = ShortCode(text=make_short_code(lambda limit: limit - 1))
    line = desk.line("basket")
    written = PaperLine(line=line, paper="3", short=short, day=TODAY)
    first = desk.write(lambda tx: enter_paper_line(tx, desk.book, written, PLACE))
    assert (first.row.card, first.row.short, first.row.flags) == (None, short.text, ["after-the-fact", "card-unknown"])
    assert desk.write(lambda tx: enter_paper_line(tx, desk.book, written, PLACE)) == replace(first, again=True)


def test_fact_under_a_used_id_is_not_lost(desk: Desk) -> None:
    """An id that stands for another row does not keep a fact out."""
    day_row = desk.connection.execute("SELECT event_id FROM log WHERE type = 'day.open'").fetchone()
    assert day_row is not None
    line = replace(desk.line("basket"), handout_id=EventId(day_row[0]))
    first = desk.fact(line)
    assert first.row.flags == ["after-the-fact", "id-reused"]
    assert desk.fact(line) == replace(first, again=True)


def test_facts_of_a_card_that_nobody_knows_are_kept(desk: Desk) -> None:
    """A fact without any card counts under its own row."""
    fact = FactLine(line=desk.line("basket"), day=TODAY, flags=("card-key-unknown",))
    row = desk.write(lambda tx: record_fact(tx, desk.book, find_holder(tx.connection, None), fact, PLACE)).row
    assert row.flags == ["after-the-fact", "card-key-unknown", "card-unknown"]
    assert [taking[0] for taking in desk.rows("takings")] == [row.id]


def test_tally_counts_an_item_without_anybody(desk: Desk) -> None:
    """Leftovers are rows; a tap that was wrong is taken back; the close sums them."""
    acts = [desk.act() for _ in range(3)]
    rows = [desk.write(lambda tx, act=act: tally(tx, "bread-loaf", 5, act)) for act in acts]
    assert desk.write(lambda tx: tally(tx, "bread-loaf", 5, acts[0])) == rows[0]
    desk.write(lambda tx: void_handout(tx, rows[1][0].id, desk.act()))
    sheet = desk.write(lambda tx: close_day(tx, "lead")).row
    assert [(one.item, one.tallied) for one in sheet.items] == [("bread-loaf", 10)]
    assert log.verify(desk.connection) == sheet.seq


def test_a_tally_of_no_calendar_is_of_the_open_day(desk: Desk) -> None:
    """It is never refused, and no sum falls over a day that there is not."""
    told = Told(day=Day("1405-13-45"))
    assert desk.write(lambda tx: tally(tx, "bread-loaf", 5, desk.act(), told))[0].day == TODAY


def test_fact_id_is_the_tablets(desk: Desk) -> None:
    """A fact stands under the id that the tablet made."""
    line = replace(desk.line("basket"), handout_id=ids.new_event_id(), programme=ProgrammeCode("basket"))
    assert desk.fact(line).row.id == line.handout_id


def test_the_later_handout_is_named_whatever_the_clock_says(desk: Desk) -> None:
    """Of two that are in the way it is the one further down the log, also when the clock fell back between them."""
    desk.give("basket")
    refused = desk.give("basket").row
    desk.now = replace(desk.now, wall_ms=desk.now.wall_ms - 3_600_000)
    later = desk.fact(desk.line("basket")).row
    told = desk.give("basket").row
    assert isinstance(refused, Refusal)
    assert isinstance(told, Refusal)
    assert (told.earlier, told.earlier != refused.earlier) == (later.id, True)
