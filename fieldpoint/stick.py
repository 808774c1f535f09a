"""Files on a stick that somebody carries: written whole or not at all, read with a limit.

A stick is taken out at any moment and comes back with bits flipped, so nothing here believes a file to be whole;
whoever reads one must be able to tell. A folder that is not there is not made: it would lie on the machine's own
disk while everybody thinks it is on the stick.

Imports errors only.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from fieldpoint.errors import Broken, Code, Invalid

MAX_FILE_BYTES = 2 * 1024 * 1024  # twice the largest batch
MAX_SNAPSHOT_BYTES = 32 * 1024 * 1024  # some ten times what a large site is told
_UNFINISHED = ".part"


def files_on(folder: Path, suffix: str) -> Iterator[Path]:
    """The files of one kind in the folder and in those directly under it, by name.

    `Broken` (`stick-unwritable`) when it cannot be read.
    """
    try:
        found = [*folder.iterdir()]
        found += [file for under in found if under.is_dir() for file in under.iterdir()]
    except OSError:
        raise Broken(Code.STICK_UNWRITABLE, file=folder.name) from None
    return iter(sorted(file for file in found if file.name.lower().endswith(suffix) and not file.is_dir()))


def read_file(file: Path, most: int = MAX_FILE_BYTES) -> bytes:
    """The bytes of a file. `Invalid` (`stick-file-unreadable`) when it is empty, above `most` or does not read."""
    try:
        with file.open("rb") as opened:
            body = opened.read(most + 1)
    except OSError:
        raise Invalid(Code.STICK_FILE_UNREADABLE, file=file.name) from None
    if not 0 < len(body) <= most:
        raise Invalid(Code.STICK_FILE_UNREADABLE, file=file.name)
    return body


def write_file(folder: Path, name: str, body: bytes) -> None:
    """The file is on the stick, synced, or nothing of that name is new. `Broken` (`stick-unwritable`)."""
    unfinished = folder / f"{name}{_UNFINISHED}"
    try:
        with unfinished.open("wb") as opened:
            opened.write(body)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.rename(folder / name)
        _sync(folder)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise Broken(Code.STICK_UNWRITABLE, file=folder.name) from None


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
