"""A card host answers families and nobody else: its name stands on every card, so everybody knows it.

Imports litestar's types, errors and serving.
"""

import re
from collections.abc import Collection
from typing import Final

import msgspec
from litestar.types import ASGIApp, Receive, Scope, Send

from fieldpoint.errors import Code
from fieldpoint.serving.guard import host_of, refusal

_SERVED: Final = re.compile(r"/C(/[^/]*)?|/static/(card\.css|icon\.svg)")
_NOT_FOUND: Final = 404


class CardHosts(msgspec.Struct, frozen=True, kw_only=True):
    """An ASGI application around another: at the card hosts only a family's pages are there."""

    app: ASGIApp
    hosts: Collection[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets pass, or says that there is nothing (`route-unknown`)."""
        if scope["type"] != "http" or host_of(scope) not in self.hosts or _SERVED.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        headers, body = refusal(Code.ROUTE_UNKNOWN, _NOT_FOUND)
        await send({"type": "http.response.start", "status": _NOT_FOUND, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})
