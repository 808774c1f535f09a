"""A power cut under the file system: whatever of its blocks reached the disk, no acknowledged row is lost (R2).

The tests of files (test_power_cut.py) believe the kernel that a file is what was written to it. Here the kernel's
ext4 and its journal take part: every write and every flush that a loop device sent is recorded, and the disk is
rebuilt as it could be after a cut at each of them, mounted, and the site on it opened.
"""

import os
import tempfile
from collections.abc import Generator
from itertools import islice
from pathlib import Path

import pytest

from fieldpoint.clock import monotonic_s
from tests.fault.block_cut import SITE, NotMountedError, make_image, mounted, record_blocks
from tests.fault.recorder import Call, State, states
from tests.fault.test_power_cut import missing_after
from tests.support import make_site

LONG = os.environ.get("FIELDPOINT_LONG") == "1"
STATES = 2_000 if LONG else 100
ROUNDS = 90 if LONG else 8

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")


@pytest.fixture
def fast_folder() -> Generator[Path]:
    """A folder in memory where there is one: whole disks are written thousands of times."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of its own inside
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def recorded(folder: Path, synchronous: str) -> tuple[bytes, list[Call]]:
    """A disk with a site, and the calls of the work on it."""
    image = folder / "image"
    make_image(image)
    try:
        with mounted(image, folder / "first") as place:
            make_site(place / SITE)
    except NotMountedError as fault:
        pytest.skip(f"nothing can be mounted here: {fault}")
    return record_blocks(folder / "work", image, ROUNDS, synchronous)


def lost(folder: Path, state: State, *, witness: bool = True) -> str | None:
    """What an opening of the site misses after the disk was mounted again, or nothing."""
    image = folder / "cut.img"
    image.write_bytes(state.files["disk"])
    try:
        with mounted(image, folder / "cut") as place:
            if not witness:
                (place / SITE / "site.witness").unlink()
            return missing_after(place / SITE, state)
    except NotMountedError as fault:  # the file system itself is gone
        return str(fault)


@pytest.mark.timeout(1800)
def test_no_cut_loses_an_acknowledged_row(fast_folder: Path) -> None:
    """At every write and every flush of the disk: nothing since the last flush, all of it, or any of its sectors."""
    base, calls = recorded(fast_folder, "FULL")
    began, count = monotonic_s(), 0
    for count, state in enumerate(islice(states({"disk": base}, calls, 1405, 3), STATES), start=1):
        assert lost(fast_folder, state) is None, count
    print(f"{count} states in {monotonic_s() - began:.0f} s")  # noqa: T201  shown with -s
    assert count >= STATES


@pytest.mark.parametrize(
    ("synchronous", "witness", "no_sync", "loses"),
    [
        ("FULL", False, "", False),  # the database alone keeps its word
        ("NORMAL", False, "", True),  # without its syncs and the witness rows are gone
        ("FULL", True, "disk", True),  # as they are on a disk whose flush does nothing
    ],
)
def test_the_harness_sees_a_loss(
    fast_folder: Path,
    synchronous: str,
    witness: bool,  # noqa: FBT001  a table
    no_sync: str,
    loses: bool,  # noqa: FBT001
) -> None:
    """With weaker settings the same cuts lose rows, so the strong ones are no accident."""
    base, calls = recorded(fast_folder, synchronous)
    found = (
        lost(fast_folder, state, witness=witness)
        for state in islice(states({"disk": base}, calls, 1406, 1, no_sync), 60)
    )
    assert any(one is not None for one in found) is loses
