"""A scratch site with made-up households, their cards and an open day, and a desk at it that hands out.

Imports desk, store, clock, ids and core.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Final

import msgspec

from fieldpoint import ids
from fieldpoint.clock import day_in_zone, monotonic_s
from fieldpoint.core.card import CardName
from fieldpoint.core.jalali import day_of
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import Day, PersonId, ProgrammeCode
from fieldpoint.core.people import Household, Person
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.database import Connection
from fieldpoint.desk.hand_out import AskedLine, Place, hand_out
from fieldpoint.desk.issue_card import issue_card
from fieldpoint.desk.look import look, read_holder
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.open_day import open_day
from fieldpoint.desk.register_household import register_household
from fieldpoint.desk.set_up_site import set_up_site
from fieldpoint.store.identity import card_key
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.site import Site, SiteFacts, create_site
from fieldpoint.store.transaction import Transaction, transaction_on
from fieldpoint.store.writer import Writer

_FACTS = SiteFacts(code="bench-01", name_fa="سنجش", office="bench", card_host="kart.local")
_MEMBERS = 3
_MEAL: Final = ProgrammeCode("hot-meal")  # one a member each day, so a new day makes room for more
_PLACE = Place(desk="d1", tab="bench", operator="desk")
_TOGETHER = 500


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """A household's card, and the member who eats."""

    card: CardName
    person: PersonId


def make_scratch(folder: Path, households: int) -> tuple[Site, list[Guest]]:
    """A site in a new folder, its households' cards; no day is open yet."""
    site = create_site(folder, _FACTS)
    set_up_site(site)
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        kid = card_key(connection).kid
        return site, [_add_guest(tx, number, kid) for number in range(1, households + 1)]


class Desk:
    """Guests come one after another; when all have eaten, the next day is opened. `start` it, at the end `stop`."""

    def __init__(self, site: Site, guests: list[Guest]) -> None:
        self.site = site
        self.guests = guests
        self.reader = site.connect(read_only=True)
        self._writer = Writer(site.connect(), site.clock)
        self._book: RuleBook = rule_book(self.reader)
        self._waiting: Iterator[Guest] = iter(())
        self._left = 0
        self._days = 0
        self._tseq = 0

    def start(self) -> None:
        """Takes handouts from now on; call it in the event loop."""
        self._writer.start()

    async def stop(self) -> None:
        """Finishes and lets the files go."""
        await self._writer.stop()
        self.reader.close()

    async def expect(self, count: int) -> None:
        """So many guests may come today, or all of them."""
        if self._left < min(count, len(self.guests)):
            await self._writer.write(self._open_next_day)

    @property
    def left(self) -> int:
        """How many guests have not eaten today."""
        return self._left

    async def hand_out(self) -> None:
        """The next guest has a meal; it is on the disk."""
        guest, line = self._next()
        await self._writer.write(lambda tx: self._give(tx, guest, line))

    def look(self, guest: Guest) -> None:
        """What a scan of the guest's card asks of the database, as the server does it in its event loop."""
        moment = moment_at(self.reader, self.site.clock.now(), self._book.zone)
        look(self.reader, self._book, guest.card, moment)

    def fill(self, connection: Connection, most: int, seconds: float) -> int:
        """So many past handouts, or as many as fit in the seconds, stand at the end; answers how many."""
        done, end = 0, monotonic_s() + seconds
        while done < most and monotonic_s() < end:
            with transaction_on(connection, self.site.clock.now()) as tx:
                for _ in range(min(_TOGETHER, most - done)):
                    if not self._left:
                        self._open_next_day(tx)
                    self._give(tx, *self._next())
                    done += 1
        return done

    def _next(self) -> tuple[Guest, AskedLine]:
        guest = next(self._waiting)
        self._left -= 1
        self._tseq += 1
        line = AskedLine(
            handout_id=ids.new_event_id(),
            tseq=self._tseq,
            programme=_MEAL,
            quantity=1,
            members=(guest.person,),
        )
        return guest, line

    def _give(self, tx: Transaction, guest: Guest, line: AskedLine) -> None:
        answered = hand_out(tx, self._book, read_holder(tx.connection, guest.card), line, _PLACE)
        if not isinstance(answered.row, Handout):  # a refusal is quicker and would look like a record
            raise TypeError("the scratch site refused a handout")

    def _open_next_day(self, tx: Transaction) -> None:
        today = day_in_zone(self.site.clock.now().wall_ms, self._book.zone)
        open_day(tx, day_of(today + timedelta(days=self._days)), "lead")
        self._days += 1
        self._waiting, self._left = iter(self.guests), len(self.guests)


def _add_guest(tx: Transaction, number: int, kid: int) -> Guest:
    members = tuple(_person(ordinal) for ordinal in range(1, _MEMBERS + 1))
    household = Household(
        household=ids.new_household_id(),
        office=_FACTS.office,
        code=f"{number:06d}",
        neighbourhood="راه‌آهن",
        registered_on=Day("1400-01-01"),
        members=members,
    )
    register_household(tx, household)
    row = issue_card(tx, household.household, kid)
    return Guest(card=CardName(card=row.card, kid=row.kid, serial=row.serial), person=members[0].person)


def _person(ordinal: int) -> Person:
    return Person(
        person=ids.new_person_id(),
        ordinal=ordinal,
        is_head=ordinal == 1,
        given_name="نام",
        family_name="خانوادگی",
        relation="سرپرست" if ordinal == 1 else "فرزند",
        sex="female",
        born_on=Day("1360-01-01"),
        phone=None,
        id_kind="none",
        id_value=None,
        id_flag="",
        tags=(),
        note="",
    )
