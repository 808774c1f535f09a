"""What travels between the screens of the services and the site (see web/wire.py for how).

No name but in the lead's list of reminders; no word of why somebody came. A number that was issued goes one way.
"""

from typing import Annotated

from msgspec import Meta

from fieldpoint.core.names import Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.rules.period import DayText, HourText
from fieldpoint.core.services.words import Because, Doctor, Flow, PlaceKind, Step, Subject, TicketState
from fieldpoint.web.services.wire_queue import Queue, TicketView
from fieldpoint.web.wire import CardText, Code, HandoutId, Id, MemberView, Receipt, Wire

Places = Annotated[int, Meta(ge=1, le=500)]
IssuedNumber = Annotated[str, Meta(pattern="^[0-9A-Za-z/-]{3,30}$", max_length=30)]


class SessionRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/service-sessions: a doctor is here on a day, or a course meets on several."""

    act_id: HandoutId
    programme: Code
    days: Annotated[list[DayText], Meta(min_length=1, max_length=60)]
    queue: Queue
    room: Annotated[int, Meta(ge=1, le=99)]
    places: Places
    doctor: Doctor | None = None
    subject: Subject | None = None
    first: HourText | None = None
    every: Annotated[int, Meta(ge=1, le=240)] | None = None


class LookRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/service-looks: whose card it is; or, for the lead, a household that was found by the search."""

    text: CardText | None = None
    household: Id | None = None


class CaseRequest(LookRequest, frozen=True, kw_only=True):
    """POST /api/v1/service-cases: a member is booked, enrolled or referred. `beyond`: over the places, for the lead."""

    act_id: HandoutId
    programme: Code
    person: Id
    session: HandoutId | None = None
    slot: Annotated[int, Meta(ge=1, le=600)] | None = None
    beyond: bool = False
    place: PlaceKind | None = None
    next_on: DayText | None = None


class StepRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/service-cases/{case}/steps: the case goes on. `number` is what was issued."""

    act_id: HandoutId
    step: Step
    place: PlaceKind | None = None
    next_on: DayText | None = None
    number: IssuedNumber | None = None


class ReturnRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/service-cases/{case}/returns: the case goes back to where it stood."""

    act_id: HandoutId
    to: Step
    because: Because


class ToldRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/service-reminders: whoever the case is about was told."""

    act_id: HandoutId
    case: HandoutId


class SessionView(Wire, frozen=True, kw_only=True):
    """A session or a course; `free` are the numbers that nobody holds, `times` the hour of each slot from the first."""

    session: EventId
    programme: ProgrammeCode
    title_fa: str
    flow: Flow
    days: list[Day]
    queue: str
    room: int
    places: int
    held: int
    doctor: Doctor | None
    subject: Subject | None
    free: list[int]
    times: list[str]


class CaseView(Wire, frozen=True, kw_only=True):
    """A case, by the end of its household's code and the member's number; `next` are the steps that may come.

    `before` is the step to which it may be taken back, `hour` its slot's; `doubled`: that slot is another's too.
    """

    case: EventId
    programme: ProgrammeCode
    title_fa: str
    flow: Flow
    label: str
    member: MemberView | None
    session: EventId | None
    slot: int | None
    queue: str | None
    hour: str | None
    step: Step
    since: Day | None
    days: int
    all_days: int
    next: list[Step]
    before: Step | None
    goes_on: bool
    doubled: bool
    beyond: bool
    place: PlaceKind | None
    next_on: Day | None
    told: bool
    ticket: TicketState | None


class KnownService(Wire, frozen=True, kw_only=True):
    """A programme that goes in steps."""

    programme: ProgrammeCode
    title_fa: str
    flow: Flow


class ServicesReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/services: what runs here today, and how many wait or are to be told."""

    day: Day
    known: list[KnownService]
    sessions: list[SessionView]
    tickets: list[TicketView]
    waiting: int
    due: int


class LookReply(Wire, frozen=True, kw_only=True):
    """Whose card it is, and all cases of its members, the newest first."""

    household: HouseholdId
    label: str
    members: list[MemberView]
    cases: list[CaseView]


class CasesReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/service-sessions/{session} and /api/v1/service-waiting: cases in their order."""

    cases: list[CaseView]


class CaseReply(Wire, frozen=True, kw_only=True):
    """The case as it stands, or (`refused`) why there is none; the no is a row too."""

    case: CaseView | None
    refused: str | None
    receipt: Receipt


class StepView(Wire, frozen=True, kw_only=True):
    """A step of a case and the day on which it was reached."""

    step: Step
    day: Day | None
    because: Because | None
    undone: bool


class CaseFile(Wire, frozen=True, kw_only=True):
    """GET /api/v1/service-cases/{case}: for the lead, with the number that was issued."""

    case: CaseView
    steps: list[StepView]
    number: str | None


class ReminderView(Wire, frozen=True, kw_only=True):
    """Who is to be told: the only view with a name, for the lead's eyes and the printed list."""

    case: CaseView
    person: PersonId
    code: str
    name: str
    phone: str


class RemindersReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/service-reminders: what is due up to a day, who was not told yet first."""

    until: Day
    reminders: list[ReminderView]


class CountView(Wire, frozen=True, kw_only=True):
    """How often a step was reached; of how many the wait is known, the middle and the longest of them."""

    programme: ProgrammeCode
    title_fa: str
    step: str
    count: int
    waits: int
    middle_s: int
    longest_s: int


class CountsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/service-counts: a month of services."""

    month: str
    lines: list[CountView]
