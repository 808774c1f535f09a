"""The start: database and witness are compared, and whichever fell behind is brought up.

    witness ahead with whole rows that extend the database's head    replayed byte for byte, same epoch
    database ahead                                                   the witness is extended
    the witness's end does not read                                  cut off and kept aside
    another place of it does not read, and the database has it all   kept aside, made anew
    anything else                                                    refused in one sentence, nothing changed

Where the witness gave rows back the database was an older one: everybody signs in anew.

Only heads are compared here, and what was written last is read, which costs a few reads; `verify` compares every
row.

Imports database, errors, core and its neighbours in the store.
"""

import logging
from contextlib import closing
from pathlib import Path

import msgspec

from fieldpoint.core.log_rows import EpochOpen, decode_row
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Broken, Code
from fieldpoint.store.entry import sign_ins
from fieldpoint.store.register.wipe import empty_wal
from fieldpoint.store.repair.projections import count_nameless, replay
from fieldpoint.store.repair.quarantine import keep_aside
from fieldpoint.store.transaction import LogHead, read_head
from fieldpoint.store.witness import Witness, make_witness, witness_of
from fieldpoint.store.witness_form import NO_RECORD, Content, Place, Record, look_through, records

_LOGGER = logging.getLogger("fieldpoint.store")


def recover(connection: Connection, database: Path) -> int:
    """Log and witness hold the same rows from here on; answers how many the witness gave back. Commits.

    `Broken` with `witness-missing`, `-foreign`, `-diverged`, `-damaged` or `-failed`: nothing was changed then.
    """
    path = witness_of(database)
    if not path.exists():
        if path.is_symlink():
            raise Broken(Code.WITNESS_MISSING, file=path.name)
        make_witness(path)
    with closing(Witness(path)) as witness, witness.held():
        return _Start(connection, database, witness).run()


class _Start:
    """One comparison, with the witness's lock held: the database's head is read after the witness's end."""

    def __init__(self, connection: Connection, database: Path, witness: Witness) -> None:
        self._connection, self._folder, self._witness = connection, database.parent, witness
        self._name = witness_of(database).name

    def run(self) -> int:
        try:
            self._witness.look()
        except Broken as fault:
            if fault.code != Code.WITNESS_DAMAGED:
                raise
            return self._mend()
        if not self._witness.end_is_whole():
            return self._mend()
        return self._agree(self._witness.last, None)

    def _mend(self) -> int:
        """The end of the file does not read, or its beginning."""
        content = self._witness.read()
        found = look_through(content)
        if found.stray is not None:
            self._remake(content, found)
            return 0
        if found.last == NO_RECORD and found.whole == 0 and content.strip(b"\0"):
            raise Broken(Code.WITNESS_FOREIGN, file=self._name)
        return self._agree(found.last, (content, found))

    def _remake(self, content: bytes, found: Content) -> None:
        """Whole rows stand behind a place that does not read: only the database can say what was there."""
        furthest = found.stray or found.last
        if _head_at(self._connection, furthest.place) != furthest.head:
            raise Broken(Code.WITNESS_DAMAGED, file=self._name, seq=found.last.seq + 1)
        keep_aside(self._folder, self._name, content)
        self._witness.cut(0)
        self._extend()
        _LOGGER.warning("the witness was damaged at row %d; it is made anew", found.last.seq + 1)

    def _agree(self, last: Record, torn: tuple[bytes, Content] | None) -> int:
        """The last row of the witness stands in the log, or the log's last row stands in the witness."""
        there = _head_at(self._connection, last.place)
        content = self._witness.read() if there is None else b""
        if there is None and torn is None and (found := look_through(content)).whole != found.size:
            return self._mend()
        ahead = _rows_ahead(content, read_head(self._connection))
        if there != last.head and not ahead:
            raise self._refusal()
        if torn is not None:
            self._cut(*torn)
        if ahead:
            _replay(self._connection, ahead)
            _tell(self._connection, len(ahead))
            return len(ahead)
        self._extend()
        return 0

    def _cut(self, content: bytes, found: Content) -> None:
        if found.whole < found.size:
            keep_aside(self._folder, self._name, content[found.whole :])
            _LOGGER.warning(
                "%d bytes at the witness's end were not whole; they are kept aside", found.size - found.whole
            )
        self._witness.cut(found.whole)

    def _extend(self) -> None:
        head = read_head(self._connection)
        self._witness.keep_held(self._connection, (), (head.epoch_no, head.seq))

    def _refusal(self) -> Broken:
        """Another log's witness, or two histories of one log."""
        first = next(records(self._witness.read()), None)
        row = None if first is None else decode_row(first[0].line)
        own = self._connection.execute("SELECT epoch FROM epochs WHERE number = 1").fetchone()
        if not isinstance(row, EpochOpen) or own is None or row.epoch != own[0]:
            return Broken(Code.WITNESS_FOREIGN, file=self._name)
        return Broken(Code.WITNESS_DIVERGED, file=self._name, seq=self._witness.last.seq)


def _head_at(connection: Connection, place: Place) -> bytes | None:
    """The head after a row of the log; empty before the first row, nothing where there is no such row."""
    if place == NO_RECORD.place:
        return NO_RECORD.head
    row = connection.execute("SELECT head FROM log WHERE (epoch_no, seq) = (?, ?)", place).fetchone()
    return None if row is None else bytes(row[0])


def _rows_ahead(content: bytes, head: LogHead) -> list[Record]:
    """The whole rows of the witness behind the database's head; none when the head is not in it."""
    found = iter(record for record, _ in records(content))
    place = (head.epoch_no, head.seq)
    meeting = next((record for record in found if record.place >= place), None)
    return list(found) if meeting is not None and (meeting.place, meeting.head) == (place, head.head) else []


def _replay(connection: Connection, ahead: list[Record]) -> None:
    head = read_head(connection)
    with transaction(connection):
        for record in ahead:
            try:
                head = replay(connection, head, record)
            except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
                raise Broken(Code.DATABASE_NEWER, file="site.witness") from fault
        # Signing out and using a code are no rows: whoever did so after the copy was made would be in again.
        sign_ins.forget_all(connection)
    empty_wal(connection)  # where a row erased somebody, nothing of them waits in it


def _tell(connection: Connection, count: int) -> None:
    _LOGGER.warning("the database had lost its last %d rows; the witness gave them back", count)
    nameless = count_nameless(connection)
    if nameless:
        _LOGGER.warning("%d households are known by their ids alone: their names were lost with those rows", nameless)
