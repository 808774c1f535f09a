"""What the tablets said of themselves since the server started: what they hold, and whether the log they saw is gone.

In memory only: a tablet says it again with its next question, and the rows themselves are on the tablets.
"""

from collections.abc import Mapping


class Presence:
    """The tablets' own words, by tablet."""

    def __init__(self) -> None:
        self._held: dict[str, int] = {}
        self._contradicting: set[str] = set()

    def holds(self, tab: str, lines: int) -> None:
        """This tablet has so many lines that the site has not answered."""
        if lines:
            self._held[tab] = lines
        else:
            self._held.pop(tab, None)

    def brought(self, tab: str, lines: int) -> None:
        """This tablet has sent so many of them; it may be switched off before it says so itself."""
        self.holds(tab, max(0, self._held.get(tab, 0) - lines))

    def holding(self) -> Mapping[str, int]:
        """The tablets that hold unsent lines, and how many, in their order."""
        return dict(sorted(self._held.items()))

    def saw(self, tab: str, *, our_log: bool) -> None:
        """What this tablet was shown before stands in the log, or does not."""
        if our_log:
            self._contradicting.discard(tab)
        else:
            self._contradicting.add(tab)

    @property
    def rolled_back(self) -> bool:
        """Whether any tablet holds a receipt that this log does not contain: rows were lost, or it is an old copy."""
        return bool(self._contradicting)
