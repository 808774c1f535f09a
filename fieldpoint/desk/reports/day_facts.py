"""Everything that the sheet of a day says, gathered from the log; and whether a printed one is of this log."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from fieldpoint.core.act_rows import DayClose
from fieldpoint.core.day_sheet import add_up
from fieldpoint.core.names import Day
from fieldpoint.core.reports.day import DayFacts, DayRows, day_facts, names_of
from fieldpoint.core.reports.seal import DaySeal, read_seal
from fieldpoint.database import Connection
from fieldpoint.desk.close_day import day_sheet
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.store import days
from fieldpoint.store.days import Position
from fieldpoint.store.register.practising import PRACTICE
from fieldpoint.store.reports.days import (
    close_at,
    now_at,
    programmes_named,
    rows_closed_at,
    site_at,
    work_until,
)


def facts_of_day(
    connection: Connection, day: Day | None = None, holding: Mapping[str, int] = MappingProxyType({})
) -> DayFacts:
    """The sheet of a closed day, or of the open one as it stands; of the last one without a day.

    `holding` as in `day_sheet`. `Conflict` (`day-not-open`) when it was never opened.
    """
    found = days.latest_day(connection) if day is None else days.find_day(connection, day)
    if found is None:
        raise Conflict(Code.DAY_NOT_OPEN)
    if found.closed is None:
        sheet = day_sheet(connection, found.day, holding)
        return _facts(connection, sheet.row, now_at(connection))
    close = close_at(connection, found.closed)
    return msgspec.structs.replace(_facts(connection, close.row, close.place), head=close.head)


def verify_seal(connection: Connection, text: str) -> DaySeal:
    """The seal that a sheet's code says, once it is found to be of this log, and the day's sums those of its rows.

    `Invalid` (`seal-unreadable`) for a text that is none. `Conflict` (`seal-foreign`) where this log has no such
    close, `seal-differs` where the rows do not add up to what the close says.
    """
    try:
        seal = read_seal(text)
    except ValueError as fault:
        raise Invalid(Code.SEAL_UNREADABLE) from fault
    found = days.find_day(connection, seal.day)
    if found is None or found.closed is None:
        raise Conflict(Code.SEAL_FOREIGN)
    close = close_at(connection, found.closed)
    if (site_at(connection, close.place[0]), close.place[1], close.head) != (seal.site, seal.seq, seal.head):
        raise Conflict(Code.SEAL_FOREIGN)
    totals = add_up(rows_closed_at(connection, close.place), {})
    row = close.row
    if (totals.lines, totals.items, totals.refused, totals.households) != (
        row.lines,
        row.items,
        row.refused,
        row.households,
    ):
        raise Conflict(Code.SEAL_DIFFERS)
    return seal


def _facts(connection: Connection, row: DayClose, place: Position) -> DayFacts:
    site, names = site_at(connection, place[0]), names_of(programmes_named(connection, place))
    rows = DayRows(counted=list(rows_closed_at(connection, place)), work=list(work_until(connection, place)))
    facts = day_facts(site, row, names, rows)
    return msgspec.structs.replace(facts, practice=site == PRACTICE)
