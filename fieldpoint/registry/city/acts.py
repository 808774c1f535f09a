"""Acts of an officer on the roster, on programmes and on campaigns. The log has each of them before it is done.

So nothing is done that the log does not know; what fails on the way leaves a row of what was begun.

Imports core, the store and its neighbours.
"""

from collections.abc import Iterable

from fieldpoint.core.campaigns.campaign import Campaign
from fieldpoint.core.rules.programme import Programme
from fieldpoint.errors import Code, NotFound
from fieldpoint.registry.audit import Act, Decision, record
from fieldpoint.registry.city.take_list import Coming, changes
from fieldpoint.registry.counts.places import Place
from fieldpoint.registry.decide import By
from fieldpoint.registry.feed import roster
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.store import RegistryStore


def note(store: RegistryStore, by: By, act: Act, about: str, to: str = "") -> None:
    """The registry's log has it. Commits."""
    with store.transaction():
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act=act, about=about, to=to))


def take_in_list(registry: Registry, by: By, coming: Coming) -> int:
    """The list's households stand in the roster; answers how many were new or changed. Commits, piece by piece."""
    note(registry.store, by, "roster.import", "*", str(coming.plan.household_count))
    return roster.take_in(registry, changes(registry, coming, list(coming.plan.codes())))


def assign(registry: Registry, by: By, site: str, neighbourhood: str | None) -> int:
    """The site serves the households of a neighbourhood, or all; answers how many. Commits.

    `NotFound` (`site-unknown`, `household-unknown`).
    """
    check_site(registry.store, site)
    note(registry.store, by, "roster.assign", site, _where(neighbourhood))
    return roster.assign(registry, site, neighbourhood)


def take_back(registry: Registry, by: By, site: str, neighbourhood: str | None) -> int:
    """The site serves the households of a neighbourhood, or any, no longer; answers how many. Commits.

    `NotFound` (`site-unknown`, `household-unknown`).
    """
    check_site(registry.store, site)
    note(registry.store, by, "roster.take-back", site, _where(neighbourhood))
    return roster.take_back(registry, site, neighbourhood)


def set_programme(registry: Registry, by: By, programme: Programme, site: str | None) -> None:
    """The programme runs at a site, or everywhere. Commits. `NotFound` (`site-unknown`)."""
    if site is not None:
        check_site(registry.store, site)
    note(registry.store, by, "programme.set", site or "*", programme.rule)
    roster.set_programme(registry, programme, site)


def set_campaign(registry: Registry, by: By, campaign: Campaign, site: str | None) -> None:
    """The campaign runs at a site, or everywhere. Commits. `NotFound` (`site-unknown`)."""
    if site is not None:
        check_site(registry.store, site)
    note(registry.store, by, "campaign.set", site or "*", campaign.name)
    roster.set_campaign(registry, campaign, site)


def set_places(store: RegistryStore, by: By, places: Iterable[Place]) -> int:
    """The neighbourhoods lie there; answers how many they are. Commits."""
    found = list(places)
    with store.transaction():
        store.save_places(found)
        record(store, Decision(n=0, at=by.now_ms, who=by.who, act="places.set", about="*", to=str(len(found))))
    return len(found)


def check_site(store: RegistryStore, site: str) -> None:
    """`NotFound` (`site-unknown`) for a site that was never invited."""
    if not store.is_site(site):
        raise NotFound(Code.SITE_UNKNOWN)


def _where(neighbourhood: str | None) -> str:
    return "*" if neighbourhood is None else neighbourhood
