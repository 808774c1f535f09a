"""What was added up from all rows is kept as long as no row has come in since: the next look is the same.

It is kept in this process's memory and is the tables' word at one moment, never a source: `RegistryStore.moment` says
when anything could be otherwise, whichever process changed it. Imports the store.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from fieldpoint.registry.store import RegistryStore

T = TypeVar("T")
Moment = tuple[int, ...]
_MOST: Final = 12


class Remembered:
    """The last few sums, by what was asked."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, tuple[Moment, Any]] = OrderedDict()

    def get(self, store: RegistryStore, asked: object, make: Callable[[], T]) -> T:
        """What `make` answers, or what it answered to the same when the tables were the same."""
        now = store.moment()
        kept = self.find(asked, now)
        return cast("T", kept) if kept is not None else self.keep(asked, now, make())

    def find(self, asked: object, now: Moment) -> object | None:
        """What was kept of this moment, or nothing."""
        kept = self._kept.get(asked)
        return kept[1] if kept is not None and kept[0] == now else None

    def keep(self, asked: object, moment: Moment, made: T) -> T:
        """It is known as what the tables came to at that moment; what was kept longest ago is let go."""
        self._kept[asked] = (moment, made)
        self._kept.move_to_end(asked)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return made
