"""What a server that speaks TLS still says without it: what a device needs before it trusts the certificate.

The help page, the authority to install, and the family's own card, which any phone may open. Whoever asks for
another page is sent to https; whoever asks anything else is refused, because it may carry what nobody should read.
No `Strict-Transport-Security` is sent: a browser that remembers it could not come back for the help page.
"""

import re
from typing import Final

import msgspec
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from fieldpoint.errors import Code
from fieldpoint.serving.guard import host_of, refusal

_HTTPS_PORT: Final = 443
_PAGES: Final = frozenset({"GET", "HEAD"})


class PlainHttp(msgspec.Struct, frozen=True, kw_only=True):
    """An ASGI application around another: over https everything passes, over plain http what `served` names.

    `served` matches a whole path. `front` is what a bare host name shows. `port` is where https is spoken.
    """

    app: ASGIApp
    served: re.Pattern[str]
    front: str
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets pass, sends to https, or refuses (`https-needed`)."""
        if scope["type"] != "http" or scope["scheme"] == "https":
            await self.app(scope, receive, send)
        elif scope["method"] not in _PAGES:
            await _refuse(send)
        elif scope["path"] == "/":
            scope.update({"path": self.front, "raw_path": self.front.encode()})
            await self.app(scope, receive, send)
        elif self.served.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
        elif scope["path"].startswith("/api/"):
            await _refuse(send)
        else:
            await self._send_to_https(scope, send)

    async def _send_to_https(self, scope: HTTPScope, send: Send) -> None:
        """307, and never for good: the port may be another tomorrow (RFC 9110, section 15.4.8)."""
        port = b"" if self.port == _HTTPS_PORT else f":{self.port}".encode()
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        place = b"https://" + host_of(scope).encode("latin-1") + port + scope["raw_path"] + query
        headers = [(b"location", place), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 307, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _refuse(send: Send) -> None:
    headers, body = refusal(Code.HTTPS_NEEDED, 403)
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
