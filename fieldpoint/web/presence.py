"""What the tablets said of themselves since the server started: what they hold, and whether the log they saw is gone.

In memory only: a tablet says it again with its next question, and the rows themselves are on the tablets.
"""

from collections.abc import Collection, Mapping


class Presence:
    """The tablets' own words, by tablet."""

    def __init__(self) -> None:
        self._held: dict[str, int] = {}
        self._contradicting: dict[str, frozenset[str]] = {}

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

    def saw(self, tab: str, *, our_log: bool, lives: Collection[str] = ()) -> None:
        """What this tablet was shown before stands in the log, or does not; of these lives it was shown rows."""
        if our_log:
            self._contradicting.pop(tab, None)
        else:
            self._contradicting[tab] = frozenset(lives)

    def lives_unknown(self) -> set[str]:
        """The lives that tablets were shown rows of which do not stand here."""
        return {life for lives in self._contradicting.values() for life in lives}

    def forget_log(self) -> None:
        """The log has begun a new life: what tablets said of the one before is settled."""
        self._contradicting.clear()

    @property
    def rolled_back(self) -> bool:
        """Whether any tablet holds a receipt that this log does not contain: rows were lost, or it is an old copy."""
        return bool(self._contradicting)
