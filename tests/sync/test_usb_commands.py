"""The commands for sticks, as people type them."""

import subprocess
import sys
from pathlib import Path

from fieldpoint.sync.lock import push_lock
from tests.live import enrol_live, fieldpoint, make_live_registry
from tests.support import make_site
from tests.sync.support import own_lines, unsent, write_handouts


def test_a_stick_goes_there_and_back_by_the_commands(tmp_path: Path) -> None:
    """Export, import, export, import; a file that is damaged is named, and the exit code says so."""
    live = make_live_registry(tmp_path / "registry")
    site = make_site(tmp_path / "site")
    enrol_live(site, live)
    live.stop()
    write_handouts(site, 700)
    stick = tmp_path / "stick"
    stick.mkdir()
    there = fieldpoint("usb", "export", stick, "--data", site.folder)
    assert "in 2 files" in there
    first, second = sorted(stick.glob("*.fpb"))
    whole = first.read_bytes()
    first.write_bytes(whole[:100])
    command = [sys.executable, "-m", "fieldpoint", "registry", "usb", "import", str(stick), "--data", str(live.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "1 of 2 files" in done.stdout
    assert first.name in done.stderr
    assert second.name not in done.stderr
    first.write_bytes(whole)
    assert "2 of 2 files" in fieldpoint(*command[3:])
    assert "4 files" in fieldpoint("registry", "usb", "export", stick, "--data", live.folder)
    assert "4 of 4 files" in fieldpoint("usb", "import", stick, "--data", site.folder)
    assert unsent(site) == 0


def test_a_stick_and_the_line_at_one_moment_are_one_set_of_rows(tmp_path: Path) -> None:
    """F14: the same batches over HTTP and by `registry usb import` at once, while the registry serves."""
    live = make_live_registry(tmp_path / "registry")
    site = make_site(tmp_path / "site")
    enrol_live(site, live)
    write_handouts(site, 1_500)
    stick = tmp_path / "stick"
    stick.mkdir()
    fieldpoint("usb", "export", stick, "--data", site.folder)
    importing = subprocess.Popen(
        [sys.executable, "-m", "fieldpoint", "registry", "usb", "import", str(stick), "--data", str(live.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    over_http = fieldpoint("sync", "--data", site.folder)
    said, words = importing.communicate(timeout=60)
    assert importing.returncode == 0, words
    assert "4 of 4 files" in said
    assert "; 0 unsent" in over_http
    live.stop()
    assert live.lines() == own_lines(site)
    fieldpoint("registry", "verify", "--data", live.folder)


def test_a_person_at_a_terminal_waits_for_the_server(tmp_path: Path) -> None:
    """F50: `fieldpoint sync` beside another pusher goes away in words, and nothing is sent twice."""
    live = make_live_registry(tmp_path / "registry")
    site = make_site(tmp_path / "site")
    enrol_live(site, live)
    command = [sys.executable, "-m", "fieldpoint", "sync", "--data", str(site.folder)]
    with push_lock(site.folder):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, unsent(site)) == (1, len(own_lines(site)))
        assert "sending" in done.stderr
    assert "; 0 unsent" in fieldpoint(*command[3:])
    live.stop()
    assert live.lines() == own_lines(site)
