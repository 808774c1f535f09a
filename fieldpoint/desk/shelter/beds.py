"""What becomes of a place in the night: out and back, left for good, another bed, taken back. Nothing here commits.

Imports core, store and its neighbours.
"""

from typing import Literal

import msgspec
from msgspec import UNSET

from fieldpoint.core.act_rows import VoidReason
from fieldpoint.core.names import Cycle, EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.shelter.room import Room, Stay, free_beds, places_in
from fieldpoint.core.shelter.rows import BedStay, BedStep, Section
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.shelter.lie_down import BED_TAKEN
from fieldpoint.desk.shelter.room import tonight
from fieldpoint.desk.shelter.said import said, write
from fieldpoint.desk.void_handout import void_handout
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store.shelter.nights import find_stay, room_of
from fieldpoint.store.transaction import Transaction

OwnStep = Literal["out", "back", "left"]


class To(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody moves: to a bed, or (none) to the floor of a section, or with `any_bed` to its lowest free one."""

    section: str = ""
    bed: int | None = None
    any_bed: bool = False


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody lies now; `instead_of` is the bed that was asked for where somebody else has it."""

    stands: Stands
    stay: Stay
    instead_of: int | None = None


def step(tx: Transaction, book: RuleBook, stay: EventId, way: OwnStep, act: Act) -> Stands:
    """Somebody went out and keeps the place, came back to it, or left it for good.

    `NotFound` (`stay-unknown`), `Conflict` (`stay-so-already`), and (`beds-out`) for whoever left for good and comes
    back when nothing is free.
    """
    before = done_before(tx.connection, act.event_id, BedStep, lambda row: (row.stay, row.step) == (stay, way))
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    night, own, room = _found(tx, book, stay)
    state = "in" if way == "back" else way
    if own.state == state or (own.state == "left" and way == "out"):
        raise Conflict(Code.STAY_SO_ALREADY)
    if own.state == "left" and not _may_return(room, own, tx.now.wall_ms):
        raise Conflict(Code.BEDS_OUT)
    after = room.with_stay(msgspec.structs.replace(own, state=state))
    row = BedStep(**tx.stamp(act.event_id), **said(tx, act, after), stay=stay, night=night, step=way)
    return write(tx, row)


def move(tx: Transaction, book: RuleBook, stay: EventId, to: To, act: Act) -> Moved:
    """Somebody lies elsewhere. A bed that somebody else has stays theirs: that is a row too, and nobody moves.

    `NotFound` (`stay-unknown`), `Invalid` (`section-unknown`), `Conflict` (`beds-out`).
    """
    before = done_before(tx.connection, act.event_id, BedStay, lambda row: row.stay == stay)
    night, own, room = _found(tx, book, stay)
    if before is not None:
        row = before[0]
        taken = None if row.kept is not True or not isinstance(row.asked, int) else row.asked
        return Moved(stands=Stands(row=row, stands=before[1], again=True), stay=own, instead_of=taken)
    section, bed, taken = _target(room, own, to, tx.now.wall_ms)
    new = own if taken else msgspec.structs.replace(own, section=section.name, floor=bed is None, bed=bed, state="in")
    row = BedStay(
        **tx.stamp(act.event_id),
        **said(tx, act, room if taken else room.with_stay(new)),
        stay=stay,
        night=night,
        card=own.card,
        section=new.section,
        floor=new.floor,
        bed=UNSET if new.bed is None else new.bed,
        asked=UNSET if taken is None else taken,
        kept=UNSET if taken is None else True,
        flags=UNSET if taken is None else [BED_TAKEN],
    )
    return Moved(stands=write(tx, row), stay=new, instead_of=taken)


def undo_admission(
    tx: Transaction, book: RuleBook, stay: EventId, act: Act, why: tuple[VoidReason, str | None] = ("undo", None)
) -> Stands:
    """The bed-night and all that came with it are taken back, and the bed is free.

    `why` is the reason and the lead who allows it; without one it must be the operator's own of the last five minutes.
    `NotFound` (`stay-unknown`), `NotAllowed` (`void-needs-lead`).
    """
    before = done_before(tx.connection, act.event_id, BedStep, lambda row: (row.stay, row.step) == (stay, "undone"))
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    night, own, room = _found(tx, book, stay)
    part = msgspec.structs.replace(act, event_id=None)
    for line in (stay, *own.lines):
        void_handout(tx, line, part, *why)
    after = said(tx, act, room.without(stay))
    return write(tx, BedStep(**tx.stamp(act.event_id), **after, stay=stay, night=night, step="undone"))


def _found(tx: Transaction, book: RuleBook, stay: EventId) -> tuple[Cycle, Stay, Room]:
    """A stay, its night and how the house stands in it."""
    found = find_stay(tx.connection, stay)
    if found is None:
        raise NotFound(Code.STAY_UNKNOWN)
    programme: Programme = tonight(tx.connection, book, tx.now).programme
    return found[0], found[1], room_of(tx.connection, programme, found[0])


def _may_return(room: Room, own: Stay, now: int) -> bool:
    section = room.where(own)
    left = places_in(room, section, now, own.card)
    return bool(left.free_floor if own.floor else left.free)


def _target(room: Room, own: Stay, to: To, now: int) -> tuple[Section, int | None, int | None]:
    """Section and bed (none: the floor), and the bed that was asked for where somebody else has it."""
    here = room.where(own)
    section = room.section_of(to.bed) if to.bed is not None else room.section(to.section) if to.section else here
    if section is None or (to.any_bed and not room.numbered):
        raise Invalid(Code.SECTION_UNKNOWN)
    free, keeps = free_beds(room, section, now, own.card), own.state != "left"
    if to.bed is not None:
        return section, to.bed, None if to.bed in free or (keeps and to.bed == own.bed) else to.bed
    if to.any_bed:
        if not free:
            raise Conflict(Code.BEDS_OUT)
        return section, free[0], None
    mine = keeps and own.floor and here.name == section.name
    if not mine and places_in(room, section, now).free_floor <= 0:
        raise Conflict(Code.BEDS_OUT)
    return section, None, None
