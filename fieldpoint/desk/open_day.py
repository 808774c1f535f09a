"""The business day is opened by a human who has confirmed the date; the clock only proposes it."""

from fieldpoint.clock import Reading, day_in_zone
from fieldpoint.core.jalali import day_of, read_day
from fieldpoint.core.log_rows import DayOpen
from fieldpoint.core.names import Day
from fieldpoint.database import Connection
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.store import days, log
from fieldpoint.store.transaction import LogHead, Transaction


def proposed_day(now: Reading, zone: str) -> Day:
    """The Jalali day it is by the clock in the site's zone."""
    return day_of(day_in_zone(now.wall_ms, zone))


def check_day(connection: Connection, day: Day) -> None:
    """Whether a day may be opened next.

    `Invalid` (`day-invalid`) for a text that is no day, `Conflict` (`day-invalid`) for one that is not
    after every day opened before.
    """
    last = days.last_day(connection)
    try:
        read_day(day)
    except ValueError as fault:
        raise Invalid(Code.DAY_INVALID, last=last or "none yet") from fault
    if last is not None and day <= last:
        raise Conflict(Code.DAY_INVALID, last=last)


def open_day(tx: Transaction, day: Day, operator: str) -> LogHead:
    """The day is open; an earlier one that was left open ends here. Does not commit. Raises as `check_day`."""
    check_day(tx.connection, day)
    days.confirm_clock(tx)
    stands = log.append(tx, DayOpen(**tx.stamp(), day=day, op=operator))
    days.add_day(tx, day)
    return stands
