"""Which beds are whose tonight, and what is free: one pure state that decisions, lists and figures are made from.

Imports msgspec and `core`.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from fieldpoint.core.names import CardId, EventId
from fieldpoint.core.shelter.places import Places, total
from fieldpoint.core.shelter.rows import Section, SectionName

State = Literal["in", "out", "left"]


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's night: in a numbered bed, on the floor, or (neither) in a bed without a number."""

    stay: EventId
    section: SectionName
    floor: bool
    state: State
    bed: int | None = None
    card: CardId | None = None
    at: int = 0
    lines: tuple[EventId, ...] = ()


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """A bed that is kept until an instant; `card` is whom it is for, where that was said."""

    hold: EventId
    bed: int
    until: int
    card: CardId | None = None

    def holds(self, now_ms: int) -> bool:
        """Whether the bed is still kept: a hold that ran out frees itself."""
        return now_ms < self.until


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """The house tonight. `numbered`: its beds have numbers. `unplaced` bed-nights were given without a place."""

    sections: Sequence[Section]
    stays: Sequence[Stay] = ()
    holds: Sequence[Hold] = ()
    unplaced: int = 0
    numbered: bool = True

    def section(self, name: str) -> Section | None:
        """A section by its name; without a name the only one there is."""
        found = [one for one in self.sections if one.name == name or (not name and len(self.sections) == 1)]
        return found[0] if found else None

    def section_of(self, bed: int) -> Section | None:
        """The section in which a bed stands."""
        return next((one for one in self.sections if one.has(bed)), None) if self.numbered else None

    def where(self, stay: Stay) -> Section:
        """The section in which somebody lies; one that is no more since the house was laid out anew is the first."""
        by_bed = None if stay.bed is None else self.section_of(stay.bed)
        return by_bed or self.section(stay.section) or self.sections[0]

    def with_stay(self, stay: Stay) -> "Room":
        """The house after somebody has that place."""
        others = [one for one in self.stays if one.stay != stay.stay]
        new = len(others) == len(self.stays)
        holds = [one for one in self.holds if one.bed != stay.bed]
        return msgspec.structs.replace(
            self, stays=[*others, stay], holds=holds, unplaced=max(self.unplaced - new, 0) if new else self.unplaced
        )

    def without(self, stay: EventId) -> "Room":
        """The house after an admission was taken back."""
        return msgspec.structs.replace(self, stays=[one for one in self.stays if one.stay != stay])

    def stay_of(self, names: Iterable[str]) -> Stay | None:
        """The night of whoever has one of these cards, or that has this name itself."""
        wanted = set(names)
        return next((one for one in self.stays if one.card in wanted or one.stay in wanted), None)


def sleeping(room: Room, section: Section) -> list[Stay]:
    """Whoever has a place in a section: who went out for a while keeps it."""
    return [one for one in room.stays if one.state != "left" and room.where(one).name == section.name]


def crowd(room: Room, section: Section) -> int:
    """How many lie on the floor of a section beyond the places that it has there."""
    return max(sum(one.floor for one in sleeping(room, section)) - section.floor, 0)


def held_beds(room: Room, now_ms: int, card: str | None = None) -> dict[int, Hold]:
    """The beds that are kept for others than this card."""
    return {one.bed: one for one in room.holds if one.holds(now_ms) and (one.card is None or one.card != card)}


def hold_ends(room: Room, now_ms: int) -> list[int]:
    """When each bed that is kept frees itself, the first first."""
    return sorted(one.until for one in held_beds(room, now_ms).values()) if room.numbered else []


def free_beds(room: Room, section: Section, now_ms: int, card: str | None = None) -> list[int]:
    """The numbers of a section's beds that nobody has and nobody keeps for somebody else, the lowest first."""
    taken = {one.bed for one in room.stays if one.state != "left"} | held_beds(room, now_ms, card).keys()
    return [bed for bed in range(section.first, section.last + 1) if bed not in taken]


def places_in(room: Room, section: Section, now_ms: int, card: str | None = None) -> Places:
    """How a section stands; what is kept for a card is free to it."""
    there = sleeping(room, section)
    held = sum(section.has(bed) for bed in held_beds(room, now_ms, card)) if room.numbered else 0
    in_beds = sum(not one.floor for one in there)
    return Places(
        beds=section.beds,
        floor=section.floor,
        free=max(section.beds - in_beds - held, 0),
        free_floor=max(section.floor - (len(there) - in_beds), 0),
        held=held,
    )


def figures(room: Room, now_ms: int) -> Places:
    """How the whole house stands; bed-nights without a place are somewhere in it, in beds first."""
    found = total(places_in(room, one, now_ms) for one in room.sections)
    beds = min(room.unplaced, found.free)
    floor = min(room.unplaced - beds, found.free_floor)
    return msgspec.structs.replace(found, free=found.free - beds, free_floor=found.free_floor - floor)


def room_for(room: Room, section: Section, now_ms: int, card: str | None = None) -> Places:
    """What a section has for whoever comes with a card or without one: never more than the house has."""
    own, house = places_in(room, section, now_ms, card), figures(room, now_ms)
    kept = any(one.card == card and one.holds(now_ms) and section.has(one.bed) for one in room.holds if card)
    return msgspec.structs.replace(
        own, free=min(own.free, house.free + kept), free_floor=min(own.free_floor, house.free_floor)
    )
