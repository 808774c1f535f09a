"""A line is handed over, or refused: decided, written to the log, and answered with its place there.

A refusal is a row too. The id was made on the tablet: the same id again gives the first answer, word for
word, whatever has happened since. No answer is not a no, so a tablet repeats the id until it has one.
"""

from typing import TypedDict

import msgspec
from msgspec import UNSET, UnsetType

from fieldpoint.core.day_sheet import SECOND_MISSING
from fieldpoint.core.log_rows import AnyRow, Handout, Refusal
from fieldpoint.core.names import CardId, Cycle, Day, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.entitlement import decide
from fieldpoint.core.rules.facts import Approval, Asked, Collector, Facts, Taken
from fieldpoint.core.rules.overriding import override
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.verdict import Granted, Refused
from fieldpoint.database import Connection
from fieldpoint.desk.collectors import collector_of
from fieldpoint.desk.earlier import earlier_of
from fieldpoint.desk.gather import gather_facts
from fieldpoint.desk.look import Shown, since_for
from fieldpoint.desk.moment import moment_at
from fieldpoint.desk.shelter.room import in_house
from fieldpoint.errors import Code, Conflict, Invalid, NotAllowed, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.transaction import LogHead, Transaction
from fieldpoint.store.voids import override_of


class AskedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a tablet asks for: its own id and count, one programme, how much, for which members.

    `collector` is the member or alternate who stands there; the lead may confirm somebody else once. An override
    names the refusal it overrides, and who takes it upon them.
    """

    handout_id: EventId
    tseq: int | None
    programme: ProgrammeCode
    quantity: int
    members: tuple[PersonId, ...]
    collector: PersonId | None = None
    one_time_alternate: bool = False
    overrides: EventId | None = None
    approval: Approval | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where and by whom it is asked; `section` is the part of a shelter where somebody shall sleep."""

    desk: str
    tab: str | None
    operator: str
    section: str = ""


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """The decision of a line and where its row stands. `earlier` is known for this site's own handouts."""

    row: Handout | Refusal
    stands: LogHead
    earlier: Taken | None


def hand_out(tx: Transaction, book: RuleBook, shown: Shown, line: AskedLine, place: Place) -> Answered:
    """The line's decision, as a row of the log. Does not commit.

    `Conflict` (`handout-id-reused`) when the id stands for something else, (`already-overridden`) for a second
    override of one refusal; `NotFound` (`programme-unknown`), `Invalid` (`member-unknown`) for a person of another
    household, `NotAllowed` (`override-not-allowed`) for an override of what was not refused, (`second-person-same`)
    by one person alone.
    """
    before = log.find(tx.connection, line.handout_id)
    if before is not None:
        return _answer_again(tx.connection, *before, shown.card, line)
    moment = moment_at(tx.connection, tx.now, book.zone)
    programme = book.on(moment.day).programmes.get(line.programme)
    if programme is None:
        raise NotFound(Code.PROGRAMME_UNKNOWN)
    _check_members(shown, programme, line)
    (facts,) = gather_facts(tx.connection, book, shown.holder, [programme], moment)
    facts = in_house(tx.connection, facts, place.section)
    facts = msgspec.structs.replace(facts, collector=_collector(tx.connection, shown, line, moment))
    verdict = _decide(tx, facts, shown, line)
    common = _common(line, facts, verdict, shown.card, place)
    if isinstance(verdict, Granted):
        flags = _flags(verdict, programme, line)
        # Without the shares nobody could say from the log alone what counts for whom.
        own = _Granted(shares=_shares(verdict, common) or UNSET, flags=flags or UNSET, draws=facts.draws)
        return _grant(tx, Handout(**tx.stamp(line.handout_id), **common, **own))
    earlier = verdict.earlier
    row = Refusal(
        **tx.stamp(line.handout_id),
        **common,
        reason=verdict.reason,
        earlier=None if earlier is None else earlier.event_id or None,
        elsewhere=UNSET if earlier is None else earlier.site or UNSET,
        next=verdict.next_on,
        next_time=verdict.next_time or UNSET,
        since=since_for(shown, verdict.reason) or UNSET,
    )
    return Answered(row=row, stands=log.append(tx, row), earlier=earlier)


