"""Business days: opened by a human, one at a time."""

from fieldpoint.clock import Trust
from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.names import Day
from fieldpoint.database import Connection
from fieldpoint.store.transaction import Transaction


def open_day_of(connection: Connection) -> Day | None:
    """The day that is open: the last one that was opened and not closed."""
    row = connection.execute(
        "SELECT day FROM days WHERE closed_seq IS NULL ORDER BY epoch_no DESC, opened_seq DESC LIMIT 1"
    ).fetchone()
    return None if row is None else Day(row[0])


def last_day(connection: Connection) -> Day | None:
    """The latest day that was ever opened here."""
    row = connection.execute("SELECT max(day) FROM days").fetchone()
    return None if row is None or row[0] is None else Day(row[0])


def add_day(tx: Transaction, day: Day) -> None:
    """The day is open from the log's last row on. Does not commit."""
    tx.connection.execute(
        "INSERT INTO days (day, epoch_no, opened_seq) VALUES (?, ?, ?)", (day, tx.head.epoch_no, tx.head.seq)
    )


def confirm_clock(tx: Transaction) -> None:
    """A human has confirmed the date, so this boot's wall times are trusted from now on. Does not commit."""
    tx.connection.execute(
        "UPDATE boots SET trust = max(trust, ?) WHERE number = ?", (int(Trust.CONFIRMED), tx.now.boot)
    )


def opened_at(connection: Connection, day: Day) -> int | None:
    """The wall time at which a day was opened, as its row says."""
    row = connection.execute(
        "SELECT l.line FROM days d JOIN log l ON l.epoch_no = d.epoch_no AND l.seq = d.opened_seq WHERE d.day = ?",
        (day,),
    ).fetchone()
    return None if row is None else decode_row(row[0]).wall
