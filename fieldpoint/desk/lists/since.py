"""A list meets what was done at the desks since lists named somebody: the later word of a desk stands.

Nobody knows how old a list is. So whoever a desk has changed stays as registered, and whoever it took out (a death, a
split, a mistake that was mended) stays out, whatever a list says; each such row is told, and a human decides.
"""

from collections.abc import Iterator, Sequence

import msgspec

from fieldpoint.core.people import Household, Person
from fieldpoint.database import Connection
from fieldpoint.exchange.people.compare_household import Comparison, compare, leave
from fieldpoint.exchange.people.said import Said
from fieldpoint.exchange.roster_row import RosterRow
from fieldpoint.store import people
from fieldpoint.store.lists.arriving import place_listed
from fieldpoint.store.register.changes import changes_of
from fieldpoint.store.register.undo import everyone_in


def compare_here(connection: Connection | None, here: Household | None, rows: Sequence[RosterRow]) -> Comparison:
    """Whom the rows mean, who is new, and who was of this household before a desk changed that.

    Where there is no such household, everybody is new.
    """
    if here is None:
        return Comparison(known=(), new=tuple(rows))
    found = compare(here, rows)
    if connection is None or not found.new:
        return found
    earlier = _earlier(connection, here)
    return leave(found, here, earlier) if earlier else found


def heeded(connection: Connection | None, here: Household, said: Said) -> tuple[Household, list[str]]:
    """The household with what the list says of it, where no desk has changed that since; what is left alone else."""
    if connection is None:
        return here, []
    place, review_on = place_listed(connection, here.household)
    after, left = here, list[str]()
    if said.place and said.place != here.neighbourhood:
        if here.neighbourhood == place:
            after = msgspec.structs.replace(after, neighbourhood=said.place)
        else:
            left.append("moved-here-since")
    if said.review_on and said.review_on != here.review_on:
        if here.review_on == review_on:
            after = msgspec.structs.replace(after, review_on=said.review_on)
        else:
            left.append("review-set-here-since")
    return after, left


def left_alone(comparison: Comparison, left: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The rows that change nothing, for a desk has changed it since: what is found, and its line.

    `left` is what is left alone of the household, for every row that says something of it.
    """
    for row in comparison.left:
        yield "changed-here-since", row.line
    for row, _ in comparison.known:
        if "moved-here-since" in left and row.neighbourhood:
            yield "moved-here-since", row.line
        if "review-set-here-since" in left and row.review_on:
            yield "review-set-here-since", row.line


def _earlier(connection: Connection, here: Household) -> list[Person]:
    """Everybody of every earlier version, and of the records that were merged into this one."""
    before = [one.before for one in changes_of(connection, here.household) if one.before is not None]
    gone = [people.read_household(connection, one) for one in everyone_in(connection, here.household)[1:]]
    return [person for one in (*before, *gone) if one is not None for person in one.members]
