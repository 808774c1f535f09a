"""Records what reaches the disk under an ext4, and mounts what a power cut could have left there.

A FUSE program (recording_disk.py) is the disk: the kernel's own ext4 lies on it by a loop device. Only root can.
"""

import os
import struct
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

from tests.conftest import real_part
from tests.fault.recorder import Call, Disk

ROOT = Path(__file__).parents[2]
MIB = 12
SITE = "site"
# A call as the disk writes it down: what it is (of KINDS), on which of the NAMES, how long its content is, where it
# begins; then the content.
HEADER = struct.Struct("<BBIQ")
KINDS = ("write", "fsync")
NAMES = ("disk", "acks")


def make_image(image: Path) -> None:
    """An ext4 with a journal, as a card has one, with nothing left to be done in the background."""
    with image.open("wb") as file:
        file.truncate(MIB * 2**20)
    eager = ["-E", "lazy_itable_init=0,lazy_journal_init=0"]
    subprocess.run(["mkfs.ext4", "-q", "-m", "0", "-b", "4096", *eager, image], check=True)


class NotMountedError(Exception):
    """The kernel does not take the image as a file system, or nobody may mount here."""


@contextmanager
def mounted(image: Path, place: Path) -> Generator[Path]:
    """The file system of an image, whose journal is replayed as after a cut. `NotMountedError` where that fails."""
    place.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-o", "loop", image, place], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotMountedError(done.stderr.strip())
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@contextmanager
def _recording(place: Path, image: Path, calls: Path) -> Generator[Path]:
    """The recording disk at a place, until the kernel has let go of it."""
    unmount = real_part("fusermount3", "fuse3")
    program = [sys.executable, str(Path(__file__).with_name("recording_disk.py")), str(place), str(image), str(calls)]
    place.mkdir()
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(program, env=path, stderr=subprocess.PIPE, text=True) as disk:
        for _ in range(100):
            if (place / "disk").exists() or disk.poll() is not None:
                break
            sleep(0.05)
        if not (place / "disk").exists():
            disk.kill()
            pytest.skip(f"FUSE is not to be had here: {disk.stderr.read() if disk.stderr else ''}")
        try:
            yield place
        finally:
            subprocess.run([unmount, "-u", place], check=True)
            disk.wait(10)


def record_blocks(work: Path, image: Path, count: int, synchronous: str) -> tuple[bytes, list[Call]]:
    """The disk as it stood when the work began, and every write, sync and acknowledgement after it in order."""
    (work / "base").mkdir(parents=True)
    calls, place = work / "calls", work / "ext4"
    with _recording(work / "fuse", image, calls) as fuse, mounted(fuse / "disk", place):
        program = [sys.executable, str(Path(__file__).with_name("crash_work.py")), str(place / SITE)]
        program += [str(work / "base"), str(fuse / "acks"), str(count), synchronous]
        subprocess.run(program, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"})
    found = list(_read(calls.read_bytes()))
    begin = next(number for number, call in enumerate(found) if call.content == b"begin")
    disk = Disk(bytearray(image.read_bytes()), [call for call in found[:begin] if call.kind == "write"])
    disk.sync()  # what came before the beginning is no question
    return bytes(disk.sure), found[begin + 1 :]


def _read(content: bytes) -> Iterator[Call]:
    place = 0
    while place < len(content):
        kind, name, length, at = HEADER.unpack_from(content, place)
        place += HEADER.size
        yield Call(KINDS[kind], NAMES[name], content[place : place + length], at)
        place += length
