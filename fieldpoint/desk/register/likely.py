"""Whether a household that is being registered is here already: a hint, side by side, and a human decides.

How alike two records are is told in core/likeness; this is what a desk asks of it.
"""

from typing import Literal

import msgspec

from fieldpoint.core.likeness.level import Reason
from fieldpoint.core.people import Household
from fieldpoint.database import Connection

Strength = Literal["certain", "likely"]
MOST_SHOWN = 5


class Likely(msgspec.Struct, frozen=True, kw_only=True):
    """A household that is here, how surely it is the same, and why."""

    household: Household
    strength: Strength
    agrees: tuple[Reason, ...]


def likely_households(connection: Connection, typed: Household) -> list[Likely]:
    """The households that may be the one that is typed, the surest first, at most five; never itself."""
    from fieldpoint.store.search.lookalikes import lookalikes  # noqa: PLC0415  whoever scans compares nobody

    return [
        Likely(
            household=one.household,
            strength="certain" if one.likeness.level == "certain" else "likely",
            agrees=one.likeness.reasons,
        )
        for one in lookalikes(connection, typed, MOST_SHOWN)
    ]
