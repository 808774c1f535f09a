"""Whose card this is and what is due, without writing anything."""

from collections.abc import Callable

import msgspec

from fieldpoint.core.card import CardName, ShortCode
from fieldpoint.core.names import CardId, Day, EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.entitlement import due
from fieldpoint.core.rules.facts import Holder
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.verdict import Due
from fieldpoint.database import Connection
from fieldpoint.desk.gather import gather_facts
from fieldpoint.errors import Code, NotFound
from fieldpoint.store import cards, people
from fieldpoint.store.cards import CardRow
from fieldpoint.store.feed.told import is_stopped

CardRef = CardName | ShortCode
Wanted = Callable[[Programme], bool]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A card that was shown (or nobody's, where somebody has none), and its holder as far as this site knows."""

    card: CardId | None
    holder: Holder


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

    A genuine card that this site does not know is a holder in state `unknown`; an unknown short code is
    `NotFound` (`card-unknown`), because it names no card anywhere else.
    """
    if isinstance(ref, ShortCode):
        row = cards.find_short(connection, ref.text)
        if row is None:
            raise NotFound(Code.CARD_UNKNOWN)
        return Shown(card=row.card, holder=_holder(connection, row))
    row = cards.find_card(connection, ref.card)
    if row is None:
        return Shown(card=ref.card, holder=Holder(card_state="unknown", household=None, anonymous=ref.card))
    if row.serial != ref.serial:  # an older print of a card that was printed anew
        return Shown(card=row.card, holder=Holder(card_state="blocked", household=None))
    return Shown(card=row.card, holder=_holder(connection, row))


def without_card(line: EventId) -> Shown:
    """Somebody who has no card, taken in by the operator under one line; counted once a line, named nowhere."""
    return Shown(card=None, holder=Holder(card_state="none", household=None, anonymous=line))


def look(connection: Connection, book: RuleBook, ref: CardRef, moment: Moment, *, wanted: Wanted | None = None) -> Look:
    """The holder of a card and all that is due at a moment, of all programmes or of those that are wanted.

    `NotFound` (`card-unknown`) when the site does not know the card and it has nothing for it: a bed or a
    meal is for anybody.
    """
    shown = read_holder(connection, ref)
    rules = book.on(moment.day)
    found = [one for one in rules.programmes.values() if wanted is None or wanted(one)]
    facts = gather_facts(connection, book, shown.holder, found, moment)
    dues = [DueOf(programme=one.programme, due=due(one)) for one in facts]
    if shown.holder.card_state == "unknown" and not any(one.due.quantity for one in dues):
        raise NotFound(Code.CARD_UNKNOWN)
    return Look(shown=shown, day=moment.day, dues=dues)


def _holder(connection: Connection, row: CardRow) -> Holder:
    household = None if row.household is None else people.read_household(connection, row.household)
    state = "revoked" if is_stopped(connection, row.card) else row.state
    return Holder(card_state=state, household=household, anonymous=row.card)
