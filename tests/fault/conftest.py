"""Servers that end with their test, and small file systems for full disks."""

import os
import subprocess
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from fieldpoint.store.site import Site
from tests.live import LiveSite, live_site

MakeDisk = Callable[[int, int], Path]
Serve = Callable[[Site], LiveSite]


@pytest.fixture
def serving() -> Generator[Serve]:
    """Starts the server of a site, and stops it when the test fails half-way."""
    started: list[LiveSite] = []

    def start(site: Site) -> LiveSite:
        live = live_site(site)
        live.start()
        started.append(live)
        return live

    yield start
    for live in started:
        if live.runs:
            live.stop(kill=True)


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
