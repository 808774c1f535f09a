"""The rows of the log as they are written and sent (design chapter 4.2).

A row is one JSON object on one line, stored and forwarded byte for byte and never encoded again. Wire names are mapped
here and nowhere else: `id` event id, `hh` household, `prog` programme, `cycle` period, `op` operator, `tab`/`tseq` the
tablet and its own gap-free count, `tq` trust of the wall time. No row has personal data: people stand under random ids.
Readers let additional members pass (4.13). A member that is `Unset` is left out of the line where it says nothing.
No member takes free text: a name would stand in the log for ever, so reasons are words of a closed list.
"""

import msgspec
from msgspec import UNSET, UnsetType

from fieldpoint.core.access_rows import (
    OperatorAdd,
    OperatorPin,
    OperatorRevoke,
    OperatorRight,
    OperatorRole,
    PinLock,
    TabletPair,
    TabletRevoke,
)
from fieldpoint.core.act_rows import (
    AlternateAdd,
    CardKeyAdd,
    CardKeyEnd,
    CardReprint,
    CardRevoke,
    CardSuspend,
    Carry,
    ClockAnchor,
    CollectorBlock,
    DayClose,
    HouseholdMerge,
    HouseholdSame,
    MoonShift,
    OverrideConfirm,
    PeopleSearch,
    ProgrammeSet,
    StockOut,
    Void,
)
from fieldpoint.core.list_rows import ListExport, RosterImport
from fieldpoint.core.names import CardId, Cycle, Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.register.rows import HouseholdRow
from fieldpoint.core.row import Row
from fieldpoint.core.work.rows import WorkRow

MAX_LINE_BYTES = 16 * 1024


class EpochOpen(Row, frozen=True, kw_only=True, tag="epoch.open"):
    """The first row of every life of a log. Epochs, heads and keys are base64url.

    `reason` is genesis, rebuilt, or why a lead opened it: rollback, fork or moved (core/life). `op` is that lead.
    """

    site: str
    epoch: str
    pubkey: str
    reason: str
    prev_epoch: str | None = None
    prev_seq: int | None = None
    prev_head: str | None = None
    op: str | UnsetType = UNSET


class Registration(Row, frozen=True, kw_only=True, tag="registration"):
    """A household was registered, or is another than before: its random ids, and a salted commitment to the record.

    The record is kept elsewhere. The newest such row names the people it has; `op` is there where somebody did it
    at a desk and no list, `head` where it is not the first.
    """

    hh: HouseholdId
    members: list[PersonId]
    commitment: str
    op: str | UnsetType = UNSET
    head: PersonId | UnsetType = UNSET


class Registrations(Row, frozen=True, kw_only=True, tag="registrations"):
    """Households that came with one list: of each what a `Registration` says, its id, its members, its commitment."""

    of: list[tuple[HouseholdId, list[PersonId], str]]


class CardIssue(Row, frozen=True, kw_only=True, tag="card.issue"):
    """A card was made: the key it is signed with, its print serial, its short code; `replaces` is the one before it."""

    card: CardId
    kid: int
    serial: int
    short: str
    replaces: CardId | UnsetType = UNSET


class CardBind(Row, frozen=True, kw_only=True, tag="card.bind"):
    """A card belongs to a household from here on, with all that was taken on it while it was nobody's.

    `moved` are the programmes whose history moves, `collisions` those of which both had taken in one period: a
    flag, never an error. `replaces` are cards of the household that are refused for ever and in whose place this one
    comes: what was taken on them by programmes that count cards counts for it.
    """

    card: CardId
    hh: HouseholdId
    op: str | UnsetType = UNSET
    moved: list[ProgrammeCode] | UnsetType = UNSET
    collisions: list[ProgrammeCode] | UnsetType = UNSET
    replaces: list[CardId] | UnsetType = UNSET


class DayOpen(Row, frozen=True, kw_only=True, tag="day.open"):
    """A human confirmed the date and opened the business day; `anyway` although the clock or the day was behind."""

    day: Day
    op: str
    anyway: bool | UnsetType = UNSET


class _Line(Row, frozen=True, kw_only=True):
    card: CardId | None
    hh: HouseholdId | None
    prog: ProgrammeCode
    cycle: Cycle
    item: str
    qty: int
    members: list[PersonId]
    rule: str
    day: Day | None
    desk: str
    tab: str | None
    tseq: int | None
    op: str
    overrides: EventId | None = None
    second: str | None = None
    given: bool = False


class Handout(_Line, frozen=True, kw_only=True, tag="handout"):
    """One programme line was handed over. `qty` counts items over all `members`.

    `shares` has each member's part of it, in their order; it is there when there are members.

    A fact (`given`) was handed over while the site could not be asked. `flags` say what the rules would have
    said, `late_for` names its day where that was closed already, `paper` the number of its emergency line,
    `short` the short code that was written down where no card here has it. `draws` is the organisation whose stock it
    leaves (empty: the programme names none), where somebody counts that.
    """

    shares: list[int] | UnsetType = UNSET
    flags: list[str] | UnsetType = UNSET
    late_for: Day | UnsetType = UNSET
    paper: str | UnsetType = UNSET
    short: str | UnsetType = UNSET
    draws: str | UnsetType = UNSET


class Refusal(_Line, frozen=True, kw_only=True, tag="refusal"):
    """One programme line was asked for and not given; `qty` is what was asked.

    `earlier` names the handout in its way, or `elsewhere` the site that gave it, `next` the first day it may be
    asked again and `next_time` the hour of that day, where it is only given from an hour on. `since` is when the card
    was stopped (ms of UTC), or made and given to nobody yet, where that is why.
    """

    reason: str
    earlier: EventId | None = None
    elsewhere: str | UnsetType = UNSET
    next: Day | None = None
    next_time: str | UnsetType = UNSET
    since: int | UnsetType = UNSET


AnyRow = (
    EpochOpen
    | Registration
    | Registrations
    | CardIssue
    | CardBind
    | CardRevoke
    | CardSuspend
    | CardReprint
    | CardKeyAdd
    | CardKeyEnd
    | HouseholdMerge
    | HouseholdSame
    | ClockAnchor
    | Carry
    | DayOpen
    | DayClose
    | Handout
    | Refusal
    | Void
    | StockOut
    | WorkRow
    | OverrideConfirm
    | ProgrammeSet
    | MoonShift
    | AlternateAdd
    | CollectorBlock
    | PeopleSearch
    | TabletPair
    | TabletRevoke
    | OperatorAdd
    | OperatorPin
    | OperatorRole
    | OperatorRevoke
    | OperatorRight
    | HouseholdRow
    | PinLock
    | RosterImport
    | ListExport
)


class RowHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What can be read of a row of any type, known or not."""

    v: int
    t: str
    id: EventId
    seq: int


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(AnyRow)
_HEADER = msgspec.json.Decoder(RowHeader)


def encode_row(row: Row) -> bytes:
    """The row's line, without a line feed."""
    return _ENCODER.encode(row)


def decode_row(line: bytes) -> AnyRow:
    """The row of a line. `msgspec.ValidationError` when its type or a member is not as it must be."""
    return _DECODER.decode(line)


def decode_header(line: bytes) -> RowHeader:
    """Version, type, id and number of a line of whatever type."""
    return _HEADER.decode(line)
