"""What the rows of a household say of it, besides its people. Pure. Imports core."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fieldpoint.core.names import Day
from fieldpoint.core.persian import fold
from fieldpoint.exchange.roster_row import RosterRow


class Said(NamedTuple):
    """Where a household lives, as a list has it, and when its file is looked at again; '' and None: nothing is said."""

    place: str
    review_on: Day | None


def said_of_all(rows: Sequence[RosterRow], spelling: Mapping[str, str]) -> Said:
    """What the rows of a household say of it: the head's word counts, in the spelling that is used for places."""
    heads_first = sorted(rows, key=lambda row: not row.is_head)
    name = next((row.neighbourhood for row in heads_first if row.neighbourhood), "")
    review_on = next((row.review_on for row in heads_first if row.review_on), None)
    return Said(place=spelling[fold(name)] if name else "", review_on=review_on)
