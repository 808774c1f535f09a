"""What was not there is not lost: how long an entitlement that the stock could not fill may still be collected."""

from fieldpoint.core.jalali import days_after
from fieldpoint.core.names import Cycle, Day
from fieldpoint.core.rules.gates import open_spans
from fieldpoint.core.rules.period import Rounds, span_of
from fieldpoint.core.rules.programme import Programme

_ALWAYS = Day("1200-01-01")  # a household that was registered before every period


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
