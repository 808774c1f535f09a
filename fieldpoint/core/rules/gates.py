"""What stands before the counting: the day, the clock, the card, the site, the window, the waiting, the collector."""

from collections.abc import Callable
from typing import Final, NamedTuple

from fieldpoint.core.jalali import days_after
from fieldpoint.core.names import Cycle, Day
from fieldpoint.core.rules.facts import Facts
from fieldpoint.core.rules.period import Rounds, Span, span_of
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.rules.window import stand


class Closed(NamedTuple):
    """A gate that is closed: why, and from which day and hour it is open, where that is known."""

    reason: Reason
    next_on: Day | None = None
    next_time: str | None = None


Gate = Callable[[Facts], Closed | None]
_ALWAYS = Day("1200-01-01")  # a household that was registered before every period


def open_spans(programme: Programme, day: Day, registered_on: Day | None) -> list[Span]:
    """The periods of which something may be collected on a day, the oldest first; none between two rounds.

    A period that is over may be made up for by a household that was registered in it or before.
    """
    period = programme.period
    if isinstance(period, Rounds):
        return [
            span_of(period, Day(one.first))
            for one in period.rounds
            if one.first <= day <= one.last
            or (registered_on is not None and registered_on <= one.last < day <= (one.make_up_until or ""))
        ]
    now = span_of(period, day)
    if not programme.make_up_days or now.following is None or registered_on is None:
        return [now]
    late = registered_on < now.first and day < days_after(now.first, programme.make_up_days)
    return [span_of(period, days_after(now.first, -1)), now] if late else [now]


def kept_until(programme: Programme, cycle: Cycle, day: Day) -> Day | None:
    """The last day on which what is due of a period that is open on a day may be made up for; none where it may not.

    A household that was registered in that period or before may, and nobody else: the caller knows.
    """
    period = programme.period
    if isinstance(period, Rounds):
        rounds = {span_of(period, Day(one.first)).cycle: one.make_up_until for one in period.rounds}
        last = rounds.get(cycle)
        return None if last is None or last <= day else Day(last)
    span = next((one for one in open_spans(programme, day, _ALWAYS) if one.cycle == cycle), None)
    if span is None or span.following is None or not programme.make_up_days:
        return None
    last = days_after(span.following, programme.make_up_days - 1)
    return last if last > day else None


def runs_on(programme: Programme, day: Day, site: str, moon_shift: int) -> bool:
    """Whether a programme is handed out on a day at a site, as far as that can be said before any card is seen."""
    if programme.audience.sites and site not in programme.audience.sites:
        return False
    if stand(programme.window, day, moon_shift).side != "inside":
        return False
    return not isinstance(programme.period, Rounds) or bool(open_spans(programme, day, None))


def next_open(facts: Facts, day: Day | None) -> Day | None:
    """The first day from this one on that lies in a window (and, among rounds, in a round)."""
    if day is None:
        return None
    side, opens_on = stand(facts.programme.window, day, facts.moon_shift)
    return day if side == "inside" else opens_on


def registered_on(facts: Facts) -> Day | None:
    """Since when the holder's household is known here."""
    household = facts.holder.household
    return None if household is None else household.registered_on


def _day(facts: Facts) -> Closed | None:
    return Closed(Reason.DAY_NOT_OPEN) if facts.moment.day is None else None


def _clock(facts: Facts) -> Closed | None:
    """Only a rule that asks the hour can be wrong because the clock is."""
    return Closed(Reason.CLOCK_SUSPECT) if facts.programme.hours is not None and facts.moment.suspect else None


def _card(facts: Facts) -> Closed | None:
    match facts.holder.card_state:
        case "revoked":
            return Closed(Reason.CARD_REVOKED)
        case "blocked":
            return Closed(Reason.CARD_BLOCKED)
        case "suspended":
            return Closed(Reason.SUSPENDED)
        case "unknown":
            return Closed(Reason.CARD_UNKNOWN)
        case "none":
            return Closed(Reason.NOT_REGISTERED)
        case "printed" | "bound":
            known = facts.holder.household is not None or (
                facts.programme.counts_for == "card" and facts.holder.anonymous
            )
            return None if known else Closed(Reason.NOT_REGISTERED)


def _site(facts: Facts) -> Closed | None:
    sites = facts.programme.audience.sites
    return Closed(Reason.NOT_AT_THIS_SITE) if sites and facts.site not in sites else None


def _window(facts: Facts) -> Closed | None:
    programme, day = facts.programme, facts.counted
    side, opens_on = stand(programme.window, day, facts.moon_shift)
    if side != "inside":
        return Closed(Reason.AFTER_WINDOW if side == "after" else Reason.BEFORE_WINDOW, opens_on)
    if isinstance(programme.period, Rounds) and not open_spans(programme, day, registered_on(facts)):
        coming = next((Day(one.first) for one in programme.period.rounds if one.first > day), None)
        return Closed(Reason.AFTER_WINDOW if coming is None else Reason.BEFORE_WINDOW, coming)
    return _hours(facts, day)


def _hours(facts: Facts, day: Day) -> Closed | None:
    hours, minute = facts.programme.hours, facts.moment.minute
    if hours is None or minute is None or hours.hold(minute):
        return None
    today = f"{minute // 60:02d}:{minute % 60:02d}" < hours.first
    opens_on = next_open(facts, day if today else days_after(day, 1))
    if opens_on is None:
        return Closed(Reason.AFTER_WINDOW)
    return Closed(Reason.BEFORE_WINDOW, opens_on, hours.first)


def _waiting(facts: Facts) -> Closed | None:
    since, wait = registered_on(facts), facts.programme.waiting_days
    if since is None or not wait:
        return None
    free_on = days_after(since, wait)
    return Closed(Reason.WAITING, next_open(facts, free_on)) if facts.moment.counted < free_on else None


def _collector(facts: Facts) -> Closed | None:
    rule, who = facts.programme.collector, facts.collector
    if who is not None and who.kind == "blocked":  # whatever the rule; but a bed or a meal is nobody's to withhold
        return None if facts.programme.on_cold_nights else Closed(Reason.COLLECTOR_NOT_REGISTERED)
    if rule is None or facts.holder.household is None or (who is not None and who.kind == "one-time"):
        return None
    known = who is not None and who.kind in ("member", "alternate")
    of_age = who is None or who.is_head or who.age is None or who.age >= (rule.age_from or 0)
    return None if of_age and (known or rule.who == "anyone") else Closed(Reason.COLLECTOR_NOT_REGISTERED)


# In the order of the decision; those of the second group come after the audience.
BEFORE_AUDIENCE: Final[tuple[Gate, ...]] = (_day, _clock, _card, _site, _window)
AFTER_AUDIENCE: Final[tuple[Gate, ...]] = (_waiting, _collector)
