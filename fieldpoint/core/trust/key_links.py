r"""Signing keys of a registry, each vouched for by the one before it (fp-sync/1).

A registry has the key it signs with and the next one; sites are told both, so a change of keys needs nobody to be
there. Every key but the first has a link: Ed25519 by the key with the number before its own over

    "fp/registry-key/1\0" | its number (8 bytes, big end first) | its 32 bytes

so a site that slept through several changes walks from the newest key that it holds. `GET /v1/keys` answers with all
of them (`KeysAnswer`, in the order of the numbers; file name .fpk), which needs no signature of its own. Of the keys
that a site holds the three newest are the registry's word: the one before is good while what it signed still travels.

Imports msgspec and `core`.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from fieldpoint.core.answer import Count, Key
from fieldpoint.core.base64url import b64url, from_b64url
from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.signature import is_signed, is_weak, sign
from fieldpoint.errors import Code, Invalid

TRUSTED: Final = 3
_SIGNED = b"fp/registry-key/1\0"
_NUMBER_BYTES = 8

Signature = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{86}\Z")]


class KeyLink(msgspec.Struct, frozen=True, kw_only=True):
    """A signing key of the registry; `sig` is the word of the one before it, which the first one has none of."""

    kid: Count
    public: Key
    sig: Signature | None = None


class KeysAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """200 of GET /v1/keys: every key from the first to the next one."""

    fp: Literal["keys/1"] = "keys/1"
    keys: Annotated[list[KeyLink], Meta(max_length=1_000)]


def link_of(seed: bytes, kid: int, public: bytes) -> str:
    """The word of the key before it (`seed`) for a key."""
    return b64url(sign(seed, _message(kid, public)))


def read_keys(body: bytes) -> list[KeyLink]:
    """The keys of an answer, believed by nobody yet. `Invalid` (`registry-unreachable`) for anything else."""
    try:
        return msgspec.json.decode(body, type=KeysAnswer).keys
    except UNREADABLE:
        raise Invalid(Code.REGISTRY_UNREACHABLE) from None


def followed(known: Mapping[int, bytes], links: Iterable[KeyLink]) -> dict[int, bytes]:
    """The keys that are new by these links, each vouched for by one that is known or was just found."""
    found = dict(known)
    for link in sorted(links, key=lambda one: one.kid):
        former, public = found.get(link.kid - 1), from_b64url(link.public)
        if link.kid in found or former is None or link.sig is None or is_weak(public):
            continue
        if is_signed(former, from_b64url(link.sig), _message(link.kid, public)):
            found[link.kid] = public
    return {kid: public for kid, public in found.items() if kid not in known}


def _message(kid: int, public: bytes) -> bytes:
    return _SIGNED + kid.to_bytes(_NUMBER_BYTES, "big") + public
