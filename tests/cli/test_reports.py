"""The report of a month at the terminal."""

from pathlib import Path

from click.testing import CliRunner

from fieldpoint.cli import cli
from fieldpoint.desk.close_day import close_day
from tests.cli.test_day_commands import refused
from tests.desk.support import Desk
from tests.live import fieldpoint


def test_a_report_is_said_and_written(tmp_path: Path) -> None:
    """The open day is named; once it is closed it counts; the file's name says in which form."""
    desk = Desk(tmp_path)
    desk.give("basket")
    folder = desk.site.folder
    assert "1405-09-01 is still open" in fieldpoint("report", "1405-09", "--data", folder)
    desk.write(lambda tx: close_day(tx, "lead"))
    said = fieldpoint("report", "1405-S3", "--data", folder)
    assert [line.split()[1:3] for line in said.splitlines() if line.startswith(("all", "basket"))] == [["1", "1"]] * 2
    for form, begins in (("pdf", b"%PDF-"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        arguments = ["report", "1405-09", "--to", str(tmp_path / f"azar.{form}"), "--data", str(folder)]
        assert CliRunner().invoke(cli, arguments).exit_code == 0
        assert (tmp_path / f"azar.{form}").read_bytes().startswith(begins)
    assert "such as 1405-09" in refused("report", "1405-13", "--data", folder)
