"""A till over a real database that has doctors' sessions, courses and a service desk."""

from pathlib import Path
from typing import Any

from fieldpoint.core.log_rows import AnyRow, Handout, Void, decode_row
from fieldpoint.core.names import Day, EventId, PersonId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.core.services.words import Because, Step, TicketAct
from fieldpoint.desk.act import Act
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.desk.services.acting import holder_of
from fieldpoint.desk.services.cases import Opened, Wish, open_case
from fieldpoint.desk.services.sessions import Plan, open_session
from fieldpoint.desk.services.steps import Going, GoingBack, go_back, take_step, tell
from fieldpoint.desk.services.tickets import call_next, draw_ticket, move_ticket
from fieldpoint.desk.set_up_site import take_in
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.services.cases import Case, find_case
from fieldpoint.store.services.tickets import Ticket, tickets_on
from tests.desk.support import TODAY, Desk
from tests.support import member_ids


class ServiceDesk(Desk):
    """A household of three, and others on demand."""

    def __init__(self, folder: Path, *, day: Day | None = TODAY) -> None:
        super().__init__(folder, members=3, day=day)
        take_in(self.site, [one for one in packaged_programmes() if one.kind == "service"])
        self.book = rule_book(self.connection)
        self.people = member_ids(self.household)

    def session(self, places: int = 2, queue: str = "B", day: Day = TODAY, **given: Any) -> EventId:
        """A doctor is here on a day."""
        plan = Plan(
            programme=ProgrammeCode("doctor-visit"),
            days=(day,),
            queue=queue,
            room=3,
            places=places,
            doctor="general",
            **given,
        )
        return self.write(lambda tx: open_session(tx, self.book, plan, self.act())).row.id

    def course(self, *days: Day, places: int = 12) -> EventId:
        """A course that meets on these days."""
        plan = Plan(programme=ProgrammeCode("skill-training"), days=days, queue="E", room=1, places=places,
                    subject="sewing")  # fmt: skip
        return self.write(lambda tx: open_session(tx, self.book, plan, self.act())).row.id

    def open(
        self, programme: str, person: PersonId, household: Household | None = None, act: Act | None = None,
        **given: Any,
    ) -> Opened:  # fmt: skip
        """A case, or the no."""
        wish = Wish(programme=ProgrammeCode(programme), person=person, **given)
        home, by = (household or self.household).household, act or self.act()
        return self.write(lambda tx: open_case(tx, self.book, holder_of(tx.connection, home), wish, by))

    def book_in(self, session: EventId, person: PersonId, household: Household | None = None, **given: Any) -> Opened:
        """A slot of a doctor's session."""
        return self.open("doctor-visit", person, household, session=session, **given)

    def go(self, case: EventId, step: Step, **given: Any) -> AnyRow:
        """The case goes on."""
        return self.write(lambda tx: take_step(tx, self.book, Going(case=case, step=step, **given), self.act())).row

    def back(self, case: EventId, to: Step, because: Because = "mistake", *, lead: bool = True) -> AnyRow:
        """The case goes back."""
        going = GoingBack(case=case, to=to, because=because, lead=lead)
        return self.write(lambda tx: go_back(tx, self.book, going, self.act())).row

    def tell(self, case: EventId) -> AnyRow:
        """Somebody was told."""
        return self.write(lambda tx: tell(tx, self.book, case, self.act())).row

    def draw(self, queue: str = "A") -> EventId:
        """A number of a queue."""
        return self.write(lambda tx: draw_ticket(tx, self.book, queue, self.act())).row.id

    def call(self, queue: str = "A") -> AnyRow:
        """Whoever is next."""
        return self.write(lambda tx: call_next(tx, self.book, queue, self.act())).row

    def move(self, ticket: EventId, what: TicketAct) -> AnyRow:
        """The ticket moves."""
        return self.write(lambda tx: move_ticket(tx, self.book, ticket, what, self.act())).row

    def case(self, case: EventId) -> Case:
        """The case as it stands."""
        found = find_case(self.connection, case)
        assert found is not None
        return found

    def tickets(self) -> list[Ticket]:
        """Today's tickets."""
        return tickets_on(self.connection, TODAY)

    def handouts(self) -> list[Handout]:
        """Every handout that nobody voided."""
        rows = [decode_row(line) for (line,) in self.connection.execute("SELECT line FROM log ORDER BY epoch_no, seq")]
        gone = {row.ref for row in rows if isinstance(row, Void)}
        return [row for row in rows if isinstance(row, Handout) and row.id not in gone]
