"""Whose card this is and what is due, without writing anything."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from fieldpoint.core.card import CardName, ShortCode
from fieldpoint.core.names import CardId, Day, EventId, HouseholdId, PersonId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.entitlement import due
from fieldpoint.core.rules.facts import CardState, Holder
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.verdict import Due
from fieldpoint.database import Connection
from fieldpoint.desk.collectors import collector_of
from fieldpoint.desk.gather import gather_facts
from fieldpoint.errors import Code, NotFound
from fieldpoint.store import card_keys, cards, people
from fieldpoint.store.cards import CardRow
from fieldpoint.store.feed import cards_elsewhere, told
from fieldpoint.store.feed.cards_elsewhere import ElsewhereCard
from fieldpoint.store.merges import present_household

CardRef = CardName | ShortCode
Wanted = Callable[[Programme], bool]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A card that was shown (or nobody's, where somebody has none), and its holder as far as this site knows.

    `since` is when it was stopped (ms of UTC), where it may not be used.
    """

    card: CardId | None
    holder: Holder
    since: int | None = None


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """What a look is for: which programmes, or all; and the member or alternate who stands there, if named."""

    wanted: Wanted | None = None
    collector: PersonId | None = None


_EVERYTHING = Asking()
_STOPPED: Final[Mapping[str, CardState]] = {"revoked": "revoked", "suspended": "suspended"}


class DueOf(msgspec.Struct, frozen=True, kw_only=True):
    """What is due of one programme."""

    programme: Programme
    due: Due


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """A holder on a day, programme by programme in their order."""

    shown: Shown
    day: Day | None
    dues: list[DueOf]


def read_holder(connection: Connection, ref: CardRef) -> Shown:
    """The holder of a genuine token or a typed short code.

    A card that another site issued is a holder as the registry told it. A genuine card of which nothing is known is a
    holder in state `unknown`; an unknown short code is `NotFound` (`card-unknown`), because it names no card.
    """
    if isinstance(ref, ShortCode):
        return _of_short(connection, ref)
    row = cards.find_card(connection, ref.card)
    if row is None:
        found = cards_elsewhere.find_elsewhere(connection, ref.card)
        return _stranger(connection, ref) if found is None else _of_another_site(connection, found, ref)
    if (row.serial, row.kid) != (ref.serial, ref.kid) and row.state != "revoked":
        return _blocked(row.card, row.reprinted_at)  # an older print of a card that was printed anew
    return _shown(connection, row)


def without_card(line: EventId) -> Shown:
    """Somebody who has no card, taken in by the operator under one line; counted once a line, named nowhere."""
    return Shown(card=None, holder=Holder(card_state="none", household=None, anonymous=line))


def look(connection: Connection, book: RuleBook, ref: CardRef, moment: Moment, asking: Asking = _EVERYTHING) -> Look:
    """The holder of a card and all that is due at a moment, of all programmes or of those that are wanted.

    `NotFound` (`card-unknown`) when the site does not know the card and it has nothing for it: a bed or a
    meal is for anybody. `Invalid` (`member-unknown`) for a collector who is nothing to the household.
    """
    return _look(connection, book, read_holder(connection, ref), moment, asking)


def look_at_household(connection: Connection, book: RuleBook, household: HouseholdId, moment: Moment) -> Look:
    """All that is due to a household at a moment, whether it has a card with it or not: for the lead, who was asked.

    `NotFound` (`household-unknown`).
    """
    found = people.read_household(connection, present_household(connection, household))
    if found is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    holder = Holder(card_state="bound", household=found)
    return _look(connection, book, Shown(card=None, holder=holder), moment, Asking())


def _look(connection: Connection, book: RuleBook, shown: Shown, moment: Moment, asking: Asking) -> Look:
    rules = book.on(moment.day)
    found = [one for one in rules.programmes.values() if asking.wanted is None or asking.wanted(one)]
    facts = gather_facts(connection, book, shown.holder, found, moment)
    household = shown.holder.household
    if household is not None and asking.collector is not None:
        stands = collector_of(connection, household, asking.collector, moment.counted)
        facts = [msgspec.structs.replace(one, collector=stands) for one in facts]
    dues = [DueOf(programme=one.programme, due=due(one)) for one in facts]
    if shown.holder.card_state == "unknown" and not any(one.due.quantity for one in dues):
        raise NotFound(Code.CARD_UNKNOWN)
    return Look(shown=shown, day=moment.day, dues=dues)


def _shown(connection: Connection, row: CardRow) -> Shown:
    """A card of this site in its present print; one whose key was ended is as good as an old print of it."""
    if row.key_ended_at is not None and row.state != "revoked":
        return _blocked(row.card, row.key_ended_at)
    household = None if row.household is None else people.read_household(connection, row.household)
    stop = told.stop_of(connection, row.card)
    revoked = stop is not None and stop.why == "revoked"
    holder = Holder(card_state="revoked" if revoked else row.state, household=household, anonymous=row.card)
    return Shown(card=row.card, holder=holder, since=row.stopped_at)


def _of_short(connection: Connection, ref: ShortCode) -> Shown:
    row = cards.find_short(connection, ref.text)
    if row is not None:
        return _shown(connection, row)
    found = cards_elsewhere.find_short_elsewhere(connection, ref.text)
    if found is None:
        raise NotFound(Code.CARD_UNKNOWN)
    return _of_another_site(connection, found, CardName(card=found.card, kid=found.kid, serial=found.serial))


def _of_another_site(connection: Connection, found: ElsewhereCard, name: CardName) -> Shown:
    """A card of another site in the print that was shown, with its household where that is one of this site's."""
    stop = told.stop_of(connection, found.card)
    why, since = ("", None) if stop is None else (stop.why, stop.since)
    if why == "key-ended" or (why != "revoked" and (found.kid, found.serial) != (name.kid, name.serial)):
        return _blocked(found.card, since)
    named = None if found.household is None else present_household(connection, found.household)
    household = None if named is None else people.read_household(connection, named)
    if named is not None and household is None:
        return _stranger(connection, name)
    of_nobody: CardState = "printed" if household is None else "bound"
    holder = Holder(card_state=_STOPPED.get(why, of_nobody), household=household, anonymous=found.card)
    return Shown(card=found.card, holder=holder, since=since if why in _STOPPED else None)


def _stranger(connection: Connection, name: CardName) -> Shown:
    """A genuine card that this site does not know; of an ended key nobody can say that it is genuine."""
    stop = told.stop_of(connection, name.card)
    if stop is not None and stop.why in _STOPPED:
        holder = Holder(card_state=_STOPPED[stop.why], household=None, anonymous=name.card)
        return Shown(card=name.card, holder=holder, since=stop.since)
    own = card_keys.find_key(connection, name.kid)
    ended = cards_elsewhere.key_ended_elsewhere(connection, name.kid) if own is None else own.ended_at
    if ended is not None:
        return _blocked(name.card, ended)
    return Shown(card=name.card, holder=Holder(card_state="unknown", household=None, anonymous=name.card))


def _blocked(card: CardId, since: int | None) -> Shown:
    return Shown(card=card, holder=Holder(card_state="blocked", household=None), since=since)
