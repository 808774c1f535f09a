"""A tablet as the page is one: it keeps every line until it has a receipt, and longer, and shows its receipts.

Written after static/js: a line is asked under one id until it is answered; a copy is kept until the registry's mark
covers it and a week is over; when the site went on without a life that the tablet was shown, it brings that life's
lines again.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId, HouseholdId
from fieldpoint.ids import new_event_id
from fieldpoint.store import effects, log, outbox
from fieldpoint.store.epochs import epoch_names
from fieldpoint.store.lives.due import is_set_back, judge
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import LogHead, transaction_on
from tests.support import NOON


class CrashError(Exception):
    """The site's program ended within a transaction."""


@dataclass
class Kept:
    """A line that was answered: for whom, and where it stands."""

    household: str
    epoch: str
    seq: int


@dataclass
class Tablet:
    """What lies on one tablet. `forgets` is how it must not be: what the site took is forgotten at once."""

    tab: str
    forgets: bool = False
    asked: dict[EventId, str] = field(default_factory=dict[EventId, str])
    kept: dict[EventId, Kept] = field(default_factory=dict[EventId, Kept])
    receipts: dict[str, tuple[int, bytes]] = field(default_factory=dict[str, tuple[int, bytes]])
    numbers: int = 0

    def ask(self, household: str) -> EventId:
        """Somebody is served, whether the site can be asked or not."""
        made = new_event_id()
        self.asked[made] = household
        return made

    def meet(self, site: Site) -> set[str] | None:
        """It shows its receipts: the lives that contradict this log, or None where all is well.

        Lines of a life without which the log went on are asked again.
        """
        with closing(site.connect(read_only=True)) as connection:
            words = {epoch: judge(connection, epoch, *place) for epoch, place in self.receipts.items()}
        against = {epoch for epoch, word in words.items() if word == "contradicts"}
        if against:
            return against
        for epoch in [epoch for epoch, word in words.items() if word == "lost"]:
            del self.receipts[epoch]
            for one in [one for one, line in self.kept.items() if line.epoch == epoch]:
                self.asked[one] = self.kept.pop(one).household
        return None

    def bring(self, site: Site, words: Iterator[str]) -> None:
        """Every line that has no receipt is asked; the words say what becomes of each answer: deaf, or a crash."""
        for one, household in list(self.asked.items()):
            word = next(words, "through")
            try:
                epoch, stands = self._write(site, one, household, word)
            except CrashError:
                return
            if word in ("deaf", "after"):
                return
            del self.asked[one]
            self.receipts[epoch] = max(self.receipts.get(epoch, (0, b"")), (stands.seq, stands.head))
            if not self.forgets:
                self.kept[one] = Kept(household, epoch, stands.seq)

    def forget(self, site: Site) -> None:
        """A week is over: what the registry's mark covers is let go."""
        with closing(site.connect(read_only=True)) as connection:
            marks = outbox.marks(connection)
        self.kept = {one: line for one, line in self.kept.items() if line.seq > marks.get(line.epoch, 0)}

    def _write(self, site: Site, one: EventId, household: str, word: str) -> tuple[str, LogHead]:
        with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
            found = log.find(connection, one)
            if found is not None:
                return epoch_names(connection)[found[1].epoch_no], found[1]
            self.numbers += 1
            row = Handout(**tx.stamp(one), **_BASKET, hh=HouseholdId(household), tab=self.tab, tseq=self.numbers)  # type: ignore[arg-type]
            stands = log.append(tx, row)
            effects.apply(tx, row)
            if word == "before":
                raise CrashError
            return epoch_names(connection)[stands.epoch_no], stands


def serves(site: Site) -> bool:
    """Whether the site knows of nothing that bars it from serving."""
    with closing(site.connect(read_only=True)) as connection:
        return not is_set_back(connection)


_BASKET = {
    "card": None,
    "prog": "basket",
    "cycle": "1405-09",
    "item": "food-basket",
    "qty": 1,
    "members": [],
    "rule": "basket@1",
    "day": "1405-09-01",
    "desk": "d1",
    "op": "desk",
    "given": True,
}
