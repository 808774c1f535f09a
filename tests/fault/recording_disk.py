"""A disk that writes down what reaches it: one file, served by FUSE, on which a loop device and an ext4 lie.

Run as `python recording_disk.py PLACE IMAGE CALLS`. PLACE gets `disk`, with the content of IMAGE, and `acks`, on
which a program notes what it was told is durable. Every write and every sync stands in CALLS in the order in which
the kernel sent them: behind the file system's cache and its journal, as a card's controller sees them.
"""

import stat
import sys
from pathlib import Path

import mfusepy

from tests.fault.block_cut import HEADER, KINDS, NAMES


class RecordingDisk(mfusepy.Operations):
    """Two files in one folder; the kernel asks for one thing at a time."""

    use_ns = True

    def __init__(self, image: Path, calls: Path) -> None:
        self._files = {"disk": bytearray(image.read_bytes()), "acks": bytearray()}
        self._calls = calls.open("wb", buffering=0)

    def getattr(self, path: str, fh: int | None = None) -> dict[str, int]:  # noqa: ARG002  as FUSE calls it
        """What a file is, and how long."""
        if path == "/":
            return {"st_mode": stat.S_IFDIR | 0o700, "st_nlink": 2}
        content = self._files.get(path[1:])
        if content is None:
            raise mfusepy.FuseOSError(2)
        return {"st_mode": stat.S_IFREG | 0o600, "st_nlink": 1, "st_size": len(content)}

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:  # noqa: ARG002  as FUSE calls it
        """A piece of a file."""
        return bytes(self._files[path[1:]][offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:  # noqa: ARG002  as FUSE calls it
        """A piece is written, and written down."""
        self._files[path[1:]][offset : offset + len(data)] = data
        self._note("write", path[1:], data, offset)
        return len(data)

    def fsync(self, path: str, datasync: int, fh: int) -> int:  # noqa: ARG002  as FUSE calls it
        """What was written stands; that is written down too."""
        self._note("fsync", path[1:], b"", 0)
        return 0

    def _note(self, kind: str, name: str, content: bytes, at: int) -> None:
        self._calls.write(HEADER.pack(KINDS.index(kind), NAMES.index(name), len(content), at) + content)


if __name__ == "__main__":
    disk = RecordingDisk(Path(sys.argv[2]), Path(sys.argv[3]))
    mfusepy.FUSE(disk, sys.argv[1], foreground=True, nothreads=True)
