"""What travels for all acts but a look and a handout: voids, facts, tallies, cards (see wire.py)."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.card import SHORT_SYMBOLS
from fieldpoint.core.names import Day, EventId, PersonId, ProgrammeCode
from fieldpoint.core.shelter.rows import SectionName
from fieldpoint.web.wire import CardText, Code, HandoutId, Id, LineRequest, Receipt, Wire

TabletCount = Annotated[int, Meta(ge=1, le=2**32 - 1)]
DayText = Annotated[str, Meta(pattern=r"^1[2-5]\d\d-\d\d-\d\d$", max_length=10, description="a Jalali day")]
OperatorText = Annotated[str, Meta(pattern="^o[0-9a-z]{7}$", max_length=8, description="the id of an operator")]
Quantity = Annotated[int, Meta(ge=1, le=1000)]
PaperNumber = Annotated[str, Meta(pattern="^[0-9]{1,6}$", max_length=6)]
Name = Annotated[str, Meta(max_length=60)]
LeadReason = Literal["mistake", "not-collected", "given-back", "wrong-card", "other"]
ShortText = Annotated[str, Meta(min_length=SHORT_SYMBOLS, max_length=40)]


class VoidRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/voids: a handout or a tally is taken back. Its id is made on the tablet.

    Without a `reason` it is an undo: the operator's own, from this tablet, of the last five minutes. With one it is
    the lead's word.
    """

    void_id: HandoutId
    tseq: TabletCount
    ref: HandoutId
    reason: LeadReason | None = None


class VoidReply(Wire, frozen=True, kw_only=True):
    """The void is a row. `effective` is false when the handout had been taken back before."""

    void_id: EventId
    ref: EventId
    effective: bool
    receipt: Receipt


class Handed(Wire, frozen=True, kw_only=True):
    """A moment by a tablet's clock, at the site's place."""

    day: DayText
    minute: Annotated[int, Meta(ge=0, le=1439)]


class Undone(Wire, frozen=True, kw_only=True):
    """The void of a fact that the site has not heard of: its id and its number, made on the tablet."""

    void_id: HandoutId
    tseq: TabletCount


class NightPlace(Wire, frozen=True, kw_only=True):
    """Where whoever was admitted meanwhile shall sleep: a section, a bed that was kept; `lines`: what came with it."""

    section: SectionName | None = None
    hold: HandoutId | None = None
    lines: Annotated[list[HandoutId], Meta(max_length=4)] = msgspec.field(default_factory=list[HandoutId])


class FactRequest(LineRequest, frozen=True, kw_only=True):
    """A line that was handed over while the site could not be asked.

    `day` is the last business day that the site told the tablet, `operator` who was signed in there then.
    `text` is null for somebody without a card. `undone` where it was taken back on the tablet at once: the fact
    stands in the log all the same, and its void behind it. `handed` is when, by the tablet's clock: it may choose
    between the night or day of `day` and the one beside it, as the site's own clock does. `night` is with a bed-night
    that was an admission: the site gives the bed now.
    """

    text: CardText | None
    day: DayText | None = None
    operator: OperatorText | None = None
    undone: Undone | None = None
    handed: Handed | None = None
    night: NightPlace | None = None


class FactsRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/facts: what a tablet handed over offline, in any order."""

    facts: Annotated[list[FactRequest], Meta(min_length=1, max_length=50)]


class PaperRequest(LineRequest, frozen=True, kw_only=True):
    """POST /api/v1/paper-lines: one numbered emergency line of a day's sheet; the id is made on the tablet."""

    short: ShortText
    paper: PaperNumber
    day: DayText


class Lies(Wire, frozen=True, kw_only=True):
    """The place of whoever was admitted while the site could not be asked.

    `over`: no place was free, and they are on the floor beyond what the house has. `here`, `back`: the card had that
    place already, and this was no second one.
    """

    result: Literal["admitted", "over", "here", "back"]
    bed: int | None
    floor: bool


class FactReply(Wire, frozen=True, kw_only=True):
    """The fact is a row, whatever the rules say; `flags` tell what they say. Its id may differ from the tablet's.

    `undone` is the receipt of its void; `lies` the place of an admission of the night that goes on.
    """

    handout_id: EventId
    row_id: EventId
    programme: ProgrammeCode
    quantity: int
    flags: list[str]
    late_for: Day | None = None
    receipt: Receipt
    undone: Receipt | None = None
    lies: Lies | None = None


class FactsReply(Wire, frozen=True, kw_only=True):
    """The facts, in the order they were sent."""

    facts: list[FactReply]


class TallyRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/tallies: so many of an item were given freely, and nobody was registered; `event`: a campaign's."""

    tally_id: HandoutId
    tseq: TabletCount
    item: Code
    quantity: Quantity
    day: DayText | None = None
    event: HandoutId | None = None


class ActReply(Wire, frozen=True, kw_only=True):
    """The act is a row. `collisions` are the programmes of which both holders had taken in one period."""

    act_id: EventId
    collisions: list[ProgrammeCode]
    receipt: Receipt


class CardActRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/card-acts: a card is bound to a household, suspended, given back or revoked.

    It was scanned (`text`), or it is not at hand and stands in the household's list (`card`): one of the two.
    """

    act_id: HandoutId
    text: CardText | None = None
    card: Id | None = None
    act: Literal["bind", "suspend", "give-back", "revoke"]
    household: Id | None = None
    why: Literal["found", "lost", "damaged"] | None = None


class AlternateRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/alternates: somebody who is no member may collect for a household."""

    act_id: HandoutId
    household: Id
    family_name: Name
    given_name: Name = ""
    relation: Name = ""
    born_on: DayText | None = None


class AlternateReply(Wire, frozen=True, kw_only=True):
    """The alternate's random id, by which a line names whoever collects."""

    act_id: EventId
    person: PersonId
    receipt: Receipt


class AlternateView(Wire, frozen=True, kw_only=True):
    """An alternate, with a name, because whoever collects is looked at."""

    person: PersonId
    given_name: str
    family_name: str
    relation: str


class AlternatesReply(Wire, frozen=True, kw_only=True):
    """Who besides its members may collect for a household."""

    alternates: list[AlternateView]


class CollectorsReply(Wire, frozen=True, kw_only=True):
    """All alternates of a household, and who may not collect for it, member or alternate."""

    alternates: list[AlternateView]
    blocked: list[PersonId]


class CollectorBlockRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/collector-blocks: somebody may not collect for a household, or (`on` false) may again."""

    act_id: HandoutId
    household: Id
    person: Id
    on: bool = True


class MergeRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/merges: `gone` is the same household as `kept`; certain people are matched."""

    act_id: HandoutId
    kept: Id
    gone: Id


class ConfirmationRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/confirmations: whoever is signed in stands by the override `ref`, as the second person."""

    act_id: HandoutId
    ref: HandoutId
