"""Whether a printed day sheet is true, at the registry; a part of a report; and the same at a terminal."""

from contextlib import closing

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from fieldpoint.cli import cli
from fieldpoint.core.day_sheet import seal_code
from fieldpoint.core.names import Day, Head
from fieldpoint.core.reports.seal import DaySeal, seal_text
from fieldpoint.desk.reports.day_facts import facts_of_day
from tests.reports.world import DAYS, World

DAY, PERIOD = DAYS[0], DAYS[0][:7]


@pytest.fixture(scope="module")
def seal(world: World) -> DaySeal:
    """What the sheet of the first site's first day says."""
    with closing(world.sites[0].connect(read_only=True)) as connection:
        facts = facts_of_day(connection, Day(DAY))
    assert facts.head is not None
    return DaySeal(site=facts.site, day=facts.close.day, seq=facts.close.seq, head=facts.head)


def said(world: World, *arguments: str) -> Result:
    """A command at the registry."""
    return CliRunner().invoke(cli, ["registry", *arguments, "--data", str(world.folder)])


def test_a_printed_sheet_is_checked_by_the_rows_that_came_in(world: World, seal: DaySeal) -> None:
    """By the QR code and by ten symbols as people type them; a code of another hash, day or site is none."""
    admin = world.browser("admin")
    symbols = seal_code(seal.head)
    typed = f"{symbols[:5]} {symbols[5:]}".lower()
    asked = [
        ({"code": seal_text(seal)}, "true"),
        ({"code": typed, "day": DAY.replace("-", "/")}, "true"),
        ({"code": seal_text(replace(seal, head=Head(bytes(32))))}, "foreign"),
        ({"code": seal_text(replace(seal, seq=seal.seq + 1))}, "foreign"),
        ({"code": seal_text(replace(seal, day=Day("1404-12-01")))}, "not-here"),
        ({"code": "0000000000", "day": DAY}, "not-here"),
    ]
    assert [admin.get("/api/v1/day-sheets", params=params).json()["verdict"] for params, _ in asked] == [
        verdict for _, verdict in asked
    ]
    with closing(world.sites[0].connect(read_only=True)) as connection:
        close = facts_of_day(connection, Day(DAY)).close
    answer = admin.get("/api/v1/day-sheets", params=asked[0][0]).json()
    assert (answer["households"], answer["refused"], answer["row"]) == (close.households, close.refused, close.seq)
    assert "درست است" in admin.get("/officers/day-sheets", params=asked[0][0]).text


def test_a_text_that_is_no_code_is_said(world: World) -> None:
    """Ten symbols need their day; nothing else is guessed at."""
    admin = world.browser("admin")
    for params in ({"code": "0000000000"}, {"code": "000", "day": DAY}, {"code": "FP-DAY-1 x"}):
        assert admin.get("/api/v1/day-sheets", params=params).json()["code"] == "seal-unreadable"
        assert "ده نویسه" in admin.get("/officers/day-sheets", params=params).text


def test_a_sheet_of_another_organisation_is_not_here(world: World, seal: DaySeal) -> None:
    """Whether it is a true one is not said either."""
    officer = world.browser("officer", "mosque")
    assert officer.get("/api/v1/day-sheets", params={"code": seal_text(seal)}).json()["verdict"] == "not-here"


def test_a_part_of_a_report_is_told_alone(world: World) -> None:
    """Of one site, one organisation, one programme: page, JSON and table have nothing else, and parts add up."""
    admin = world.browser("admin")
    parts = [admin.get(f"/api/v1/reports/{PERIOD}", params={"site": one.facts.code}).json() for one in world.sites]
    whole = admin.get(f"/api/v1/reports/{PERIOD}").json()
    assert [part["sites"] for part in parts] == [["s-01"], ["s-02"]]
    assert sum(part["total"]["handouts"] for part in parts) == whole["total"]["handouts"]
    assert sum(part["stock"][0]["closing"] for part in parts) == whole["stock"][0]["closing"]
    sums = next(line["sums"] for line in whole["by_programme"] if line["code"] == "iftar")
    table = admin.get(f"/api/v1/reports/{PERIOD}/csv", params={"programme": "iftar"}).text
    assert f",total,,,,,,,,{sums['households']},{sums['handouts']}," in table
    assert "basket" not in table
    page = admin.get("/officers/reports", params={"period": PERIOD, "site": "s-02", "organisation": "-"}).text
    assert '<option value="s-02" selected>' in page


def test_the_registrys_report_and_check_at_a_terminal(world: World, seal: DaySeal) -> None:
    """The numbers are said or written; a sheet that is not true ends with status 1."""
    whole = world.browser("admin").get(f"/api/v1/reports/{PERIOD}").json()
    lines = said(world, "report", PERIOD).output.splitlines()
    assert [line.split()[1:3] for line in lines if line.startswith("all")] == [
        [str(whole["total"]["households"]), str(whole["total"]["handouts"])]
    ]
    file = world.folder.parent / "month.csv"
    assert "month.csv" in said(world, "report", PERIOD, "--site", "s-01", "--to", str(file)).output
    assert ",only,,,s-01," in file.read_text("utf-8-sig")
    symbols = seal_code(seal.head)
    true = said(world, "day", "verify", symbols[:5], symbols[5:], "--day", DAY)
    assert (true.exit_code, symbols in true.output) == (0, True)
    assert said(world, "day", "verify", seal_text(replace(seal, seq=1))).exit_code == 1
