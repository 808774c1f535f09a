"""The log: append-only rows, numbered without a gap and chained by hash (design chapter 4.2).

Appending is the only way in; there is no update and no delete. A row and its effects are written in the
same transaction, so a projection can never know more or less than the log.
"""

from collections.abc import Iterator

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.chain import next_head
from fieldpoint.core.log_rows import AnyRow, Row, decode_row, encode_row
from fieldpoint.core.names import EventId, Head
from fieldpoint.database import Connection
from fieldpoint.errors import Broken, Code
from fieldpoint.store.transaction import LogHead, Transaction

_CARRIED = """SELECT l.line, l.epoch_no, l.seq, l.head FROM carried c
    JOIN log l ON l.epoch_no = c.epoch_no AND l.seq = c.seq WHERE c.event_id = ?"""


def append(tx: Transaction, row: Row) -> LogHead:
    """The row stands at the end of the log; answers where. Does not commit.

    `Broken` when the row was numbered for another place: it was built in another transaction.
    """
    if row.seq != tx.head.seq + 1:
        raise Broken(Code.CHAIN_BROKEN, seq=row.seq)
    line = encode_row(row)
    head = LogHead(tx.head.epoch_no, row.seq, next_head(tx.head.head, line))
    write_line(tx.connection, head, row, line)
    tx.grow(head, line)
    return head


def write_line(connection: Connection, stands: LogHead, row: Row, line: bytes) -> None:
    """The line stands in the table at its place; `append` and a replay come here. Does not commit."""
    connection.execute(
        "INSERT INTO log (epoch_no, seq, event_id, type, line, head) VALUES (?, ?, ?, ?, ?, ?)",
        (stands.epoch_no, stands.seq, row.id, str(row.__struct_config__.tag), line, stands.head),
    )


def find(connection: Connection, event_id: EventId) -> tuple[AnyRow, LogHead] | None:
    """The row with this id and where it stands, or nothing; a row that was carried stands where it was carried."""
    row = connection.execute("SELECT line, epoch_no, seq, head FROM log WHERE event_id = ?", (event_id,)).fetchone()
    row = row or connection.execute(_CARRIED, (event_id,)).fetchone()
    if row is None:
        return None
    found = decode_row(row[0])
    if isinstance(found, Carry):
        found = decode_row(bytes(found.line))
    return found, LogHead(row[1], row[2], Head(row[3]))


def lines(connection: Connection, epoch_no: int, first: int, last: int) -> Iterator[tuple[int, bytes, Head]]:
    """Number, exact bytes and head of each row from `first` to `last`, both included, in order."""
    for seq, line, head in connection.execute(
        "SELECT seq, line, head FROM log WHERE epoch_no = ? AND seq BETWEEN ? AND ? ORDER BY seq",
        (epoch_no, first, last),
    ):
        yield seq, line, Head(head)


def verify(connection: Connection) -> int:
    """Walks every epoch's chain from its genesis; answers how many rows stand.

    `Broken` (`chain-broken`) with epoch and number of the first row that is changed, missing or moved.
    """
    rows = 0
    for number, genesis in connection.execute("SELECT number, genesis FROM epochs ORDER BY number").fetchall():
        head = Head(genesis)
        for seq, (found, line, stored) in enumerate(lines(connection, number, 1, 2**53), start=1):
            head = next_head(head, line)
            if found != seq or stored != head:
                raise Broken(Code.CHAIN_BROKEN, epoch=number, seq=seq)
            rows += 1
    return rows
