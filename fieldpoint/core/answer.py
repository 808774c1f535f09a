r"""What the registry answers to a site, and how an answer is signed (fp-sync/1).

A signed answer is one JSON object whose last member is `sig`:

    {"fp":"state/1",…,"sig":"<86 characters of base64url>"}

Signed are the bytes "fp/answer/1\0" followed by the body without that member, that is
everything before `,"sig":"` and a closing brace:

    {"fp":"state/1",…}

So a reader cuts 96 bytes off the end, checks that they are `,"sig":"` + 86 characters + `"}`, puts one
brace in their place, verifies, and only then reads. No canonical form of JSON is needed. `fp` says which
answer it is, and every answer names what it answers (a nonce, a batch), so none can stand for another.
Members may be added later; readers let them pass.

Imports msgspec and `core`.
"""

from base64 import b64encode
from hashlib import sha256
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.batch import BatchId, Epoch, Hash, SiteCode
from fieldpoint.core.signature import SIGNATURE_BYTES, is_signed, sign
from fieldpoint.errors import Code, Invalid

MAX_ANSWER_BYTES: Final = 1024 * 1024
BATCH_MEDIA_TYPE: Final = "application/vnd.fieldpoint.batch+gzip"

_SIGNED = b"fp/answer/1\0"
_BEFORE = b',"sig":"'
_BEHIND = b'"}'
_SIGNATURE_CHARS = 86
_TAIL = len(_BEFORE) + _SIGNATURE_CHARS + len(_BEHIND)
_PROOF = b"fp/enrol/1\0"

Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Nonce = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}\Z")]
Key = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}\Z")]
# A word of a list that grows: an older site must still read the answer of a newer registry.
Word = Annotated[str, Meta(pattern=r"^[a-z_-]{1,40}\Z")]
QuarantineCode = Literal["unsupported_type", "schema", "id_reuse", "ref_missing", "repeated"]


class EpochState(msgspec.Struct, frozen=True, kw_only=True):
    """What the registry holds of one life of a site's log.

    `hwm` is the last row it holds without a gap, `head` the head after it (null while it is 0), `top` the
    highest row it holds; `gaps` are the missing numbers between them, first and last of each, in order, at
    most 100 of them. What a site has to send is the gaps and everything above `top`. Where there are rows right above
    the mark they hang on another history than the rows below it: this is a fork. `status` is `live`, or `retired` once
    an officer decided that nothing new of it counts.
    """

    epoch: Epoch
    hwm: Count
    head: Hash | None
    top: Count
    gaps: list[tuple[Count, Count]]
    status: Word


class StateAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """200 of GET /v1/sites/{site}/state. `registry_time` is milliseconds of UTC."""

    fp: Literal["state/1"] = "state/1"
    site: SiteCode
    nonce: Nonce
    registry_time: int
    epochs: list[EpochState]
    accepts: list[str]
    max_batch_bytes: Count


class QuarantinedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is kept and stands in the chain, its effect withheld; `id` is null where none can be read.

    `code` is unsupported_type, schema, id_reuse, ref_missing (a void whose row has not come yet) or repeated (the site
    wrote down the same act in another life of its log, which counts there).
    """

    seq: Count
    id: str | None
    code: Word


class StoredAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """200 of PUT /v1/batches/{id}: how many rows were new, and where the epoch stands now.

    `quarantined` lists the batch's own rows, whether they came now or before, so a repeated batch gets the
    same list.
    """

    fp: Literal["stored/1"] = "stored/1"
    batch: BatchId
    site: SiteCode
    status: Literal["stored", "duplicate"]
    epoch: Epoch
    hwm: Count
    head: Hash | None
    top: Count
    gaps: list[tuple[Count, Count]]
    accepted: Count
    duplicate: Count
    quarantined: list[QuarantinedRow]


class KeptAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """202 of PUT: the bytes are kept, no row of them has its place.

    `code` is chain-fork, key-revoked where the key had ended, or epoch-retired; `common_seq` is the highest row up to
    which both histories are known to be one. What rows of a fork gave counts provisionally, until they are carried.
    """

    fp: Literal["kept/1"] = "kept/1"
    batch: BatchId
    site: SiteCode
    code: Word
    epoch: Epoch
    common_seq: Count


class HaveRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """POST /v1/sites/{site}/have: ids of rows of this site."""

    nonce: Nonce
    ids: Annotated[list[Annotated[str, Meta(min_length=22, max_length=22)]], Meta(min_length=1, max_length=2_000)]


class HaveAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """200 of it: those of the ids that are not held of this site, neither as a row nor carried."""

    fp: Literal["have/1"] = "have/1"
    site: SiteCode
    nonce: Nonce
    missing: list[str]


class DonorsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """200 of PUT /v1/sites/{site}/donors: the names in the letter of this digest (SHA-256) are held."""

    fp: Literal["donors-held/1"] = "donors-held/1"
    site: SiteCode
    letter: Key


class RegistryKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that the registry signs its answers with."""

    kid: int
    public: Key


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    r"""POST /v1/enrol. `proof` is Ed25519 by `pubkey` over "fp/enrol/1\0", the code, a NUL, the 32 key bytes.

    Without the proof whoever read a code could use it up for a key that nobody holds, or ask again in the
    name of the site.
    """

    code: Annotated[str, Meta(min_length=1, max_length=40)]
    site: SiteCode
    kid: Annotated[int, Meta(ge=0, le=2**32 - 1)]
    pubkey: Key
    proof: Annotated[str, Meta(min_length=_SIGNATURE_CHARS, max_length=_SIGNATURE_CHARS)]
    hw: Annotated[str, Meta(max_length=64)] = ""
    sw: Annotated[str, Meta(max_length=64)] = ""


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """201 (first time) or 200 (asked again with the same key): the token to send, the keys to check with."""

    site: SiteCode
    token: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{16,200}\Z")]
    registry_keys: Annotated[list[RegistryKey], Meta(min_length=1, max_length=4)]


SignedAnswer = StateAnswer | StoredAnswer | KeptAnswer | HaveAnswer | DonorsAnswer


def signed_answer(answer: msgspec.Struct, seed: bytes) -> bytes:
    """The body to send: the answer as JSON, its signature in the last member."""
    body = msgspec.json.encode(answer)
    signature = b64url(sign(seed, _SIGNED + body)).encode()
    return body[:-1] + _BEFORE + signature + _BEHIND


def verified_body(received: bytes, public: bytes) -> bytes:
    """The body without its signature, when the registry's key signed it.

    `Invalid` (`registry-unreachable`) for anything else: a captive portal's page, a proxy's, a forgery.
    """
    body, tail = received[:-_TAIL], received[-_TAIL:]
    signature = _signature_of(tail)
    whole = body + b"}"
    if signature is None or not is_signed(public, signature, _SIGNED + whole):
        raise Invalid(Code.REGISTRY_UNREACHABLE)
    return whole


def content_digest(sent: bytes) -> str:
    """The one spelling of the `Content-Digest` header that fp-sync uses (RFC 9530, section 2)."""
    return f"sha-256=:{b64encode(sha256(sent).digest()).decode()}:"


def enrol_proof(code: str, public: bytes) -> bytes:
    """The bytes a site signs to show that it holds the key it enrols."""
    return _PROOF + code.encode() + b"\0" + public


def _signature_of(tail: bytes) -> bytes | None:
    if len(tail) != _TAIL or not tail.startswith(_BEFORE) or not tail.endswith(_BEHIND):
        return None
    try:
        signature = from_b64url(tail[len(_BEFORE) : -len(_BEHIND)].decode("ascii"))
    except ValueError:
        return None
    return signature if len(signature) == SIGNATURE_BYTES else None
