"""What a decision answers: what is due, and whether a line is granted or refused."""

from collections.abc import Mapping

import msgspec

from fieldpoint.core.names import Cycle, Day, PersonId
from fieldpoint.core.rules.counters import Left
from fieldpoint.core.rules.facts import Taken
from fieldpoint.core.rules.reason import Reason


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What is left in a period: for the household or card (`counted_for`), or member by member in their order.

    `item` is what would be given (the overflow's, when the site's cap is used up); `despite` are the
    reasons that a bed or a meal passes over. `kept_until`: what is out of stock may be made up for until then.
    """

    cycle: Cycle
    item: str
    quantity: int = 0
    counted_for: str = ""
    members: Mapping[PersonId, Left]
    reason: Reason | None = None
    earlier: Taken | None = None
    next_on: Day | None = None
    next_time: str | None = None
    kept_until: Day | None = None
    despite: tuple[Reason, ...] = ()


class Granted(msgspec.Struct, frozen=True, kw_only=True):
    """The line may be handed over: how much for whom (ids of a household, a card or members).

    An override is counted but takes no claim: the once-only slot stays with the normal handout.
    """

    shares: Mapping[str, int]
    cycle: Cycle
    item: str
    despite: tuple[Reason, ...] = ()
    claims: bool = True


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """The line may not be handed over now: why, by which rule, what stands in the way, from when it may."""

    reason: Reason
    rule: str
    cycle: Cycle
    earlier: Taken | None = None
    next_on: Day | None = None
    next_time: str | None = None
