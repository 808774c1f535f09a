r"""A sealed batch: rows of one epoch under one signature, as they travel to the registry (design chapter 4.4).

The uncompressed bytes are UTF-8 lines, each ended by one LF:

    line 1   the header, a JSON object (`BatchHeader`)
    line 2   {"sig": base64url of Ed25519 over "fp/batch/1\0" and the bytes of line 1 without its LF}
    line 3…  the rows `first` to `last`, byte for byte as the log has them

The header names the head before the first row and the head after the last, so its one signature binds
every row. The batch's id is the SHA-256 of the uncompressed bytes in lower-case hex (it also becomes a
file name, and some sticks do not tell A from a). On the way it is compressed with gzip; compressed bytes
differ between zlib builds, so a batch is sealed once, kept, and sent again as it was.

Readers let additional members of the header pass; another meaning gets another `fp`. All base64 is
base64url without padding. Nothing here trusts what it reads: every limit holds before anything is built.

Imports zlib, hashlib, msgspec and `core`.
"""

import zlib
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.chain import next_head
from fieldpoint.core.log_rows import MAX_LINE_BYTES, decode_header
from fieldpoint.core.names import Head
from fieldpoint.core.signature import SIGNATURE_BYTES, is_signed, sign
from fieldpoint.errors import Code, Invalid

MAX_ROWS: Final = 2_000
MAX_SENT_BYTES: Final = 1024 * 1024
MAX_OPEN_BYTES: Final = 8 * 1024 * 1024
ENVELOPE: Final = "batch/1"

# Everything by which msgspec says that bytes are not the JSON they should be; sixteen thousand brackets recurse.
UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_SIGNED = b"fp/batch/1\0"
_ABOVE_ROWS = 2  # header and signature
_GZIP = 31  # zlib's name for the gzip format with the largest window
_MAX_SEQ = 2**53 - 1

