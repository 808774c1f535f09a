"""What lies on a stick, closed for its one reader: age (age-encryption.org/v1) to the reader's Ed25519 key.

A stick gets lost, and even batches without a name tell how many families were served where. age takes Ed25519 keys as
they are (its recipient `ssh-ed25519`), so both ends have what they need since the day of the enrolment: a site pinned
the registry's key, the registry keeps every site's. There is no second key to make, keep, print or lose.

Closing hides and proves nothing: what is inside carries its own signature. So a file that was never closed reads too.

Donors' names go to the registry in such a letter too, on a stick or over the line: they stand in no row and no batch.

Imports msgspec, core, pyrage (when it is first needed) and cryptography.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from struct import pack
from typing import Annotated, Any, Final, Literal, cast

import msgspec
from msgspec import Meta

from fieldpoint.core.names import DonorId
from fieldpoint.core.signature import SIGNATURE_BYTES, is_signed, sign
from fieldpoint.errors import Code, Invalid

BATCH_SUFFIX = ".fpb"
ANSWER_SUFFIX = ".fpa"
PAGE_SUFFIX = ".fpf"
SNAPSHOT_SUFFIX = ".fps"
KEYS_SUFFIX = ".fpk"
NAMES_SUFFIX = ".fpd"
_MARK = b"age-encryption.org/v1\n"
_KIND = b"ssh-ed25519"
_NAMES = b"fp/donors/1\0"
MOST_NAMES: Final = 500
MOST_NAME: Final = 120  # characters of a donor's name


class CalledDonor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a site calls a donor."""

    donor: Annotated[DonorId, Meta(pattern=r"^[A-Za-z0-9_-]{11}\Z")]
    name: Annotated[str, Meta(min_length=1, max_length=MOST_NAME)]


class DonorNames(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """PUT /v1/sites/{site}/donors, and .fpd: what donors are called, each name in the place of the one before."""

    fp: Literal["donors/1"] = "donors/1"
    site: str
    names: Annotated[list[CalledDonor], Meta(max_length=MOST_NAMES)]


def batch_name(site: str, epoch: str, rows: tuple[int, int], batch: str) -> str:
    """The name of a batch's file: site, epoch, first and last row, and the start of its id."""
    return f"{site}_{epoch[:8]}_{rows[0]}-{rows[1]}_{batch[:16]}{BATCH_SUFFIX}"


def page_name(site: str, feed: str, after: int, upto: int) -> str:
    """The name of a page's file: site, feed, the numbers it leads over; by name they stand in their order."""
    return f"{site}_{feed[:8]}_{after:016}-{upto}{PAGE_SUFFIX}"


def snapshot_name(site: str, feed: str, n: int) -> str:
    """The name of a snapshot's file: site, feed, the number it is true at."""
    return f"{site}_{feed[:8]}_{n:016}{SNAPSHOT_SUFFIX}"


def names_file(site: str, number: int) -> str:
    """The name of a file with names of donors: site, and which one of several."""
    return f"{site}_donors-{number:03}{NAMES_SUFFIX}"


def closed_for(public: bytes, body: bytes) -> bytes:
    """The bytes, readable by the holder of this Ed25519 key alone."""
    age = _age()
    key = b64encode(_field(_KIND) + _field(public)).decode("ascii")
    return age.encrypt(body, [age.ssh.Recipient.from_str(f"{_KIND.decode()} {key}")])


def opened_by(seeds: Sequence[bytes], body: bytes) -> bytes:
    """The bytes inside, by whichever of these keys they were closed for; bytes that were never closed as they are.

    `Invalid`: `stick-file-foreign` (closed for somebody else), `stick-file-unreadable`.
    """
    if not body.startswith(_MARK):
        return body
    age = _age()
    try:
        return age.decrypt(body, [age.ssh.Identity.from_buffer(_private_key(seed)) for seed in seeds])
    except age.DecryptError as fault:
        foreign = "matching" in str(fault).lower()
        raise Invalid(Code.STICK_FILE_FOREIGN if foreign else Code.STICK_FILE_UNREADABLE) from None


def names_letter(names: DonorNames, seed: bytes, reader: bytes) -> bytes:
    """The names, signed by the site's log key and closed for the registry: 64 bytes of signature, then JSON."""
    body = msgspec.json.encode(names)
    return closed_for(reader, sign(seed, _NAMES + body) + body)


def read_names(opened: bytes, keys_of: Callable[[str], Sequence[bytes]]) -> DonorNames:
    """The names in an opened letter, signed by a key of the site that they name. `Invalid` (`request-invalid`)."""
    signature, body = opened[:SIGNATURE_BYTES], opened[SIGNATURE_BYTES:]
    try:
        names = msgspec.json.decode(body, type=DonorNames)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Invalid(Code.REQUEST_INVALID) from None
    if not any(is_signed(key, signature, _NAMES + body) for key in keys_of(names.site)):
        raise Invalid(Code.REQUEST_INVALID)
    return names


def _age() -> Any:  # noqa: ANN401  the library says nothing of its types
    """The library, loaded when somebody carries a stick: it takes 4 MiB."""
    import pyrage  # noqa: PLC0415

    return cast("Any", pyrage)


def _private_key(seed: bytes) -> bytes:
    """The key in the one form that age's library reads: OpenSSH's."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key = Ed25519PrivateKey.from_private_bytes(seed)
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def _field(value: bytes) -> bytes:
    """A field of an SSH key (RFC 4251, section 5): its length, its bytes."""
    return pack(">I", len(value)) + value
