"""A way to the registry: one question, one answer, and which addresses may be asked at all.

Imports core.
"""

from collections.abc import Mapping
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

import msgspec

from fieldpoint.errors import Code, Invalid

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One request. `path` is absolute, with its query; `timeout_s` covers everything up to the last byte."""

    method: str
    path: str
    headers: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    body: bytes = b""
    timeout_s: float = 60.0


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, whoever gave it. Names of headers are in lower case.

    `retry_after_s` is what it asks to wait, where it asks at all.
    """

    status: int
    body: bytes
    headers: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    retry_after_s: int | None = None


class Line(Protocol):
    """A way to the registry."""

    async def ask(self, question: Question) -> Reply:
        """The answer. `Unavailable` (`registry-unreachable`) when none came, or too much or too late."""
        ...

    async def close(self) -> None:
        """Hang up; the line may be used again."""
        ...


def fit_url(url: str) -> SplitResult:
    """The parts of a registry's address: https, or http to this machine; a host, no path, no name in it.

    `Invalid` (`registry-url-unfit`) for any other: the token must not cross a network in the clear.
    """
    try:
        address = urlsplit(url)
        _ = address.port
    except ValueError:
        raise Invalid(Code.REGISTRY_URL_UNFIT) from None
    safe = address.scheme == "https" or (address.scheme == "http" and address.hostname in _LOOPBACK)
    bare = address.path in ("", "/") and not (address.query or address.fragment or address.username)
    if not (safe and bare and address.hostname and url.isascii() and url.isprintable() and " " not in url):
        raise Invalid(Code.REGISTRY_URL_UNFIT)
    return address
