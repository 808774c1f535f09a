"""Business days: opened and closed by a human, one at a time; and the rows that a day's report is made of."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

import msgspec

from fieldpoint.clock import Trust
from fieldpoint.core.day_sheet import Counted
from fieldpoint.core.day_totals import Span, TabletTotal
from fieldpoint.core.log_rows import AnyRow, decode_row
from fieldpoint.core.names import Day
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction

Position = tuple[int, int]  # the number of an epoch, and a row of it


class DayRow(msgspec.Struct, frozen=True, kw_only=True):
    """A day that was opened: by which row, at which wall time, and by which row it was closed, if it was."""

    day: Day
    opened: Position
    opened_at: int
    closed: Position | None


# However long the log is, a report reads its own rows alone; a test asks SQLite that it goes by index.
READ_COUNTED = """SELECT line, epoch_no, seq FROM log WHERE (epoch_no, seq) > (?, ?)
    AND type IN ('handout', 'refusal', 'void', 'override.confirm',
        'stock.out', 'stock.receipt', 'stock.count', 'stock.back')
    ORDER BY epoch_no, seq"""
_DAY = "SELECT day, epoch_no, opened_seq, opened_at, closed_epoch_no, closed_seq FROM days"
READ_LATEST = _DAY + " ORDER BY epoch_no DESC, opened_seq DESC LIMIT 1"  # on the hot path of a scan and of a handout


def open_day_of(connection: Connection) -> Day | None:
    """The day that is open: the last one that was opened, unless it is closed."""
    found = latest_day(connection)
    return found.day if found is not None and found.closed is None else None


def latest_day(connection: Connection) -> DayRow | None:
    """The day that was opened last, or nothing before the first."""
    return _day(connection.execute(READ_LATEST).fetchone())


def find_day(connection: Connection, day: Day) -> DayRow | None:
    """This day, or nothing when it was never opened."""
    return _day(connection.execute(_DAY + " WHERE day = ?", (day,)).fetchone())


def closed_day(connection: Connection, day: Day | None) -> Day | None:
    """The day, when it is closed already: what is written for it now belongs to the next day's report."""
    found = None if day is None else find_day(connection, day)
    return found.day if found is not None and found.closed is not None else None


def last_day(connection: Connection) -> Day | None:
    """The latest day that was ever opened here."""
    row = connection.execute("SELECT max(day) FROM days").fetchone()
    return None if row is None or row[0] is None else Day(row[0])


def last_close(connection: Connection) -> Position | None:
    """The row that closed a day last, or nothing before the first."""
    row = connection.execute(
        "SELECT closed_epoch_no, closed_seq FROM days WHERE closed_seq IS NOT NULL ORDER BY 1 DESC, 2 DESC LIMIT 1"
    ).fetchone()
    return None if row is None else (row[0], row[1])


def add_day(tx: Transaction, day: Day) -> None:
    """The day is open from the log's last row on. Does not commit."""
    tx.connection.execute(
        "INSERT INTO days (day, epoch_no, opened_seq, opened_at) VALUES (?, ?, ?, ?)",
        (day, tx.head.epoch_no, tx.head.seq, tx.now.wall_ms),
    )


def end_day(tx: Transaction, day: Day) -> None:
    """The day is closed by the log's last row. Does not commit."""
    tx.connection.execute(
        "UPDATE days SET closed_epoch_no = ?, closed_seq = ? WHERE day = ?", (tx.head.epoch_no, tx.head.seq, day)
    )


def clock_trust(connection: Connection, boot: int) -> int:
    """How far this boot's wall times are trusted."""
    row = connection.execute("SELECT trust FROM boots WHERE number = ?", (boot,)).fetchone()
    return 0 if row is None else int(row[0])


def confirm_clock(tx: Transaction) -> None:
    """A human has confirmed the date, so this boot's wall times are trusted from now on. Does not commit."""
    tx.connection.execute(
        "UPDATE boots SET trust = max(trust, ?) WHERE number = ?", (int(Trust.CONFIRMED), tx.now.boot)
    )


def row_at(connection: Connection, place: Position) -> AnyRow | None:
    """The row that stands there, or nothing."""
    row = connection.execute("SELECT line FROM log WHERE epoch_no = ? AND seq = ?", place).fetchone()
    return None if row is None else decode_row(row[0])


def first_after(place: Position | None, epoch_no: int) -> int:
    """The number of the first row of an epoch that stands after a place."""
    return place[1] + 1 if place is not None and place[0] == epoch_no else 1


def counted_rows(connection: Connection, after: Position | None) -> list[Counted]:
    """Every row after a place that a day's totals count, in order."""
    return [row for row, _ in counted_since(connection, after)]


def counted_since(connection: Connection, after: Position | None) -> Iterator[tuple[Counted, Position]]:
    """The same rows, each with its place."""
    for line, epoch_no, seq in connection.execute(READ_COUNTED, after or (0, 0)):
        yield cast("Counted", decode_row(line)), (epoch_no, seq)


def tablet_counts(connection: Connection) -> dict[str, TabletTotal]:
    """Where each tablet stood at the last close."""
    found = connection.execute("SELECT tab, last, absent, missing FROM tablet_counts")
    return {
        tab: TabletTotal(tab=tab, last=last, absent=absent, missing=msgspec.json.decode(missing, type=list[Span]))
        for tab, last, absent, missing in found
    }


def save_tablet_counts(tx: Transaction, totals: Sequence[TabletTotal]) -> None:
    """The tablets stand so at this close. Does not commit."""
    tx.connection.executemany(
        """INSERT INTO tablet_counts (tab, last, absent, missing) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET last = excluded.last, absent = excluded.absent, missing = excluded.missing""",
        [(one.tab, one.last, one.absent, msgspec.json.encode(one.missing)) for one in totals],
    )


def _day(row: tuple[Any, ...] | None) -> DayRow | None:
    if row is None:
        return None
    day, epoch_no, opened, opened_at, closed_epoch_no, closed = row
    ended = None if closed is None or closed_epoch_no is None else (closed_epoch_no, closed)
    return DayRow(day=day, opened=(epoch_no, opened), opened_at=opened_at, closed=ended)
