"""Somebody is admitted for the night: the bed-night, a bed for it, dinner and breakfast, all in one scan.

What is handed over are handouts by the rules of every handout (hand_out.py); here the bed is found. Whoever went out
comes back to the bed that is theirs; nobody gets a second one. Nothing here commits.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.entitlement import due
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.shelter.places import Places
from fieldpoint.core.shelter.room import Room, Stay, figures
from fieldpoint.core.shelter.rows import BedStep
from fieldpoint.desk.act import Act
from fieldpoint.desk.gather import gather_facts
from fieldpoint.desk.hand_out import Answered, AskedLine, Place, hand_out
from fieldpoint.desk.look import CardRef, Shown, read_holder, without_card
from fieldpoint.desk.shelter.holds import free_hold
from fieldpoint.desk.shelter.lie_down import Where, come_back, lie_down
from fieldpoint.desk.shelter.room import Tonight, tonight
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.store import log
from fieldpoint.store.shelter.nights import find_stay, room_of
from fieldpoint.store.transaction import Transaction

Result = Literal["admitted", "back", "here", "full", "refused"]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Who comes (nothing: without a card), the lines of the scan, and where: a section, a bed, a bed that was kept."""

    ref: CardRef | None
    lines: tuple[AskedLine, ...]
    section: str = ""
    bed: int | None = None
    hold: EventId | None = None


