"""The commands of campaigns: a site sees, checks, opens, shows and closes them."""

import subprocess
import sys
from pathlib import Path

import pytest

from fieldpoint.desk.campaigns.packaged import packaged_sources
from tests.support import make_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a small site whose day was never opened."""
    return make_site(tmp_path / "site", None).folder


def campaigns(folder: Path, *arguments: object, data: bool = True) -> subprocess.CompletedProcess[str]:
    """One command of campaigns, run as people run it."""
    where = ["--data", str(folder)] if data else []
    command = [sys.executable, "-m", "fieldpoint", "campaigns", *map(str, arguments), *where]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_campaign_from_the_package_to_its_sheet(folder: Path) -> None:
    """Listed, opened once, its tents put up and shown, closed with a seal and a PDF, and the same when shown again."""
    assert "chador-yari@1" in campaigns(folder, "list").stdout
    assert campaigns(folder, "open", "chador-yari").stdout == "chador-yari@1 runs here now.\n"
    assert campaigns(folder, "open", "chador-yari").stdout == "chador-yari@1 runs here already.\n"
    event = campaigns(folder, "event", "chador-yari", "qazvin", "1405-09-14", "18:00", "22:00").stdout
    assert event.startswith("Event ")
    pdf = folder.parent / "report.pdf"
    closed = campaigns(folder, "close", "chador-yari", "--pdf", pdf).stdout
    assert "Seal " in closed
    assert "1405-09-14 18:00-22:00  میدان قزوین: nothing counted" in closed
    assert closed.startswith(campaigns(folder, "show", "chador-yari").stdout)
    assert pdf.read_bytes().startswith(b"%PDF")


def test_every_fault_of_a_file_has_its_line(folder: Path) -> None:
    """The first line that is wrong is named, with its field and a sentence."""
    file = folder.parent / "own.toml"
    file.write_bytes(packaged_sources()["karamat"].replace(b"1406-06-31", b"1406-06-32"))
    done = campaigns(folder, "check", file, data=False)
    assert done.returncode == 1
    assert f"{file}:6: window.1.last:" in done.stderr
    refused = campaigns(folder, "open", file)
    assert (refused.returncode, "own.toml:6: window.1.last" in refused.stderr) == (1, True)


def test_what_cannot_be_is_said_in_a_sentence(folder: Path) -> None:
    """No campaign of the code, no place of the campaign, hours that are none."""
    assert "No campaign of that code" in campaigns(folder, "open", "no-such").stderr
    campaigns(folder, "open", "chador-yari")
    wrong = campaigns(folder, "event", "chador-yari", "nowhere", "1405-09-14", "18:00", "22:00").stderr
    assert "place: the campaign has no such place" in wrong
    assert "hours:" in campaigns(folder, "event", "chador-yari", "qazvin", "1405-09-14", "18", "22").stderr


def test_the_registry_lets_sites_run_a_campaign(tmp_path: Path) -> None:
    """It is told to every site; before any site runs it there is nothing to report, and a sentence says so."""

    def registry(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "fieldpoint", "registry", *arguments, "--data", str(tmp_path / "registry")]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert registry("init").returncode == 0
    assert registry("campaign", "karamat").stdout == "karamat@1 runs everywhere with the sites' next sending.\n"
    assert "No campaign of that code" in registry("campaign-report", "karamat").stderr
