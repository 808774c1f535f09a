"""Tickets as they stand. Reads only; a hall display shows nothing else. Imports core and database."""

from typing import Any, Final

import msgspec

from fieldpoint.core.names import Day, EventId
from fieldpoint.core.services.words import TicketState
from fieldpoint.database import Connection


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """A number of a queue on a day; `desk` drew it, or called it last. `moved` orders calls as the log has them."""

    ticket: EventId
    queue: str
    day: Day
    number: int
    state: TicketState
    desk: str
    drawn_at: int
    moved: int
    calls: int


_TICKET: Final = "SELECT ticket, queue, day, number, state, desk, drawn_at, moved, calls FROM service_tickets"


def find_ticket(connection: Connection, ticket: EventId) -> Ticket | None:
    """The ticket of this id, or nothing."""
    row = connection.execute(_TICKET + " WHERE ticket = ?", (ticket,)).fetchone()
    return None if row is None else _ticket(row)


def next_number(connection: Connection, queue: str, day: Day) -> int:
    """The number that is drawn next."""
    sql = "SELECT max(number) FROM service_tickets WHERE queue = ? AND day = ?"
    row = connection.execute(sql, (queue, day)).fetchone()
    return 1 if row is None or row[0] is None else int(row[0]) + 1


def first_waiting(connection: Connection, queue: str, day: Day) -> Ticket | None:
    """Whoever is called next: the lowest number that waits."""
    where = " WHERE queue = ? AND day = ? AND state = 'waiting' ORDER BY number LIMIT 1"
    row = connection.execute(_TICKET + where, (queue, day)).fetchone()
    return None if row is None else _ticket(row)


def tickets_on(connection: Connection, day: Day) -> list[Ticket]:
    """Every ticket of a day, by queue and number."""
    return [_ticket(row) for row in connection.execute(_TICKET + " WHERE day = ? ORDER BY queue, number", (day,))]


def called_last(connection: Connection, day: Day, limit: int) -> list[Ticket]:
    """The tickets that are called and not done, whoever was called last first."""
    where = " WHERE day = ? AND state = 'called' ORDER BY moved DESC LIMIT ?"
    return [_ticket(row) for row in connection.execute(_TICKET + where, (day, limit))]


def _ticket(row: tuple[Any, ...]) -> Ticket:
    ticket, queue, day, number, state, desk, drawn_at, moved, calls = row
    return Ticket(
        ticket=EventId(ticket),
        queue=queue,
        day=day,
        number=number,
        state=state,
        desk=desk,
        drawn_at=drawn_at,
        moved=moved,
        calls=calls,
    )
