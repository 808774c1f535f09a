"""Whose card this is and what is due, by what the registry knows; nothing is written.

Every text of a card's form costs the same while it is no card of a site that sends here: the same looks into the tables
and one signature that is checked, whether or not there is such a card.

A household that no roster of the city has is known by its rows alone. It is told of what every household has the same
of, and of nothing that depends on who its people are. Stock and a site's places are not known here.

Imports core, the store and its neighbours.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from fieldpoint.core import crockford
from fieldpoint.core.base64url import from_b64url
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.card import CardName, claimed_card, read_token
from fieldpoint.core.names import Cycle, Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.people import Household, Person
from fieldpoint.core.rules.audience import Audience
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.entitlement import due
from fieldpoint.core.rules.facts import CardState, Facts, Holder, Taken
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.verdict import Due
from fieldpoint.core.signature import public_key
from fieldpoint.errors import Invalid, NotFound
from fieldpoint.registry.cards.standing import Standing, keys_of
from fieldpoint.registry.cards.tell import standing_of
from fieldpoint.registry.feed.roster import open_household
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.names import followed, with_all_behind
from fieldpoint.registry.store import RegistryStore

_RULE: Final = msgspec.json.Decoder(Programme)
_NOBODYS_KEY: Final = public_key(b"fp/card of nobody, never signed\0")
_STOPS: Final[dict[str, CardState]] = {"revoked": "revoked", "suspended": "suspended", "key-ended": "blocked"}
_LONG_AGO: Final = Day("1300-01-01")


class DueOf(msgspec.Struct, frozen=True, kw_only=True):
    """What is due of one programme."""

    programme: Programme
    due: Due


def look(registry: Registry, token: str, moment: Moment) -> list[DueOf] | None:
    """What is due to the holder of a card, of the programmes that a family's page shows; None for no card of ours."""
    store = registry.store
    read = _read(store, token)
    if read is None:
        return None
    name, card = read
    state = _state(name, card)
    holder_now = followed(store, {card.card}).get(card.card, card.card)
    names = sorted(with_all_behind(store, {holder_now}))
    holder, is_known = _holder(registry, state, holder_now, names)
    rules = _book(store, card.site, {card.site, *(site for site, _ in store.serving(names))}).on(moment.day)
    wanted = [one for one in rules.programmes.values() if one.on_card_page and (is_known or _same_for_all(one))]
    taken = _taken(store, holder_now, holder)
    return [
        DueOf(
            programme=one,
            due=due(
                Facts(
                    programme=one,
                    holder=holder,
                    moment=moment,
                    taken=taken,
                    rivals=rules.rivals.get(one.name, ()),
                    site=card.site,
                )
            ),
        )
        for one in wanted
    ]


def _read(store: RegistryStore, token: str) -> tuple[CardName, Standing] | None:
    """The genuine card of a token, and how it stands."""
    try:
        card, kid = claimed_card(token), int.from_bytes(crockford.decode(token)[1:3], "big")
    except Invalid:
        return None
    words = store.card_words([card]).get(card, [])
    site = next((word.site for word in words if word.what == "issue"), "")
    key = keys_of(store.key_words([site])).get((site, kid))
    try:
        name = read_token(token, {kid: _NOBODYS_KEY if key is None else from_b64url(key.public)})
    except (Invalid, NotFound, ValueError):
        return None
    found = standing_of(store, words)
    return None if found is None else (name, found)


def _state(name: CardName, card: Standing) -> CardState:
    """Whether this print of the card may be used."""
    if card.stop is not None and card.stop in _STOPS:
        return _STOPS[card.stop]
    return "bound" if (name.serial, name.kid) == (card.serial, card.kid) else "blocked"


def _holder(registry: Registry, state: CardState, holder: str, names: Iterable[str]) -> tuple[Holder, bool]:
    """The holder, and whether its people are known: the household as the roster has it, or a card of nobody's.

    A household that the roster has not is somebody of whom nothing is said.
    """
    found = registry.store.sealed_households([*names])
    if found:
        sealed = found.get(holder) or found[min(found)]
        household = msgspec.structs.replace(open_household(registry, sealed), household=HouseholdId(holder))
        return Holder(card_state=state, household=household, anonymous=holder), True
    if not registry.store.aliases_to([holder]):
        return Holder(card_state="printed" if state == "bound" else state, household=None, anonymous=holder), True
    return Holder(card_state=state, household=_unknown_household(holder), anonymous=holder), False


def _unknown_household(name: str) -> Household:
    somebody = Person(
        person=PersonId(name),
        ordinal=1,
        is_head=True,
        given_name="",
        family_name="",
        relation="",
        sex="",
        born_on=None,
        phone=None,
        id_kind="none",
        id_value=None,
        id_flag="",
        tags=(),
        note="",
    )
    return Household(
        household=HouseholdId(name),
        office="",
        code="",
        neighbourhood="",
        registered_on=_LONG_AGO,
        members=(somebody,),
    )


def _same_for_all(programme: Programme) -> bool:
    """Whether what is due can be said without knowing anything of a household's people."""
    counted_alike = isinstance(programme.quantity, int) and programme.counts_for != "member"
    for_anybody = programme.audience == Audience(sites=programme.audience.sites)
    return counted_alike and for_anybody and not programme.waiting_days


def _book(store: RegistryStore, site: str, sites: set[str]) -> RuleBook:
    """Every version of what runs at these sites, by their own word or the city's."""
    found: dict[tuple[str, int], Programme] = {}
    for text in store.rules_at(sorted(sites)):
        try:
            one = _RULE.decode(text)
        except UNREADABLE:  # a newer site's
            continue
        found[one.code, one.version] = one
    return RuleBook(versions=tuple(found.values()), site=site)


def _taken(store: RegistryStore, holder_now: str, holder: Holder) -> list[Taken]:
    """What was given wherever: days and places of it are nobody's business here."""
    own = holder.anonymous if holder.household is None else str(holder.household.household)
    return [
        Taken(
            programme=ProgrammeCode(share.programme),
            cycle=Cycle(share.cycle),
            counted_for=own if share.counted_for == share.holder else share.counted_for,
            quantity=share.quantity,
            event_id=EventId(""),
            at=0,
            desk="",
            site=share.site,
        )
        for share in store.shares([holder_now])
    ]
