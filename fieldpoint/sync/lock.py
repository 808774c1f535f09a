"""One pusher at a time for a data folder, in whatever process: the running server, or a person at a terminal.

Two would send the same rows twice and move sizes and parked batches under each other's feet. The lock is
the kernel's, so a killed process leaves none behind.
"""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from fieldpoint.errors import Code, Conflict

_FILE = "push.lock"


@contextmanager
def push_lock(folder: Path) -> Generator[None]:
    """Nobody else pushes from this folder. `Conflict` (`push-running`) at once when somebody does."""
    descriptor = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(Code.PUSH_RUNNING) from None
        yield
    finally:
        os.close(descriptor)
