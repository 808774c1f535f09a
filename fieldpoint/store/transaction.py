"""One write transaction of the site, with the head of the log that it grows.

Whoever writes gets a `Transaction` and never commits it: `transaction_on` does for the terminal,
`writer.py` for the server (many requests in one).
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypedDict

from fieldpoint.clock import Reading, Trust
from fieldpoint.core.names import EventId, Head
from fieldpoint.database import Connection, transaction
from fieldpoint.ids import new_event_id


class Stamp(TypedDict):
    """The members that every row has (see core/log_rows.py)."""

    id: EventId
    seq: int
    boot: int
    mono: int
    wall: int
    tq: int


@dataclass(slots=True)
class LogHead:
    """Where the log stands: its epoch's number, its last row, the hash after it."""

    epoch_no: int
    seq: int
    head: Head


@dataclass(slots=True)
class Transaction:
    """An open write transaction. `head` moves with every row that is appended."""

    connection: Connection
    head: LogHead
    now: Reading

    def stamp(self, event_id: EventId | None = None) -> Stamp:
        """The members every new row has: its id, the next number, the time of this transaction."""
        return Stamp(
            id=event_id or new_event_id(),
            seq=self.head.seq + 1,
            boot=self.now.boot,
            mono=self.now.mono_ms,
            wall=self.now.wall_ms,
            tq=int(self.now.trust),
        )


@contextmanager
def transaction_on(connection: Connection, now: Reading) -> Generator[Transaction]:
    """Everything inside is committed together or not at all; the head is read fresh."""
    with transaction(connection):
        yield Transaction(connection, read_head(connection), _as_trusted(connection, now))


def _as_trusted(connection: Connection, now: Reading) -> Reading:
    """The time with the trust this boot has by now: another program may have confirmed the date since."""
    row = connection.execute("SELECT trust FROM boots WHERE number = ?", (now.boot,)).fetchone()
    return now if row is None or row[0] <= now.trust else replace(now, trust=Trust(row[0]))


def read_head(connection: Connection) -> LogHead:
    """The last row of the newest epoch, or that epoch's genesis when it has no row yet."""
    row = connection.execute(
        """SELECT e.number, coalesce(l.seq, 0), coalesce(l.head, e.genesis)
           FROM epochs e LEFT JOIN log l ON l.epoch_no = e.number
           WHERE e.number = (SELECT max(number) FROM epochs)
           ORDER BY l.seq DESC LIMIT 1"""
    ).fetchone()
    if row is None:
        return LogHead(0, 0, Head(b""))
    return LogHead(row[0], row[1], Head(row[2]))
