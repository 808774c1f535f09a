"""A line is handed over, or refused: decided, written to the log, and answered with its place there.

A refusal is a row too. The id was made on the tablet: the same id again gives the first answer, word for
word, whatever has happened since. No answer is not a no, so a tablet repeats the id until it has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from msgspec import UNSET

from fieldpoint.core.entitlement import Asked, Facts, Granted, Taken, decide
from fieldpoint.core.log_rows import AnyRow, Handout, Refusal
from fieldpoint.core.names import CardId, Cycle, Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.programme import Programme
from fieldpoint.database import Connection
from fieldpoint.desk.look import Shown, gather_facts
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store import log
from fieldpoint.store.days import open_day_of
from fieldpoint.store.takings import Slot, find_taking, take
from fieldpoint.store.transaction import LogHead, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """What a tablet asks for: its own id and count, one programme, how much, for which members."""

    handout_id: EventId
    tseq: int
    programme: ProgrammeCode
    quantity: int
    members: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where and by whom it is asked."""

    desk: str
    tab: str
    operator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The decision of a line and where its row stands. `earlier` is known for this site's own handouts."""

    row: Handout | Refusal
    stands: LogHead
    earlier: Taken | None


def hand_out(
    tx: Transaction, programmes: Mapping[ProgrammeCode, Programme], shown: Shown, line: AskedLine, place: Place
) -> Answered:
    """The line's decision, as a row of the log. Does not commit.

    `Conflict` (`handout-id-reused`) when the id stands for something else, `NotFound`
    (`programme-unknown`), `Invalid` (`member-unknown`) for a person of another household.
    """
    before = log.find(tx.connection, line.handout_id)
    if before is not None:
        return _answer_again(tx.connection, *before, shown.card, line)
    programme = programmes.get(line.programme)
    if programme is None:
        raise NotFound(Code.PROGRAMME_UNKNOWN)
    _check_members(shown, programme, line)
    facts = gather_facts(tx.connection, programme, shown, open_day_of(tx.connection))
    verdict = decide(facts, Asked(quantity=line.quantity, members=line.members))
    common = _common(line, facts, shown.card, place)
    if isinstance(verdict, Granted):
        if programme.counts_for == "member":
            common["members"] = [person for person in line.members if person in verdict.shares]
        # Without the shares nobody could say from the log alone what counts for whom.
        shares = [verdict.shares[member] for member in common["members"]] or UNSET
        return _grant(tx, Handout(**tx.stamp(line.handout_id), **common, shares=shares), verdict)
    earlier = None if verdict.earlier is None else verdict.earlier.event_id
    row = Refusal(**tx.stamp(line.handout_id), **common, reason=verdict.reason, earlier=earlier, next=verdict.next_on)
    return Answered(row=row, stands=log.append(tx, row), earlier=verdict.earlier)


def _grant(tx: Transaction, row: Handout, granted: Granted) -> Answered:
    """The row stands and its shares are taken; a granted row always has a household."""
    stands = log.append(tx, row)
    slot = Slot(holder=row.hh or "", programme=row.prog, cycle=row.cycle, item=row.item)
    take(tx, slot, granted.shares, row.id, row.desk)
    return Answered(row=row, stands=stands, earlier=None)


class _Common(TypedDict):
    """The members that a handout and a refusal have in common (see core/log_rows.py)."""

    card: CardId
    hh: HouseholdId | None
    prog: ProgrammeCode
    cycle: Cycle
    item: str
    qty: int
    members: list[PersonId]
    rule: str
    day: Day | None
    desk: str
    tab: str
    tseq: int
    op: str


def _common(asked: AskedLine, facts: Facts, card: CardId, place: Place) -> _Common:
    household, programme = facts.holder.household, facts.programme
    return _Common(
        card=card,
        hh=None if household is None else household.household,
        prog=programme.name,
        cycle=facts.cycle,
        item=programme.item,
        qty=asked.quantity,
        members=[] if household is None else list(asked.members),  # of an unknown card nobody can be a member
        rule=programme.rule,
        day=facts.day,
        desk=place.desk,
        tab=place.tab,
        tseq=asked.tseq,
        op=place.operator,
    )


def _check_members(shown: Shown, programme: Programme, line: AskedLine) -> None:
    """A line names people, each once and of this household, exactly when its programme counts members."""
    household = shown.holder.household
    if household is None:
        return
    repeated = len(set(line.members)) < len(line.members)
    if repeated or (programme.counts_for == "member") != bool(line.members):
        raise Invalid(Code.REQUEST_INVALID, field="$.lines[].members")
    if not {person.person for person in household.members}.issuperset(line.members):
        raise Invalid(Code.MEMBER_UNKNOWN)


def _answer_again(connection: Connection, row: AnyRow, stands: LogHead, card: CardId, line: AskedLine) -> Answered:
    """The first answer of an id. What was asked must be the same; only its tablet count may differ.

    A row names those who received, so a repeat may name more: those who were asked for.
    """
    if not isinstance(row, Handout | Refusal):
        raise Conflict(Code.HANDOUT_ID_REUSED)
    same = (row.card, row.prog, row.qty) == (card, line.programme, line.quantity)
    if not same or not set(line.members).issuperset(row.members):
        raise Conflict(Code.HANDOUT_ID_REUSED)
    earlier = None
    if isinstance(row, Refusal) and row.earlier is not None:
        slot = Slot(holder=row.hh or "", programme=row.prog, cycle=row.cycle, item=row.item)
        earlier = find_taking(connection, slot, row.earlier) or _as_it_was(connection, row.earlier)
    return Answered(row=row, stands=stands, earlier=earlier)


def _as_it_was(connection: Connection, earlier: EventId) -> Taken | None:
    """When and where a handout was that has been taken back or moved to another holder since."""
    found = log.find(connection, earlier)
    if found is None or not isinstance(found[0], Handout):
        return None
    row = found[0]
    return Taken(counted_for=row.hh or "", quantity=row.qty, event_id=row.id, at=row.wall, desk=row.desk)
