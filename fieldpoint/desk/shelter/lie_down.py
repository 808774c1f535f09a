"""A bed-night that was given gets its place, and whoever left for good and comes back gets one again.

Nothing here commits. Imports core, store and its neighbours.
"""

from collections.abc import Sequence

import msgspec
from msgspec import UNSET

from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.core.shelter.room import Room, Stay, crowd, free_beds, places_in
from fieldpoint.core.shelter.rows import BedStay, BedStep, Section
from fieldpoint.desk.act import Act
from fieldpoint.desk.shelter.room import Tonight
from fieldpoint.desk.shelter.said import said, write
from fieldpoint.store.shelter.nights import room_of
from fieldpoint.store.transaction import Transaction

BED_TAKEN = "bed-taken"
OVER_FULL = "over-full"


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody shall sleep: a section of the house, and the bed that was asked for."""

    section: Section
    bed: int | None = None


def lie_down(tx: Transaction, night: Tonight, lines: Sequence[Handout], where: Where, act: Act) -> None:
    """The first of the handouts has its place: the bed asked for, the one kept for its card, else the lowest free one.

    A bed that somebody else has stays theirs, and the row says which was asked for.
    """
    given, asked = lines[0], where.bed
    room = room_of(tx.connection, night.programme, night.night)
    floor = given.item != night.programme.item
    free = free_beds(room, where.section, tx.now.wall_ms, given.card) if room.numbered and not floor else []
    kept = [one.bed for one in room.holds if given.card is not None and one.card == given.card]
    bed = next((one for one in (asked, *kept, *free) if one in free), None)
    own = Stay(
        stay=given.id,
        section=where.section.name,
        floor=floor,
        state="in",
        bed=bed,
        card=given.card,
        lines=tuple(one.id for one in lines[1:]),
    )
    put(tx, night, own, act, None if asked == bed else asked)


def come_back(tx: Transaction, night: Tonight, own: Stay, act: Act, event_id: EventId | None = None) -> bool:
    """Whoever went out is in again, in the same place; whoever had left it for good may get another.

    Answers false, and writes nothing, where no place is left for them.
    """
    room = night.room
    place = _place_again(room, own, tx.now.wall_ms) if own.state == "left" else own
    if place is None:
        return False
    place = msgspec.structs.replace(place, state="in")
    step = BedStep(
        **tx.stamp(event_id), **said(tx, act, room.with_stay(place)), stay=own.stay, night=night.night, step="back"
    )
    write(tx, step)
    if (place.bed, place.floor) != (own.bed, own.floor):
        put(tx, night, place, act, None)
    return True


def _place_again(room: Room, own: Stay, now: int) -> Stay | None:
    """The place that somebody left, or the next best one of the same section, or nothing."""
    section = room.where(own)
    left, free = places_in(room, section, now, own.card), free_beds(room, section, now, own.card)
    if not own.floor and left.free:
        bed = own.bed if own.bed in free else free[0] if free else None
        return msgspec.structs.replace(own, section=section.name, bed=bed if room.numbered else None)
    if left.free_floor:
        return msgspec.structs.replace(own, section=section.name, floor=True, bed=None)
    return None


def put(tx: Transaction, night: Tonight, own: Stay, act: Act, asked: int | None) -> None:
    """The place is written down as it is said; `asked` is a bed that was meant and that somebody else has.

    The row says, too, where more lie on the floor of a section than it has places for.
    """
    after = room_of(tx.connection, night.programme, night.night).with_stay(own)
    over = own.floor and crowd(after, after.where(own)) > 0
    flags = [*([] if asked is None else [BED_TAKEN]), *([OVER_FULL] if over else [])]
    row = BedStay(
        **tx.stamp(),
        **said(tx, act, after),
        stay=own.stay,
        night=night.night,
        card=own.card,
        section=own.section,
        floor=own.floor,
        bed=UNSET if own.bed is None else own.bed,
        lines=list(own.lines) or UNSET,
        asked=UNSET if asked is None else asked,
        flags=flags or UNSET,
    )
    write(tx, row)
