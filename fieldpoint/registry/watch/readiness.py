"""Whether the registry can take a batch in now: the database is there, can be written, and has this version's tables.

Asked at most once in five seconds, whoever asks how often. Imports clock, errors and the store.
"""

from typing import Final

from fieldpoint.clock import monotonic_s
from fieldpoint.errors import FieldpointError
from fieldpoint.registry.store import RegistryStore

_GOOD_FOR_S: Final = 5.0


class Readiness:
    """What was found out last. Used by the database's thread alone."""

    def __init__(self, store: RegistryStore) -> None:
        self._store = store
        self._until_s = 0.0
        self._ready = False

    def look(self) -> bool:
        """Whether it is ready, as of a few seconds ago at most."""
        if monotonic_s() >= self._until_s:
            self._ready = self._try()
            self._until_s = monotonic_s() + _GOOD_FOR_S
        return self._ready

    def _try(self) -> bool:
        try:
            with self._store.transaction():
                self._store.write_nothing()
            return self._store.is_current()
        except FieldpointError:
            return False
