"""HTTP to one registry, and to nobody else.

httpcore, the engine inside httpx, because it does less: it follows no redirect, reads no proxy from the
environment, keeps no cookie and unpacks nothing. Here that is what safety asks for, and it adds 1 MiB to
an idle server where httpx adds 5 to 7 (its import pulls in rich and pygments). It is imported with the first
line, so a site without a registry does not carry it.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from fieldpoint.core.answer import MAX_ANSWER_BYTES
from fieldpoint.errors import Code, Invalid, Unavailable

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_KEEP_OPEN_S = 20.0
_CONNECT_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request. `path` is absolute, with its query; `timeout_s` covers everything up to the last byte."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    timeout_s: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer, whoever gave it."""

    status: int
    body: bytes


class Line(Protocol):
    """A way to the registry."""

    async def ask(self, question: Question) -> Reply:
        """The answer. `Unavailable` (`registry-unreachable`) when none came, or too much or too late."""
        ...

    async def close(self) -> None:
        """Hang up."""
        ...


class HttpLine:
    """A line over HTTP/1.1 to one fixed address; plain http to this machine only."""

    def __init__(self, url: str) -> None:
        import httpcore  # noqa: PLC0415  only a site with a registry carries it

        address = fit_url(url)
        self._origin = url.rstrip("/")
        self._host = address.netloc
        self._faults = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError)
        self._pool = httpcore.AsyncConnectionPool(
            # The system's own list of authorities, so that an organisation's private one counts too.
            ssl_context=ssl.create_default_context() if address.scheme == "https" else None,
            max_connections=1,
            keepalive_expiry=_KEEP_OPEN_S,
        )

    async def ask(self, question: Question) -> Reply:
        """The answer. `Unavailable` (`registry-unreachable`) when none came, or too much or too late."""
        try:
            # One limit over all of it: a server that sends a byte a second never trips a limit between bytes.
            async with asyncio.timeout(question.timeout_s):
                return await self._ask(question)
        except (*self._faults, TimeoutError) as fault:
            raise Unavailable(Code.REGISTRY_UNREACHABLE) from fault

    async def close(self) -> None:
        """Hang up."""
        await self._pool.aclose()

    async def _ask(self, question: Question) -> Reply:
        headers = {"Host": self._host, "Content-Length": str(len(question.body)), **question.headers}
        async with self._pool.stream(
            question.method,
            self._origin + question.path,
            headers=list(headers.items()),
            content=question.body,
            extensions={"timeout": {"connect": _CONNECT_S}},
        ) as response:
            body = bytearray()
            async for part in response.aiter_stream():
                body += part
                if len(body) > MAX_ANSWER_BYTES:
                    raise Unavailable(Code.REGISTRY_UNREACHABLE)
            return Reply(status=response.status, body=bytes(body))


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
