"""The city's roster: households with their people, sealed, and which site serves whom.

People's records are sealed one by one with a key that is derived from the folder's (ChaCha20-Poly1305, the household's
name bound to it), so that whoever reads the database alone, or a copy of it, learns nobody's name. An office's code
is kept as a keyed hash: it is looked up, never read.

Imports core, clock, ids, cryptography and its neighbours.
"""

import hmac
from collections.abc import Iterable, Sequence

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fieldpoint.clock import wall_ms
from fieldpoint.core.base64url import b64url
from fieldpoint.core.campaigns.campaign import Campaign
from fieldpoint.core.feed import KeyBody
from fieldpoint.core.people import Household
from fieldpoint.core.rules.programme import Programme
from fieldpoint.errors import Code, NotFound
from fieldpoint.ids import new_epoch, new_seed
from fieldpoint.registry.counts.tables import EVERY_MONTH
from fieldpoint.registry.feed.tell import tell_about
from fieldpoint.registry.folder import Registry, opened_with
from fieldpoint.registry.intake.settle import settle
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.told import SealedHousehold, Told

_NONCE_BYTES = 12
_AT_ONCE = 500


def find_household(registry: Registry, office: str, code: str) -> Household | None:
    """The household that an office's list calls by this code (`code` in its folded form), or nothing."""
    found = registry.store.household_of(_mark(registry, office, code))
    return None if found is None else open_household(registry, found)


def take_in(registry: Registry, households: Iterable[tuple[str, Household]]) -> int:
    """These households stand in the roster, and whoever serves them is told; answers how many were new or changed.

    Each comes with its office's code in folded form, under which it is found again. Commits, five hundred at a time.
    """
    changed = 0
    some: list[tuple[str, Household]] = []
    for one in households:
        some.append(one)
        if len(some) == _AT_ONCE:
            changed += _take_in(registry, some)
            some = []
    changed += _take_in(registry, some)
    if changed:  # who is entitled to how much follows from who is there
        settle(registry.store, wall_ms())
    return changed


def assign(registry: Registry, site: str, neighbourhood: str | None) -> int:
    """The site serves every household of a neighbourhood (or of the roster), and is told of them; answers how many.

    Commits. `NotFound` (`site-unknown`, `household-unknown` when there is none).
    """
    store = registry.store
    if not store.is_site(site):
        raise NotFound(Code.SITE_UNKNOWN)
    with store.transaction():
        found = store.households_in(neighbourhood)
        if not found:
            raise NotFound(Code.HOUSEHOLD_UNKNOWN)
        store.assign(site, [name for name, _ in found])
        store.tell(_households(site, found))
        _tell_site(registry, site)
        names = [name for name, _ in found]
        for start in range(0, len(names), _AT_ONCE):
            tell_about(store, names[start : start + _AT_ONCE])
    return len(found)


def take_back(registry: Registry, site: str, neighbourhood: str | None) -> int:
    """The site serves the households of a neighbourhood (or none at all) no longer; answers how many these were.

    It hears no more of them; whom it holds stays there as long as its own rows need them. Commits. `NotFound` as above.
    """
    store = registry.store
    with store.transaction():
        here = {name for name, _ in store.households_in(neighbourhood)}
        names = [name for name, _ in store.assigned_to(site) if name in here]
        if not names:
            raise NotFound(Code.HOUSEHOLD_UNKNOWN)
        store.take_back(site, names)
        store.tell(Told(site=site, kind="hh", name=name, body=None) for name in names)
        for start in range(0, len(names), _AT_ONCE):
            tell_about(store, names[start : start + _AT_ONCE])
    return len(names)


def set_programme(registry: Registry, programme: Programme, site: str | None) -> None:
    """The programme runs at a site, or at every one that is known now or later. Commits."""
    store = registry.store
    with store.transaction():
        store.add_city_programme(programme.code, programme.version, site or "", msgspec.json.encode(programme))
        for one in [site] if site else [known.site for known in store.sites()]:
            _tell_site(registry, one)


def set_campaign(registry: Registry, campaign: Campaign, site: str | None) -> None:
    """The campaign runs at a site, or at every one that is known now or later. Commits."""
    store = registry.store
    with store.transaction():
        store.add_city_campaign(campaign.code, campaign.version, site or "", msgspec.json.encode(campaign))
        for one in [site] if site else [known.site for known in store.sites()]:
            _tell_site(registry, one)


def greet(registry: Registry, site: str) -> None:
    """A site that was never told anything hears what every site is told. Commits."""
    if registry.store.feed() is None or not registry.store.was_told(site, "key", str(registry.ring.links[-1].kid)):
        with registry.store.transaction():
            registry.store.begin_feed(b64url(new_epoch()))
            _tell_site(registry, site)


def open_household(registry: Registry, sealed: SealedHousehold) -> Household:
    """The household with its people."""
    return opened_with(registry.vault, sealed)


def _take_in(registry: Registry, households: Sequence[tuple[str, Household]]) -> int:
    store = registry.store
    changed = 0
    with store.transaction():
        names = [household.household for _, household in households]
        before = store.sealed_households(names)
        for code, household in households:
            old = before.get(household.household)
            if old is not None and open_household(registry, old) == household:
                continue
            changed += 1
            store.save_household(_sealed(registry, code, household, 1 if old is None else old.revision + 1))
        if changed:
            store.mark_months([EVERY_MONTH])  # who lives where may be another than before
        _tell_servers(store, names)
        store.touch(names if changed else [])
    return changed


def _tell_servers(store: RegistryStore, names: Sequence[str]) -> None:
    now = store.sealed_households(names)
    sites = ((site, name) for site, name in store.assigned(names) if name in now)
    store.tell(told for site, name in sites for told in _households(site, [(name, now[name].revision)]))


def _tell_site(registry: Registry, site: str) -> None:
    """Keys, programmes and campaigns: what a site is told whomever it serves."""
    keys = [KeyBody(kid=link.kid, public=link.public) for link in registry.ring.told]
    items = [Told(site=site, kind="key", name=str(key.kid), body=msgspec.json.encode(key)) for key in keys]
    for code, version, rule in registry.store.city_programmes(site):
        items.append(Told(site=site, kind="prog", name=f"{code}@{version}", body=rule))
    for code, version, plan in registry.store.city_campaigns(site):
        items.append(Told(site=site, kind="camp", name=f"{code}@{version}", body=plan))
    registry.store.tell(items)


def _households(site: str, found: Iterable[tuple[str, int]]) -> Iterable[Told]:
    """The feed keeps only which revision a site was told of: people's names stand in one place."""
    return (Told(site=site, kind="hh", name=name, body=str(revision).encode()) for name, revision in found)


def _sealed(registry: Registry, code: str, household: Household, revision: int) -> SealedHousehold:
    nonce = new_seed()[:_NONCE_BYTES]
    body = msgspec.json.encode(household)
    return SealedHousehold(
        household=household.household,
        code_mark=_mark(registry, household.office, code),
        neighbourhood=household.neighbourhood,
        revision=revision,
        sealed=nonce + ChaCha20Poly1305(registry.vault).encrypt(nonce, body, household.household.encode()),
    )


def _mark(registry: Registry, office: str, code: str) -> bytes:
    return hmac.digest(registry.vault, f"{office}\0{code}".encode(), "sha256")
