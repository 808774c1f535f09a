"""What is left of a family's look: one more in the day's count, nothing else.

Kept in memory: a stranger who opens cards in a row must not wear the disk out.
"""

from fieldpoint.core.names import Day


class Looks:
    """How many cards were looked at on the latest day."""

    def __init__(self) -> None:
        self._day: Day | None = None
        self._count = 0

    def add(self, day: Day) -> None:
        """One more on a day."""
        self._count = self._count + 1 if day == self._day else 1
        self._day = day

    def on(self, day: Day | None) -> int:
        """So many on a day, since the server was started."""
        return self._count if day is not None and day == self._day else 0
