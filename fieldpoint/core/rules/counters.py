"""Whom a programme counts, and what is left for each of them in one period."""

from collections.abc import Sequence
from typing import Final

import msgspec

from fieldpoint.core.names import Cycle, Day
from fieldpoint.core.people import Household
from fieldpoint.core.rules.audience import amount, fits, household_fits
from fieldpoint.core.rules.facts import Facts, Taken, latest
from fieldpoint.core.rules.period import again_on, counted_day, cycle_of
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.reason import Reason


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """What is left for one counted holder or member, or why nothing is. `until` is the day that ends the reason."""

    quantity: int
    reason: Reason | None = None
    earlier: Taken | None = None
    until: Day | None = None


NOT_FITTING: Final = Left(quantity=0, reason=Reason.NOT_IN_AUDIENCE)


class Counter(msgspec.Struct, frozen=True, kw_only=True):
    """One that a programme counts: a household, a card or a member, and how much the rule gives it."""

    counted_for: str
    quantity: int


def counters(facts: Facts, day: Day) -> list[Counter]:
    """Whom the programme counts here, members in their order; what does not fit the audience is given 0.

    An anonymous holder is one person who fits: nobody can tell otherwise.
    """
    programme, household = facts.programme, facts.holder.household
    if household is None:
        quantity = max(amount(programme.quantity, 1, 1), programme.on_cold_nights)
        return [Counter(counted_for=facts.holder.anonymous, quantity=quantity)]
    if programme.counts_for == "member":
        return _members(programme, household, day)
    matching = _matching(programme, household, day)
    quantity = amount(programme.quantity, len(household.members), matching) if matching else 0
    return [Counter(counted_for=facts.holder.key(programme), quantity=quantity)]


def left_for(counter: Counter, facts: Facts, cycle: Cycle, rivals: Sequence[tuple[Programme, Cycle]]) -> Left:
    """What is left for a counter in a period, after what it took and what it took elsewhere instead."""
    if not counter.quantity:
        return NOT_FITTING
    if not facts.taken:
        return Left(quantity=counter.quantity)
    own = [row for row in facts.taken if (row.programme, row.cycle) == (facts.programme.code, cycle)]
    taken = [row for row in own if facts.holder.counted_now(row.counted_for) == counter.counted_for]
    last = latest(taken)
    left = counter.quantity - sum(row.quantity for row in taken)
    if left <= 0:
        return Left(quantity=0, reason=Reason.ALREADY_COLLECTED, earlier=last)
    return _left_beside(counter, facts, rivals) or Left(quantity=left, earlier=last)


def rival_cycles(facts: Facts) -> list[tuple[Programme, Cycle]]:
    """The programmes that exclude this one, each with its own period at this moment; none where nothing was taken."""
    if not facts.taken:
        return []
    return [(one, cycle_of(one.period, counted_day(one.period, facts.moment))) for one in facts.rivals]


def _left_beside(counter: Counter, facts: Facts, rivals: Sequence[tuple[Programme, Cycle]]) -> Left | None:
    """Nothing, where a programme that excludes this one was taken in its own period."""
    holder = facts.holder.key(facts.programme)
    for rival, cycle in rivals:
        rows = [row for row in facts.taken if (row.programme, row.cycle) == (rival.code, cycle)]
        row = next((row for row in rows if _same(facts.holder.counted_now(row.counted_for), counter, holder)), None)
        if row is not None:
            until = again_on(rival.period, counted_day(rival.period, facts.moment))
            return Left(quantity=0, reason=Reason.EXCLUDED_BY_OTHER, earlier=row, until=until)
    return None


def _same(counted_for: str, counter: Counter, holder: str) -> bool:
    """Whether a row is of the same one: a household's taking is each member's, and a member's the household's."""
    return counted_for == counter.counted_for or holder in (counted_for, counter.counted_for)


def _members(programme: Programme, household: Household, day: Day) -> list[Counter]:
    open_to = household_fits(programme.audience, household)
    size = len(household.members)
    return [
        Counter(
            counted_for=person.person,
            quantity=amount(programme.quantity, size, 1) if open_to and fits(programme.audience, person, day) else 0,
        )
        for person in household.members
    ]


def _matching(programme: Programme, household: Household, day: Day) -> int:
    """How many people of a household fit; none where the household itself does not."""
    if not household_fits(programme.audience, household):
        return 0
    return sum(fits(programme.audience, person, day) for person in household.members)
