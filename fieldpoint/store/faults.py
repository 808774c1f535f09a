"""Whose failure it is when a write goes wrong: the request's, or the disk's under everybody.

Imports database.
"""

from collections.abc import Iterator

from fieldpoint.database import SQLITE_FULL, result_code

# No memory, read-only, I/O, corrupt, cannot open, not a database: the file or the disk under it, not the request.
_STORAGE_FAULTS = frozenset({7, 8, 10, 11, 14, 26})


def disk_was_full(fault: BaseException) -> bool:
    """Whether this failure, or one that it came of, is SQLite's word that the disk has no room."""
    return any(result_code(one) == SQLITE_FULL for one in _chain(fault))


def storage_failed(fault: BaseException) -> bool:
    """Whether this failure, or one that it came of, lies in the file or the disk: nothing after it is sure."""
    return any(result_code(one) in _STORAGE_FAULTS for one in _chain(fault))


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    """The failure and whatever it came of, the newest first."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__
