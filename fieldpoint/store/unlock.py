"""The one function that opens the site's key: the split key of design chapter 5 will change this module only.

Imports keyfile.
"""

from pathlib import Path

from fieldpoint.keyfile import read_key


def unlock(key_file: Path) -> bytes:
    """The 32 bytes that open the site's database. `Broken` (`key-unreadable`) when the file is unfit."""
    return read_key(key_file)
