"""Who is counted as reached, and in which neighbourhood: the name that counts now. Nothing here writes.

Imports core, database and its neighbours in the store.
"""

from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import Day
from fieldpoint.core.reports.fold import Holder, Holders
from fieldpoint.database import Connection


def holders_of(connection: Connection) -> Holders:
    """How a handout's holder is called now: a household that was merged by the other's name, a card by whose it is."""
    into: dict[str, str] = {}
    lives: dict[str, str] = {}
    for household, merged, neighbourhood in connection.execute(
        "SELECT household, merged_into, neighbourhood FROM households"
    ):
        lives[household] = neighbourhood
        if merged is not None:
            into[household] = merged
    cards = dict(connection.execute("SELECT card, household FROM cards WHERE household IS NOT NULL").fetchall())

    def holder(row: Handout) -> Holder:
        name: str = row.hh or cards.get(row.card, row.card) or row.id
        name = into.get(name, name)
        return Holder(name, lives.get(name, ""))

    return holder


def days_open_between(connection: Connection, first: Day, last: Day) -> list[Day]:
    """The days from `first` to `last` that were opened and not closed, in order."""
    found = connection.execute(
        "SELECT day FROM days WHERE closed_seq IS NULL AND day BETWEEN ? AND ? ORDER BY day", (first, last)
    )
    return [Day(day) for (day,) in found.fetchall()]


def months_opened(connection: Connection) -> list[str]:
    """The months in which a day was opened, in order."""
    return [month for (month,) in connection.execute("SELECT DISTINCT substr(day, 1, 7) FROM days ORDER BY 1")]