class Admitted(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: the place of whoever was admitted or came back, and the decision of every line.

    `instead_of` is the bed that was asked for where somebody else has it.
    """

    result: Result
    lines: list[Answered]
    now: Places
    stay: Stay | None = None
    instead_of: int | None = None


class _Asking(msgspec.Struct, frozen=True, kw_only=True):
    """A request, with its lines parted and the holder read."""

    wanted: Wanted
    night: Tonight
    bed: AskedLine
    meals: list[AskedLine]
    shown: Shown
    place: Place

    @property
    def act(self) -> Act:
        """Who asks, where."""
        return Act(operator=self.place.operator, desk=self.place.desk, tab=self.place.tab)


def admit(tx: Transaction, book: RuleBook, wanted: Wanted, place: Place) -> Admitted:
    """Somebody has a bed or a place on the floor and the night's meals, or hears that the house is full.

    The same ids again give the first answer. `NotFound` (`shelter-none`, `card-unknown`, `hold-unknown`), `Invalid`
    (`section-unknown`; `request-invalid` where the lines are not one bed-night and its meals), `Conflict`
    (`handout-id-reused`).
    """
    night = tonight(tx.connection, book, tx.now)
    bed, meals = _parted(night, wanted.lines)
    shown = _shown(tx, night, wanted, bed)
    asking = _Asking(wanted=wanted, night=night, bed=bed, meals=meals, shown=shown, place=place)
    before = log.find(tx.connection, bed.handout_id)
    row = None if before is None else before[0]
    if isinstance(row, BedStep):
        return _stands(tx, asking, "back", row.stay, [])
    if row is not None:
        without = isinstance(row, Handout) and row.card is None
        return _admit(tx, book, _without(asking) if without else asking, fresh=False)
    own = night.room.stay_of((shown.holder.anonymous, *shown.holder.kin)) if shown.card else None
    if own is not None:
        return _again(tx, book, asking, own)
    barred = night.cold and shown.card is not None and _is_barred(tx, book, asking)
    return _admit(tx, book, _without(asking) if barred else asking, fresh=True)


def _admit(tx: Transaction, book: RuleBook, asking: _Asking, *, fresh: bool) -> Admitted:
    """The lines are decided, and what is granted for the first time gets its bed."""
    wanted, night = asking.wanted, asking.night
    where = _where(night.room, wanted)
    if fresh and wanted.hold is not None and _by_the_house(_due_now(tx, book, asking, night.programme)):
        free_hold(tx, book, wanted.hold, asking.act)
    place = msgspec.structs.replace(asking.place, section=where.section.name)
    asking = msgspec.structs.replace(asking, place=place)
    given = hand_out(tx, book, asking.shown, asking.bed, place)
    if not isinstance(given.row, Handout):
        full = given.row.reason == Reason.SITE_CAP_REACHED
        return _stands(tx, asking, "full" if full else "refused", None, [given])
    lines = [given, *_hand_out_meals(tx, book, asking, asking.meals)]
    if fresh:
        lie_down(tx, night, [one.row for one in lines if isinstance(one.row, Handout)], where, asking.act)
    found = _stands(tx, asking, "admitted", given.row.id, lines)
    bed = None if found.stay is None else found.stay.bed
    return msgspec.structs.replace(found, instead_of=None if where.bed == bed else where.bed)


def _again(tx: Transaction, book: RuleBook, asking: _Asking, own: Stay) -> Admitted:
    """Whoever has a place already comes back to it, or is here; a meal that was not had yet is handed over."""
    if own.state != "in" and not come_back(tx, asking.night, own, asking.act, asking.bed.handout_id):
        return _stands(tx, asking, "full", None, [])
    meals = {one.name: one for one in asking.night.meals}
    open_ = [line for line in asking.meals if _due_now(tx, book, asking, meals[line.programme]) is None]
    lines = _hand_out_meals(tx, book, asking, open_)
    return _stands(tx, asking, "here" if own.state == "in" else "back", own.stay, lines)


def _stands(
    tx: Transaction, asking: _Asking, result: Result, stay: EventId | None, lines: Sequence[Answered]
) -> Admitted:
    found = None if stay is None else find_stay(tx.connection, stay)
    room = room_of(tx.connection, asking.night.programme, asking.night.night)
    now = figures(room, tx.now.wall_ms)
    return Admitted(result=result, lines=list(lines), now=now, stay=None if found is None else found[1])


def _without(asking: _Asking) -> _Asking:
    """The same, for somebody whose card is left out of account."""
    return msgspec.structs.replace(asking, shown=without_card(asking.bed.handout_id))


def _due_now(tx: Transaction, book: RuleBook, asking: _Asking, programme: Programme) -> Reason | None:
    """Why nothing of a programme would be given to this holder, or nothing."""
    (facts,) = gather_facts(tx.connection, book, asking.shown.holder, [programme], asking.night.moment)
    return due(facts).reason


def _is_barred(tx: Transaction, book: RuleBook, asking: _Asking) -> bool:
    """Whether it is the card and not the house for which nothing would be given."""
    return not _by_the_house(_due_now(tx, book, asking, asking.night.programme))


def _by_the_house(reason: Reason | None) -> bool:
    """Whether somebody is admitted as far as it is theirs: all that may be missing is a place."""
    return reason in (None, Reason.SITE_CAP_REACHED)


def _hand_out_meals(tx: Transaction, book: RuleBook, asking: _Asking, meals: Sequence[AskedLine]) -> list[Answered]:
    """Without a card each meal is one person's of its own."""
    shown = asking.shown
    return [
        hand_out(tx, book, shown if shown.card else without_card(one.handout_id), one, asking.place) for one in meals
    ]


def _shown(tx: Transaction, night: Tonight, wanted: Wanted, bed: AskedLine) -> Shown:
    if wanted.ref is None:
        return without_card(bed.handout_id)
    try:
        return read_holder(tx.connection, wanted.ref)
    except NotFound:
        if not night.cold:
            raise
        return without_card(bed.handout_id)  # a short code that nobody here can read is no reason either


def _parted(night: Tonight, lines: Sequence[AskedLine]) -> tuple[AskedLine, list[AskedLine]]:
    """The bed-night's line and those of the meals."""
    beds = [one for one in lines if one.programme == night.programme.name]
    meals = [one for one in lines if one.programme in {meal.name for meal in night.meals}]
    if len(beds) != 1 or len(beds) + len(meals) != len(lines) or any(one.quantity != 1 for one in lines):
        raise Invalid(Code.REQUEST_INVALID, field="$.lines")
    return beds[0], meals


def _where(room: Room, wanted: Wanted) -> Where:
    """The section and bed that are meant; a bed that was kept is the one, even if it was given since."""
    kept = next((one.bed for one in room.holds if one.hold == wanted.hold), None) if wanted.hold else None
    bed = wanted.bed if kept is None else kept
    found = room.section_of(bed) if bed is not None else room.section(wanted.section)
    if found is None and bed is not None:
        found = room.section(wanted.section)
    if found is None:
        raise Invalid(Code.SECTION_UNKNOWN)
    return Where(section=found, bed=bed if room.numbered else None)
