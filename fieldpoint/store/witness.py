"""The witness: a second, independent copy of the log's rows, append-only, synced before any answer leaves.

SQLite does not notice a WAL that lost its tail, so what was acknowledged stands in two files, where there is
one on a second medium too: `site.witness` may be a symbolic link to it. Rows are pseudonymous, so the file is
not encrypted. It is always a copy of the log from its first row on without a gap; whoever appends first catches
up with what others committed. When the name leads to another file, because the witness was moved to another medium
(see repair/move_witness.py), whoever has it open follows.

Imports database, errors and the form of the file.
"""

import errno
import fcntl
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fieldpoint.database import Connection, file_of
from fieldpoint.errors import Broken, Code, Unavailable
from fieldpoint.store.witness_form import (
    LENGTH,
    MAGIC,
    NO_RECORD,
    Place,
    Record,
    follows,
    pack,
    rows_after,
    unpack,
    whole_to_the_end,
)

_CHUNK = 256 * 1024
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def witness_of(database: Path) -> Path:
    """Where the witness of a database lies, or the link to it."""
    return database.with_suffix(".witness")


class Witness:
    """An open witness. One `keep` is one write and one sync, under a lock that other programs respect."""

    def __init__(self, path: Path) -> None:
        """`Broken` (`witness-missing`) when it is not there."""
        self._path, self._name = path, path.name
        self._size: int = -1
        self.last = NO_RECORD
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError as fault:
            raise Broken(Code.WITNESS_MISSING, file=self._name) from fault
        except OSError as fault:
            raise Broken(Code.WITNESS_FAILED, file=self._name) from fault

    def close(self) -> None:
        """Lets the file go."""
        os.close(self._file)

    def keep(self, connection: Connection, rows: Sequence[Record], upto: Place) -> None:
        """Every row of the log up to a place is in the file and synced, whoever wrote it.

        `rows` are the newest ones where the caller has them; what is missing before them is read from the log.
        `Unavailable` (`disk-full`) when there is no room: nothing was kept then, and it may be tried again.
        `Broken` (`witness-failed`) after any other failure: never try again, the state of the disk is unknown.
        """
        before = self._file
        with self.held():
            self.look()
            if self._file != before:
                self._check(connection)
            self.keep_held(connection, rows, upto)

    def keep_held(self, connection: Connection, rows: Sequence[Record], upto: Place) -> None:
        """As `keep`, for one who holds the lock and has looked."""
        if self.last.place >= upto:
            return
        new = [row for row in rows if row.place > self.last.place]
        whole = bool(new) and follows(self.last.place, new[0].place) and new[-1].place == upto
        self._write(new if whole else rows_after(connection, self.last.place))

    @contextmanager
    def held(self) -> Generator[None]:
        """Nobody else appends meanwhile."""
        with self._io():
            fcntl.flock(self._file, fcntl.LOCK_EX)
            while self._was_moved():
                moved = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
                os.close(self._file)
                self._file, self._size = moved, -1
                fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def read(self) -> bytes:
        """The whole content."""
        with self._io():
            return os.pread(self._file, os.fstat(self._file).st_size, 0)

    def cut(self, size: int) -> None:
        """Only the first bytes stay, or none where the beginning is not right.

        The caller holds the lock and has kept the rest aside.
        """
        with self._io():
            os.ftruncate(self._file, size)
            if size == 0:
                _write_all(self._file, MAGIC, 0)
            os.fsync(self._file)
        self._size = -1
        self.look()

    def look(self) -> None:
        """Reads the last record when the file is not as this program left it.

        `Broken` (`witness-missing`) when it was removed, (`witness-damaged`) when its end is not whole.
        """
        with self._io():
            found = os.fstat(self._file)
            if found.st_nlink == 0:
                raise Broken(Code.WITNESS_MISSING, file=self._name)
            if found.st_size == self._size:
                return
            self.last = self._read_last(found.st_size)
            self._size = found.st_size

    def end_is_whole(self) -> bool:
        """Whether every record of what was written last reads: a power cut may have kept its end without its middle."""
        with self._io():
            end = self._size
            begin = max(len(MAGIC), end - 2 * _CHUNK)
            content = os.pread(self._file, end - begin, begin)
        return whole_to_the_end(content, first=begin == len(MAGIC))

    def _was_moved(self) -> bool:
        """Whether the name leads to another file than the one that is open."""
        try:
            there = self._path.stat()
        except OSError:
            return False
        mine = os.fstat(self._file)
        return (there.st_dev, there.st_ino) != (mine.st_dev, mine.st_ino)

    def _check(self, connection: Connection) -> None:
        """A file that came into the old one's place holds rows of this log. `Broken` (`witness-foreign`) else."""
        place = self.last.place
        found = connection.execute("SELECT head FROM log WHERE (epoch_no, seq) = (?, ?)", place).fetchone()
        if self.last != NO_RECORD and (found is None or bytes(found[0]) != self.last.head):
            raise Broken(Code.WITNESS_FOREIGN, file=self._name)

    def _read_last(self, size: int) -> Record:
        if os.pread(self._file, len(MAGIC), 0) != MAGIC:
            raise Broken(Code.WITNESS_DAMAGED, file=self._name, seq=1)
        if size == len(MAGIC):
            return NO_RECORD
        ending = os.pread(self._file, LENGTH.size, size - LENGTH.size)
        whole = LENGTH.unpack(ending)[0] + LENGTH.size if len(ending) == LENGTH.size else 0
        found = unpack(os.pread(self._file, whole, size - whole), 0) if len(MAGIC) <= size - whole < size else None
        if found is None:
            raise Broken(Code.WITNESS_DAMAGED, file=self._name, seq=self.last.seq + 1)
        return found[0]

    def _write(self, rows: Iterable[Record]) -> None:
        start, end = self._size, self.last
        try:
            for part, last in _parts(rows):
                self._size += _write_all(self._file, part, self._size)
                end = last
                with self._io():  # part by part: a power cut tears the last one only, which `end_is_whole` reads
                    os.fdatasync(self._file)  # before the answer: a row that was acknowledged survives
        except OSError as fault:
            if fault.errno not in _NO_ROOM:
                raise Broken(Code.WITNESS_FAILED, file=self._name) from fault
            with self._io():
                os.ftruncate(self._file, start)  # a part of a record is worse than none
            self._size = start
            raise Unavailable(Code.DISK_FULL) from fault
        self.last = end

    @contextmanager
    def _io(self) -> Generator[None]:
        try:
            yield
        except OSError as fault:
            raise Broken(Code.WITNESS_FAILED, file=self._name) from fault


def open_beside(connection: Connection) -> Witness:
    """The witness of the database that a connection has open."""
    return Witness(witness_of(file_of(connection)))


def make_witness(path: Path) -> None:
    """An empty witness stands at the path, synced with its folder; a link is followed to where it leads.

    `Broken` (`witness-missing`) when the link's medium is not there.
    """
    target = path.resolve()
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            _write_all(descriptor, MAGIC, 0)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(target.parent)
    except FileNotFoundError as fault:
        raise Broken(Code.WITNESS_MISSING, file=path.name) from fault
    except OSError as fault:
        raise Broken(Code.WITNESS_FAILED, file=path.name) from fault


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _parts(rows: Iterable[Record]) -> Iterator[tuple[bytes, Record]]:
    """The records' bytes in pieces of a fair size, each with its last record."""
    part, last = bytearray(), NO_RECORD
    for row in rows:
        part += pack(row)
        last = row
        if len(part) >= _CHUNK:
            yield bytes(part), last
            part = bytearray()
    if part:
        yield bytes(part), last


def _write_all(descriptor: int, content: bytes, start: int) -> int:
    written = os.pwrite(descriptor, content, start)
    while written < len(content):
        written += os.pwrite(descriptor, content[written:], start + written)
    return len(content)
