"""The outermost layer of both servers: known hosts only, small bodies only, safe headers on every answer.

It wraps the whole application, because Litestar's own host check answers plain JSON outside the exception
handlers and its 404s never reach a route's headers. What is refused before there is a request (a broken or slow
head) is answered by `protocol.py` with the same headers.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, cast

from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send

from fieldpoint.errors import Code, Invalid
from fieldpoint.serving.pace import THIS_MACHINE, Pace, Proven, group_of
from fieldpoint.serving.problems import MEDIA_TYPE, problem_body, say_where

Header = tuple[bytes, bytes]

_ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
_KNOWN_FOR_S = 8 * 3600.0
# What the application notes down about a request of somebody it knows: a tablet's session; at the registry a site or an
# officer.
_SIGNED_IN = frozenset({"session", "tablet", "site", "officer"})


class Guard:
    """An ASGI application around another.

    `hosts` are lower-case names without a port, and may grow while it serves; `headers` join or replace the ones
    every answer has, unless the answer brings its own; `max_body` is in bytes; a request must be here whole after
    `receive_s`.
    """

    def __init__(
        self, *, app: ASGIApp, hosts: Collection[str], headers: Mapping[str, str], max_body: int, receive_s: float = 12
    ) -> None:
        self.app = app
        self.hosts = hosts
        both = {name.lower(): value for name, value in [*_ALWAYS.items(), *headers.items()]}
        self.headers: Final[list[Header]] = [(name.encode(), value.encode()) for name, value in both.items()]
        self.max_body = max_body
        self.receive_s = receive_s
        self.proven = Proven(for_s=_KNOWN_FOR_S)
        self.strangers = Pace(per_s=20, burst=200)
        self.known = Pace(per_s=20, burst=600)  # a tablet that was away brings a whole shift's queue
        self.guesses = Pace(per_s=1 / 6, burst=10)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers itself when the request may not pass, else lets it pass."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(self.headers, receive, send)
        group = sender_of(scope)
        refused = self._refused(scope, group)
        if refused is not None:
            await _refuse(answer, *refused)
            return
        state = scope.setdefault("state", {})
        state["guard"] = self
        try:
            await self.app(scope, answer.receive, answer.send)
        except Exception as fault:  # noqa: BLE001  whatever escaped the application: no text of it reaches a log
            say_where(fault)
            if not answer.begun:  # else uvicorn sees that the answer has no end, and ends the connection
                await _refuse(answer, Code.UNEXPECTED, 500)
        if answer.ok and any(state.get(name) is not None for name in _SIGNED_IN):
            self.proven.add(group)

    def _refused(self, scope: HTTPScope, group: str) -> tuple[Code, int, int] | None:
        """Why a request may not pass: code, status, seconds to wait."""
        if host_of(scope) not in self.hosts:
            return Code.HOST_UNKNOWN, 421, 0
        if not self.proven.knows(group) and (wait := self.strangers.wait_s(group)):
            return Code.TOO_FAST, 429, wait
        if _declared_length(scope) > self.max_body:
            return Code.BODY_TOO_LARGE, 413, 0
        return None


class _Answer:
    """The two ends of one request: what was received, and what is sent with the headers that are missing."""

    def __init__(self, headers: Iterable[Header], receive: Receive, send: Send) -> None:
        self._headers = headers
        self._receive, self._send = receive, send
        self._whole = False
        self.begun = self.ok = False

    async def receive(self) -> HTTPReceiveMessage:
        """The next part of the body. `Invalid` (`body-malformed`) when the rest will never come."""
        message = cast("HTTPReceiveMessage", await self._receive())
        if message["type"] == "http.disconnect" and not self._whole:
            raise Invalid(Code.BODY_MALFORMED)
        self._whole = self._whole or (message["type"] == "http.request" and not message["more_body"])
        return message

    async def send(self, message: Message) -> None:
        """Sends on; the first part gets the headers."""
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message["headers"]}
            missing = [pair for pair in self._headers if pair[0] not in present]
            message["headers"] = [*message["headers"], *missing]
            self.begun, self.ok = True, message["status"] < 400  # noqa: PLR2004  below are no failures
        await self._send(message)


def guard_of(scope: Scope) -> Guard:
    """The guard that let a request pass."""
    return scope["state"]["guard"]


def sender_of(scope: Scope) -> str:
    """The name by which a request's sender is counted: the connection's address, whatever headers say."""
    there = scope["client"]
    return group_of(there[0] if there else "")


def keep_pace(scope: Scope, name: str) -> None:
    """`Unavailable` (`too-fast`) when a tablet or an operator, by its name, asks more often than people do."""
    if sender_of(scope) not in THIS_MACHINE:
        guard_of(scope).known.keep(name)


def host_of(scope: HTTPScope) -> str:
    """The host a request was sent to, lower case, without its port."""
    for name, value in scope["headers"]:
        if name == b"host":
            host = value.decode("latin-1").lower()
            return host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0]
    return ""


def refusal(code: Code, status: int, wait_s: int = 0) -> tuple[list[Header], bytes]:
    """The headers and the body of an answer that no route gives."""
    body = problem_body(code, status, {})
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    return [*headers, *([(b"retry-after", str(wait_s).encode())] if wait_s else [])], body


def _declared_length(scope: HTTPScope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse(answer: _Answer, code: Code, status: int, wait_s: int = 0) -> None:
    headers, body = refusal(code, status, wait_s)
    await answer.send({"type": "http.response.start", "status": status, "headers": headers})
    await answer.send({"type": "http.response.body", "body": body, "more_body": False})
