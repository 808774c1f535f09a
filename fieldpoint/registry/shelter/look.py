"""Tonight's places for the officers: every site's figures with their age, and what they come to together.

Counts are for every officer, whichever body runs a site; nothing here names a person. Imports core and the store.
"""

import msgspec

from fieldpoint.core.shelter.places import Places, total
from fieldpoint.registry.shelter.tables import SitePlaces
from fieldpoint.registry.store import RegistryStore

OLD_MS = 12 * 60 * 60 * 1000


class TonightView(msgspec.Struct, frozen=True, kw_only=True):
    """All shelters, those with most free beds first, and their sum over those that spoke in the last twelve hours."""

    sites: list[SitePlaces]
    fresh: Places
    fresh_sites: int


def tonight(store: RegistryStore, now_ms: int) -> TonightView:
    """What every shelter said last, and which beds it kept until an hour that is over by now."""
    found = store.all_places(now_ms)
    fresh = [one for one in found if now_ms - one.said_at <= OLD_MS]
    return TonightView(
        sites=sorted(found, key=lambda one: (now_ms - one.said_at > OLD_MS, -one.now.free, -one.now.free_floor)),
        fresh=total(one.now for one in fresh),
        fresh_sites=len(fresh),
    )
