"""A snapshot: everything that is true for a site at one number of its feed, as it travels (see feed.py).

Each line but the last is a block: many items of one kind, their bodies column by column (columns.py), which is half of
what the same items weigh one by one. An item's key is either a column too, or the values of some members of its body
with a slash between: where all items of a block allow it, those members' names stand in `of`.

    {"k":"hh","of":["household"],"key":null,"b":column}
    {"k":"verdict","of":[],"key":column,"b":column}

A reader that does not know a kind passes its block over. Items have no numbers of their own here: all are true at the
number that the last line names.

Imports zlib, hashlib, msgspec and `core`.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any, Final, Literal, cast

import msgspec

from fieldpoint.core.answer import Count, Word, signed_answer
from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import UNREADABLE, Hash, SiteCode, deflate
from fieldpoint.core.feed import FeedId, FeedItem, believed
from fieldpoint.core.snapshot.columns import Column, packed, unpacked
from fieldpoint.errors import Code, Invalid

_ITEM = msgspec.json.Decoder(FeedItem)
_A_BLOCK: Final = 4_000
_KEYS: Final = (("household",), ("card",), ("public",), ("kid",), ("hh", "prog", "cycle", "item"))  # tried in turn
_MOST_BYTES: Final = 256 * 1024 * 1024  # opened: a hundred times what a large site needs
_LONGEST_LINE: Final = 8 * 1024 * 1024
_GZIP = 31
_OPENED_AT_ONCE = 256 * 1024


class SnapshotEnd(msgspec.Struct, frozen=True, kw_only=True):
    """The last line of a snapshot: `count` lines with `digest` (SHA-256 with their line feeds) are true at `n`."""

    fp: Literal["snapshot/2"] = "snapshot/2"
    end: bool = True
    site: SiteCode
    feed: FeedId
    n: Count
    count: Count
    digest: Hash


def packed_snapshot(end: SnapshotEnd, items: Iterable[FeedItem], seed: bytes) -> bytes:
    """The snapshot as it is sent; `count` and `digest` of the end are counted here."""
    lines = [msgspec.json.encode(block) + b"\n" for block in _blocks(items)]
    above = b"".join(lines)
    whole = msgspec.structs.replace(end, count=len(lines), digest=b64url(sha256(above).digest()))
    return deflate(above + signed_answer(whole, seed) + b"\n")


class _Block(msgspec.Struct, frozen=True, kw_only=True):
    """Items of one kind."""

    k: Word
    of: list[str]
    key: Column | None
    b: Column


_BLOCK = msgspec.json.Decoder(_Block)


def _blocks(items: Iterable[FeedItem]) -> Iterator[_Block]:
    """The items, those of a kind in their order; kinds in the order of their names."""
    for kind, found in groupby(sorted(items, key=lambda item: item.k), key=lambda item: item.k):
        alike = list(found)
        for start in range(0, len(alike), _A_BLOCK):
            yield _block(kind, alike[start : start + _A_BLOCK])


def _block(kind: str, items: Sequence[FeedItem]) -> _Block:
    bodies: list[Any] = [msgspec.json.decode(item.b) for item in items]
    keys = [item.key for item in items]
    for members in _KEYS:
        if [_key(body, members) for body in bodies] == keys:
            return _Block(k=kind, of=list(members), key=None, b=packed(bodies))
    return _Block(k=kind, of=[], key=packed(keys), b=packed(bodies))


def _key(body: Any, members: Sequence[str]) -> str | None:  # noqa: ANN401  whatever JSON has
    if not isinstance(body, dict) or not members:
        return None
    there = cast("dict[str, Any]", body)
    return "/".join(str(there[name]) for name in members) if there.keys() >= set(members) else None


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
                yield from self._items(last)
            last = line
        self.end = self._finish(last or b"")

    def _items(self, line: bytes) -> Iterator[FeedItem]:
        self._digest.update(line)
        self._digest.update(b"\n")
        self._count += 1
        try:
            block = _BLOCK.decode(line)
            bodies = unpacked(block.b)
            keys = [_key(body, block.of) for body in bodies] if block.key is None else unpacked(block.key)
            for key, body in zip(keys, bodies, strict=True):
                yield _item(block.k, key, body)
        except (*UNREADABLE, ValueError):
            raise Invalid(Code.REGISTRY_UNREACHABLE) from None

    def _finish(self, line: bytes) -> SnapshotEnd:
        try:
            end = msgspec.json.decode(believed(line, self._keys), type=SnapshotEnd)
        except UNREADABLE:
            raise Invalid(Code.REGISTRY_UNREACHABLE) from None
        if (end.count, end.digest) != (self._count, b64url(self._digest.digest())):
            raise Invalid(Code.REGISTRY_UNREACHABLE)
        return end


def _item(kind: str, key: Any, body: Any) -> FeedItem:  # noqa: ANN401  whatever JSON has
    """The item, read as strictly as one of a page."""
    return _ITEM.decode(msgspec.json.encode({"n": 0, "k": kind, "key": key, "b": body}))


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
