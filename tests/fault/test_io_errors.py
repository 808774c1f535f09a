"""The first I/O error ends the acknowledging: no answer without data, a readable reason, a start that goes on (R3)."""

import os
import subprocess
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import open_site
from tests.conftest import real_part
from tests.fault.support import assert_stands, make_cards, requests_for
from tests.live import LiveSite, live_site
from tests.support import make_site

FATAL = [
    ("site.witness", "fsync,fdatasync", "EIO"),
    ("site.witness", "pwrite64", "EIO"),
    ("site.db-wal", "fsync,fdatasync", "EIO"),
    ("site.db-wal", "pwrite64", "EIO"),
]
NO_ROOM = [("site.witness", "pwrite64", "ENOSPC"), ("site.db-wal", "pwrite64", "ENOSPC")]
TIMES = range(1, 21) if os.environ.get("FIELDPOINT_LONG") == "1" else (1, 4)


class Injected:
    """A running server whose calls on one file fail, from the so-manieth on."""

    def __init__(self, live: LiveSite, fault: tuple[str, str, str], when: int) -> None:
        assert live.program is not None
        name, call, error = fault
        calls, watched = live.folder / "calls", live.folder / name
        command = [real_part("strace", "strace"), "-f", "-qq", "-p", str(live.program.pid), "-o", str(calls)]
        command += ["-P", str(watched), "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}"]
        self._strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for _ in range(100):
            if self._traced(live.program.pid):
                return
            sleep(0.05)
        pytest.skip("strace may not look at another program here")

    def _traced(self, pid: int) -> bool:
        return all("TracerPid:\t0" not in path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/status"))

    def happened(self, live: LiveSite) -> bool:
        """Whether a call was made to fail."""
        self._strace.terminate()
        self._strace.wait(10)
        return "INJECTED" in (live.folder / "calls").read_text()


@pytest.mark.parametrize("when", TIMES)
@pytest.mark.parametrize("fault", FATAL, ids=" ".join)
def test_an_io_error_ends_the_server_in_words(tmp_path: Path, fault: tuple[str, str, str], when: int) -> None:
    """It exits within a second with a sentence; whatever was acknowledged is there when it starts again."""
    site = make_site(tmp_path / "site")
    asked = requests_for(make_cards(site, 40))
    live = live_site(site)
    live.start()
    assert live.program is not None
    answered = {}
    failed_at = 0.0
    with live.browser() as desk:
        injected = Injected(live, fault, when)
        for body in asked:
            answer = try_once(desk, body)
            if answer is None or answer.status_code != 201:
                failed_at = monotonic()
                break
            answered[body["lines"][0]["handout_id"]] = answer.json()["lines"][0]
    assert failed_at
    _, words = live.program.communicate(timeout=10)
    assert monotonic() - failed_at < 1.5  # of which strace takes its share
    assert injected.happened(live)
    assert live.program.returncode == 1
    assert words.startswith("fieldpoint: ") or "\nfieldpoint: " in words
    assert "Traceback" not in words
    again = open_site(site.folder)
    assert_stands(again, answered)
    verify(again)


@pytest.mark.parametrize("fault", NO_ROOM, ids=" ".join)
def test_a_moment_without_room_costs_nothing(tmp_path: Path, fault: tuple[str, str, str]) -> None:
    """One write finds no room: the ballast is given up, the group is tried again, and the handout is granted."""
    site = make_site(tmp_path / "site")
    asked = requests_for(make_cards(site, 10))
    live = live_site(site)
    live.start()
    with live.browser() as desk:
        injected = Injected(live, fault, 2)
        codes = [desk.post("/api/v1/handouts", json=body).status_code for body in asked]
        assert injected.happened(live)
    live.stop()
    assert set(codes) == {201}
    again = open_site(site.folder)
    verify(again)
    with closing(again.connect(read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM log WHERE type = 'handout'").fetchone() == (10,)


def try_once(desk: httpx.Client, body: object) -> httpx.Response | None:
    """The answer, or nothing when the server went away first."""
    try:
        return desk.post("/api/v1/handouts", json=body)
    except httpx.HTTPError:
        return None
