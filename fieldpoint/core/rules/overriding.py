"""What is given on the lead's word although the rules refuse it."""

from fieldpoint.core.rules.counters import counters
from fieldpoint.core.rules.entitlement import decide
from fieldpoint.core.rules.facts import Approval, Asked, Facts
from fieldpoint.core.rules.reason import NEVER_OVERRIDDEN
from fieldpoint.core.rules.verdict import Granted, Refused


def override(facts: Facts, asked: Asked, approval: Approval) -> Granted | Refused:
    """The line is given on the lead's word, in the quantity asked; refused where the rule lets nobody do that.

    Where the rule asks a second person who is not there yet, it is given all the same: the row is marked
    until the day's close.
    """
    verdict = decide(facts, asked)
    allowed = facts.programme.override != "none" and approval.lead != approval.second
    if isinstance(verdict, Granted):
        return Granted(shares=verdict.shares, cycle=verdict.cycle, item=verdict.item, claims=False)
    if not allowed or verdict.reason in NEVER_OVERRIDDEN or asked.quantity < 1:
        return verdict
    each, more = divmod(asked.quantity, len(people := _people(facts, asked)))
    shares = {one: each + (number < more) for number, one in enumerate(people) if each or number < more}
    return Granted(shares=shares, cycle=verdict.cycle, item=facts.programme.item, claims=False)


def _people(facts: Facts, asked: Asked) -> list[str]:
    """Whom the quantity is counted for: the members that were named, else the card or the household."""
    if facts.programme.counts_for != "member":
        return [counters(facts, facts.counted)[0].counted_for]
    return [*dict.fromkeys(asked.members)] or [facts.holder.key(facts.programme)]
