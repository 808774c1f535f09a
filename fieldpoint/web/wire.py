"""What travels between the page and the site, one struct a body (OpenAPI reads them too).

Unknown members are refused. Texts have limits, so that no request can be large. Ids are base64url, days
are Jalali (`1405-09-01`), instants are milliseconds of UTC; a sentence is never sent, only its code.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.names import Cycle, Day, EventId, HouseholdId, PersonId, ProgrammeCode

CardText = Annotated[str, Meta(min_length=1, max_length=400, description="QR text, card token or short code")]
# Canonical base64url only: the last character of an id has bits that must be zero, or the registry would not know
# it again. A pattern's $ lets one line feed pass at the end; the longest length does not.
HandoutId = Annotated[
    str, Meta(pattern="^[A-Za-z0-9_-]{21}[AQgw]$", max_length=22, description="16 bytes made on the tablet, base64url")
]
Code = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]*$", max_length=40)]
Override = Literal["none", "lead", "lead-and-second"]
Id = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]$", max_length=11)]


class Wire(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body of the API."""


class ScanRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/scans: what the camera read or the operator typed, and who stands there where that was said."""

    text: CardText
    collector: Id | None = None


class MemberView(Wire, frozen=True, kw_only=True):
    """One member of the household, without a name: a number, and a word to tell them apart."""

    person: PersonId
    ordinal: int
    is_head: bool
    who: Literal["woman", "man", "girl", "boy", "person"]


class EarlierView(Wire, frozen=True, kw_only=True):
    """The handout in the way: when, and at which desk of this site; or only at which other site."""

    at: int
    desk: str
    site: str | None = None


class MemberDue(Wire, frozen=True, kw_only=True):
    """What one member may still have in this period."""

    person: PersonId
    due: int
    reason: str | None = None


class DueLine(Wire, frozen=True, kw_only=True):
    """One programme for this holder now: what is due, or why nothing is.

    `quantity` is what may be handed over now, in whole `unit_fa`; for a programme per member it is the
    sum over `members`. `reason` stands when it is 0, with the earlier handout, and the next possible day and,
    where there is one, hour. `override`: whose word gives it all the same. `asks_collector`: it matters who stands
    there. `kept_until`: what is out of stock may be made up for until that day.
    """

    programme: ProgrammeCode
    title_fa: str
    unit_fa: str
    counts_for: Literal["household", "member"]
    cycle: Cycle
    quantity: int
    members: list[MemberDue]
    reason: str | None = None
    earlier: EarlierView | None = None
    next_on: Day | None = None
    next_time: str | None = None
    override: Override = "none"
    asks_collector: bool = False
    kept_until: Day | None = None


class ScanReply(Wire, frozen=True, kw_only=True):
    """The holder of a card and all that is due, in the order of the programmes. Nothing was written.

    `label` is the end of the household's code. A card that may not be used has no household and no
    members, and every line says why; `since` is when it was stopped.
    """

    household: HouseholdId | None
    label: str
    members: list[MemberView]
    day: Day | None
    due: list[DueLine]
    since: int | None = None


class LineRequest(Wire, frozen=True, kw_only=True):
    """One programme line to hand over. Its id is made on the tablet and repeated until it is answered."""

    handout_id: HandoutId
    tseq: Annotated[int, Meta(ge=1, le=2**32 - 1)]
    programme: Code
    quantity: Annotated[int, Meta(ge=1, le=1000)]
    members: Annotated[list[Id], Meta(max_length=60)] = []


class HandoutLine(LineRequest, frozen=True, kw_only=True):
    """A line that the site is asked for, with whoever stands at the desk.

    `collector` is the member or alternate who stands there; `one_time_alternate`: a stranger, whom the lead confirms.
    `overrides` is the refused line that is given all the same: on the word of the lead who is signed in, and of a
    second person where the rule asks two, until the day's close (`/api/v1/confirmations`). On an operator's tablet a
    lead approves that refusal first (`/api/v1/approvals`); `approved` names it for a `one_time_alternate`.
    """

    collector: Id | None = None
    one_time_alternate: bool = False
    overrides: HandoutId | None = None
    approved: HandoutId | None = None


class HandoutRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/handouts: one scan, several lines, each granted or refused on its own.

    A line that is no line at all (an unknown programme, another household's member) fails the whole request,
    and none of its lines was written. `text` is null where somebody without a card is taken in: each line
    is then one person, whom only a bed or a meal is given to.
    """

    text: CardText | None
    lines: Annotated[list[HandoutLine], Meta(min_length=1, max_length=20)]


class Receipt(Wire, frozen=True, kw_only=True):
    """Proof that a row is on disk: the epoch, its number, the head after it."""

    epoch: str
    seq: int
    head: str


class LineReply(Wire, frozen=True, kw_only=True):
    """The decision of one line, and the receipt of its row.

    `flags` say what a handout was given in spite of, and that its second person is still to come
    (`second-missing`). `override`: whose word gives a refused line all the same. `since` is when the card was
    stopped, where that is why nothing is. `kept_until`: what was out of stock may be made up for until that day.
    """

    handout_id: EventId
    programme: ProgrammeCode
    decision: Literal["granted", "refused"]
    quantity: int
    reason: str | None = None
    earlier: EarlierView | None = None
    next_on: Day | None = None
    next_time: str | None = None
    override: Override = "none"
    since: int | None = None
    kept_until: Day | None = None
    flags: list[str] = []
    receipt: Receipt


class HandoutReply(Wire, frozen=True, kw_only=True):
    """The decisions, in the order of the lines; a refusal is an answer, not an error."""

    lines: list[LineReply]


class Health(Wire, frozen=True, kw_only=True):
    """GET /api/v1/health: the server answers. No data."""

    status: Literal["ok"]
    version: str


class Status(Wire, frozen=True, kw_only=True):
    """GET /api/v1/status: the day, the log and what has not reached the registry yet.

    `warning` is the code of what a lead should see to: `disk-almost-full`, `disk-full`, `site-rolled-back`,
    `epoch-due`.
    `receipt` is where the log stands, `marks` the last row of each epoch that the registry holds, `holding` the
    tablets with lines that the site has not answered, and how many.
    `start` names this start of the server, which signed requests repeat; `practice`: people practise on this
    tablet; `round`: one is out on it.
    """

    site: str
    name_fa: str
    day: Day | None
    seq: int
    unsent: int
    registry: Literal["none", "waiting", "reached"]
    last_contact_at: int | None
    last_code: str | None
    warning: str | None = None
    receipt: Receipt
    marks: dict[str, int]
    holding: dict[str, int]
    start: str
    practice: bool
    round: bool = False
