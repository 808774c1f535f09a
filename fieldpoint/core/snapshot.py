"""A snapshot: everything that is true for a site at one number of its feed, as it travels (see feed.py).

Imports zlib, hashlib, msgspec and `core`.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Final, Literal

import msgspec

from fieldpoint.core.answer import Count, signed_answer
from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import UNREADABLE, Hash, SiteCode, deflate
from fieldpoint.core.feed import FeedId, FeedItem, believed
from fieldpoint.errors import Code, Invalid

_ITEM = msgspec.json.Decoder(FeedItem)
_MOST_BYTES: Final = 256 * 1024 * 1024  # opened: a hundred times what a large site needs
_LONGEST_LINE: Final = 1024 * 1024
_GZIP = 31
_OPENED_AT_ONCE = 256 * 1024


class SnapshotEnd(msgspec.Struct, frozen=True, kw_only=True):
    """The last line of a snapshot: `count` lines with `digest` (SHA-256 with their line feeds) are true at `n`."""

    fp: Literal["snapshot/1"] = "snapshot/1"
    end: bool = True
    site: SiteCode
    feed: FeedId
    n: Count
    count: Count
    digest: Hash


def packed_snapshot(end: SnapshotEnd, items: Iterable[FeedItem], seed: bytes) -> bytes:
    """The snapshot as it is sent; `count` and `digest` of the end are counted here."""
    lines = [msgspec.json.encode(item) + b"\n" for item in items]
    above = b"".join(lines)
    whole = msgspec.structs.replace(end, count=len(lines), digest=b64url(sha256(above).digest()))
    return deflate(above + signed_answer(whole, seed) + b"\n")


class SnapshotReader:
    """A snapshot, read from its pieces without all of it in memory.

    Walk `items` to its end inside a transaction and commit only then: before the end is reached nothing is believed.
    """

    def __init__(self, pieces: Iterable[bytes], keys: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._keys = keys
        self._digest = sha256()
        self._count = 0
        self.end: SnapshotEnd | None = None

    def items(self) -> Iterator[FeedItem]:
        """Every item; then `end` stands, signed by one of the keys and true of what was above it.

        `Invalid` (`registry-unreachable`, `registry-key-unknown`) as soon as that cannot be any more.
        """
        last: bytes | None = None
        for line in _lines(self._pieces):
            if last is not None:
                yield self._item(last)
            last = line
        self.end = self._finish(last or b"")

    def _item(self, line: bytes) -> FeedItem:
        self._digest.update(line)
        self._digest.update(b"\n")
        self._count += 1
        try:
            return _ITEM.decode(line)
        except UNREADABLE:
            raise Invalid(Code.REGISTRY_UNREACHABLE) from None

    def _finish(self, line: bytes) -> SnapshotEnd:
        try:
            end = msgspec.json.decode(believed(line, self._keys), type=SnapshotEnd)
        except UNREADABLE:
            raise Invalid(Code.REGISTRY_UNREACHABLE) from None
        if (end.count, end.digest) != (self._count, b64url(self._digest.digest())):
            raise Invalid(Code.REGISTRY_UNREACHABLE)
        return end


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a gzip member that comes in pieces, each without its line feed; the member must be whole."""
    rest, size, unpacker = b"", 0, zlib.decompressobj(_GZIP)
    for piece in pieces:
        packed = piece
        while packed and not unpacker.eof:
            opened = _opened(unpacker.decompress, packed)
            packed = unpacker.unconsumed_tail
            size += len(opened)
            *lines, rest = (rest + opened).split(b"\n")
            yield from lines
            if len(rest) > _LONGEST_LINE or size > _MOST_BYTES:
                raise Invalid(Code.REGISTRY_UNREACHABLE)
    if rest or not unpacker.eof or unpacker.unused_data:
        raise Invalid(Code.REGISTRY_UNREACHABLE)


def _opened(unpack: Callable[[bytes, int], bytes], packed: bytes) -> bytes:
    try:
        return unpack(packed, _OPENED_AT_ONCE)
    except zlib.error:
        raise Invalid(Code.REGISTRY_UNREACHABLE) from None
