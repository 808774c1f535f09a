"""A list meets what was done at the desks since lists named somebody: the later word of a desk stands.

Nobody knows how old a list is. So whoever a desk has changed stays as registered, and whoever it took out (a death, a
split, a mistake that was mended) stays out, whatever a list says; each such row is told, and a human decides.
"""

from collections.abc import Iterator, Sequence

from fieldpoint.core.people import Household, Person
from fieldpoint.database import Connection
from fieldpoint.desk.compare_household import Comparison, compare, leave
from fieldpoint.exchange.roster_row import RosterRow
from fieldpoint.store import people
from fieldpoint.store.lists.arriving import moved_here
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


def left_alone(
    connection: Connection | None, here: Household, comparison: Comparison, said: str
) -> Iterator[tuple[str, int]]:
    """The rows that change nothing, for a desk has changed it since: what is found, and its line.

    `said` is where the household lives, as the list has it.
    """
    for row in comparison.left:
        yield "changed-here-since", row.line
    if connection is not None and moved_here(connection, here.household, said):
        for row, _ in comparison.known:
            if row.neighbourhood:
                yield "moved-here-since", row.line


def _earlier(connection: Connection, here: Household) -> list[Person]:
    """Everybody of every earlier version, and of the records that were merged into this one."""
    before = [one.before for one in changes_of(connection, here.household) if one.before is not None]
    gone = [people.read_household(connection, one) for one in everyone_in(connection, here.household)[1:]]
    return [person for one in (*before, *gone) if one is not None for person in one.members]
