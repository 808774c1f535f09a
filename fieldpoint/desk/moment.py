"""When a line is asked for: the business day that is open, and what the site's clock says beside it."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from fieldpoint.clock import Reading, Trust
from fieldpoint.core.jalali import day_of
from fieldpoint.core.names import Day
from fieldpoint.core.rules.period import Moment
from fieldpoint.database import Connection
from fieldpoint.store.days import latest_day

_SLACK_MS = 120_000  # a clock that was set right by a minute is not one that fell back
_MINUTE_MS = 60_000
# A battery that is empty can name any year; only these lie in the calendar with room on both sides (to 2110).
_EARLIEST, _LATEST = 0, 73_600_000


def moment_at(connection: Connection, now: Reading, zone: str) -> Moment:
    """The moment of a transaction or a look.

    The hour is told only where the clock is confirmed. The clock is suspect when it stands before the
    moment at which the open day was opened: it has lost the time since.
    """
    found = latest_day(connection)
    opened = found if found is not None and found.closed is None else None
    suspect = opened is not None and now.wall_ms < opened.opened_at - _SLACK_MS
    clock_day, minute = _local(now.wall_ms // _MINUTE_MS, zone)
    trusted = now.trust >= Trust.CONFIRMED and not suspect
    return Moment(
        day=None if opened is None else opened.day,
        clock_day=clock_day,
        minute=minute if trusted else None,
        suspect=suspect,
        at=now.wall_ms,
    )


@lru_cache(maxsize=256)
def _local(minutes: int, zone: str) -> tuple[Day, int]:
    """The Jalali day and the minute of the day in a zone, of so many minutes since 1970."""
    minutes = min(max(minutes, _EARLIEST), _LATEST)
    local = datetime.fromtimestamp(minutes * 60, UTC).astimezone(ZoneInfo(zone))
    return day_of(local.date()), local.hour * 60 + local.minute
