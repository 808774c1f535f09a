"""Whoever was admitted by a tablet while the site could not be asked has a place as soon as the site hears of it.

That they were admitted is a fact and stands in the log already (record_fact.py): nobody is sent away afterwards. A
house that was full by then has them on the floor beyond its places, and says so; a card that had its place has no
second one.
Nothing here commits. Imports core, store and its neighbours.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from fieldpoint.core.day_sheet import QUARANTINED
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.shelter.room import Room, Stay, crowd, free_beds, room_for
from fieldpoint.core.shelter.rows import BedStep
from fieldpoint.desk.act import Act
from fieldpoint.desk.look import Shown
from fieldpoint.desk.record_fact import Recorded
from fieldpoint.desk.shelter.holds import free_hold
from fieldpoint.desk.shelter.lie_down import come_back, put
from fieldpoint.desk.shelter.room import Tonight, tonight
from fieldpoint.desk.shelter.said import said, write
from fieldpoint.errors import NotFound
from fieldpoint.store.shelter.nights import find_stay, room_of
from fieldpoint.store.transaction import Transaction


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the tablet asked for: a section, a bed that was kept; what else was handed over in the same scan."""

    section: str = ""
    hold: EventId | None = None
    lines: tuple[EventId, ...] = ()


class Lying(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it, and the place; `over`: on the floor, beyond the places that the house has."""

    result: Literal["admitted", "over", "here", "back"]
    stay: Stay


def lie_afterwards(
    tx: Transaction, book: RuleBook, bed: tuple[Recorded, Shown | None], wish: Wish, act: Act
) -> Lying | None:
    """The fact of a bed-night has its place; nothing where it is of another night, or was taken back.

    The same fact again gives no second place.
    """
    recorded, shown = bed
    row, night = recorded.row, _its_night(tx, book, recorded.row)
    if night is None or QUARANTINED in (row.flags or ()):
        return None
    names = (shown.holder.anonymous, *shown.holder.kin) if shown is not None and shown.card else ()
    own = night.room.stay_of((row.id, *names))
    if own is None:
        return None if recorded.again else _lie(tx, book, night, _new(night.room, row, wish), (wish, act))
    if own.stay == row.id:
        return _lies(tx, night, own.stay, "admitted")
    if own.state == "in" or recorded.again:
        return _lies(tx, night, own.stay, "here")
    if not come_back(tx, night, own, act):
        put(tx, night, msgspec.structs.replace(own, floor=True, bed=None, state="in"), act, None)
    return _lies(tx, night, own.stay, "back")


def leave_undone(tx: Transaction, book: RuleBook, bed: Handout, act: Act) -> None:
    """The tablet took the admission back: whoever reads the log hears that the bed is free."""
    night = _its_night(tx, book, bed)
    if night is not None and find_stay(tx.connection, bed.id) is not None:
        after = said(tx, act, night.room.without(bed.id))
        write(tx, BedStep(**tx.stamp(), **after, stay=bed.id, night=night.night, step="undone"))


def _its_night(tx: Transaction, book: RuleBook, bed: Handout) -> Tonight | None:
    """The night that goes on, where the handout is a bed of it; what is over has no beds to give."""
    try:
        night = tonight(tx.connection, book, tx.now)
    except NotFound:
        return None
    return night if (bed.prog, bed.cycle) == (night.programme.name, night.night) else None


def _new(room: Room, row: Handout, wish: Wish) -> Stay:
    section = room.section(wish.section) or room.sections[0]
    return Stay(stay=row.id, section=section.name, floor=False, state="in", card=row.card, lines=wish.lines)


def _lie(tx: Transaction, book: RuleBook, night: Tonight, own: Stay, how: tuple[Wish, Act]) -> Lying:
    """Somebody new has the bed that was kept, else the lowest free one, else lies on the floor, free there or not."""
    wish, act = how
    # Of those who were admitted and nobody said where, this is one.
    room = msgspec.structs.replace(night.room, unplaced=max(night.room.unplaced - 1, 0))
    asked = next((one.bed for one in room.holds if one.hold == wish.hold), None) if wish.hold else None
    if asked is not None and wish.hold is not None:
        free_hold(tx, book, wish.hold, act)
        room = msgspec.structs.replace(room, holds=[one for one in room.holds if one.hold != wish.hold])
    section = (None if asked is None else room.section_of(asked)) or room.where(own)
    kept = [one.bed for one in room.holds if own.card is not None and one.card == own.card]
    free = _free(room, section.name, tx.now.wall_ms, own.card)
    bed = next((one for one in (asked, *kept, *free) if one in free), None)
    in_bed = room_for(room, section, tx.now.wall_ms, own.card).free > 0 and (bed is not None or not room.numbered)
    own = msgspec.structs.replace(own, section=section.name, floor=not in_bed, bed=bed if in_bed else None)
    put(tx, night, own, act, None if asked == own.bed else asked)
    return _lies(tx, night, own.stay, "admitted")


def _free(room: Room, section: str, now: int, card: str | None) -> Sequence[int]:
    found = room.section(section)
    return free_beds(room, found, now, card) if found is not None and room.numbered else ()


def _lies(tx: Transaction, night: Tonight, stay: EventId, result: Literal["admitted", "here", "back"]) -> Lying:
    """Where somebody lies by now, and whether the house is too small for it."""
    room = room_of(tx.connection, night.programme, night.night)
    own = next(one for one in room.stays if one.stay == stay)
    over = own.floor and own.state != "left" and crowd(room, room.where(own)) > 0
    return Lying(result="over" if over and result != "here" else result, stay=own)
