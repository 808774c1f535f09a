"""The one place that opens a database's key file (32 raw bytes, mode 0600).

Today the key lies beside the database; the split key of design chapter 5 will change this module only.

Imports ids and errors.
"""

import os
from pathlib import Path

from fieldpoint.errors import Broken, Code, Conflict
from fieldpoint.ids import new_seed

KEY_BYTES = 32
_OTHERS = 0o077


def make_key(path: Path) -> bytes:
    """Writes a new random key, readable by its owner only, synced to disk. `Conflict` when one exists."""
    key = new_seed()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise Conflict(Code.SITE_EXISTS, file=path.name) from fault
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(descriptor)  # a database whose key was lost in a power cut is lost with it
    return key


def read_key(path: Path) -> bytes:
    """The key. `Broken` (`key-unreadable`) when it is missing, of another length, or open to others."""
    try:
        open_to_others = path.stat().st_mode & _OTHERS
        key = path.read_bytes()
    except OSError as fault:
        raise Broken(Code.KEY_UNREADABLE, file=path.name) from fault
    if open_to_others or len(key) != KEY_BYTES:
        raise Broken(Code.KEY_UNREADABLE, file=path.name)
    return key
