"""Room kept in reserve, so that a full disk is seen coming and refuses in words.

A file beside the database holds 1 MiB of real blocks. When the disk runs low the file is given up: from then on
the status warns, and a few hundred more handouts fit into what it held. When that is used up too, handouts are
refused while the last half MiB still lets the day be closed. Once there is room again the file is made anew.

Imports the standard library only.
"""

import os
from enum import IntEnum
from pathlib import Path

from fieldpoint.errors import Code

BALLAST = 1024 * 1024
LAST_ROOM = 512 * 1024  # below this nothing but the day's close is written


class Room(IntEnum):
    """How much the disk still holds."""

    ENOUGH = 0
    ALMOST_FULL = 1
    FULL = 2


class DiskRoom:
    """The room beside the database and its witness. `look` is one or two calls of the kernel, a few microseconds."""

    def __init__(self, folder: Path, witness: Path) -> None:
        self._ballast = folder / "ballast"
        self._places = {folder, witness.resolve().parent}
        self.state = Room.ENOUGH
        self.held = self._ballast.exists()

    @property
    def warning(self) -> Code | None:
        """What the status says of the disk, or nothing."""
        return {Room.ENOUGH: None, Room.ALMOST_FULL: Code.DISK_ALMOST_FULL, Room.FULL: Code.DISK_FULL}[self.state]

    def look(self) -> bool:
        """Whether the disk is full. Gives the ballast up when it must be, makes it anew when it can be."""
        free = self._free()
        if free < LAST_ROOM and self.give_up():
            free = self._free()
        if not self.held and free >= LAST_ROOM + 2 * BALLAST:
            self._make()
        if self.held:
            self.state = Room.ENOUGH
        else:
            self.state = Room.FULL if free < LAST_ROOM else Room.ALMOST_FULL
        return self.state is Room.FULL

    def give_up(self) -> bool:
        """The ballast's room is free; answers whether there was any."""
        if not self.held:
            return False
        self.held = False
        self._ballast.unlink(missing_ok=True)
        self.state = Room.ALMOST_FULL
        return True

    def _make(self) -> None:
        try:
            descriptor = os.open(self._ballast, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.posix_fallocate(descriptor, 0, BALLAST)
            finally:
                os.close(descriptor)
        except OSError:  # it is made when there is room; until then the status warns
            self._ballast.unlink(missing_ok=True)
            return
        self.held = True

    def _free(self) -> int:
        """Bytes that a file may still take, on the fuller of the two media."""
        found = [os.statvfs(place) for place in self._places]
        return min(one.f_bavail * one.f_frsize for one in found)
