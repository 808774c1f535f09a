"""The server under a hard limit of 128 MiB: as on a small Pi beside its system (R11)."""

import os
from collections.abc import Generator
from pathlib import Path
from time import sleep

import pytest

from tests.fault.support import Tablets, assert_stands, make_cards, requests_for
from tests.live import live_site
from tests.support import make_site

MIB = 1024 * 1024
LIMIT = 128 * MIB
WARM = 200
SOCKETS = 3  # of a server that nobody asks: where it listens, and a pair of its own
HANDOUTS = 200_000 if os.environ.get("FIELDPOINT_LONG") == "1" else 1_500
GROUPS = Path("/sys/fs/cgroup/memory")


@pytest.fixture
def limited() -> Generator[Path]:
    """A control group (version 1) with a hard limit; where none can be made the test is skipped."""
    group = GROUPS / f"fieldpoint-test-{os.getpid()}"
    try:
        group.mkdir()
        (group / "memory.limit_in_bytes").write_text(str(LIMIT))
    except OSError:
        pytest.skip("no control group can be made here")
    yield group
    group.rmdir()


@pytest.mark.timeout(3600)
def test_the_server_lives_within_its_memory(tmp_path: Path, limited: Path) -> None:
    """Handouts from eight connections under the limit: all are granted, nobody is killed, and nothing piles up."""
    site = make_site(tmp_path / "site")
    live = live_site(site)
    asked = requests_for(make_cards(site, WARM + HANDOUTS))
    first, then = Tablets(live, asked[:WARM], WARM), Tablets(live, asked[WARM:], HANDOUTS)
    live.start()
    assert live.program is not None
    (limited / "cgroup.procs").write_text(str(live.program.pid))
    first.send_all()
    files, before = open_files(live.program.pid), resident(live.program.pid, "VmRSS")
    then.send_all()
    files_after, after = open_files(live.program.pid), resident(live.program.pid, "VmRSS")
    most = resident(live.program.pid, "VmHWM")
    live.stop()
    print(f"at most {most / MIB:.0f} MiB resident, {(after - before) / MIB:.1f} MiB more than before")  # noqa: T201
    assert len(then.answered) == HANDOUTS
    assert most < LIMIT
    assert after - before <= 10 * MIB
    assert files_after == files
    assert_stands(site, first.answered | then.answered)


def open_files(pid: int) -> int:
    """How many files and connections a program has open, when those of the tablets have had time to close."""
    links: list[str] = []
    for _ in range(100):
        links = [str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()]
        if sum(link.startswith("socket:") for link in links) <= SOCKETS:
            break
        sleep(0.05)
    return len(links)


def resident(pid: int, field: str) -> int:
    """Bytes of memory as the kernel counts them, now (VmRSS) or at most (VmHWM)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith(field))
