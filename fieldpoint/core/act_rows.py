"""Rows of what people take back, correct and close (see log_rows.py for the rest and for how rows are written).

No member takes free text: a name would stand in the log for ever, so reasons are words of a closed list.

Imports msgspec and `core`.
"""

from typing import Literal

from msgspec import UNSET, Raw, UnsetType

from fieldpoint.core.day_totals import ItemTotal, LineTotal, TabletTotal
from fieldpoint.core.names import CardId, Cycle, Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.row import Row, Tap
from fieldpoint.core.stock.rows import OutReason
from fieldpoint.core.stock.total import StockTotal

VoidReason = Literal["undo", "mistake", "not-collected", "given-back", "wrong-card", "other"]
SearchedBy = Literal["name", "phone", "id", "code", "card", "hint"]
ClockSource = Literal["lead", "registry"]
StopReason = Literal["found", "lost", "damaged", "reissued"]
KeyEnd = Literal["retired", "compromised"]


class CardRevoke(Row, frozen=True, kw_only=True, tag="card.revoke"):
    """A card is refused from here on, for ever."""

    card: CardId
    op: str
    why: StopReason | UnsetType = UNSET


class CardSuspend(Row, frozen=True, kw_only=True, tag="card.suspend"):
    """A card is refused until it is given back (`on` false)."""

    card: CardId
    on: bool
    op: str
    why: StopReason | UnsetType = UNSET


class CardReprint(Row, frozen=True, kw_only=True, tag="card.reprint"):
    """The same card is printed anew, signed with key `kid`: every print of it but this one is refused from here on."""

    card: CardId
    kid: int
    serial: int
    op: str


class CardKeyAdd(Row, frozen=True, kw_only=True, tag="card-key.add"):
    """Cards may be signed with this key from here on; `public` is its public half, base64url.

    In the log, so that a card scans at a site that was restored from before its key was made.
    """

    kid: int
    public: str
    op: str


class CardKeyEnd(Row, frozen=True, kw_only=True, tag="card-key.end"):
    """Every card that is signed with this key is refused from here on, for ever."""

    kid: int
    why: KeyEnd
    op: str


class HouseholdMerge(Row, frozen=True, kw_only=True, tag="household.merge"):
    """`gone` is the same household as `kept`: its people, cards, history and claims are the other's from here on.

    `people` pairs a person of `gone` with the same person of `kept`; the others move as they are.
    """

    kept: HouseholdId
    gone: HouseholdId
    people: list[tuple[PersonId, PersonId]]
    op: str
    collisions: list[ProgrammeCode] | UnsetType = UNSET


class PeopleSearch(Row, frozen=True, kw_only=True, tag="people.search"):
    """Somebody looked for people: as what the words were found (`by`), and how many households were told.

    The words themselves stand nowhere. `hint`: households were shown that are like one that was being registered.
    """

    op: str
    desk: str
    tab: str
    by: list[SearchedBy]
    found: int


class HouseholdSame(Row, frozen=True, kw_only=True, tag="household.same"):
    """The household that this site calls `hh` is the one that the registry calls `same`; nothing changes here."""

    hh: HouseholdId
    same: HouseholdId


class AlternateAdd(Row, frozen=True, kw_only=True, tag="alternate.add"):
    """A person who is no member may collect for a household from here on."""

    hh: HouseholdId
    person: PersonId
    op: str


class CollectorBlock(Row, frozen=True, kw_only=True, tag="collector.block"):
    """A member or alternate may not collect for a household from here on, or (`on` false) may again."""

    hh: HouseholdId
    person: PersonId
    on: bool
    op: str


class ClockAnchor(Row, frozen=True, kw_only=True, tag="clock.anchor"):
    """From here on this boot's time is known to `err_ms`, by the word of `src`: it was `at`, else the row's wall."""

    src: ClockSource
    err_ms: int
    at: int | UnsetType = UNSET


class Carry(Row, frozen=True, kw_only=True, tag="carry"):
    """A row of an earlier life of this log that the registry does not have from there, or that this site lost.

    `line` has its exact bytes with its own id, so it counts once however often it comes. The site's own row has had
    its effect here already; one that was `learned` from the registry has it from here on.
    """

    from_epoch: str
    from_seq: int
    line: Raw
    learned: bool | UnsetType = UNSET


class ProgrammeSet(Row, frozen=True, kw_only=True, tag="programme.set"):
    """A version of a programme runs at this site from here on.

    `rule` has all of it as JSON (core/rules/programme.py), so that the log alone says what a handout went by; it is
    read only by whoever goes by it, and a row of rules that are not known here stays readable.
    """

    prog: ProgrammeCode
    ver: int
    rule: Raw
    op: str


class MoonShift(Row, frozen=True, kw_only=True, tag="moon.shift"):
    """The windows of a programme that follow the moon are moved by so many days from here on."""

    prog: ProgrammeCode
    days: int
    op: str


class DayClose(Row, frozen=True, kw_only=True, tag="day.close"):
    """The business day ends with its totals over rows `first_seq` to `last_seq`, all since the close before.

    `head_before` is the head after `last_seq`. `tablets` name the numbers that have not arrived; nobody waits for them.
    `unsent` rows were not at the registry; `stock` is there where somebody counts. Of lists that would grow too long
    for a row `more` entries are left out.
    """

    day: Day
    first_seq: int
    last_seq: int
    head_before: str
    opened_wall: int
    opened_tq: int
    lines: list[LineTotal]
    items: list[ItemTotal]
    tablets: list[TabletTotal]
    households: int
    refused: int
    flags: dict[str, int]
    unsent: int
    op: str
    more: int | UnsetType = UNSET
    left_open: bool | UnsetType = UNSET
    stock: list[StockTotal] | UnsetType = UNSET


class Void(Tap, frozen=True, kw_only=True, tag="void"):
    """The row `ref` (with the head `ref_h` after it) is taken back, always whole; `sup` is who allowed it.

    What the row says of card, household, programme, quantity and stock stands here again, so that sums need no other.
    """

    ref: EventId
    ref_h: str
    reason: VoidReason
    sup: str | None = None
    card: CardId | None
    hh: HouseholdId | None
    prog: ProgrammeCode | None
    cycle: Cycle
    item: str
    qty: int
    draws: str | UnsetType = UNSET


class OverrideConfirm(Row, frozen=True, kw_only=True, tag="override.confirm"):
    """The second person that a rule asks for stands by the override `ref`, given on the lead's word alone so far."""

    ref: EventId
    second: str
    op: str


class StockOut(Tap, frozen=True, kw_only=True, tag="stock.out"):
    """So many of an item left the site without a card, such as leftovers that are given freely (a tally).

    `draws` is the organisation whose stock they leave, where somebody counts it; `lot` the one lot that was entered by
    mistake. What is `sent` to another site (`to`) goes with a waybill, which is entered there.
    `event` is the campaign's event at which it was given (core/campaigns/rows.py).
    """

    item: str
    qty: int
    why: OutReason
    draws: str | UnsetType = UNSET
    lot: EventId | UnsetType = UNSET
    to: str | UnsetType = UNSET
    waybill: str | UnsetType = UNSET
    event: EventId | UnsetType = UNSET