def _decide(tx: Transaction, facts: Facts, shown: Shown, line: AskedLine) -> Granted | Refused:
    asked = Asked(quantity=line.quantity, members=line.members)
    if line.overrides is None and line.approval is None:
        return decide(facts, asked)
    if line.overrides is None or line.approval is None:
        raise Invalid(Code.REQUEST_INVALID, field="$.lines[].lead")
    if line.approval.lead == line.approval.second:
        raise NotAllowed(Code.SECOND_PERSON_SAME)
    refused = log.find(tx.connection, line.overrides)
    row = None if refused is None else refused[0]
    if not isinstance(row, Refusal) or (row.card, row.prog) != (shown.card, line.programme):
        raise NotAllowed(Code.OVERRIDE_NOT_ALLOWED)
    if override_of(tx.connection, row.id) is not None:
        raise Conflict(Code.ALREADY_OVERRIDDEN)
    return override(facts, asked, line.approval)


def _flags(verdict: Granted, programme: Programme, line: AskedLine) -> list[str]:
    """What a report counts of a handout: what it was given in spite of, and who is still to stand by it."""
    alone = line.approval is not None and line.approval.second is None
    return [
        *verdict.despite,
        *(["one-time-alternate"] if line.one_time_alternate else []),
        *([SECOND_MISSING] if alone and programme.override == "lead-and-second" else []),
    ]


def _grant(tx: Transaction, row: Handout) -> Answered:
    """The row stands and its shares are taken."""
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return Answered(row=row, stands=stands, earlier=None)


def _collector(connection: Connection, shown: Shown, line: AskedLine, moment: Moment) -> Collector | None:
    """Who stands at the desk, as far as anybody says; of a holder whom nobody knows here nobody is told apart."""
    household = shown.holder.household
    if line.one_time_alternate:
        return Collector(kind="one-time")
    if household is None or line.collector is None:
        return None
    return collector_of(connection, household, line.collector, moment.counted)


class _Granted(TypedDict):
    """The members that a handout alone has."""

    shares: list[int] | UnsetType
    flags: list[str] | UnsetType
    draws: str | UnsetType


class _Common(TypedDict):
    """The members that a handout and a refusal have in common (see core/log_rows.py)."""

    card: CardId | None
    hh: HouseholdId | None
    prog: ProgrammeCode
    cycle: Cycle
    item: str
    qty: int
    members: list[PersonId]
    rule: str
    day: Day | None
    desk: str
    tab: str | None
    tseq: int | None
    op: str
    overrides: EventId | None
    second: str | None


def _common(asked: AskedLine, facts: Facts, verdict: Granted | Refused, card: CardId | None, place: Place) -> _Common:
    """A programme that counts cards leaves the household out: where somebody slept is nobody's business."""
    household, programme, by_lead = facts.holder.household, facts.programme, asked.approval
    known = household is not None and programme.counts_for != "card"
    received = verdict.shares if isinstance(verdict, Granted) else asked.members
    return _Common(
        card=card,
        hh=household.household if household is not None and known else None,
        prog=programme.name,
        cycle=verdict.cycle,
        item=verdict.item if isinstance(verdict, Granted) else programme.item,
        qty=asked.quantity,
        # Of an unknown card nobody can be a member; of a known one the row names those who received.
        members=[person for person in asked.members if person in received] if known else [],
        rule=programme.rule,
        day=facts.moment.day,
        desk=place.desk,
        tab=place.tab,
        tseq=asked.tseq,
        op=place.operator if by_lead is None else by_lead.lead,
        overrides=asked.overrides,
        second=None if by_lead is None else by_lead.second,
    )


def _shares(verdict: Granted, common: _Common) -> list[int]:
    return [verdict.shares[person] for person in common["members"]]


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


def _answer_again(
    connection: Connection, row: AnyRow, stands: LogHead, card: CardId | None, line: AskedLine
) -> Answered:
    """The first answer of an id. What was asked must be the same; only its tablet count may differ.

    A row names those who received, so a repeat may name more: those who were asked for.
    """
    if not isinstance(row, Handout | Refusal):
        raise Conflict(Code.HANDOUT_ID_REUSED)
    same = (row.card, row.prog, row.qty, row.overrides) == (card, line.programme, line.quantity, line.overrides)
    if not same or not set(line.members).issuperset(row.members):
        raise Conflict(Code.HANDOUT_ID_REUSED)
    return Answered(row=row, stands=stands, earlier=earlier_of(connection, row))
