"""The decision: what is due to a holder now, and whether a line that is asked for is granted.

Two pure functions over the same facts, `due` for a look and `decide` for a handout, so that the screen
can never promise what the desk refuses. Checks run in this order, and the first that fails is the reason:

    1. the business day is open               day-not-open
    2. the card may be used                   card-unknown, card-revoked, card-blocked,
                                              suspended, not-registered
    3. the holder belongs to the audience     not-in-audience
    4. something is left in this period       already-collected (with the handout that took it)
    5. what is asked is not more than is left quantity-exceeded

A refusal says when the next one is possible, where there is such a day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from fieldpoint.core.names import Cycle, Day, EventId, PersonId
from fieldpoint.core.people import Household, Person
from fieldpoint.core.period import cycle_of, next_start
from fieldpoint.core.programme import Programme, fits

CardState = Literal["printed", "bound", "blocked", "suspended", "revoked", "unknown"]


class Reason(StrEnum):
    """Why a line is refused: the closed vocabulary, each with its sentence in the page's catalogue."""

    NOT_REGISTERED = "not-registered"
    CARD_UNKNOWN = "card-unknown"
    CARD_REVOKED = "card-revoked"
    CARD_BLOCKED = "card-blocked"
    SUSPENDED = "suspended"
    NOT_IN_AUDIENCE = "not-in-audience"
    NOT_AT_THIS_SITE = "not-at-this-site"
    BEFORE_WINDOW = "before-window"
    AFTER_WINDOW = "after-window"
    ALREADY_COLLECTED = "already-collected"
    QUANTITY_EXCEEDED = "quantity-exceeded"
    EXCLUDED_BY_OTHER = "excluded-by-other"
    SITE_CAP_REACHED = "site-cap-reached"
    OUT_OF_STOCK = "out-of-stock"
    WAITING = "waiting"
    COLLECTOR_NOT_REGISTERED = "collector-not-registered"
    DAY_NOT_OPEN = "day-not-open"
    CLOCK_SUSPECT = "clock-suspect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An earlier handout of the same programme and period: for whom, how much, which row, when, where."""

    counted_for: str
    quantity: int
    event_id: EventId
    at: int
    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whoever's card was read, as far as this site knows: the card's state and its household."""

    card_state: CardState
    household: Household | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a decision depends on. `taken` holds the rows of this holder, programme and period."""

    programme: Programme
    holder: Holder
    day: Day | None
    taken: Sequence[Taken]

    @property
    def cycle(self) -> Cycle:
        """The period's key; empty while no day is open."""
        return Cycle("") if self.day is None else cycle_of(self.programme.period, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left for one counted holder or member, or why nothing is."""

    quantity: int
    reason: Reason | None = None
    earlier: Taken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is left in this period: for the household, or member by member in their order."""

    quantity: int
    members: Mapping[PersonId, Left]
    reason: Reason | None = None
    earlier: Taken | None = None
    next_on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """The line may be handed over: how much for whom (the household's id, or members' ids)."""

    shares: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The line may not be handed over now: why, what stands in the way, and from when it may."""

    reason: Reason
    earlier: Taken | None = None
    next_on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a line asks for: a quantity, and for a programme per member the members it is for."""

    quantity: int
    members: Sequence[PersonId] = ()


def due(facts: Facts) -> Due:
    """What may be handed over now, or the first reason why nothing may."""
    closed = _holder_refused(facts)
    household = facts.holder.household
    if closed is not None or household is None or facts.day is None:
        return Due(quantity=0, members={}, reason=closed)
    if facts.programme.counts_for == "household":
        left = _left_for(facts, household.household, household.members)
        return _due({}, [left], facts)
    members = {person.person: _left_for(facts, person.person, [person]) for person in household.members}
    return _due(members, list(members.values()), facts)


def decide(facts: Facts, asked: Asked) -> Granted | Refused:
    """Whether a line is granted, and how much for whom.

    A line is granted whole or not at all. Members that are asked for take what is left for each, in the
    order asked, until the quantity is used up.
    """
    found = due(facts)
    household = facts.holder.household
    if household is None or found.quantity == 0:
        return Refused(reason=found.reason or Reason.NOT_REGISTERED, earlier=found.earlier, next_on=found.next_on)
    if facts.programme.counts_for == "household":
        if asked.quantity > found.quantity:
            return Refused(reason=Reason.QUANTITY_EXCEEDED, earlier=found.earlier)
        return Granted(shares={household.household: asked.quantity})
    return _decide_members(found, asked)


def _decide_members(found: Due, asked: Asked) -> Granted | Refused:
    lefts = [(person, found.members[person]) for person in dict.fromkeys(asked.members) if person in found.members]
    shares: dict[str, int] = {}
    open_quantity = asked.quantity
    for person, left in lefts:
        share = min(left.quantity, open_quantity)
        open_quantity -= share
        if share:
            shares[person] = share
    if open_quantity == 0:
        return Granted(shares=shares)
    blocked = next((left for _, left in lefts if left.reason is not None), None)
    if blocked is None or blocked.reason is None or shares:
        return Refused(reason=Reason.QUANTITY_EXCEEDED, earlier=blocked.earlier if blocked else None)
    return Refused(reason=blocked.reason, earlier=blocked.earlier, next_on=found.next_on)


def _holder_refused(facts: Facts) -> Reason | None:
    if facts.day is None:
        return Reason.DAY_NOT_OPEN
    match facts.holder.card_state:
        case "unknown":
            return Reason.CARD_UNKNOWN
        case "revoked":
            return Reason.CARD_REVOKED
        case "blocked":
            return Reason.CARD_BLOCKED
        case "suspended":
            return Reason.SUSPENDED
        case "printed" | "bound":
            return None if facts.holder.household is not None else Reason.NOT_REGISTERED


def _left_for(facts: Facts, counted_for: str, people: Sequence[Person]) -> Left:
    """What is left for one counter; `people` are those who may fit the audience for it."""
    day = facts.day or Day("")
    if not any(fits(facts.programme.audience, person, day) for person in people):
        return Left(quantity=0, reason=Reason.NOT_IN_AUDIENCE)
    taken = [row for row in facts.taken if row.counted_for == counted_for]
    left = facts.programme.quantity - sum(row.quantity for row in taken)
    last = max(taken, key=lambda row: row.at, default=None)
    if left <= 0:
        return Left(quantity=0, reason=Reason.ALREADY_COLLECTED, earlier=last)
    return Left(quantity=left, earlier=last)


def _due(members: Mapping[PersonId, Left], lefts: Sequence[Left], facts: Facts) -> Due:
    quantity = sum(left.quantity for left in lefts)
    reasons = [left.reason for left in lefts if left.reason is not None]
    collected = Reason.ALREADY_COLLECTED in reasons
    earlier = max((left.earlier for left in lefts if left.earlier), key=lambda row: row.at, default=None)
    if quantity or facts.day is None:
        return Due(quantity=quantity, members=members, earlier=earlier)
    return Due(
        quantity=0,
        members=members,
        reason=Reason.ALREADY_COLLECTED if collected else Reason.NOT_IN_AUDIENCE,
        earlier=earlier,
        next_on=next_start(facts.programme.period, facts.day) if collected else None,
    )
