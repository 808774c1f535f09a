"""What a workbook (XLSX, a zip of XML) must be before any part of it is unpacked.

A few bytes can unpack to gigabytes, name a file outside, or ask a reader for other files. So the directory at
the end of the archive is read first, by hand and bounded, and only an archive that is small, flat and plain is
opened at all; what is then unpacked is counted again, for a directory can lie.

Imports the standard library and `errors`.
"""

import struct
import zipfile
from collections.abc import Generator
from io import SEEK_END
from typing import IO, Final
from zlib import error as ZlibError  # noqa: N812  an error by its name

from fieldpoint.errors import Code, Invalid

MAGIC: Final = b"PK\x03\x04"
MOST_PACKED: Final = 10 * 1024 * 1024
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_RATIO = 100
_RATIO_FROM = 1024 * 1024  # a small part of plain blanks packs better than any bomb
_MOST_PARTS = 512
_MOST_DIRECTORY = 128 * 1024
_PIECE = 64 * 1024
_END = struct.Struct("<4s4H2LH")
_END_MARK, _ZIP64_MARK = b"PK\x05\x06", b"PK\x06\x07"
_LONGEST_COMMENT = 65_535
_PLAIN_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def open_archive(raw: IO[bytes], name: str) -> zipfile.ZipFile:
    """The archive, checked by its directory. `Invalid` when it is not whole, too large or not plain."""
    size = raw.seek(0, SEEK_END)
    if size > MOST_PACKED:
        raise Invalid(Code.FILE_TOO_LARGE, file=name, most=MOST_PACKED)
    _check_end(raw, size, name)
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as fault:
        raise Invalid(Code.WORKBOOK_UNREADABLE, file=name) from fault
    _check_parts(archive.infolist(), size, name)
    return archive


def pieces(archive: zipfile.ZipFile, part: str, name: str) -> Generator[bytes]:
    """The unpacked bytes of one part, piece by piece, never more than its directory said.

    `Invalid` (`workbook-unreadable`) when it is missing or damaged.
    """
    try:
        with archive.open(part) as stream:
            left = archive.getinfo(part).file_size
            while piece := _read(stream, name):
                left -= len(piece)
                if left < 0:
                    raise Invalid(Code.WORKBOOK_UNSAFE, file=name)
                yield piece
    except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as fault:
        raise Invalid(Code.WORKBOOK_UNREADABLE, file=name) from fault


def _read(stream: IO[bytes], name: str) -> bytes:
    try:
        return stream.read(_PIECE)
    except (zipfile.BadZipFile, EOFError, ZlibError) as fault:
        raise Invalid(Code.WORKBOOK_UNREADABLE, file=name) from fault


def _check_end(raw: IO[bytes], size: int, name: str) -> None:
    """The record at the end says how large the directory is; `zipfile` would read a directory of any size."""
    tail_size = min(size, _END.size + _LONGEST_COMMENT)
    raw.seek(size - tail_size)
    tail = raw.read(tail_size)
    # As `zipfile` looks for it: at the very end without a comment, else the last mark that is there.
    at = len(tail) - _END.size
    if at < 0 or not (tail[at:].startswith(_END_MARK) and tail.endswith(b"\0\0")):
        at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise Invalid(Code.WORKBOOK_UNREADABLE, file=name)
    _, disk, _, here, parts, directory, _, _ = _END.unpack_from(tail, at)
    if disk or here != parts or parts > _MOST_PARTS or directory > _MOST_DIRECTORY or _ZIP64_MARK in tail:
        raise Invalid(Code.WORKBOOK_UNSAFE, file=name)


def _check_parts(parts: list[zipfile.ZipInfo], size: int, name: str) -> None:
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    names = {part.filename.casefold() for part in parts}
    # Parts that lie over one another pack to more than the file has.
    strange = len(names) != len(parts) or packed > size or not all(map(_is_plain, parts))
    if strange or unpacked > _MOST_UNPACKED or _is_dense(packed, unpacked):
        raise Invalid(Code.WORKBOOK_UNSAFE, file=name)


def _is_plain(part: zipfile.ZipInfo) -> bool:
    steps = part.filename.replace("\\", "/").split("/")
    outside = part.filename.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\0" in part.orig_filename
    kind = part.compress_type in _PLAIN_KINDS and not part.flag_bits & _ENCRYPTED
    return kind and not outside and not _is_dense(part.compress_size, part.file_size)


def _is_dense(packed: int, unpacked: int) -> bool:
    return unpacked > _RATIO_FROM and unpacked > _MOST_RATIO * max(packed, 1)
