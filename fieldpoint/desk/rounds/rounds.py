"""A round is made by the lead, its list goes to one tablet, and it comes back. Nothing here commits.

Who stands on the list is what a scan would say of each household's card at that moment. Only the tablet's own act
gets the list, and only once: asking again with the same id is the same answer, for an answer may be lost.
"""

from typing import Any, Final

import msgspec

from fieldpoint.clock import Reading
from fieldpoint.core.card import ShortCode
from fieldpoint.core.names import EventId, ProgrammeCode, TabletId
from fieldpoint.core.rounds.rows import RoundBack, RoundOut
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Programme
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.look import Asking, look
from fieldpoint.desk.moment import moment_at
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.tablets import find_tablet
from fieldpoint.store.rounds.rounds import (
    Candidate,
    Door,
    DoorLine,
    Round,
    candidates,
    doors_of,
    find_round,
    give_list,
    is_on_a_list,
    keep_doors,
    round_of,
)
from fieldpoint.store.transaction import Transaction

MOST_DOORS: Final = 60  # more is no round that one person walks in a day


def is_carried(programme: Programme) -> bool:
    """Whether it can be brought to a door: goods and meals; a visit, a course or a bed is elsewhere."""
    return programme.kind in ("goods", "meal")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a round is to be: what it brings, whom it visits, who carries it. An empty word asks for nothing."""

    programmes: tuple[ProgrammeCode, ...]
    carrier: TabletId
    neighbourhood: str = ""
    tags: tuple[str, ...] = ()


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """At how many doors something was given, nobody was at home, nothing was wanted."""

    given: int
    absent: int
    declined: int


Doors = list[tuple[Candidate, list[DoorLine]]]


def find_doors(connection: Connection, book: RuleBook, plan: Plan, now: Reading) -> Doors:
    """Who would be visited now. It may look at every household: asked beside the desks, not in their transaction."""
    moment = moment_at(connection, now, book.zone)
    return [] if moment.day is None else _entitled(connection, book, plan, moment)


def make_round(tx: Transaction, book: RuleBook, plan: Plan, act: Act, found: Doors | None = None) -> Stands:
    """The round is out on its tablet, which may fetch the list; `found` is what `find_doors` found just now.

    `NotFound` (`round-none`) where nobody is to be visited, (`tablet-not-found`); `Conflict` (`round-out`) while the
    tablet carries one, (`day-not-open`, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, RoundOut, lambda row: row.carrier == plan.carrier)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    moment = moment_at(tx.connection, tx.now, book.zone)
    if moment.day is None:
        raise Conflict(Code.DAY_NOT_OPEN)
    tablet = find_tablet(tx.connection, plan.carrier)
    if tablet is None or tablet.revoked:
        raise NotFound(Code.TABLET_NOT_FOUND)
    if round_of(tx.connection, plan.carrier) is not None:
        raise Conflict(Code.ROUND_OUT)
    looked = _entitled(tx.connection, book, plan, moment) if found is None else found
    doors = [one for one in looked if not is_on_a_list(tx.connection, one[0].household)]
    if not doors:
        raise NotFound(Code.ROUND_NONE)
    row = RoundOut(
        **tx.stamp(act.event_id),
        **_by(tx, act),
        carrier=plan.carrier,
        progs=list(plan.programmes),
        doors=len(doors),
    )
    stands = _append(tx, row)
    keep_doors(tx, row.id, doors)
    return stands


def take_list(tx: Transaction, tablet: TabletId, act_id: EventId) -> tuple[Round, list[Door]]:
    """The round that is out on a tablet, with its doors; for the first act that asks, and no other.

    `NotFound` (`round-none`), `Conflict` (`round-out`) where the list was given already.
    """
    found = round_of(tx.connection, tablet)
    if found is None:
        raise NotFound(Code.ROUND_NONE)
    if not give_list(tx, found.round, act_id):
        raise Conflict(Code.ROUND_OUT)
    return found, doors_of(tx.connection, found.round)


def bring_back(tx: Transaction, name: EventId, told: Told, act: Act) -> Stands:
    """The round is over, and its doors are forgotten; it may have been ended by the lead before.

    `NotFound` (`round-none`) for one that this tablet did not carry, or told of before; `Invalid`
    (`request-invalid`) for more doors than it has; `Conflict` (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, RoundBack, lambda row: row.round == name)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    found = find_round(tx.connection, name)
    if found is None or found.tablet != act.tab or found.given is not None:
        raise NotFound(Code.ROUND_NONE)
    left = found.doors - told.given - told.absent - told.declined
    if left < 0:
        raise Invalid(Code.REQUEST_INVALID, field="given")
    row = RoundBack(
        **tx.stamp(act.event_id),
        **_by(tx, act),
        round=name,
        given=told.given,
        absent=told.absent,
        declined=told.declined,
        left=left,
    )
    return _append(tx, row)


def end_round(tx: Transaction, name: EventId, act: Act) -> Stands:
    """The lead ends a round that did not come back; what was given arrives later all the same.

    `NotFound` (`round-none`) where there is none, or it is over; `Conflict` (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, RoundBack, lambda row: row.round == name)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    found = find_round(tx.connection, name)
    if found is None or found.ended_at is not None:
        raise NotFound(Code.ROUND_NONE)
    return _append(tx, RoundBack(**tx.stamp(act.event_id), **_by(tx, act), round=name))


def _entitled(connection: Connection, book: RuleBook, plan: Plan, moment: Moment) -> Doors:
    """Households that have something to get now, in the order of the walk, with what it is."""
    wanted = set(plan.programmes)
    asking = Asking(wanted=lambda programme: programme.name in wanted and is_carried(programme))
    doors: Doors = []
    for one in candidates(connection, plan.neighbourhood, plan.tags):
        dues = look(connection, book, ShortCode(text=one.short), moment, asking).dues
        lines = [
            DoorLine(programme=due.programme.name, quantity=due.due.quantity) for due in dues if due.due.quantity > 0
        ]
        if lines:
            doors.append((one, lines))
        if len(doors) == MOST_DOORS:
            break
    return doors


def _append(tx: Transaction, row: RoundOut | RoundBack) -> Stands:
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return Stands(row=row, stands=stands)


def _by(tx: Transaction, act: Act) -> dict[str, Any]:
    return {
        "day": open_day_of(tx.connection),
        "desk": act.desk,
        "tab": act.tab,
        "tseq": act.tseq,
        "op": act.operator,
    }
