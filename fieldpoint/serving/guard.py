"""The outermost layer of both servers: known hosts only, small bodies only, safe headers on every answer.

It wraps the whole application, because Litestar's own host check answers plain JSON outside the exception
handlers and its 404s never reach a route's headers.
"""

from collections.abc import Collection, Iterable, Mapping

import msgspec
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from fieldpoint.errors import Code
from fieldpoint.serving.problems import MEDIA_TYPE, problem_body

_ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_NO_STORE = (b"cache-control", b"no-store")


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """An ASGI application around another.

    `hosts` are lower-case names without a port; `headers` join the ones every answer has;
    `max_body` is in bytes.
    """

    app: ASGIApp
    hosts: Collection[str]
    headers: Mapping[str, str]
    max_body: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers itself when the request may not pass, else lets it pass."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._added(message["headers"])]
            await send(message)

        if host_of(scope) not in self.hosts:
            await _refuse(send_with_headers, Code.HOST_UNKNOWN, 421)
        elif _declared_length(scope) > self.max_body:
            await _refuse(send_with_headers, Code.BODY_TOO_LARGE, 413)
        else:
            await self.app(scope, receive, send_with_headers)

    def _added(self, present: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        names = {name.lower() for name, _ in present}
        wanted = [(name.lower().encode(), value.encode()) for name, value in {**_ALWAYS, **self.headers}.items()]
        return [pair for pair in [*wanted, _NO_STORE] if pair[0] not in names]


def host_of(scope: HTTPScope) -> str:
    """The host a request was sent to, lower case, without its port."""
    for name, value in scope["headers"]:
        if name == b"host":
            host = value.decode("latin-1").lower()
            return host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0]
    return ""


def _declared_length(scope: HTTPScope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse(send: Send, code: Code, status: int) -> None:
    body = problem_body(code, status, {})
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
