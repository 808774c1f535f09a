"""The decision: what is due to a holder now, and whether a line that is asked for is granted.

Two pure functions over the same facts, `due` for a look and `decide` for a handout, so that the screen
can never promise what the desk refuses; the registry calls the same two. Checks run in this order, and
the first that fails is the reason:

     1. the business day is open                  day-not-open
     2. a rule that asks the hour has a clock     clock-suspect
     3. the card may be used                      card-unknown, card-revoked, card-blocked,
                                                  suspended, not-registered
     4. it is given out at this site              not-at-this-site
     5. the day and the hour lie in the window    before-window, after-window
     6. the holder belongs to the audience        not-in-audience
     7. the household was registered long enough  waiting
     8. whoever stands there may collect          collector-not-registered
     9. something is left in this period          already-collected (with the handout that took it)
    10. nothing of the like was taken instead     excluded-by-other (with that handout)
    11. the site's cap leaves room                site-cap-reached (when no overflow is left either)
    12. there is stock                            out-of-stock (and until when it may be made up for)
    13. what is asked is not more than is left    quantity-exceeded

A refusal says when the next one is possible, where there is such a time. A period that was missed and may
be made up for is given before the present one. Beds and meals pass over the reasons of `PASSED_OVER` (those
of a night on a cold one of `PASSED_OVER_IN_COLD`), and say so; whoever has no household here is then counted as one
anonymous person.
"""

from collections.abc import Mapping, Sequence

from fieldpoint.core.names import Day, PersonId
from fieldpoint.core.rules.counters import NOT_FITTING, Counter, Left, counters, left_for, rival_cycles
from fieldpoint.core.rules.facts import Asked, Facts, Taken, latest
from fieldpoint.core.rules.gates import (
    AFTER_AUDIENCE,
    BEFORE_AUDIENCE,
    Closed,
    Gate,
    kept_until,
    next_open,
    open_spans,
    registered_on,
)
from fieldpoint.core.rules.period import Span, again_on
from fieldpoint.core.rules.reason import PASSED_OVER, PASSED_OVER_IN_COLD, Reason
from fieldpoint.core.rules.verdict import Due, Granted, Refused


def due(facts: Facts) -> Due:
    """What may be handed over now, or the first reason why nothing may."""
    despite: list[Reason] = []
    day = facts.counted
    closed = _closed(facts, BEFORE_AUDIENCE, despite)
    if closed is not None:
        return _nothing(facts, closed)
    counted = counters(facts, day)
    if not any(counter.quantity for counter in counted):
        return _nothing(facts, Closed(Reason.NOT_IN_AUDIENCE), _members(facts, counted, [NOT_FITTING] * len(counted)))
    closed = _closed(facts, AFTER_AUDIENCE, despite)
    if closed is not None:
        return _nothing(facts, closed)
    found = [_due_in(span, counted, facts, despite) for span in open_spans(facts.programme, day, registered_on(facts))]
    return next((one for one in found if one.quantity), found[-1])


def decide(facts: Facts, asked: Asked) -> Granted | Refused:
    """Whether a line is granted, and how much for whom.

    A line is granted whole or not at all. Members that are asked for take what is left for each, in the
    order asked, until the quantity is used up.
    """
    found = due(facts)
    if found.counted_for:
        shares, blocked = {found.counted_for: asked.quantity}, None
    else:
        shares, blocked = _shares(found, asked)
    if blocked is not None and blocked.reason is not None and not shares:
        return _refused(facts, found, blocked.reason, blocked.earlier, _until(facts, blocked))
    if found.reason is not None:
        return _refused(facts, found, found.reason, found.earlier, found.next_on)
    if 0 < asked.quantity == sum(shares.values()) and asked.quantity <= found.quantity:
        return Granted(shares=shares, cycle=found.cycle, item=found.item, despite=found.despite)
    return _refused(facts, found, Reason.QUANTITY_EXCEEDED, blocked.earlier if blocked else found.earlier, None)


def _closed(facts: Facts, gates: Sequence[Gate], despite: list[Reason]) -> Closed | None:
    """The first gate that is closed; a bed or a meal goes through some of them, and `despite` remembers which."""
    passed_over = PASSED_OVER_IN_COLD if facts.cold else PASSED_OVER
    for gate in gates:
        closed = gate(facts)
        if closed is None:
            continue
        if not (facts.programme.on_cold_nights and closed.reason in passed_over):
            return closed
        despite.append(closed.reason)
    return None


