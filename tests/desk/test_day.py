"""The day is opened and closed by a person; its report is a row; a clock that jumps changes nothing."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from fieldpoint.clock import Trust
from fieldpoint.core.day_sheet import sheet_text
from fieldpoint.core.log_rows import AnyRow, ClockAnchor, DayClose, DayOpen, Handout, Refusal, decode_row
from fieldpoint.core.names import Day
from fieldpoint.desk.close_day import close_day, day_sheet
from fieldpoint.desk.open_day import clock_is_behind, open_day, today
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Code, FieldpointError
from fieldpoint.store import log
from fieldpoint.store.days import open_day_of
from tests.desk.support import LEAD, TOMORROW, Desk
from tests.support import NOON, TODAY

YEAR = 365 * 86_400_000
JUMPS = [-56 * YEAR, -5 * YEAR, 10 * YEAR]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A till with one household of two."""
    return Desk(tmp_path, members=2)


def open_next(desk: Desk, day: Day = TOMORROW, *, anyway: bool = False) -> None:
    """The next day is opened."""
    desk.write(lambda tx: open_day(tx, day, "lead", anyway=anyway))


def refusal_of(desk: Desk, day: Day, *, anyway: bool = False) -> Code:
    """Why a day may not be opened."""
    with pytest.raises(FieldpointError) as refused:
        open_next(desk, day, anyway=anyway)
    return refused.value.code


def kinds(desk: Desk) -> list[type]:
    """The kinds of all rows, in order."""
    return [type(row) for row in rows_of(desk)]


def rows_of(desk: Desk) -> list[AnyRow]:
    """All rows of the log, in order."""
    return [decode_row(line) for (line,) in desk.connection.execute("SELECT line FROM log ORDER BY seq")]


def test_today_is_never_before_a_day_that_a_person_confirmed(desk: Desk) -> None:
    """A box that wakes up in 1970 lives on the last day that was opened; a clock that goes right is believed."""
    assert today(desk.connection, replace(NOON, wall_ms=0), "Asia/Tehran") == TODAY
    later = NOON.wall_ms + 40 * 24 * 3_600_000
    assert today(desk.connection, replace(NOON, wall_ms=later), "Asia/Tehran") > TODAY


def test_close_is_a_row_that_sums_the_day(desk: Desk) -> None:
    """Handed, refused, taken back, households and the tablet's numbers; the row before it is its last."""
    given = desk.give("basket")
    desk.give("basket")
    desk.write(lambda tx: void_handout(tx, given.row.id, LEAD, "mistake", "lead"))
    desk.tseq += 2
    desk.give("basket")
    sheet = desk.write(lambda tx: close_day(tx, "lead"))
    line, tablet = sheet.row.lines[0], sheet.row.tablets[0]
    assert (line.handed, line.voided, line.refused, line.households) == (2, 1, 1, 1)
    assert (tablet.last, tablet.missing, tablet.absent) == (5, [(3, 4)], 2)
    assert (sheet.row.first_seq, sheet.row.last_seq) == (1, sheet.row.seq - 1)
    assert sheet.row.unsent == sheet.row.last_seq
    assert log.verify(desk.connection) == sheet.row.seq


def test_close_happens_once(desk: Desk) -> None:
    """Closing again, now or after the next day began, answers the first report."""
    first = desk.write(lambda tx: close_day(tx, "lead"))
    again = desk.write(lambda tx: close_day(tx, "lead"))
    assert (again.row, again.seal, again.again) == (first.row, first.seal, True)
    open_next(desk)
    assert desk.write(lambda tx: close_day(tx, "lead", TODAY)).row == first.row
    assert open_day_of(desk.connection) == TOMORROW


def test_nothing_is_handed_out_after_the_close(desk: Desk) -> None:
    """Until the next day is open every line is refused."""
    desk.write(lambda tx: close_day(tx, "lead"))
    refused = desk.give("basket").row
    assert isinstance(refused, Refusal)
    assert refused.reason == "day-not-open"
    open_next(desk)
    assert isinstance(desk.give("basket").row, Handout)


@pytest.mark.parametrize("day", [TODAY, TOMORROW])
def test_day_that_is_not_open_is_not_closed(tmp_path: Path, day: Day) -> None:
    """Nothing was opened, or another day is meant."""
    desk = Desk(tmp_path, day=None if day == TODAY else TODAY)
    with pytest.raises(FieldpointError) as refused:
        desk.write(lambda tx: close_day(tx, "lead", day))
    assert refused.value.code is Code.DAY_NOT_OPEN


def test_day_that_was_left_open_is_closed_by_the_next(desk: Desk) -> None:
    """Its report says so, and closing the new day does not bring it back."""
    desk.give("basket")
    open_next(desk)
    left = day_sheet(desk.connection, TODAY)
    assert (left.row.left_open, left.row.lines[0].handed) == (True, 1)
    desk.write(lambda tx: close_day(tx, "lead"))
    assert open_day_of(desk.connection) is None


def test_every_row_is_in_one_report(desk: Desk) -> None:
    """Reports follow one another without a gap; what comes between two days is in the later."""
    desk.write(lambda tx: close_day(tx, "lead"))
    desk.give("basket")
    open_next(desk)
    second = desk.write(lambda tx: close_day(tx, "lead")).row
    assert second.first_seq == day_sheet(desk.connection, TODAY).row.seq + 1
    assert (second.refused, second.lines[0].refused) == (1, 1)


def test_number_that_comes_later_is_missing_no_more(desk: Desk) -> None:
    """F26: A tablet's late rows fill the gap that the close before named."""
    late = desk.line("basket")
    desk.hand_out(desk.line("stationery", desk.household.members[0].person))
    first = desk.write(lambda tx: close_day(tx, "lead")).row
    assert first.tablets[0].missing == [(1, 1)]
    open_next(desk)
    desk.fact(late)
    second = desk.write(lambda tx: close_day(tx, "lead")).row
    assert (second.tablets[0].last, second.tablets[0].absent) == (2, 0)


