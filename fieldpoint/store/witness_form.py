"""The form of the witness: the records of its file, and how whole ones are found in a damaged one.

A file is 16 bytes of magic, then records, all numbers big-endian:

    4 length of what follows | 4 CRC-32 of the rest | 4 epoch's number | 8 seq | 32 head | line | 4 length again

The length at the end lets the last record be found without reading the file. Pure but for its one query.

Imports database.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

import msgspec

from fieldpoint.database import Connection

MAGIC = b"fp/witness/1\0\r\n\xff"
LENGTH = struct.Struct(">I")
_HEAD = struct.Struct(">IIIQ32s")
_AROUND = _HEAD.size + LENGTH.size  # bytes of a record beside its line
_AFTER_LENGTH = _AROUND - LENGTH.size  # what `length` counts beside the line
_LINE_BEGINS = b'{"t":"'
Place = tuple[int, int]


class Record(NamedTuple):
    """A row of the log as the witness keeps it: where it stands, the head after it, its exact bytes."""

    epoch_no: int
    seq: int
    head: bytes
    line: bytes

    @property
    def place(self) -> Place:
        """Epoch's number and number in it: what orders records."""
        return self.epoch_no, self.seq


NO_RECORD = Record(1, 0, b"", b"")  # before the first row of the first epoch


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What can be read of a whole file.

    `whole` bytes from its start are in order: magic and records without a gap, up to `last`. `stray` is the
    furthest record that stands behind a place that does not read.
    """

    whole: int
    size: int
    last: Record
    stray: Record | None


def pack(record: Record) -> bytes:
    """The record's bytes."""
    rest = struct.pack(">IQ32s", record.epoch_no, record.seq, record.head) + record.line
    length = LENGTH.pack(_AFTER_LENGTH + len(record.line))
    return length + LENGTH.pack(crc32(rest)) + rest + length


def unpack(content: bytes, start: int) -> tuple[Record, int] | None:
    """The whole record that begins at a place, and where it ends; nothing when none does."""
    if start < 0 or start + _AROUND > len(content):
        return None
    length, crc, epoch_no, seq, head = _HEAD.unpack_from(content, start)
    end = start + LENGTH.size + length
    if length < _AFTER_LENGTH or end > len(content) or LENGTH.unpack_from(content, end - LENGTH.size)[0] != length:
        return None
    if crc32(memoryview(content)[start + 2 * LENGTH.size : end - LENGTH.size]) != crc:
        return None
    return Record(epoch_no, seq, head, content[start + _HEAD.size : end - LENGTH.size]), end


def records(content: bytes) -> Iterator[tuple[Record, int]]:
    """The records from the file's start, each with where it ends, up to the first that is not whole or in its place."""
    found = unpack(content, len(MAGIC)) if content.startswith(MAGIC) else None
    last = NO_RECORD.place
    while found is not None and follows(last, found[0].place):
        yield found
        last = found[0].place
        found = unpack(content, found[1])


def look_through(content: bytes) -> Content:
    """What can be read of a whole file, record by record."""
    last, whole = NO_RECORD, len(MAGIC) if content.startswith(MAGIC) else 0
    for record, end in records(content):
        last, whole = record, end
    return Content(whole=whole, size=len(content), last=last, stray=_stray(content, whole))


def _stray(content: bytes, start: int) -> Record | None:
    """The furthest whole record behind a place, wherever it begins; a line's first bytes lead to it."""
    furthest: Record | None = None
    line = content.find(_LINE_BEGINS, start)
    while line >= 0:
        found = unpack(content, line - _HEAD.size) if line - _HEAD.size >= start else None
        if found is not None and (furthest is None or found[0].place > furthest.place):
            furthest = found[0]
        line = content.find(_LINE_BEGINS, line + 1)
    return furthest


def whole_to_the_end(content: bytes, *, first: bool) -> bool:
    """Whether the end of a file is whole records, one after another; `first`: from its first byte on.

    Else its first bytes may belong to a record that begins before it.
    """
    end = len(content)
    while end >= LENGTH.size:
        start = end - LENGTH.size - LENGTH.unpack_from(content, end - LENGTH.size)[0]
        if start < 0:
            return not first
        if unpack(content, start) is None:
            return False
        end = start
    return end == 0 or not first


def follows(before: Place, after: Place) -> bool:
    """Whether a row may stand right behind another: the next number, or the first of the next epoch."""
    return after in ((before[0], before[1] + 1), (before[0] + 1, 1))


def rows_after(connection: Connection, place: Place) -> Iterator[Record]:
    """The log's rows after a place, in order, over all epochs."""
    found = connection.execute(
        "SELECT epoch_no, seq, head, line FROM log WHERE (epoch_no, seq) > (?, ?) ORDER BY epoch_no, seq", place
    )
    return (Record(*row) for row in found)
