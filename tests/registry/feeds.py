"""What sites are told, read as a site reads it."""

import msgspec

from fieldpoint.core.feed import ConsumptionBody, FeedItem, VerdictBody, opened_page
from fieldpoint.registry.feed.pages import page_after
from fieldpoint.registry.feed.roster import greet
from fieldpoint.registry.folder import Registry
from tests.registry.support import Sender, stored

NORTH, SOUTH = "s-01", "s-02"


def told(registry: Registry, site: str, kind: str | None = None) -> dict[str, FeedItem]:
    """All items of a site's feed from its beginning, by key."""
    greet(registry, site)
    found: dict[str, FeedItem] = {}
    after = 0
    while sent := page_after(registry, site, (registry.store.feed() or "", after), 500):
        page = opened_page(sent, [registry.public])
        found |= {item.key: item for item in page.items if kind in (None, item.k)}
        after = page.upto
    return found


def given_elsewhere(registry: Registry, site: str) -> list[ConsumptionBody]:
    """What a site knows of the others."""
    items = told(registry, site, "cons").values()
    return [msgspec.json.decode(item.body, type=ConsumptionBody) for item in items if item.body is not None]


def verdicts(registry: Registry, site: str) -> list[VerdictBody]:
    """What a site knows of its own rows."""
    items = told(registry, site, "verdict").values()
    return [msgspec.json.decode(item.body, type=VerdictBody) for item in items if item.body is not None]


def both_serve(registry: Registry, north: Sender, south: Sender) -> None:
    """Both sites served the household h1, and both logs have come in."""
    stored(registry, north.arrival(1, len(north.lines)))
    south.hand_out("h1")
    stored(registry, south.arrival(1, len(south.lines)))
