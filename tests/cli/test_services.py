"""The commands of the services, run as people type them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldpoint.cli import cli
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from tests.support import TODAY, make_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site whose services run."""
    site = make_site(tmp_path / "site")
    take_in(site, [one for one in packaged_programmes() if one.kind == "service"])
    return site.folder


def run(folder: Path, *words: str) -> Result:
    """What a command answers."""
    return CliRunner().invoke(cli, ["services", *words, "--data", str(folder)])


def test_a_session_is_planned_and_a_number_is_called(folder: Path) -> None:
    """Planned, listed; drawn, called, counted; what is wrong is a sentence."""
    planned = run(folder, "session", "doctor-visit", TODAY, "--doctor", "general", "--places", "3")
    assert planned.output.startswith("Planned as "), planned.output
    listed = run(folder, "sessions").output
    assert "doctor-visit (general)  0 of 3 places" in listed
    assert run(folder, "booked", listed.split()[0]).exit_code == 0
    assert run(folder, "ticket", "A").output == "Drawn: A-1\n"
    assert run(folder, "call", "A").output == "Called: A-1\n"
    assert "called" in run(folder, "counts", "--month", TODAY[:7]).output
    assert run(folder, "waiting").output == "Nobody waits.\n"
    assert run(folder, "reminders").exit_code == 0
