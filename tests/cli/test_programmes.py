"""The commands of the rules: a site sees, checks, explains and takes in programmes."""

import subprocess
import sys
from pathlib import Path

import pytest

from fieldpoint.desk.packaged_programmes import packaged_sources
from tests.support import make_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of a small site."""
    return make_site(tmp_path / "site").folder


def programmes(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """One command of the rules, run as people run it."""
    command = [sys.executable, "-m", "fieldpoint", "programmes", *map(str, arguments), "--data", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def write(folder: Path, source: bytes) -> Path:
    """A programme's file that a site has written itself."""
    file = folder / "own.toml"
    file.write_bytes(source)
    return file


def test_site_takes_in_a_programme_of_the_package(folder: Path) -> None:
    """What is in the package only runs here after it was added, and adding it again changes nothing."""
    assert "in the package    افطاری" in programmes(folder, "list").stdout
    assert programmes(folder, "add", "iftar").stdout.startswith("iftar@1 runs here now.")
    assert programmes(folder, "add", "iftar").stdout == "iftar@1 runs here already.\n"
    assert "runs here    افطاری" in programmes(folder, "list").stdout


def test_every_fault_of_a_file_has_its_line(folder: Path) -> None:
    """Two faults are two lines with file, line and field, and the command fails; without them it says so."""
    source = packaged_sources()["basket"]
    file = write(folder, source.replace(b'"month"', b'"moon"').replace(b"quantity = 1", b"quantity = -1"))
    done = programmes(folder, "check", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert [line.split(" ")[:2] for line in done.stderr.splitlines()] == [
        [f"{file}:11:", "quantity:"],
        [f"{file}:12:", "period.kind:"],
    ]
    assert programmes(folder, "check", write(folder, source)).stdout == "1 checked, no fault.\n"


def test_file_with_a_fault_is_not_taken_in(folder: Path) -> None:
    """The first fault is one sentence with file, line and field; the site goes by its rules as before."""
    before = programmes(folder, "list").stdout
    done = programmes(folder, "add", "toys", write(folder, b'code = "box"\n'))
    assert done.returncode == 1
    assert "own.toml» has a fault at line 1" in done.stderr
    assert programmes(folder, "list").stdout == before


def test_same_version_with_other_content_is_refused(folder: Path) -> None:
    """A changed file needs a higher version, and with it takes the place of the old one."""
    source = packaged_sources()["basket"].replace(b"quantity = 1", b"quantity = 2")
    done = programmes(folder, "add", write(folder, source))
    assert (done.returncode, done.stderr.count("higher version")) == (1, 1)
    newer = write(folder, source.replace(b"version = 1", b"version = 2"))
    assert "basket@2 runs here now." in programmes(folder, "add", newer).stdout


def test_rule_is_said_in_persian(folder: Path) -> None:
    """A code of the package, of the site or of a file is explained."""
    by_code, by_file = programmes(folder, "explain", "basket"), write(folder, packaged_sources()["basket"])
    assert "هر خانوار در هر ماه ۱ سبد می‌گیرد." in by_code.stdout
    assert programmes(folder, "explain", by_file).stdout == by_code.stdout


def test_moon_is_moved_by_a_day(folder: Path) -> None:
    """A day earlier is taken; a programme that does not run here has no moon."""
    programmes(folder, "add", "iftar")
    assert programmes(folder, "moon", "iftar", "earlier").stdout.startswith("iftar: earlier.")
    assert programmes(folder, "moon", "iftar", "often").returncode == 2
    assert "does not run at this site" in programmes(folder, "moon", "sahari", "later").stderr
