"""What travels between the night shift's screen and the site (see web/wire.py for how)."""

from typing import Annotated, Literal

from msgspec import Meta

from fieldpoint.core.names import Cycle, EventId, ProgrammeCode
from fieldpoint.core.shelter.rows import SectionName
from fieldpoint.web.wire import CardText, HandoutId, LineReply, LineRequest, Receipt, Wire
from fieldpoint.web.wire_acts import LeadReason

Bed = Annotated[int, Meta(ge=1, le=5000)]
Places = Annotated[int, Meta(ge=0, le=5000)]
Instant = Annotated[int, Meta(ge=0, le=2**53)]


class PlacesView(Wire, frozen=True, kw_only=True):
    """How many beds and floor places there are and are free; `held` beds are kept and not free."""

    beds: int
    floor: int
    free: int
    free_floor: int
    held: int


class SectionView(Wire, frozen=True, kw_only=True):
    """A part of the house, its beds numbered from `first` to `last`."""

    name: SectionName
    first: int
    last: int
    places: PlacesView


class MealView(Wire, frozen=True, kw_only=True):
    """What is eaten in the night: how much was handed over since the day was opened, and what is left where counted."""

    programme: ProgrammeCode
    title_fa: str
    unit_fa: str
    given: int
    left: int | None


class HoldView(Wire, frozen=True, kw_only=True):
    """A bed that is kept until an instant; `over`: nobody has come, and it is free again. `label` as in the list."""

    hold: EventId
    bed: int
    until: int
    over: bool
    label: str


class OtherView(Wire, frozen=True, kw_only=True):
    """Another place, as it told the registry at an instant."""

    site: str
    title: str
    places: PlacesView
    cold: bool
    told_at: int


class NoteView(Wire, frozen=True, kw_only=True):
    """What a shift wrote down."""

    note: str
    at: int


class ShelterReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/shelter: how the night stands. `night` is null where no bed-night runs, and all else is empty.

    `at` is the site's instant, by which ages are told; `unplaced` were admitted and nobody said where, `over` lie on
    the floor beyond its places. `numbered`: beds have numbers. `no_shows` are beds that were kept and then given to
    somebody else.
    """

    night: Cycle | None
    programme: ProgrammeCode | None
    at: int
    cold_since: int | None
    numbered: bool
    places: PlacesView
    sections: list[SectionView]
    unplaced: int
    over: int
    meals: list[MealView]
    holds: list[HoldView]
    no_shows: list[int]
    others: list[OtherView]
    note: NoteView | None
    note_before: NoteView | None


class StayView(Wire, frozen=True, kw_only=True):
    """Somebody's place; `label` is the end of the household's code, empty for whoever has no card of one.

    `lines` are the other handouts of the admission.
    """

    stay: EventId
    section: SectionName
    floor: bool
    bed: int | None
    state: Literal["in", "out", "left"]
    label: str
    at: int


class NightListReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/shelter/stays: who lies where, without names and reasons: beds by number, then the floor."""

    night: Cycle | None
    stays: list[StayView]


class AdmissionRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/admissions: one person for the night. `text` is null for somebody without a card.

    `lines` are one of the bed-night and at most one of each of its meals, each with an id of its own made on the
    tablet. `bed` or `hold` name a bed that is meant.
    """

    text: CardText | None
    lines: Annotated[list[LineRequest], Meta(min_length=1, max_length=5)]
    section: SectionName | None = None
    bed: Bed | None = None
    hold: HandoutId | None = None


class AdmissionReply(Wire, frozen=True, kw_only=True):
    """What came of it; a house that is full is an answer, not an error.

    `here`: the holder has that place already. `instead_of` is the bed that was asked for where somebody else has it.
    """

    result: Literal["admitted", "back", "here", "full", "refused"]
    stay: StayView | None
    instead_of: int | None
    lines: list[LineReply]
    places: PlacesView


class StepRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/stay-steps: somebody went out, came back, or left the place for good."""

    act_id: HandoutId
    stay: HandoutId
    step: Literal["out", "back", "left"]


class MoveRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/stay-moves: to a bed, or without one to the floor of a section."""

    act_id: HandoutId
    stay: HandoutId
    section: SectionName | None = None
    bed: Bed | None = None


class MoveReply(Wire, frozen=True, kw_only=True):
    """Where somebody lies now. `instead_of` is the bed that was asked for and that somebody else has: nobody moved."""

    bed: int | None
    floor: bool
    instead_of: int | None
    receipt: Receipt


class UndoingRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/stay-undoings: an admission and its meals are taken back.

    Without a `reason` it is the operator's own of the last five minutes; with one it is the lead's word.
    """

    act_id: HandoutId
    stay: HandoutId
    reason: LeadReason | None = None


class HoldRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/bed-holds: a bed is kept until an instant, for whoever has this card where one is named."""

    act_id: HandoutId
    until: Instant
    section: SectionName | None = None
    bed: Bed | None = None
    text: CardText | None = None


class HoldEndRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/bed-hold-ends: a bed is kept no longer."""

    act_id: HandoutId
    hold: HandoutId


class SectionRequest(Wire, frozen=True, kw_only=True):
    """A section of the house; one without beds has `last` below `first`."""

    name: SectionName
    first: Bed
    last: Places
    floor: Places


class LayoutRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/shelter-layouts: what the house has from here on."""

    act_id: HandoutId
    sections: Annotated[list[SectionRequest], Meta(min_length=1, max_length=4)]


class ColdRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/cold-nights: the house is open round the clock and sends nobody away, or no longer."""

    act_id: HandoutId
    on: bool


class NoteRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/shelter-notes: what the shift writes down for the next; it stays in this site's encrypted file."""

    note: Annotated[str, Meta(max_length=500)]


class NightActReply(Wire, frozen=True, kw_only=True):
    """The act is a row."""

    act_id: EventId
    receipt: Receipt


class NoteReply(Wire, frozen=True, kw_only=True):
    """The note as it stands now."""

    note: NoteView | None
