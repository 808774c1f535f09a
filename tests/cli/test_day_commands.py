"""The day at the terminal: opened, closed, its sheet printed, a handout taken back, under a clock that lies."""

import subprocess
import sys
from pathlib import Path

import pytest

from fieldpoint import ids
from tests.conftest import real_part
from tests.desk.support import Desk
from tests.live import fieldpoint
from tests.support import TODAY


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A site with one household, its day open."""
    return Desk(tmp_path)


def refused(*arguments: object, clock: str | None = None) -> str:
    """The one sentence of a command that fails, under a clock of its own where one is given."""
    faked = [real_part("faketime", "faketime"), "-f", f"@{clock} 00:00:00"] if clock else []
    command = [*faked, sys.executable, "-m", "fieldpoint", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1, done
    (sentence,) = done.stderr.splitlines()
    return sentence


def test_day_is_closed_and_its_sheet_printed_again(desk: Desk) -> None:
    """The close prints the sheet; closing again and the sheet command print the same."""
    desk.give("basket")
    folder = desk.site.folder
    assert "Not closed yet" in fieldpoint("day", "sheet", "--data", folder)
    closed = fieldpoint("day", "close", "--data", folder)
    assert f"Day {TODAY}" in closed
    assert "food-basket" in closed
    assert fieldpoint("day", "close", "--data", folder) == closed
    assert fieldpoint("day", "sheet", TODAY, "--data", folder) == closed


def test_lead_takes_a_handout_back_with_a_reason(desk: Desk) -> None:
    """At the terminal no minutes count; a second time has no effect; an unknown one is a sentence."""
    given, folder = desk.give("basket"), desk.site.folder
    void = ("void", given.row.id, "--reason", "mistake", "--data", folder)
    assert "taken back." in fieldpoint(*void)
    assert "before" in fieldpoint(*void)
    assert desk.due("basket") == 1
    assert "no handout with this id" in refused("void", ids.new_event_id(), "--reason", "other", "--data", folder)


@pytest.mark.parametrize("day", ["1405-09-02", "1405-13-01"])
def test_day_that_is_not_open_has_no_sheet(desk: Desk, day: str) -> None:
    """Neither a day to come nor one that no calendar has."""
    for command in ("close", "sheet"):
        assert "is not open" in refused("day", command, day, "--data", desk.site.folder)


@pytest.mark.needs_real_part("faketime", "faketime")
@pytest.mark.parametrize("year", ["1970", "2020"])
def test_day_is_not_opened_under_a_clock_that_fell_back(desk: Desk, year: str) -> None:
    """A real program under a false clock: refused in one sentence, nothing written, opened with --anyway."""
    folder, tomorrow = desk.site.folder, "1405-09-02"
    rows = fieldpoint("verify", "--data", folder)
    command = ("day", "open", tomorrow, "--yes", "--data", folder)
    assert "clock is behind" in refused(*command, clock=f"{year}-01-02")
    assert fieldpoint("verify", "--data", folder) == rows
    faked = [real_part("faketime", "faketime"), "-f", f"@{year}-01-02 00:00:00"]
    subprocess.run([*faked, sys.executable, "-m", "fieldpoint", *map(str, command), "--anyway"], check=True)
    assert "chain is whole" in fieldpoint("verify", "--data", folder)
    assert desk.due("basket") == 1
