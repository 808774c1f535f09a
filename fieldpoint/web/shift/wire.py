"""What travels between a shift's screens and the site (see web/wire.py for how): never a name, an ID or a tag."""

from typing import Annotated, Literal

from msgspec import Meta

from fieldpoint.core.names import Day, EventId, ProgrammeCode
from fieldpoint.web.wire import CardText, Code, HandoutId, Wire


class ProgrammeView(Wire, frozen=True, kw_only=True):
    """One programme that is in force: its words, what it gives, and whether somebody without a card may have it."""

    programme: ProgrammeCode
    title_fa: str
    unit_fa: str
    item: str
    kind: Literal["goods", "meal", "service", "bed_night"]
    without_card: bool


class ProgrammesReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/programmes: ordered by code."""

    programmes: list[ProgrammeView]


class DoneView(Wire, frozen=True, kw_only=True):
    """One row as a list shows it; one of the `work` says which kind (core/work/kinds.py), `about` what or which number.

    `label` is the end of the household's code; a bed or a treatment has none. `undo_ms` is how long its own tablet may
    still take it back, 0 when it may not.
    """

    event: EventId
    kind: Literal[
        "handout",
        "refusal",
        "void",
        "tally",
        "day-open",
        "day-close",
        "card-stopped",
        "card-bound",
        "merge",
        "confirmed",
        "search",
        "work",
    ]
    at: int
    work: str | None = None
    about: str = ""
    desk: str | None = None
    tab: str | None = None
    label: str = ""
    programme: str | None = None
    quantity: int | None = None
    reason: str | None = None
    day: Day | None = None
    ref: EventId | None = None
    voided: bool = False
    undo_ms: int = 0


class DoneReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/history and /api/v1/activity: since the last close, newest first, at most a hundred."""

    rows: list[DoneView]


class ProgrammeCount(Wire, frozen=True, kw_only=True):
    """What came of one programme since the last close; what was taken back does not count.

    `public_title_fa` is for guests, who need not know where a shelter is.
    """

    programme: ProgrammeCode
    title_fa: str
    public_title_fa: str
    unit_fa: str
    handouts: int
    quantity: int
    refused: int


class HalfHour(Wire, frozen=True, kw_only=True):
    """Handouts of one programme in the half hour that begins `at`."""

    programme: ProgrammeCode
    at: int
    handouts: int


class ReasonCount(Wire, frozen=True, kw_only=True):
    """How often a line was refused for this reason."""

    reason: str
    refused: int


class TallyCount(Wire, frozen=True, kw_only=True):
    """How much of an item was given freely."""

    item: str
    quantity: int


class CountsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/counts: how the day goes. `holders` are households and cards that had something."""

    day: Day | None
    holders: int
    programmes: list[ProgrammeCount]
    half_hours: list[HalfHour]
    reasons: list[ReasonCount]
    tallies: list[TallyCount]


class AwaitedView(Wire, frozen=True, kw_only=True):
    """An override that waits for its second person: who gave it, where, when, what."""

    handout: EventId
    programme: ProgrammeCode
    title_fa: str
    unit_fa: str
    quantity: int
    at: int
    desk: str
    lead: str
    label: str


class AwaitedReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/confirmations: oldest first."""

    awaited: list[AwaitedView]


class ParkRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/parked-cases: the lead decides later. Its id is made on the tablet; `text` is the card, if any."""

    case_id: HandoutId
    text: CardText | None = None
    reason: Code | None = None


class CaseView(Wire, frozen=True, kw_only=True):
    """A parked case: its follow-up number of that day, the end of the household's code, why, since when."""

    case_id: EventId
    day: Day
    number: int
    desk: str
    label: str
    reason: str | None
    parked_at: int
    ended_at: int | None


class CasesReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/parked-cases: those that wait, then those of the day that were ended."""

    cases: list[CaseView]


class SendingReply(Wire, frozen=True, kw_only=True):
    """How a sending stands; also the shape of each event of its stream.

    `code` is what ended it early, `sent` what the registry took, both there once it is over.
    """

    running: bool
    unsent: Annotated[int, Meta(ge=0)]
    sent: int | None = None
    code: str | None = None


class VerdictView(Wire, frozen=True, kw_only=True):
    """What the registry says of rows of this site.

    `what` is `withheld` (they have no effect there), `case` (with others' they are more than somebody was entitled
    to; nothing is claimed back) or `refused` (something that came from the registry could not be taken in here).
    """

    name: str
    what: str
    code: str
    state: str
    programme: str
    cycle: str
    events: list[str]
    sites: list[str]


class VerdictsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/verdicts: by name, at most 200."""

    verdicts: list[VerdictView]
