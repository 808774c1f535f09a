"""The business day is opened by a human who has confirmed the date; the clock only proposes it.

The same human may confirm what stands in the store: a count of each item, which belongs to the day that begins.
"""

from collections.abc import Sequence

import msgspec
from msgspec import UNSET

from fieldpoint.clock import Reading, Trust, day_in_zone
from fieldpoint.core.jalali import day_of, read_day
from fieldpoint.core.log_rows import ClockAnchor, DayOpen
from fieldpoint.core.names import Day
from fieldpoint.database import Connection
from fieldpoint.desk.close_day import close_day
from fieldpoint.desk.stock.count import Counted, count_all
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.store import days, log
from fieldpoint.store.transaction import LogHead, Transaction, read_head

_A_DAY_MS = 24 * 60 * 60 * 1000  # a date that was confirmed tells no hour


def proposed_day(now: Reading, zone: str) -> Day:
    """The Jalali day it is by the clock in the site's zone."""
    return day_of(day_in_zone(now.wall_ms, zone))


def today(connection: Connection, now: Reading, zone: str) -> Day:
    """The day it is, but never before the last one that a person confirmed: a box without a clock wakes up in 1970."""
    proposed = proposed_day(now, zone)
    return max(proposed, days.last_day(connection) or proposed)


def clock_is_behind(connection: Connection, now: Reading) -> bool:
    """Whether the clock stands before the last time that somebody vouched for: then it was set back, or died.

    Only trusted times count: the last row's, and those at which the last day was opened and closed.
    """
    head, last = read_head(connection), days.latest_day(connection)
    places = [(head.epoch_no, head.seq)]
    places += [] if last is None else [place for place in (last.opened, last.closed) if place is not None]
    rows = [days.row_at(connection, place) for place in places]
    return any(row is not None and row.tq >= Trust.CONFIRMED and now.wall_ms < row.wall for row in rows)


def check_day(connection: Connection, day: Day, now: Reading, *, anyway: bool = False) -> None:
    """Whether a day may be opened next; the day that is open may be opened again, which changes nothing.

    `Invalid` (`day-invalid`) for a text that is no day; `Conflict` (`day-invalid`) for one that was opened
    before or, unless `anyway`, is not after every such day, and (`clock-behind`) when the clock is behind the
    log's last time, unless `anyway`.
    """
    last = days.last_day(connection)
    try:
        read_day(day)
    except ValueError as fault:
        raise Invalid(Code.DAY_INVALID, last=last or "none yet") from fault
    if last is None or day == days.open_day_of(connection):
        return
    if days.find_day(connection, day) is not None or (day < last and not anyway):
        raise Conflict(Code.DAY_INVALID, last=last)
    if not anyway and clock_is_behind(connection, now):
        raise Conflict(Code.CLOCK_BEHIND)


def open_day(
    tx: Transaction, day: Day, operator: str, *, anyway: bool = False, counts: Sequence[Counted] = ()
) -> LogHead:
    """The day is open with so much in stock; an earlier one that was left open is closed first. Does not commit.

    Opening the open day again answers where it was opened. Raises as `check_day` and `count_stock`.
    """
    check_day(tx.connection, day, tx.now, anyway=anyway)
    still_open = days.open_day_of(tx.connection)
    if day == still_open:
        return _opened(tx.connection, day)
    if still_open is not None:
        close_day(tx, operator, left_open=True)
    _trust_clock(tx)
    stands = log.append(tx, DayOpen(**tx.stamp(), day=day, op=operator, anyway=anyway or UNSET))
    days.add_day(tx, day)
    count_all(tx, counts, operator)
    return stands


def _trust_clock(tx: Transaction) -> None:
    """From here on the wall time of this boot is what a human has confirmed; the log says so once a boot."""
    days.confirm_clock(tx)
    if tx.now.trust < Trust.CONFIRMED:
        tx.now = msgspec.structs.replace(tx.now, trust=Trust.CONFIRMED)
        log.append(tx, ClockAnchor(**tx.stamp(), src="lead", err_ms=_A_DAY_MS))


def _opened(connection: Connection, day: Day) -> LogHead:
    found = days.find_day(connection, day)
    row = None if found is None else days.row_at(connection, found.opened)
    stands = None if row is None else log.find(connection, row.id)
    if stands is None:
        raise Conflict(Code.DAY_INVALID)
    return stands[1]
