"""What travels of the queue: numbers that are drawn and called, and what a hall's display shows (see wire.py)."""

from typing import Annotated, Literal

from msgspec import Meta

from fieldpoint.core.names import EventId
from fieldpoint.core.services.words import TicketState
from fieldpoint.web.wire import HandoutId, Receipt, Wire

Queue = Annotated[str, Meta(pattern="^[A-Z]$", max_length=1, description="the letter before a queue's numbers")]


class QueueRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/tickets and /api/v1/ticket-calls: the next number of a queue is drawn, or called."""

    act_id: HandoutId
    queue: Queue


class TicketMove(Wire, frozen=True, kw_only=True):
    """POST /api/v1/ticket-moves: a ticket is called (again), put aside because nobody came, or done."""

    act_id: HandoutId
    ticket: HandoutId
    act: Literal["call", "again", "away", "done"]


class TicketView(Wire, frozen=True, kw_only=True):
    """A number of a queue, and at which desk it was called."""

    ticket: EventId
    queue: str
    number: int
    state: TicketState
    desk: str
    booked: bool


class TicketReply(Wire, frozen=True, kw_only=True):
    """The ticket as it stands now."""

    ticket: TicketView
    receipt: Receipt


class CallView(Wire, frozen=True, kw_only=True):
    """A number that is called, and where to."""

    queue: str
    number: int
    desk: str


class CallsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/calls: what a hall's display shows. `stamp` grows with every call, also of the same number."""

    stamp: int
    calls: list[CallView]
