"""Every shelter is told how many places the others have free, and when they said so. Imports core and the store."""

import msgspec

from fieldpoint.core.feed import PlacesBody
from fieldpoint.core.shelter.places import Places
from fieldpoint.registry.shelter.tables import SitePlaces
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.told import Told


def tell_places(store: RegistryStore, now_ms: int) -> None:
    """What is new of any shelter every other one is told, and a new one of all. Commits.

    A site that never said anything of a night is no shelter and hears nothing. Beds that are kept are the house's own
    affair: others hear that they are not free.
    """
    if not store.is_news_of_places():
        return
    with store.transaction():
        news = store.untold_places()
        everybody = store.all_places()
        fresh = {one.site for one in news if not one.known}
        store.places_told(now_ms)
        store.tell(
            Told(site=hearer.site, kind="place", name=one.site, body=msgspec.json.encode(_body(one, now_ms)))
            for hearer in everybody
            for one in (everybody if hearer.site in fresh else news)
            if one.site != hearer.site
        )


def _body(one: SitePlaces, now_ms: int) -> PlacesBody:
    now = one.now
    shown = Places(beds=now.beds, floor=now.floor, free=now.free, free_floor=now.free_floor)
    return PlacesBody(title=one.title or one.site, now=shown, cold=one.cold, told=min(one.said_at, now_ms))
