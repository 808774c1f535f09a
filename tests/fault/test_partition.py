"""Kill and partition: real processes, killed and parted by chance, heal, drain, and everything is there once.

The long form is 1,000 storms and takes half an hour on two quiet cores; `FIELDPOINT_STORMS` says how many, and
`FIELDPOINT_FIRST_STORM` from which on, so that a failing one can be had again:

    FIELDPOINT_LONG=1 .venv/bin/python -m pytest -s tests/fault/test_partition.py
"""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.fault.storm import Storm, link_to, make_template
from tests.live import spare_port

LONG = os.environ.get("FIELDPOINT_LONG") == "1"
STORMS = int(os.environ.get("FIELDPOINT_STORMS", "1000" if LONG else "30"))
FIRST = int(os.environ.get("FIELDPOINT_FIRST_STORM", "0"))


@pytest.fixture
def folder() -> Generator[Path]:
    """A folder in memory where there is one: a kill leaves what the kernel holds, on whatever disk."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of its own inside
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


@pytest.mark.timeout(6 * 3600)
def test_a_storm_loses_and_doubles_nothing(folder: Path) -> None:
    """F04, F05, F06: sites, registry and line fail at any moment; every receipt of every seed is kept, once."""
    port = spare_port()
    rows, happened = 0, Counter[str]()
    with link_to(port) as link:
        template = make_template(folder / "template", link.through.port)
        for seed in range(FIRST, FIRST + STORMS):
            storm = Storm(folder / "storm", template, port, link)
            try:
                storm.blow(random.Random(seed))
                storm.calm()
            except BaseException:
                print(f"seed {seed}")  # noqa: T201  to have it again
                raise
            finally:
                storm.end()
            rows += storm.count()
            happened += storm.happened
            shutil.rmtree(storm.folder)
    print(f"{STORMS} storms, {rows} handouts, {dict(happened)}")  # noqa: T201  shown with -s
    assert rows > 10 * STORMS
    assert min(happened[what] for what in ("kill", "kill-registry", "part", "cut")) >= STORMS // 2