def test_open_day_shows_its_sheet_so_far(desk: Desk) -> None:
    """A look at the sheet writes nothing and carries no seal."""
    desk.give("basket")
    rows = log.verify(desk.connection)
    sheet = day_sheet(desk.connection)
    assert (sheet.seal, sheet.row.lines[0].handed, log.verify(desk.connection)) == ("", 1, rows)
    assert "Not closed yet" in sheet_text(sheet.row, sheet.seal)


def test_sheet_of_a_closed_day_stays_as_it_was(desk: Desk) -> None:
    """Voids, facts and new programmes afterwards change nothing of it."""
    given = desk.give("basket")
    closed = desk.write(lambda tx: close_day(tx, "lead"))
    desk.write(lambda tx: void_handout(tx, given.row.id, LEAD, "mistake", "lead"))
    desk.fact(desk.line("basket"))
    desk.connection.execute("DELETE FROM programmes")
    again = day_sheet(desk.connection, TODAY)
    assert sheet_text(again.row, again.seal) == sheet_text(closed.row, closed.seal)
    assert len(closed.seal) == 10


@pytest.mark.parametrize("jump", [JUMPS[0], JUMPS[1], -1])
def test_day_is_not_opened_while_the_clock_is_behind(desk: Desk, jump: int) -> None:
    """Somebody must look; with the lead's word it is opened, and the row says so."""
    desk.write(lambda tx: close_day(tx, "lead"))
    desk.later(wall_ms=jump, boot=2)
    assert clock_is_behind(desk.connection, desk.now)
    assert refusal_of(desk, TOMORROW) is Code.CLOCK_BEHIND
    open_next(desk, anyway=True)
    found = log.find(
        desk.connection, desk.connection.execute("SELECT event_id FROM log ORDER BY seq DESC").fetchall()[0][0]
    )
    assert found is not None
    assert isinstance(found[0], DayOpen)
    assert found[0].anyway is True


def test_rows_of_an_untrusted_clock_do_not_vouch_for_it(desk: Desk) -> None:
    """A power cut, a clock at 1970, a refusal written under it: the next opening still notices."""
    desk.write(lambda tx: close_day(tx, "lead"))
    desk.now = replace(NOON, boot=2, wall_ms=3_600_000, trust=Trust.UNKNOWN)
    desk.give("basket")
    desk.later(wall_ms=60_000)
    assert refusal_of(desk, TOMORROW) is Code.CLOCK_BEHIND


def test_clock_that_is_ahead_opens_the_day_that_a_person_confirms(desk: Desk) -> None:
    """Ten years ahead: the date is the person's, and back at the right time their word is asked once."""
    desk.later(wall_ms=JUMPS[2])
    open_next(desk)
    desk.later(wall_ms=-JUMPS[2])
    third = Day("1405-09-03")
    assert refusal_of(desk, third) is Code.CLOCK_BEHIND
    open_next(desk, third, anyway=True)
    open_next(desk, Day("1405-09-04"))


def test_day_that_was_a_slip_does_not_bar_the_right_one(desk: Desk) -> None:
    """1415 for 1405: the lead's word opens a day before it, but never one that was opened already."""
    open_next(desk, Day("1415-09-02"))
    assert refusal_of(desk, TOMORROW) is Code.DAY_INVALID
    open_next(desk, TOMORROW, anyway=True)
    assert open_day_of(desk.connection) == TOMORROW
    assert refusal_of(desk, TODAY, anyway=True) is Code.DAY_INVALID


def test_opening_the_open_day_again_changes_nothing(desk: Desk) -> None:
    """A repeat answers the row that opened it."""
    rows = log.verify(desk.connection)
    stands = desk.write(lambda tx: open_day(tx, TODAY, "lead"))
    assert (log.verify(desk.connection), kinds(desk)[stands.seq - 1]) == (rows, DayOpen)


def test_first_opening_of_a_boot_anchors_its_clock(tmp_path: Path) -> None:
    """An unknown clock is confirmed with the date: one anchor, and trusted times from there on."""
    desk = Desk(tmp_path, day=None)
    desk.now = replace(NOON, trust=Trust.UNKNOWN)
    open_next(desk, TODAY)
    assert kinds(desk)[-2:] == [ClockAnchor, DayOpen]
    assert rows_of(desk)[-1].tq == Trust.CONFIRMED


@pytest.mark.parametrize("jump", JUMPS)
def test_clock_jump_changes_no_decision(tmp_path: Path, jump: int) -> None:
    """The same work with and without a jump in its middle: the same rows but for their times."""

    def work(folder: Path, jump: int) -> list[object]:
        desk = Desk(folder, members=1)
        desk.give("basket")
        desk.later(wall_ms=jump)
        assert open_day_of(desk.connection) == TODAY
        desk.give("basket")
        person = desk.household.members[0].person
        desk.hand_out(desk.line("bread", person, quantity=2))
        desk.hand_out(desk.line("bread", person))
        desk.write(lambda tx: close_day(tx, "lead"))
        assert log.verify(desk.connection) == len(kinds(desk))
        found = [decode_row(line) for (line,) in desk.connection.execute("SELECT line FROM log ORDER BY seq")]
        lines = [
            (one.seq, one.cycle, one.day, getattr(one, "reason", ""))
            for one in found
            if isinstance(one, Handout | Refusal)
        ]
        return [*map(type, found), *lines, *(one.lines for one in found if isinstance(one, DayClose))]

    assert work(tmp_path / "jumped", jump) == work(tmp_path / "plain", 0)
