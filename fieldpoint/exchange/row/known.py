"""What the cells of a column mean, each different one read once: names, places and tags come again and again.

Imports the standard library only.
"""

from collections.abc import Callable
from typing import TypeVar

_MOST = 8192
_LONGEST = 64
_Meant = TypeVar("_Meant")


class Known(dict[str, _Meant]):
    """Ask it as a dict: a cell that it does not know yet is read first. It never grows large.

    A list of 100,000 people has a million cells; an `lru_cache` would be asked by a call for each of them.
    """

    def __init__(self, read: Callable[[str], _Meant]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> _Meant:
        meant = self._read(cell)
        if len(cell) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[cell] = meant
        return meant
