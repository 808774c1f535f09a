"""Small file systems for the tests of full disks."""

import os
import subprocess
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

MakeDisk = Callable[[int, int], Path]


@pytest.fixture
def small_disk(tmp_path: Path) -> Generator[MakeDisk]:
    """Makes an ext4 of so many MiB with blocks of so many bytes, mounted; only root can."""
    mounted: list[Path] = []

    def make(mib: int, block: int) -> Path:
        if os.geteuid() != 0:
            pytest.skip("only root can mount a small file system")
        image, place = tmp_path / "disk.img", tmp_path / "disk"
        with image.open("wb") as file:
            file.truncate(mib * 2**20)
        place.mkdir()
        subprocess.run(["mkfs.ext4", "-q", "-m", "0", "-b", str(block), image], check=True)
        done = subprocess.run(["mount", "-o", "loop", image, place], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", "-l", place], check=True)
