"""Where damaged files go: they are never deleted, a person may still find something in them.

Imports clock and errors.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from fieldpoint.clock import wall_ms
from fieldpoint.errors import Broken, Code

FOLDER = "quarantine"


def keep_aside(folder: Path, name: str, content: bytes) -> Path:
    """The bytes lie in the quarantine, synced. `Broken` (`file-unwritable`) when they cannot."""
    place = _place(folder, name)
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
    except OSError as fault:
        raise Broken(Code.FILE_UNWRITABLE, file=place.name) from fault
    return place


def move_aside(file: Path) -> Path:
    """The file lies in the quarantine of its folder under its name and the time."""
    place = _place(file.parent, file.name)
    try:
        file.rename(place)
    except OSError as fault:
        raise Broken(Code.FILE_UNWRITABLE, file=place.name) from fault
    return place


def _place(folder: Path, name: str) -> Path:
    """A free name in the quarantine, which is made where there is none."""
    stamp = datetime.fromtimestamp(wall_ms() / 1000, UTC).strftime("%Y%m%dT%H%M%S")
    shelf = folder / FOLDER
    try:
        shelf.mkdir(mode=0o700, exist_ok=True)
    except OSError as fault:
        raise Broken(Code.FILE_UNWRITABLE, file=FOLDER) from fault
    number = 1
    while (place := shelf / f"{stamp}-{number}-{name}").exists():
        number += 1
    return place
