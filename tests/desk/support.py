"""A till over a real database that tests of acts use: one household, its card, a clock that can be set."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from fieldpoint import ids
from fieldpoint.clock import Reading
from fieldpoint.core.card import CardName
from fieldpoint.core.log_rows import CardBind
from fieldpoint.core.names import Day, EventId, PersonId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.desk.act import Act
from fieldpoint.desk.bind_card import bind_card
from fieldpoint.desk.hand_out import Answered, AskedLine, Place, hand_out
from fieldpoint.desk.issue_card import issue_blank_card
from fieldpoint.desk.look import look, read_holder
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.record_fact import FactLine, Recorded, find_holder, record_fact
from fieldpoint.store.cards import CardRow
from fieldpoint.store.identity import card_key
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.transaction import Transaction, transaction_on
from tests.support import NOON, TODAY, add_card, make_household, make_person, make_site

PLACE = Place(desk="d1", tab="t01", operator="desk")
LEAD = Act(operator="lead")
TOMORROW = Day("1405-09-02")
Done = TypeVar("Done")


class Desk:
    """A small till whose clock the test sets; every call is a transaction of its own."""

    def __init__(self, folder: Path, *, members: int = 1, day: Day | None = TODAY) -> None:
        self.site = make_site(folder / "site", day)
        self.household: Household = make_household(*(make_person(number) for number in range(1, members + 1)))
        self.card: CardRow = add_card(self.site, self.household)
        self.connection = self.site.connect()
        self.book = rule_book(self.connection)
        self.now: Reading = NOON
        self.tseq = 0

    def name(self, card: CardRow | None = None) -> CardName:
        """The card as its token names it."""
        row = card or self.card
        return CardName(card=row.card, kid=row.kid, serial=row.serial)

    def write(self, act: Callable[[Transaction], Done]) -> Done:
        """The act, committed at the clock's time."""
        with transaction_on(self.connection, self.now) as tx:
            return act(tx)

    def later(self, *, mono_ms: int = 0, wall_ms: int = 0, boot: int | None = None) -> None:
        """The clock moves; the wall's hands may go anywhere."""
        now = self.now
        self.now = replace(
            now, mono_ms=now.mono_ms + mono_ms, wall_ms=now.wall_ms + wall_ms, boot=now.boot if boot is None else boot
        )

    def line(self, programme: str, *members: PersonId, quantity: int = 1) -> AskedLine:
        """A line with a new id and this tablet's next number."""
        self.tseq += 1
        return AskedLine(
            handout_id=ids.new_event_id(),
            tseq=self.tseq,
            programme=ProgrammeCode(programme),
            quantity=quantity,
            members=members,
        )

    def hand_out(self, line: AskedLine, card: CardRow | None = None) -> Answered:
        """The answer to one line."""
        name = self.name(card)
        return self.write(lambda tx: hand_out(tx, self.book, read_holder(tx.connection, name), line, PLACE))

    def give(self, programme: str, card: CardRow | None = None) -> Answered:
        """One of a programme per household, asked with a new id."""
        return self.hand_out(self.line(programme), card)

    def fact(self, line: AskedLine, card: CardRow | None = None, day: Day | None = TODAY) -> Recorded:
        """The row of a line that was handed over while the site could not be asked."""
        ref = self.name(card)

        def write(tx: Transaction) -> Recorded:
            fact = FactLine(line=line, day=day)
            return record_fact(tx, self.book, find_holder(tx.connection, ref), fact, PLACE)

        return self.write(write)

    def blank_card(self) -> CardRow:
        """A card of nobody."""
        return self.write(lambda tx: issue_blank_card(tx, card_key(tx.connection).kid))

    def bind(self, card: CardRow, household: Household | None = None) -> CardBind:
        """The card belongs to a household (or to the first one)."""
        holder = (household or self.household).household
        return self.write(lambda tx: bind_card(tx, card.card, holder, self.book.versions, LEAD))[0]

    def another(self, code: str, members: int = 1) -> tuple[Household, CardRow]:
        """One more household with a card."""
        household = make_household(*(make_person(number) for number in range(1, members + 1)), code=code)
        return household, add_card(self.site, household)

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Everything of a table, in its order."""
        return sorted(self.connection.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608  a test's own name

    def due(self, programme: str, card: CardRow | None = None) -> int:
        """How much of a programme is due to the card's holder now."""
        moment = moment_at(self.connection, self.now, self.book.zone)
        seen = look(self.connection, self.book, self.name(card), moment)
        return next(one.due.quantity for one in seen.dues if one.programme.code == programme)

    def act(self, *, tab: str = "t01") -> Act:
        """An act of a tablet with a new id."""
        self.tseq += 1
        return Act(operator="desk", desk="d1", tab=tab, tseq=self.tseq, event_id=EventId(ids.new_event_id()))
