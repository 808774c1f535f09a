"""A till over a real database that is a shelter, with a clock that the test sets in hours of Tehran."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from fieldpoint.core.card import ShortCode
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.shelter.room import Stay
from fieldpoint.core.shelter.rows import Section
from fieldpoint.desk.act import Act
from fieldpoint.desk.hand_out import AskedLine, Place
from fieldpoint.desk.look import CardRef
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.desk.shelter.admit import Admitted, Wanted, admit
from fieldpoint.desk.shelter.beds import OwnStep, To, move, step
from fieldpoint.desk.shelter.house import lay_out, set_cold
from fieldpoint.desk.shelter.night_list import Lying, night_list
from fieldpoint.desk.shelter.room import Tonight, tonight
from fieldpoint.store.cards import CardRow
from fieldpoint.store.programmes import rule_book
from tests.desk.support import LEAD, Desk
from tests.support import TODAY

PLACE = Place(desk="d1", tab="t01", operator="desk")
NIGHT = "N1405-09-01"  # of the day that tests open: 22 November 2026
MEALS = ("night-dinner", "night-breakfast")


class House(Desk):
    """A small shelter: four beds and two floor places unless others are given, at nine in the evening."""

    def __init__(self, folder: Path, *sections: Section, day: Day | None = TODAY) -> None:
        super().__init__(folder, day=day)
        take_in(self.site, [one for one in packaged_programmes() if one.code in ("bed-night", *MEALS)])
        self.book = rule_book(self.connection)
        self.at("21:00")
        if sections:
            self.lay_out(*sections)

    def at(self, hour: str, day: int = 22) -> None:
        """It is this hour of a day of November 2026 at the site."""
        hours, _, minutes = hour.partition(":")
        told = datetime(2026, 11, day, int(hours), int(minutes), tzinfo=ZoneInfo("Asia/Tehran"))
        self.now = replace(self.now, wall_ms=int(told.timestamp() * 1000), mono_ms=self.now.mono_ms + 1)

    def lay_out(self, *sections: Section) -> None:
        """The lead says what the house has."""
        self.write(lambda tx: lay_out(tx, self.book, sections, LEAD))

    def cold(self, *, on: bool = True) -> None:
        """The lead says that the night is cold."""
        self.write(lambda tx: set_cold(tx, self.book, LEAD, on=on))

    def asked(self, *meals: str) -> tuple[AskedLine, ...]:
        """The lines of a scan: a bed and these meals."""
        return (self.line("bed-night"), *(self.line(meal) for meal in meals))

    def admit(self, card: CardRow | None = None, *meals: str, **where: object) -> Admitted:
        """Somebody with this card, or without one, is admitted with these meals."""
        ref: CardRef | None = None if card is None else self.name(card)
        return self.ask(Wanted(ref=ref, lines=self.asked(*meals), **where))  # type: ignore[arg-type]

    def ask(self, wanted: Wanted) -> Admitted:
        """The answer to one request."""
        return self.write(lambda tx: admit(tx, self.book, wanted, PLACE))

    def by_code(self, card: CardRow) -> Admitted:
        """Somebody whose short code was typed."""
        return self.ask(Wanted(ref=ShortCode(text=card.short), lines=self.asked()))

    def step(self, stay: Stay | None, way: OwnStep) -> None:
        """Somebody goes or comes."""
        assert stay is not None
        self.write(lambda tx: step(tx, self.book, stay.stay, way, self.act()))

    def move(self, stay: Stay | None, act: Act | None = None, **to: object) -> tuple[int | None, int | None]:
        """Where somebody lies then, and the bed that was asked for where it is somebody else's."""
        assert stay is not None
        target = To(**to)  # type: ignore[arg-type]
        done = self.write(lambda tx: move(tx, self.book, stay.stay, target, act or self.act()))
        return done.stay.bed, done.instead_of

    def tonight(self) -> Tonight:
        """How the night stands."""
        return tonight(self.connection, self.book, self.now)

    def list(self) -> list[Lying]:
        """The night's list."""
        return night_list(self.connection, self.tonight())

    def rows_of(self, kind: str) -> int:
        """How many rows of a type the log has."""
        return sum(1 for _ in self.connection.execute("SELECT 1 FROM log WHERE type = ?", (kind,)))

    def new_id(self) -> EventId:
        """An id as a tablet makes one."""
        found = self.act().event_id
        assert found is not None
        return found


def one_room(beds: int = 4, floor: int = 2) -> Section:
    """A house of one room."""
    return Section(name="all", first=1, last=beds, floor=floor)
