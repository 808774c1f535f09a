r"""What the registry tells a site, and how it travels (fp-sync/1, the way back).

Everything a site is told is an item: a kind, a key of that kind, and what stands under it now (`b`), or nothing any
more (`b` null). An item replaces the one before under the same kind and key, so telling a thing twice changes
nothing, and only the newest of each is kept. The registry numbers the items of each site from 1, in the order in
which they become true; a number that an item had before it was replaced is not told again.

    page       GET /v1/feed?after={feed}.{n}: gzip of a signed answer (answer.py), `FeedPage`; file name .fpf
    snapshot   GET /v1/snapshot: gzip of one line of JSON for every item that stands, in the order of their
               numbers, then one signed answer, `SnapshotEnd`, which names how many lines and bytes (SHA-256) stand
               above it; file name .fps

A feed has a random name. A registry that was restored from a backup gives it a new one: old numbers mean nothing then.

    k         key                          b
    hh        household                    `HouseholdBody`
    prog      code@version                 the programme's rule as JSON (core/rules/programme.py)
    rev       card                         `RevocationBody`
    cons      household/prog/cycle/item    `ConsumptionBody`
    verdict   row/… or case/…              `VerdictBody`
    key       number of the key            `KeyBody`

Readers let other kinds and additional members pass.

Imports zlib, hashlib, msgspec and `core`.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.answer import Count, Key, Word, signed_answer, verified_body
from fieldpoint.core.base64url import b64url
from fieldpoint.core.batch import UNREADABLE, Hash, SiteCode, deflate, inflate
from fieldpoint.core.people import Household, Person
from fieldpoint.errors import Code, Invalid

MAX_ITEMS: Final = 1_000
PAGE_MEDIA_TYPE: Final = "application/vnd.fieldpoint.feed+gzip"
SNAPSHOT_MEDIA_TYPE: Final = "application/vnd.fieldpoint.snapshot+gzip"

FeedId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}\Z")]
ItemKey = Annotated[str, Meta(min_length=1, max_length=200)]

_NULL = b"null"
NOTHING: Final = msgspec.Raw(_NULL)


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is true from number `n` on, or (where `b` is null) no longer."""

    n: Count
    k: Word
    key: ItemKey
    b: msgspec.Raw = NOTHING

    @property
    def body(self) -> bytes | None:
        """What stands under the key now, as JSON, or nothing."""
        body = bytes(self.b)
        return None if body == _NULL else body


class FeedPage(msgspec.Struct, frozen=True, kw_only=True):
    """All that changed after number `after` up to number `upto`, in the order of the numbers; `more` comes behind."""

    fp: Literal["feed/1"] = "feed/1"
    site: SiteCode
    feed: FeedId
    after: Count
    upto: Count
    items: list[FeedItem]
    more: bool


class SnapshotEnd(msgspec.Struct, frozen=True, kw_only=True):
    """The last line of a snapshot: `count` lines with `digest` (SHA-256 with their line feeds) are true at `n`."""

    fp: Literal["snapshot/1"] = "snapshot/1"
    end: bool = True
    site: SiteCode
    feed: FeedId
    n: Count
    count: Count
    digest: Hash


class PersonBody(Person, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """One member as the registry knows them."""


class HouseholdBody(Household, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A household of the site's scope as it is registered at the registry, with all its people."""

    members: tuple[PersonBody, ...]  # type: ignore[assignment]  the same, read more kindly


class RevocationBody(msgspec.Struct, frozen=True, kw_only=True):
    """A card that may not be used any more."""

    card: str
    why: Word


class SiteShare(msgspec.Struct, frozen=True, kw_only=True):
    """What one other site gave; `member` is empty where the household itself is counted."""

    site: str
    member: str
    qty: Count
    day: str | None


class ConsumptionBody(msgspec.Struct, frozen=True, kw_only=True):
    """What all other sites together gave a household of an item in a period: whole sums, never what was added."""

    hh: str
    prog: str
    cycle: str
    item: str
    by: list[SiteShare]


class VerdictBody(msgspec.Struct, frozen=True, kw_only=True):
    """What became of rows of the site's own (`events`).

    `what` is `withheld` (they have no effect; `code` says why) or `case` (together with others they are more than
    somebody was entitled to; `code` is the kind of case, `state` what people decided, `sites` all sites in it).
    """

    what: Word
    code: Word
    events: list[str]
    state: Word = "open"
    prog: str = ""
    cycle: str = ""
    sites: list[str] = []


class KeyBody(msgspec.Struct, frozen=True, kw_only=True):
    """A key by which the site checks what the registry says."""

    kid: Count
    public: Key


_ITEM = msgspec.json.Decoder(FeedItem)
_MOST_SNAPSHOT: Final = 256 * 1024 * 1024  # opened: a hundred times what a large site needs
_LONGEST_LINE: Final = 1024 * 1024
_GZIP = 31
_OPENED_AT_ONCE = 256 * 1024


def packed_page(page: FeedPage, seed: bytes) -> bytes:
    """The page as it is sent: signed, and packed with gzip."""
    return deflate(signed_answer(page, seed))


def opened_page(sent: bytes, keys: Iterable[bytes]) -> FeedPage:
    """The page, when one of these keys signed it. `Invalid` (`registry-unreachable`) for anything else."""
    try:
        return msgspec.json.decode(_believed(inflate(sent), keys), type=FeedPage)
    except (*UNREADABLE, Invalid):
        raise Invalid(Code.REGISTRY_UNREACHABLE) from None


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

        `Invalid` (`registry-unreachable`) as soon as that cannot be any more.
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
            end = msgspec.json.decode(_believed(line, self._keys), type=SnapshotEnd)
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
            if len(rest) > _LONGEST_LINE or size > _MOST_SNAPSHOT:
                raise Invalid(Code.REGISTRY_UNREACHABLE)
    if rest or not unpacker.eof or unpacker.unused_data:
        raise Invalid(Code.REGISTRY_UNREACHABLE)


def _opened(unpack: Callable[[bytes, int], bytes], packed: bytes) -> bytes:
    try:
        return unpack(packed, _OPENED_AT_ONCE)
    except zlib.error:
        raise Invalid(Code.REGISTRY_UNREACHABLE) from None


def _believed(received: bytes, keys: Iterable[bytes]) -> bytes:
    for public in keys:
        with suppress(Invalid):
            return verified_body(received, public)
    raise Invalid(Code.REGISTRY_UNREACHABLE)
