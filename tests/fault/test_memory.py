"""The server under a hard limit of 128 MiB: as on a small Pi beside its system (R11)."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.fault.support import Tablets, assert_stands, make_cards, requests_for
from tests.live import live_site
from tests.support import make_site

LIMIT = 128 * 1024 * 1024
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
    """Handouts from eight connections under the limit: all are granted, and nobody is killed."""
    site = make_site(tmp_path / "site")
    live = live_site(site)
    tablets = Tablets(live, requests_for(make_cards(site, HANDOUTS)), HANDOUTS)
    live.start()
    assert live.program is not None
    (limited / "cgroup.procs").write_text(str(live.program.pid))
    tablets.send_all()
    status = Path(f"/proc/{live.program.pid}/status").read_text()
    (resident,) = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
    live.stop()
    assert len(tablets.answered) == HANDOUTS
    assert resident * 1024 < LIMIT
    assert_stands(site, tablets.answered)
    print(f"at most {resident / 1024:.0f} MiB resident")  # noqa: T201  shown with -s
