"""Rows of services (see log_rows.py): sessions, cases and their steps, tickets, reminders that were told.

People and households stand under their random ids, and what a step was about is a word of a closed list: a referral
names a kind of place and never why. A step that takes an entitlement names the handout that it is (`handout`), whose
own row counts; nothing is counted twice. The number that an insurance issued stands in no row.

Imports msgspec and `core`.
"""

from msgspec import UNSET, UnsetType

from fieldpoint.core.names import Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.row import Tap
from fieldpoint.core.services.words import Because, Doctor, PlaceKind, Step, Subject, TicketAct


class ServiceSession(Tap, frozen=True, kw_only=True, tag="service.session"):
    """A doctor is here on a day, or a course meets on several: `places` slots or seats, in a room, called by a queue.

    With `first` (an hour) and `every` (minutes) each slot has its time; without them there are queue numbers alone.
    """

    prog: ProgrammeCode
    days: list[Day]
    queue: str
    room: int
    places: int
    doctor: Doctor | UnsetType = UNSET
    subject: Subject | UnsetType = UNSET
    first: str | UnsetType = UNSET
    every: int | UnsetType = UNSET


class ServiceCase(Tap, frozen=True, kw_only=True, tag="service.case"):
    """Somebody is booked, enrolled or referred: a case, called by this row's id, at its first step.

    `slot` is the number in its session; `beyond` says that the lead let it in over the session's places.
    `next_on` is the day on which somebody should ask again.
    """

    prog: ProgrammeCode
    hh: HouseholdId
    person: PersonId
    step: Step
    session: EventId | UnsetType = UNSET
    slot: int | UnsetType = UNSET
    beyond: bool | UnsetType = UNSET
    place: PlaceKind | UnsetType = UNSET
    next_on: Day | UnsetType = UNSET
    handout: EventId | UnsetType = UNSET


class ServiceStep(Tap, frozen=True, kw_only=True, tag="service.step"):
    """A case stands at another step; `waited_s` is how long after the one before.

    One that goes back says why (`because`), and which rows do not hold any more (`undoes`).
    """

    case: EventId
    prog: ProgrammeCode
    step: Step
    waited_s: int | UnsetType = UNSET
    handout: EventId | UnsetType = UNSET
    place: PlaceKind | UnsetType = UNSET
    next_on: Day | UnsetType = UNSET
    undoes: list[EventId] | UnsetType = UNSET
    because: Because | UnsetType = UNSET


class ServiceRefusal(Tap, frozen=True, kw_only=True, tag="service.refusal"):
    """Nobody was booked: the slot was another's, every place was taken, or the rules say no (`reason`)."""

    prog: ProgrammeCode
    person: PersonId
    reason: str
    session: EventId | UnsetType = UNSET
    slot: int | UnsetType = UNSET


class ServiceTicket(Tap, frozen=True, kw_only=True, tag="service.ticket"):
    """A number of a queue was drawn, called, called again, put aside because nobody came, or done.

    `ticket` is the row that drew it, or the case that was booked under it. `waited_s` is how long it waited to be
    called for the first time.
    """

    queue: str
    number: int
    on: Day
    act: TicketAct
    ticket: EventId | UnsetType = UNSET
    waited_s: int | UnsetType = UNSET


class ServiceTold(Tap, frozen=True, kw_only=True, tag="service.told"):
    """Whoever the case is about was told of what is due on that day."""

    case: EventId
    next_on: Day


ServiceRow = ServiceSession | ServiceCase | ServiceStep | ServiceRefusal | ServiceTicket | ServiceTold
