"""A desk at a scratch site: guests come one after another, and when all have eaten the next day begins.

Imports web's till, desk, store, clock, ids and core.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import msgspec

from fieldpoint import ids
from fieldpoint.bench.scratch import Guest
from fieldpoint.clock import day_in_zone
from fieldpoint.core.jalali import day_of
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import ProgrammeCode
from fieldpoint.desk.hand_out import AskedLine, Place, hand_out
from fieldpoint.desk.look import CardRef, look, read_holder
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.open_day import open_day
from fieldpoint.serving.run import Stop
from fieldpoint.store import effects, log
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.till import open_till

MEAL: Final = ProgrammeCode("hot-meal")  # one a member each day, so a new day makes room for more
_PLACE = Place(desk="d1", tab="bench", operator="desk")


class Desk:
    """What the server does of a handout between reading and answering HTTP. `start` it, at the end `stop`."""

    def __init__(self, site: Site, guests: list[Guest]) -> None:
        self.site = site
        self.guests = guests
        self._till = open_till(site, Stop())
        self.reader = self._till.reader
        self._waiting: Iterator[Guest] = iter(())
        self._left = 0
        self._days = 0
        self._tseq = 0
        self._like: Handout | None = None

    def start(self) -> None:
        """Takes handouts from now on; call it in the event loop."""
        self._till.writer.start()

    async def stop(self) -> None:
        """Finishes and lets the files go."""
        await self._till.writer.stop()
        self.reader.close()

    async def expect(self, count: int) -> None:
        """So many guests may come today, or all of them."""
        if self._left < min(count, len(self.guests)):
            await self._till.writer.write(self.open_next_day)

    @property
    def left(self) -> int:
        """How many guests have not eaten today."""
        return self._left

    async def hand_out(self) -> None:
        """The next guest's card is read and proven, a meal is handed over, and its row is on the disk."""
        guest, line = self.next_guest()
        card = self._till.read_card(guest.token)
        await self._till.writer.write(lambda tx: self._give(tx, card, line))

    def look(self, guest: Guest) -> None:
        """What a scan of the guest's card asks of the database, as the server does it in its event loop."""
        book = self._till.book(self.reader)
        look(self.reader, book, guest.card, moment_at(self.reader, self.site.clock.now(), book.zone))

    def repeat(self, tx: Transaction, count: int) -> None:
        """So many handouts stand. The first of a day is decided, the others have rows and effects like it."""
        for _ in range(count):
            if not self._left:
                self.open_next_day(tx)
            guest, line = self.next_guest()
            if self._like is None:
                self._like = self._give(tx, guest.card, line)
                continue
            row = msgspec.structs.replace(
                self._like,
                **tx.stamp(line.handout_id),
                card=guest.card.card,
                hh=guest.household,
                members=[guest.person],
                tseq=line.tseq,
            )
            log.append(tx, row)
            effects.apply(tx, row)

    def next_guest(self) -> tuple[Guest, AskedLine]:
        """Who comes next today, and what the tablet asks for them."""
        guest = next(self._waiting)
        self._left -= 1
        self._tseq += 1
        line = AskedLine(
            handout_id=ids.new_event_id(),
            tseq=self._tseq,
            programme=MEAL,
            quantity=1,
            members=(guest.person,),
        )
        return guest, line

    def open_next_day(self, tx: Transaction) -> None:
        """Everybody may eat again. Does not commit."""
        today = day_in_zone(self.site.clock.now().wall_ms, self._till.book(tx.connection).zone)
        open_day(tx, day_of(today + timedelta(days=self._days)), "lead")
        self._days += 1
        self._waiting, self._left, self._like = iter(self.guests), len(self.guests), None

    def _give(self, tx: Transaction, card: CardRef, line: AskedLine) -> Handout:
        row = hand_out(tx, self._till.book(tx.connection), read_holder(tx.connection, card), line, _PLACE).row
        if not isinstance(row, Handout):  # a refusal is quicker and would look like a record
            raise TypeError("the scratch site refused a handout")
        return row