# \Z, because $ would let one line feed pass at the end.
Hash = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}\Z")]
Epoch = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}\Z")]
Seq = Annotated[int, Meta(ge=1, le=_MAX_SEQ)]
SITE_CODE: Final = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}\Z"
SiteCode = Annotated[str, Meta(pattern=SITE_CODE)]
BatchId = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class Sealer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who seals: site and epoch of the rows, the key's number, the software, the time by the site's clock."""

    site: SiteCode
    epoch: Epoch
    kid: int
    sw: str
    boot: int
    mono: int
    wall: int
    tq: int


class BatchHeader(msgspec.Struct, frozen=True, kw_only=True):
    """Line 1. `prev` is the head before row `first`, `head` the one after row `last`.

    `uses` names each type of row and its version ("handout/1"), sorted, so that a registry can say at once
    what it cannot read.
    """

    fp: Literal["batch/1"]
    site: SiteCode
    epoch: Epoch
    first: Seq
    last: Seq
    prev: Hash
    head: Hash
    kid: Annotated[int, Meta(ge=0, le=2**32 - 1)]
    alg: Literal["Ed25519"]
    uses: list[str]
    sw: str
    boot: int
    mono: int
    wall: int
    tq: int


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """An opened batch: readable and within the limits. Nothing in it is believed before `verify`."""

    header: BatchHeader
    header_line: bytes
    signature: bytes
    lines: tuple[bytes, ...]


class _Envelope(msgspec.Struct, frozen=True):
    fp: str


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sig: str


def seal(sealer: Sealer, first: int, prev: Head, lines: Sequence[bytes], seed: bytes) -> bytes:
    """The uncompressed bytes of a batch of these rows; `prev` is the head before the first of them."""
    head = prev
    for line in lines:
        head = next_head(head, line)
    header = msgspec.json.encode(
        BatchHeader(
            fp=ENVELOPE,
            first=first,
            last=first + len(lines) - 1,
            prev=b64url(prev),
            head=b64url(head),
            alg="Ed25519",
            uses=_uses(lines),
            **msgspec.structs.asdict(sealer),
        )
    )
    signature = msgspec.json.encode(_Signature(b64url(sign(seed, _SIGNED + header))))
    return b"\n".join((header, signature, *lines, b""))


def batch_id(body: bytes) -> str:
    """The name of a batch: SHA-256 of its uncompressed bytes, in lower-case hex."""
    return sha256(body).hexdigest()


def deflate(body: bytes) -> bytes:
    """The batch as it is sent: gzip (RFC 1952) without a time in it."""
    packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()


def inflate(sent: bytes) -> bytes:
    """The uncompressed bytes of one gzip member.

    Stops at the limit, however much more there is: 100 MB of zeros are 97 kB on the way. `Invalid`
    (`batch-too-large`, `batch-malformed`).
    """
    if len(sent) > MAX_SENT_BYTES:
        raise Invalid(Code.BATCH_TOO_LARGE)
    unpacker = zlib.decompressobj(_GZIP)
    try:
        body = unpacker.decompress(sent, MAX_OPEN_BYTES + 1)
    except zlib.error:
        raise Invalid(Code.BATCH_MALFORMED) from None
    if len(body) > MAX_OPEN_BYTES:
        raise Invalid(Code.BATCH_TOO_LARGE)
    # Bytes behind the end would be sent under a name that does not cover them.
    if not unpacker.eof or unpacker.unused_data:
        raise Invalid(Code.BATCH_MALFORMED)
    return body


def open_batch(body: bytes) -> Batch:
    """A batch from its uncompressed bytes, of good form and within the limits; not yet believed.

    `Invalid`: `batch-too-large`, `batch-version-unknown` (another envelope), `batch-malformed`.
    """
    # Counted before anything is cut apart: a million empty lines must not become a million objects.
    if len(body) > MAX_OPEN_BYTES or body.count(b"\n") > MAX_ROWS + _ABOVE_ROWS:
        raise Invalid(Code.BATCH_TOO_LARGE)
    *lines, rest = body.split(b"\n")
    if rest or len(lines) <= _ABOVE_ROWS:
        raise Invalid(Code.BATCH_MALFORMED)
    if max(map(len, lines)) > MAX_LINE_BYTES:
        raise Invalid(Code.BATCH_TOO_LARGE)
    header_line, signature_line, *rows = lines
    header = read_header(header_line)
    if header.last - header.first + 1 != len(rows):
        raise Invalid(Code.BATCH_MALFORMED)
    return Batch(header=header, header_line=header_line, signature=_read_signature(signature_line), lines=tuple(rows))


def verify(batch: Batch, public: bytes) -> tuple[Head, ...]:
    """The head after each row, when the key signed the header and the rows are exactly those it binds.

    `Invalid`: `batch-signature-wrong`, `batch-chain-broken`.
    """
    if not is_sealed(batch.header_line, batch.signature, public):
        raise Invalid(Code.BATCH_SIGNATURE_WRONG)
    head = prev_of(batch)
    heads: list[Head] = []
    for line in batch.lines:
        head = next_head(head, line)
        heads.append(head)
    if b64url(head) != batch.header.head:
        raise Invalid(Code.BATCH_CHAIN_BROKEN)
    return tuple(heads)


def prev_of(batch: Batch) -> Head:
    """The head before the batch's first row, as its header says. `Invalid` when that is no hash."""
    try:
        return Head(from_b64url(batch.header.prev))
    except ValueError:
        raise Invalid(Code.BATCH_MALFORMED) from None


def is_sealed(header_line: bytes, signature: bytes, public: bytes) -> bool:
    """Whether the key signed this header."""
    return is_signed(public, signature, _SIGNED + header_line)


def read_header(line: bytes) -> BatchHeader:
    """The header of a batch. `Invalid`: `batch-version-unknown`, `batch-malformed`."""
    try:
        if msgspec.json.decode(line, type=_Envelope).fp != ENVELOPE:
            raise Invalid(Code.BATCH_VERSION_UNKNOWN)
        return msgspec.json.decode(line, type=BatchHeader)
    except UNREADABLE:
        raise Invalid(Code.BATCH_MALFORMED) from None


def _uses(lines: Sequence[bytes]) -> list[str]:
    """Types and versions of the rows. A row that cannot be read travels too: its place in the chain counts."""
    found: set[str] = set()
    for line in lines:
        with suppress(*UNREADABLE):
            row = decode_header(line)
            found.add(f"{row.t}/{row.v}")
    return sorted(found)


def _read_signature(line: bytes) -> bytes:
    try:
        signature = from_b64url(msgspec.json.decode(line, type=_Signature).sig)
    except (*UNREADABLE, ValueError):
        raise Invalid(Code.BATCH_MALFORMED) from None
    if len(signature) != SIGNATURE_BYTES:
        raise Invalid(Code.BATCH_MALFORMED)
    return signature
