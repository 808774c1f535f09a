"""From the desk's values to what the page sees: never a name, an ID, a tag or a birth date."""

from typing import Literal

from fieldpoint.core.jalali import age_on
from fieldpoint.core.log_rows import Handout, Refusal
from fieldpoint.core.names import Day
from fieldpoint.core.people import Person
from fieldpoint.core.rules.facts import Taken
from fieldpoint.core.rules.gates import kept_until
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.reason import NEVER_OVERRIDDEN, Reason
from fieldpoint.core.rules.verdict import Due
from fieldpoint.desk.hand_out import Answered
from fieldpoint.desk.look import DueOf, Look
from fieldpoint.store.transaction import LogHead
from fieldpoint.web.wire import (
    DueLine,
    EarlierView,
    LineReply,
    MemberDue,
    MemberView,
    Override,
    Receipt,
    ScanReply,
)

_ADULT = 18
_LABEL_DIGITS = 3


def scan_reply(look: Look) -> ScanReply:
    """A look at a card whose household is known or not; without one there is nobody to tick."""
    household = look.shown.holder.household
    return ScanReply(
        household=None if household is None else household.household,
        label="" if household is None else label_of(household.code),
        members=[] if household is None else [member_view(person, look.day) for person in household.members],
        day=look.day,
        due=[_due_line(one) for one in look.dues],
        since=look.shown.since,
    )


def label_of(code: str) -> str:
    """What tells one household from the next at a desk without a name: the end of its code."""
    return code[-_LABEL_DIGITS:]


def line_reply(answered: Answered, epochs: dict[int, str], programme: Programme | None) -> LineReply:
    """The decision of one line with the receipt of its row."""
    row, stands = answered.row, answered.stands
    refused = row if isinstance(row, Refusal) else None
    return LineReply(
        handout_id=row.id,
        programme=row.prog,
        decision="granted" if refused is None else "refused",
        quantity=row.qty,
        reason=None if refused is None else refused.reason,
        earlier=_earlier(answered.earlier),
        next_on=None if refused is None else refused.next,
        next_time=None if refused is None else refused.next_time or None,
        override=_override(programme, None if refused is None else refused.reason),
        since=None if refused is None else refused.since or None,
        kept_until=_kept_until(programme, refused),
        flags=list(row.flags or ()) if isinstance(row, Handout) else [],
        receipt=receipt(stands, epochs),
    )


def receipt(stands: LogHead, epochs: dict[int, str]) -> Receipt:
    """Proof that a row stands in the log."""
    return Receipt(epoch=epochs[stands.epoch_no], seq=stands.seq, head=stands.head.hex())


def member_view(person: Person, day: Day | None) -> MemberView:
    """A member by a number and a word."""
    return MemberView(person=person.person, ordinal=person.ordinal, is_head=person.is_head, who=_who(person, day))


def _who(person: Person, day: Day | None) -> Literal["woman", "man", "girl", "boy", "person"]:
    """A word by which the operator tells members apart at a glance."""
    child = day is not None and person.born_on is not None and age_on(person.born_on, day) < _ADULT
    match person.sex:
        case "female":
            return "girl" if child else "woman"
        case "male":
            return "boy" if child else "man"
        case "":
            return "person"


def _due_line(one: DueOf) -> DueLine:
    programme, due = one.programme, one.due
    return DueLine(
        programme=programme.name,
        title_fa=programme.title_fa,
        unit_fa=programme.unit_fa,
        counts_for="household" if due.counted_for or programme.counts_for != "member" else "member",
        cycle=due.cycle,
        quantity=due.quantity,
        members=_members_due(due),
        reason=due.reason,
        earlier=_earlier(due.earlier),
        next_on=due.next_on,
        next_time=due.next_time,
        override=_override(programme, due.reason),
        asks_collector=programme.collector is not None,
        kept_until=due.kept_until,
    )


def _kept_until(programme: Programme | None, refused: Refusal | None) -> Day | None:
    """Until when a household may make up for what was out of stock, by the rule that runs now."""
    if programme is None or refused is None or refused.day is None or refused.hh is None:
        return None
    return kept_until(programme, refused.cycle, refused.day) if refused.reason == Reason.OUT_OF_STOCK else None


def _override(programme: Programme | None, reason: str | None) -> Override:
    """Whose word gives what was refused for this reason."""
    if programme is None or reason is None or reason in NEVER_OVERRIDDEN:
        return "none"
    return programme.override


def _members_due(due: Due) -> list[MemberDue]:
    return [MemberDue(person=person, due=left.quantity, reason=left.reason) for person, left in due.members.items()]


def _earlier(taken: Taken | None) -> EarlierView | None:
    return None if taken is None else EarlierView(at=taken.at, desk=taken.desk, site=taken.site or None)
