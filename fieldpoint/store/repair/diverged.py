"""The witness and the database each hold rows that the other does not: nothing of either is given up.

The witness is kept aside and made anew from the database; what only it held is carried into the log, with its effects.
Called by a person alone: at a start nobody can know which of the two is of a copied site.

Imports database, core and its neighbours in the store.
"""

from contextlib import closing
from pathlib import Path

from fieldpoint.core.log_rows import EpochOpen, decode_row
from fieldpoint.database import Connection, database_errors
from fieldpoint.errors import Broken, Code
from fieldpoint.store.lives.carry import OtherRow, carry, knows, other_row
from fieldpoint.store.lives.due import set_due
from fieldpoint.store.repair.quarantine import keep_aside
from fieldpoint.store.site import bare_site
from fieldpoint.store.transaction import read_head, transaction_on
from fieldpoint.store.witness import Witness, witness_of
from fieldpoint.store.witness_form import Record, look_through, records


def join_witness(folder: Path) -> int:
    """The log holds what only its witness held, and is due for a new life; answers how many rows. Commits.

    `Broken` (`witness-foreign`) when the witness is of another log, (`witness-damaged`) when it does not read.
    """
    connection, clock = bare_site(folder)
    with database_errors(), closing(connection):
        path = witness_of(folder / "site.db")
        with closing(Witness(path)) as witness:
            with witness.held():
                content = witness.read()
                lost = _only_there(connection, content, path)
                keep_aside(folder, path.name, content)
                witness.cut(0)
                head = read_head(connection)
                witness.keep_held(connection, (), (head.epoch_no, head.seq))
            with transaction_on(connection, clock.now(), witness) as tx:
                set_due(connection, "fork", tx.now.wall_ms)
                return carry(tx, lost, learned=True)


def _only_there(connection: Connection, content: bytes, path: Path) -> list[OtherRow]:
    """The rows of a witness that the log has not."""
    found = look_through(content)
    if found.whole != found.size:
        raise Broken(Code.WITNESS_DAMAGED, file=path.name, seq=found.last.seq + 1)
    epoch = ""
    rows: list[OtherRow] = []
    for number, record in enumerate(one for one, _ in records(content)):
        epoch = _epoch_of(record, epoch)
        if number == 0 and not _is_ours(connection, epoch):
            raise Broken(Code.WITNESS_FOREIGN, file=path.name)
        row = other_row(epoch, record.seq, record.line)
        if row is not None and not knows(connection, row.event_id):
            rows.append(row)
    return rows


def _epoch_of(record: Record, before: str) -> str:
    if record.seq != 1:
        return before
    row = decode_row(record.line)
    return row.epoch if isinstance(row, EpochOpen) else before


def _is_ours(connection: Connection, epoch: str) -> bool:
    return connection.execute("SELECT 1 FROM epochs WHERE number = 1 AND epoch = ?", (epoch,)).fetchone() is not None
