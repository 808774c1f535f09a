"""What sites are told of cards that others issued: whose they are, which may not be used, which keys prove them.

A site hears of a card when it serves the card's holder; its own cards it knows, but for those that anybody revoked.

Imports core, the store and its neighbours.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import msgspec

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.feed import CardBody, CardKeyBody, RevocationBody
from fieldpoint.core.log_rows import EpochOpen, decode_row
from fieldpoint.registry.cards.standing import Key, Standing, keys_of, revoked_at, standing
from fieldpoint.registry.cards.words import CardWord
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.told import Told

Serving = Sequence[tuple[str, str, str]]  # site, the name by which it serves, whom that name means now
_Names = Mapping[str, Mapping[str, Sequence[str]]]  # holder, site, names


def cards_told(store: RegistryStore, names: Iterable[str], now: Mapping[str, str], serving: Serving) -> Iterator[Told]:
    """For each site what it is to know of the cards among these names; `now` says whom each name means."""
    sites = _sites(serving)
    several = [name for name in names if len(sites.get(now.get(name, name), ())) > 1]
    lone = [name for name in names if len(sites.get(now.get(name, name), ())) == 1]
    for card, words in store.card_words(lone, revoked_only=True).items():
        yield from _revoked(card, words, sites[now.get(card, card)])
    said = store.card_words(several)
    keys = keys_of(store.key_words(word.site for words in said.values() for word in words)) if said else {}
    for card, words in said.items():
        found = _standing(store, words, keys)
        if found is None:
            yield from _revoked(card, words, sites[now.get(card, card)])
        else:
            held = {site: _household(names, said) for site, names in sites[now.get(card, card)].items()}
            yield from _card(found, keys.get((found.site, found.kid)), held, bound=card in now)


def standing_of(store: RegistryStore, words: Sequence[CardWord]) -> Standing | None:
    """How the card of these words stands."""
    return _standing(store, words, keys_of(store.key_words({word.site for word in words})))


def _sites(serving: Serving) -> _Names:
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for site, name, holder in serving:
        found[holder][site].append(name)
    return found


def _revoked(card: str, words: Sequence[CardWord], sites: Iterable[str]) -> Iterator[Told]:
    since = revoked_at(words)
    if since is not None:
        body = msgspec.json.encode(RevocationBody(card=card, why="revoked", since=since))
        for site in sites:
            yield Told(site=site, kind="rev", name=card, body=body, about=card)


def _household(names: Iterable[str], cards: Container[str]) -> str | None:
    return min((name for name in names if name not in cards), default=None)


def _standing(store: RegistryStore, words: Sequence[CardWord], keys: Mapping[tuple[str, int], Key]) -> Standing | None:
    lives = {word.epoch for word in words}
    depths = _depths(store, sorted({word.site for word in words})) if len(lives) > 1 else {}
    issuer = next((word.site for word in words if word.what == "issue"), "")
    return standing(words, depths, lambda kid: keys.get((issuer, kid)))


def _card(found: Standing, key: Key | None, held: Mapping[str, str | None], *, bound: bool) -> Iterator[Told]:
    """The card, why it may not be used and the key that proves it, each for whoever has to be told.

    `held` has the sites that serve its holder, each with the household's name there; a household that a site does not
    know by any name stays unknown to it.
    """
    for site, household in held.items():
        if site != found.site and key is not None:
            told = CardKeyBody(kid=key.kid, public=key.public, ended=key.ended_at)
            yield Told(site=site, kind="ckey", name=key.public, body=msgspec.json.encode(told))
        if site != found.site and bool(household) == bound:
            card = CardBody(card=found.card, hh=household, kid=found.kid, serial=found.serial, short=found.short)
            yield Told(site=site, kind="card", name=found.card, body=msgspec.json.encode(card), about=found.card)
        if found.stop is not None and (site != found.site or found.stop == "revoked"):
            stop = RevocationBody(card=found.card, why=found.stop, since=found.since, serial=found.serial)
            yield Told(site=site, kind="rev", name=found.card, body=msgspec.json.encode(stop), about=found.card)


def _depths(store: RegistryStore, sites: Iterable[str]) -> dict[str, int]:
    """How many lives came before each life of these sites, as their first rows say."""
    before: dict[str, str | None] = {}
    for site in sites:
        for epoch in store.epochs(site):
            opened = _opened(next(store.lines_of(epoch.number, 1, 1), b""))
            before[epoch.epoch] = None if opened is None else opened.prev_epoch
    return {epoch: _depth(epoch, before) for epoch in before}


def _depth(epoch: str, before: Mapping[str, str | None]) -> int:
    seen = {epoch}
    at = before.get(epoch)
    while at is not None and at not in seen:
        seen.add(at)
        at = before.get(at)
    return len(seen)


def _opened(line: bytes) -> EpochOpen | None:
    try:
        row = decode_row(line)
    except UNREADABLE:
        return None
    return row if isinstance(row, EpochOpen) else None