def _nothing(facts: Facts, closed: Closed, members: Mapping[PersonId, Left] | None = None) -> Due:
    return Due(
        cycle=facts.cycle,
        item=facts.programme.item,
        members=members or {},
        reason=closed.reason,
        next_on=closed.next_on,
        next_time=closed.next_time,
    )


def _due_in(span: Span, counted: Sequence[Counter], facts: Facts, despite: Sequence[Reason]) -> Due:
    """What is left in one period, after what was taken, the site's cap and the stock."""
    rivals = rival_cycles(facts)
    lefts = [left_for(counter, facts, span.cycle, rivals) for counter in counted]
    item, room = _room(facts)
    limits = [limit for limit in (room, _stock(facts)) if limit is not None]
    reason, until = _why_nothing(facts, lefts, room) or (None, None)
    return Due(
        cycle=span.cycle,
        item=item,
        quantity=0 if reason else min([sum(left.quantity for left in lefts), *limits]),
        counted_for="" if _by_member(facts) else counted[0].counted_for,
        members=_members(facts, counted, lefts),
        reason=reason,
        earlier=latest(left.earlier for left in lefts if left.earlier),
        next_on=next_open(facts, until),
        kept_until=_kept(facts, span, reason),
        despite=tuple(despite),
    )


def _kept(facts: Facts, span: Span, reason: Reason | None) -> Day | None:
    """Until when a household may make up for what is out of stock now."""
    known = reason is Reason.OUT_OF_STOCK and facts.holder.household is not None
    return kept_until(facts.programme, span.cycle, facts.counted) if known else None


def _by_member(facts: Facts) -> bool:
    return facts.programme.counts_for == "member" and facts.holder.household is not None


def _members(facts: Facts, counted: Sequence[Counter], lefts: Sequence[Left]) -> dict[PersonId, Left]:
    if not _by_member(facts):
        return {}
    return {PersonId(one.counted_for): left for one, left in zip(counted, lefts, strict=True)}


def _room(facts: Facts) -> tuple[str, int | None]:
    """Which item the site has room for, and how many of it; None where nothing limits it."""
    cap, item = facts.programme.site_cap, facts.programme.item
    if cap is None:
        return item, None
    room = cap.count - facts.handed.get(item, 0)
    if room > 0 or cap.overflow_item is None:
        return item, max(room, 0)
    return cap.overflow_item, max(cap.overflow - facts.handed.get(cap.overflow_item, 0), 0)


def _why_nothing(facts: Facts, lefts: Sequence[Left], room: int | None) -> tuple[Reason, Day | None] | None:
    """The first reason in the order of the checks why nothing is left, and the day that ends it."""
    if any(left.quantity for left in lefts):
        if room == 0:
            return Reason.SITE_CAP_REACHED, again_on(facts.programme.period, facts.counted)
        return (Reason.OUT_OF_STOCK, None) if _stock(facts) == 0 else None
    excluded = next((left for left in lefts if left.reason is Reason.EXCLUDED_BY_OTHER), None)
    if any(left.reason is Reason.ALREADY_COLLECTED for left in lefts):
        return Reason.ALREADY_COLLECTED, again_on(facts.programme.period, facts.counted)
    return Reason.EXCLUDED_BY_OTHER, None if excluded is None else excluded.until


def _stock(facts: Facts) -> int | None:
    """What is in stock, where the programme draws it and somebody counts."""
    return max(facts.stock, 0) if facts.programme.draws_stock and facts.stock is not None else None


def _shares(found: Due, asked: Asked) -> tuple[dict[str, int], Left | None]:
    """What each member takes of the quantity, and the first of them for whom nothing is left."""
    shares: dict[str, int] = {}
    still = asked.quantity
    lefts = [(person, found.members[person]) for person in dict.fromkeys(asked.members) if person in found.members]
    for person, left in lefts:
        share = max(min(left.quantity, still), 0)
        still -= share
        if share:
            shares[person] = share
    return shares, next((left for _, left in lefts if left.reason is not None), None)


def _until(facts: Facts, blocked: Left) -> Day | None:
    """From when a member for whom nothing is left may ask again."""
    following = again_on(facts.programme.period, facts.counted)
    return next_open(facts, blocked.until or (following if blocked.reason is Reason.ALREADY_COLLECTED else None))


def _refused(facts: Facts, found: Due, reason: Reason, earlier: Taken | None, next_on: Day | None) -> Refused:
    return Refused(
        reason=reason,
        rule=facts.programme.rule,
        cycle=found.cycle,
        earlier=earlier,
        next_on=next_on,
        next_time=found.next_time,
    )
