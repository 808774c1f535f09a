"""A power cut at every write and every sync: no acknowledged row is lost (R2), and the harness can see a loss."""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from fieldpoint.clock import monotonic_s
from fieldpoint.errors import FieldpointError
from fieldpoint.store import log
from fieldpoint.store.repair.verify import verify
from fieldpoint.store.site import Site, open_site
from tests.fault.recorder import Call, State, record, states
from tests.support import make_site

LONG = os.environ.get("FIELDPOINT_LONG") == "1"
STATES = 20_000 if LONG else 5_000
ROUNDS = 170 if LONG else 44
VERIFIED_EVERY = 250


@pytest.fixture
def fast_folder() -> Generator[Path]:
    """A folder in memory where there is one: states are written thousands of times."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of its own inside
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def recorded(folder: Path, synchronous: str = "FULL") -> tuple[Site, dict[str, bytes], list[Call]]:
    """A site, its files at the beginning, and the calls that followed."""
    site = make_site(folder / "site")
    base, calls = record(site.folder, folder / "work", ROUNDS, synchronous)
    return site, base, calls


def lost(folder: Path, key: Path, state: State, *, witness: bool = True) -> str | None:
    """What an opening after the cut misses, or nothing. Without `witness` that file is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(key, folder)
    for name, content in state.files.items():
        if witness or not name.endswith(".witness"):
            (folder / name).write_bytes(content)
    return missing_after(folder, state)


def missing_after(folder: Path, state: State) -> str | None:
    """What an opening of a site's folder misses of what was acknowledged, or nothing."""
    try:
        site = open_site(folder)
    except FieldpointError as fault:
        return str(fault)
    if state.acknowledged is None:
        return None
    seq, head = state.acknowledged
    with closing(site.connect(read_only=True)) as connection:
        found = next(log.lines(connection, 1, seq, seq), None)
    return None if found is not None and found[2].hex() == head else f"row {seq}"


@pytest.mark.timeout(1800)
def test_no_cut_loses_an_acknowledged_row(fast_folder: Path) -> None:
    """Thousands of states, each opened as a start would; now and then everything is verified."""
    site, base, calls = recorded(fast_folder)
    began, count = monotonic_s(), 0
    for count, state in enumerate(islice(states(base, calls, 1405, 3), STATES), start=1):
        assert lost(fast_folder / "cut", site.folder / "site.key", state) is None, count
        if count % VERIFIED_EVERY == 0:
            verify(open_site(fast_folder / "cut"))
    print(f"{count} states in {monotonic_s() - began:.0f} s")  # noqa: T201  shown with -s
    assert count >= STATES


@pytest.mark.parametrize(
    ("synchronous", "witness", "no_sync", "loses"),
    [
        ("FULL", False, "", False),  # the database alone keeps its word
        ("NORMAL", True, "", False),  # the witness gives back what the WAL lost, or says that it cannot
        ("NORMAL", False, "", True),  # and without it the rows are gone
        ("NORMAL", True, "site.witness", True),  # as they are when the witness is not synced either
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
    site, base, calls = recorded(fast_folder, synchronous)
    found = {
        lost(fast_folder / "cut", site.folder / "site.key", state, witness=witness)
        for state in islice(states(base, calls, 1406, 1, no_sync), 500)
    }
    assert any(one is not None and one.startswith("row") for one in found) is loses
    assert loses or synchronous == "NORMAL" or found == {None}
