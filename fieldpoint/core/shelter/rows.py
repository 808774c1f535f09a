"""Rows of a night in a shelter (see log_rows.py). That somebody may sleep here is the handout of the bed-night itself.

So no row here admits anybody: one says which bed goes with a handout, and what became of it in the night. No row has a
name, a reason or free text; `card` is the handout's own. `now` is how many places are free after the row, which is
what other places are told: the registry adds nothing up that was not counted here. `ends` are the instants (ms of UTC)
at which the beds that are kept after the row free themselves: no row says so, and whoever reads `now` later counts them
as free by then (`as_of` in places.py).

Imports msgspec and `core`.
"""

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from fieldpoint.core.names import CardId, Cycle, EventId
from fieldpoint.core.row import Tap
from fieldpoint.core.shelter.places import Places

SectionName = Literal["all", "men", "women", "family"]
Step = Literal["out", "back", "left", "undone"]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the house: its beds are numbered from `first` to `last` (none where that is lower), then the floor."""

    name: SectionName
    first: int
    last: int
    floor: int

    @property
    def beds(self) -> int:
        """How many beds it has."""
        return max(self.last - self.first + 1, 0)

    def has(self, bed: int) -> bool:
        """Whether a bed of this number stands in it."""
        return self.first <= bed <= self.last


class _Tonight(Tap, frozen=True, kw_only=True):
    now: Places
    cold: bool
    ends: list[int] | UnsetType = UNSET


class ShelterLayout(_Tonight, frozen=True, kw_only=True, tag="shelter.layout"):
    """The house has these sections from here on; without any its beds have no numbers."""

    sections: list[Section]


class BedStay(_Tonight, frozen=True, kw_only=True, tag="bed.stay"):
    """Whoever the bed-night `stay` was given to sleeps there: in bed `bed`, on the floor, or in a bed without a number.

    A later row of the same `stay` moves them. `lines` are the other handouts of the same admission. `asked` is the bed
    that was asked for where somebody else had it (flag `bed-taken`): this row gives another, or, `kept`, none new.
    """

    stay: EventId
    night: Cycle
    card: CardId | None
    section: SectionName
    floor: bool
    bed: int | UnsetType = UNSET
    lines: list[EventId] | UnsetType = UNSET
    asked: int | UnsetType = UNSET
    kept: bool | UnsetType = UNSET


class BedStep(_Tonight, frozen=True, kw_only=True, tag="bed.step"):
    """Somebody went out and keeps the place, came back, left it for good, or (`undone`) was never admitted."""

    stay: EventId
    night: Cycle
    step: Step


class BedHold(_Tonight, frozen=True, kw_only=True, tag="bed.hold"):
    """A bed is kept until an instant (ms of UTC), for a card where one is named; after it the bed is free by itself."""

    night: Cycle
    bed: int
    until: int
    card: CardId | UnsetType = UNSET


class BedFree(_Tonight, frozen=True, kw_only=True, tag="bed.free"):
    """A bed is kept no longer, before its hour."""

    hold: EventId


class ColdNight(_Tonight, frozen=True, kw_only=True, tag="cold.night"):
    """The house is open round the clock and sends nobody away, from here on or (`on` false) no longer."""

    on: bool


OfShelter = ShelterLayout | BedStay | BedStep | BedHold | BedFree | ColdNight
