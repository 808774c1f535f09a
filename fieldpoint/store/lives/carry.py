"""Rows of another life go over into the present one: those that the registry lacks, those that this site lost.

Imports core and its neighbours in the store.
"""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import UNSET, Raw

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.log_rows import EpochOpen, decode_header, decode_row
from fieldpoint.database import Connection
from fieldpoint.store import log
from fieldpoint.store.repair.projections import project, replay
from fieldpoint.store.transaction import LogHead, Transaction
from fieldpoint.store.witness_form import Record


class OtherRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of another life: where it stood, its own id, its exact bytes."""

    epoch: str
    seq: int
    event_id: str
    line: bytes


def other_row(epoch: str, seq: int, line: bytes) -> OtherRow | None:
    """A row that can be carried, or what it carried itself; nothing for what opens a life or does not read."""
    try:
        row = decode_row(line)
    except UNREADABLE:
        return _unknown(epoch, seq, line)
    if isinstance(row, EpochOpen):
        return None
    if isinstance(row, Carry):
        return other_row(row.from_epoch, row.from_seq, bytes(row.line))
    return OtherRow(epoch=epoch, seq=seq, event_id=row.id, line=line)


def _unknown(epoch: str, seq: int, line: bytes) -> OtherRow | None:
    try:
        return OtherRow(epoch=epoch, seq=seq, event_id=decode_header(line).id, line=line)
    except UNREADABLE:
        return None


def carry(tx: Transaction, rows: Iterable[OtherRow], *, learned: bool) -> int:
    """Each row stands inside a row of the present life; one that was `learned` has its effect here. Does not commit.

    Answers how many; a row that this log holds or carries already is left out where it is to be learned.
    """
    count = 0
    for one in rows:
        if learned and knows(tx.connection, one.event_id):
            continue
        row = Carry(**tx.stamp(), from_epoch=one.epoch, from_seq=one.seq, line=Raw(one.line), learned=learned or UNSET)
        project(tx.connection, log.append(tx, row), row)
        count += 1
    return count


def knows(connection: Connection, event_id: str) -> bool:
    """Whether a row of this log has this id, or carries one that has."""
    found = connection.execute(
        "SELECT 1 FROM log WHERE event_id = ? UNION ALL SELECT 1 FROM carried WHERE event_id = ?", (event_id, event_id)
    )
    return found.fetchone() is not None


def end_life(connection: Connection, epoch_no: int, upto: int) -> None:
    """What stood above a row of an earlier life is sent from a later one; its sealed batches go. Does not commit."""
    connection.execute("UPDATE epochs SET upto = ?, mark = ? WHERE number = ?", (upto, upto, epoch_no))
    connection.execute("DELETE FROM batches WHERE epoch_no = ?", (epoch_no,))


def take_back(tx: Transaction, records: Sequence[Record]) -> LogHead:
    """Rows that the log lost from its end stand there again, byte for byte, with their effects. Does not commit.

    `Broken` (`chain-broken`) when they do not follow from its end.
    """
    for record in records:
        tx.grow(replay(tx.connection, tx.head, record), record.line)
    return tx.head
