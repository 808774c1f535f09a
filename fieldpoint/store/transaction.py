"""One write transaction of the site, with the head of the log that it grows.

Whoever writes gets a `Transaction` and never commits it: `transaction_on` does for the terminal,
`writer.py` for the server (many requests in one). The order of a commit stands here and nowhere else: COMMIT,
then the rows into the witness, synced, and only then is anybody told.
"""

from collections.abc import Generator
from contextlib import closing, contextmanager
from typing import TypedDict

import msgspec

from fieldpoint.clock import Reading, Trust
from fieldpoint.core.names import EventId, Head
from fieldpoint.database import Connection, transaction
from fieldpoint.ids import new_event_id
from fieldpoint.store.witness import Witness, open_beside
from fieldpoint.store.witness_form import Record

_SPOOL_ROWS = 512  # a long list's rows are read from the log again rather than kept in memory


class Stamp(TypedDict):
    """The members that every row has (see core/log_rows.py)."""

    id: EventId
    seq: int
    boot: int
    mono: int
    wall: int
    tq: int


class LogHead(msgspec.Struct):
    """Where the log stands: its epoch's number, its last row, the hash after it."""

    epoch_no: int
    seq: int
    head: Head


class Transaction(msgspec.Struct):
    """An open write transaction. `head` moves with every row that is appended; `rows` go into the witness."""

    connection: Connection
    head: LogHead
    now: Reading
    rows: list[Record] = msgspec.field(default_factory=list[Record])

    def grow(self, head: LogHead, line: bytes) -> None:
        """One more row stands: the head after it, and its line for the witness."""
        self.head = head
        if len(self.rows) < _SPOOL_ROWS:
            self.rows.append(Record(head.epoch_no, head.seq, head.head, line))

    def back_to(self, head: LogHead) -> None:
        """The rows after a head are taken back."""
        self.head = head
        self.rows = [row for row in self.rows if row.place <= (head.epoch_no, head.seq)]

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
def transaction_on(connection: Connection, now: Reading, witness: Witness | None = None) -> Generator[Transaction]:
    """Everything inside is committed together or not at all, and stands in the witness too when this ends.

    The head is read fresh. Without a `witness` the one beside the database is opened for this time. `Broken`
    or `Unavailable` (`disk-full`) from the witness come after the COMMIT: the rows stand and may not be
    acknowledged yet; the next to write or to open the site gives them to the witness.
    """
    if witness is None:
        with closing(open_beside(connection)) as opened, transaction_on(connection, now, opened) as tx:
            yield tx
        return
    with unwitnessed(connection, now) as tx:
        yield tx
    witness.keep(connection, tx.rows, (tx.head.epoch_no, tx.head.seq))


@contextmanager
def unwitnessed(connection: Connection, now: Reading) -> Generator[Transaction]:
    """As `transaction_on` for a database that is being made or repaired and has no witness yet."""
    with transaction(connection):
        yield Transaction(connection, read_head(connection), _as_trusted(connection, now))


def _as_trusted(connection: Connection, now: Reading) -> Reading:
    """The time with the trust this boot has by now: another program may have confirmed the date since."""
    row = connection.execute("SELECT trust FROM boots WHERE number = ?", (now.boot,)).fetchone()
    return now if row is None or row[0] <= now.trust else msgspec.structs.replace(now, trust=Trust(row[0]))


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
