"""Whose card this is and what is due, without writing anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from fieldpoint.core.card import CardName, ShortCode
from fieldpoint.core.entitlement import Due, Facts, Holder, due
from fieldpoint.core.names import CardId, Cycle, Day
from fieldpoint.core.programme import Programme
from fieldpoint.database import Connection
from fieldpoint.errors import Code, NotFound
from fieldpoint.store import cards, people
from fieldpoint.store.cards import CardRow
from fieldpoint.store.takings import taken_in

CardRef = CardName | ShortCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A card that was shown, and its holder as far as this site knows."""

    card: CardId
    holder: Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class DueOf:
    """What is due of one programme, in which period."""

    programme: Programme
    cycle: Cycle
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
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
        return Shown(card=ref.card, holder=Holder(card_state="unknown", household=None))
    if row.serial != ref.serial:  # an older print of a card that was printed anew
        return Shown(card=row.card, holder=Holder(card_state="blocked", household=None))
    return Shown(card=row.card, holder=_holder(connection, row))


def gather_facts(connection: Connection, programme: Programme, shown: Shown, day: Day | None) -> Facts:
    """All that a decision about one programme depends on, read in one query of the takings."""
    bare = Facts(programme=programme, holder=shown.holder, day=day, taken=())
    household = shown.holder.household
    if household is None or day is None:
        return bare
    taken = taken_in(connection, household.household, programme.name, bare.cycle)
    return Facts(programme=programme, holder=shown.holder, day=day, taken=taken)


def look(connection: Connection, programmes: Sequence[Programme], ref: CardRef, day: Day | None) -> Look:
    """The holder of a card and all that is due on a day (none: no day is open, so nothing is due).

    `NotFound` (`card-unknown`) when the site does not know the card.
    """
    shown = read_holder(connection, ref)
    if shown.holder.card_state == "unknown":
        raise NotFound(Code.CARD_UNKNOWN)
    facts = [gather_facts(connection, programme, shown, day) for programme in programmes]
    return Look(
        shown=shown,
        day=day,
        dues=[DueOf(programme=one.programme, cycle=one.cycle, due=due(one)) for one in facts],
    )


def _holder(connection: Connection, row: CardRow) -> Holder:
    household = None if row.household is None else people.read_household(connection, row.household)
    return Holder(card_state=row.state, household=household)
