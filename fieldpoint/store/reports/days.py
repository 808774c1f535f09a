"""The closes of days, the rows that each counts, and what programmes were called by then. Nothing here writes.

Imports core, database and its neighbours in the store.
"""

from collections.abc import Iterator
from typing import cast

import msgspec

from fieldpoint.core.act_rows import DayClose, ProgrammeSet
from fieldpoint.core.day_sheet import Counted
from fieldpoint.core.log_rows import EpochOpen, decode_row
from fieldpoint.core.names import Day, Head
from fieldpoint.core.work.kinds import TAGS, Work
from fieldpoint.database import Connection
from fieldpoint.errors import Broken, Code
from fieldpoint.store.days import READ_COUNTED, Position
from fieldpoint.store.transaction import read_head

_UNTIL = READ_COUNTED.replace("ORDER BY", "AND (epoch_no, seq) <= (?, ?) ORDER BY")
_WORK = f"""SELECT line FROM log WHERE (epoch_no, seq) > (?, ?) AND (epoch_no, seq) <= (?, ?)
    AND type IN ({", ".join(f"'{tag}'" for tag in TAGS)}) ORDER BY epoch_no, seq"""  # noqa: S608  our own types
_NAMED = """SELECT line FROM log WHERE type = 'programme.set' AND (epoch_no, seq) <= (?, ?) ORDER BY epoch_no, seq"""
_BEFORE = """SELECT closed_epoch_no, closed_seq FROM days WHERE closed_seq IS NOT NULL
    AND (closed_epoch_no, closed_seq) < (?, ?) ORDER BY 1 DESC, 2 DESC LIMIT 1"""


class Close(msgspec.Struct, frozen=True, kw_only=True):
    """A closed day: its row, where that stands, the log's head after it."""

    row: DayClose
    place: Position
    head: Head


def close_at(connection: Connection, place: Position) -> Close:
    """The close that stands there. `Broken` (`chain-broken`) when it does not."""
    found = connection.execute("SELECT line, head FROM log WHERE epoch_no = ? AND seq = ?", place).fetchone()
    row = None if found is None else decode_row(found[0])
    if found is None or not isinstance(row, DayClose):
        raise Broken(Code.CHAIN_BROKEN, seq=place[1])
    return Close(row=row, place=place, head=Head(found[1]))


def closes_between(connection: Connection, first: Day, last: Day) -> list[Close]:
    """The closes of these days that are closed, both ends included, in the order of closing."""
    found = connection.execute(
        "SELECT closed_epoch_no, closed_seq FROM days WHERE closed_seq IS NOT NULL AND day BETWEEN ? AND ?"
        " ORDER BY closed_epoch_no, closed_seq",
        (first, last),
    )
    return [close_at(connection, (epoch_no, seq)) for epoch_no, seq in found.fetchall()]


def closed_days(connection: Connection, limit: int) -> list[Close]:
    """The newest closes, the newest first."""
    found = connection.execute(
        "SELECT closed_epoch_no, closed_seq FROM days WHERE closed_seq IS NOT NULL ORDER BY 1 DESC, 2 DESC LIMIT ?",
        (limit,),
    )
    return [close_at(connection, (epoch_no, seq)) for epoch_no, seq in found.fetchall()]


def rows_closed_at(connection: Connection, place: Position) -> Iterator[Counted]:
    """The rows that the close at this place counts, in order; a place after the last close has those since it."""
    before = connection.execute(_BEFORE, place).fetchone() or (0, 0)
    for line, *_ in connection.execute(_UNTIL, (*before, *place)):
        yield cast("Counted", decode_row(line))


def work_until(connection: Connection, place: Position) -> Iterator[Work]:
    """The rows of the work that stand beside them, in order."""
    before = connection.execute(_BEFORE, place).fetchone() or (0, 0)
    for (line,) in connection.execute(_WORK, (*before, *place)):
        yield cast("Work", decode_row(line))


def now_at(connection: Connection) -> Position:
    """Where the log's last row stands."""
    head = read_head(connection)
    return head.epoch_no, head.seq


def programmes_named(connection: Connection, place: Position) -> Iterator[ProgrammeSet]:
    """The rows that said what programmes are, up to a place, in order."""
    for (line,) in connection.execute(_NAMED, place):
        row = decode_row(line)
        if isinstance(row, ProgrammeSet):
            yield row


def site_at(connection: Connection, epoch_no: int) -> str:
    """The code of the site whose log it is, by the log's own word. `Broken` (`chain-broken`) without one."""
    found = connection.execute("SELECT line FROM log WHERE epoch_no = ? AND seq = 1", (epoch_no,)).fetchone()
    row = None if found is None else decode_row(found[0])
    if not isinstance(row, EpochOpen):
        raise Broken(Code.CHAIN_BROKEN, seq=1)
    return row.site
