"""Snapshots that are being downloaded, kept in memory for a while and never on a disk.

So a slow line goes on with the very bytes it began with while the feed grows on; what came since is in the pages behind
it. Another registry process on the same database makes its own, and a line that lands there begins again.

Imports clock and its neighbours.
"""

from fieldpoint.clock import monotonic_s
from fieldpoint.registry.feed.pages import SnapshotFile, snapshot_of
from fieldpoint.registry.folder import Registry

_KEPT_S = 15 * 60.0
_KEPT = 8


class Snapshots:
    """The snapshots that sites are downloading, the newest last. Used by the database's thread alone."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._kept: dict[str, tuple[float, SnapshotFile]] = {}

    def of(self, site: str) -> SnapshotFile:
        """The site's snapshot: the one that is kept, else a new one."""
        now = monotonic_s()
        self._kept = {name: kept for name, kept in self._kept.items() if now - kept[0] < _KEPT_S}
        kept = self._kept.pop(site, None)
        if kept is None or kept[1].feed != self._registry.store.feed():
            kept = (now, snapshot_of(self._registry, site))
        self._kept[site] = kept
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return kept[1]
