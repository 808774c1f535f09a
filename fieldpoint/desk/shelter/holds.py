"""A bed is kept for somebody until an hour; when the hour is over it is free by itself. Nothing here commits.

Imports core, store and its neighbours.
"""

import msgspec
from msgspec import UNSET

from fieldpoint.core.names import CardId, EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.shelter.room import Hold, Room, free_beds
from fieldpoint.core.shelter.rows import BedFree, BedHold
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.shelter.room import tonight
from fieldpoint.desk.shelter.said import said, write
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store.shelter.nights import find_hold
from fieldpoint.store.transaction import Transaction

LONGEST_MS = 18 * 60 * 60 * 1000


class Keep(msgspec.Struct, frozen=True, kw_only=True):
    """Keep a bed (`bed`, else the lowest free one of a section) until an instant, for a card where one is named."""

    until: int
    section: str = ""
    bed: int | None = None
    card: CardId | None = None


def hold_bed(tx: Transaction, book: RuleBook, keep: Keep, act: Act) -> Stands:
    """The bed is kept. `Conflict` (`bed-taken`) where somebody has it or it is kept already, (`beds-out`).

    `Invalid` (`section-unknown` where the house has no such bed or no numbers, `hour-over`), `NotFound`
    (`shelter-none`).
    """
    before = done_before(tx.connection, act.event_id, BedHold, lambda row: row.until == keep.until)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    now = tx.now.wall_ms
    if not now < keep.until <= now + LONGEST_MS:
        raise Invalid(Code.HOUR_OVER)
    night = tonight(tx.connection, book, tx.now)
    bed = _bed(night.room, keep, now)
    row = BedHold(
        **tx.stamp(act.event_id),
        **said(tx, act, _with(night.room, keep, bed)),
        night=night.night,
        bed=bed,
        until=keep.until,
        card=UNSET if keep.card is None else keep.card,
    )
    return write(tx, row)


def free_hold(tx: Transaction, book: RuleBook, hold: EventId, act: Act) -> Stands:
    """The bed is kept no longer. `NotFound` (`hold-unknown`) for one that was given or freed."""
    before = done_before(tx.connection, act.event_id, BedFree, lambda row: row.hold == hold)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    if find_hold(tx.connection, hold) is None:
        raise NotFound(Code.HOLD_UNKNOWN)
    room = tonight(tx.connection, book, tx.now).room
    after = msgspec.structs.replace(room, holds=[one for one in room.holds if one.hold != hold])
    return write(tx, BedFree(**tx.stamp(act.event_id), **said(tx, act, after), hold=hold))


def _bed(room: Room, keep: Keep, now: int) -> int:
    section = room.section(keep.section) if keep.bed is None else room.section_of(keep.bed)
    if section is None or not room.numbered:
        raise Invalid(Code.SECTION_UNKNOWN)
    free = free_beds(room, section, now)
    if keep.bed is not None and keep.bed not in free:
        raise Conflict(Code.BED_TAKEN)
    if not free:
        raise Conflict(Code.BEDS_OUT)
    return free[0] if keep.bed is None else keep.bed


def _with(room: Room, keep: Keep, bed: int) -> Room:
    mine = Hold(hold=EventId(""), bed=bed, until=keep.until, card=keep.card)
    return msgspec.structs.replace(room, holds=[*(one for one in room.holds if one.bed != bed), mine])
