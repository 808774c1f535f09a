"""Which refusals a lead has said yes or no to for another's tablet, since the server started.

In memory only: what is given on such a word is a row that names the lead, and a word that nobody used is nobody's
business. After a restart the tablet asks again. Imports core only.
"""

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from fieldpoint.core.log_rows import Refusal
from fieldpoint.core.names import EventId, OperatorId

HOLDS_MS: Final = 10 * 60 * 1000  # whoever was asked about has gone home by then
_MOST: Final = 500
State = Literal["waiting", "approved", "declined"]


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one refusal that a lead was asked about: when, and who gave their word for it."""

    refusal: Refusal
    state: State
    at: int
    lead: OperatorId | None = None


class Approved:
    """The words, by the refusal's id; each lapses after ten minutes."""

    def __init__(self) -> None:
        self._words: dict[EventId, Word] = {}

    def ask(self, refusals: Iterable[Refusal], now_ms: int) -> None:
        """A lead is asked about these; a word that was given already stands."""
        for row in refusals:
            if self.word(row.id, now_ms) is None:
                self._put(Word(refusal=row, state="waiting", at=now_ms))

    def decide(self, refusals: Iterable[Refusal], lead: OperatorId, now_ms: int, *, declined: bool = False) -> None:
        """The lead has said yes to these, or no."""
        state: State = "declined" if declined else "approved"
        for row in refusals:
            self._put(Word(refusal=row, state=state, at=now_ms, lead=lead))

    def word(self, ref: EventId, now_ms: int) -> Word | None:
        """What is known of a refusal, or nothing where no lead was asked lately."""
        found = self._words.get(ref)
        return found if found is not None and now_ms - found.at <= HOLDS_MS else None

    def state(self, refs: Iterable[EventId], now_ms: int) -> State:
        """How some refusals stand together: one no is a no, and one that waits lets all wait."""
        words = [self.word(ref, now_ms) for ref in refs]
        if any(one is not None and one.state == "declined" for one in words):
            return "declined"
        return "approved" if all(one is not None and one.state == "approved" for one in words) else "waiting"

    def waiting(self, now_ms: int) -> list[Word]:
        """What a lead was asked about and has not decided, the oldest first."""
        return [one for ref, one in self._words.items() if one.state == "waiting" and self.word(ref, now_ms)]

    def _put(self, word: Word) -> None:
        self._words.pop(word.refusal.id, None)
        self._words[word.refusal.id] = word
        while len(self._words) > _MOST:
            self._words.pop(next(iter(self._words)))
