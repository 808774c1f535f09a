"""How the day goes, kept up to date while the server runs: only rows that came since are read.

Imports core and the store.
"""

from fieldpoint.core.day_course import DayCourse
from fieldpoint.database import Connection
from fieldpoint.store import days
from fieldpoint.store.days import Position


class Counting:
    """The course since the last close. It begins anew at each close."""

    def __init__(self) -> None:
        self._course = DayCourse()
        self._since: Position | None = None
        self._upto: Position | None = None

    def up_to_now(self, connection: Connection) -> DayCourse:
        """The course with every row that stands by now."""
        since = days.last_close(connection)
        if since != self._since:
            self._course, self._since, self._upto = DayCourse(), since, since
        for row, place in days.counted_since(connection, self._upto):
            self._course.add(row)
            self._upto = place
        return self._course
