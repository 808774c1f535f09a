"""One pusher at a time for a data folder, in whatever process: the running server, or a person at a terminal.

Two would send the same rows twice and move sizes and parked batches under each other's feet. The lock is
the kernel's, so a killed process leaves none behind.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from fieldpoint.data_folder import locked
from fieldpoint.errors import Code

_FILE = "push.lock"


@contextmanager
def push_lock(folder: Path) -> Generator[None]:
    """Nobody else pushes from this folder. `Conflict` (`push-running`) at once when somebody does."""
    with locked(folder, _FILE, Code.PUSH_RUNNING):
        yield
