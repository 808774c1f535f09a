"""A tablet at a desk of the quarter: it asks the running server as the page does, every request signed.

Imports bench (the signing tablet and its connection), ids and the site.
"""

from itertools import count
from typing import Any

import msgspec

from fieldpoint import ids
from fieldpoint.bench.over_http import Connection
from fieldpoint.bench.tablet import SigningTablet
from fieldpoint.core.access_rows import Role
from fieldpoint.errors import Broken, Code
from fieldpoint.store.site import Site


class Tablet:
    """Somebody's tablet: `open` it first, `sign_in` every morning."""

    def __init__(self, site: Site, port: int, role: Role) -> None:
        self._signing, self._port, self._start = SigningTablet(site, role), port, ""
        self._connection: Connection | None = None
        self._lines = count(1)

    @property
    def name(self) -> str:
        """What the site calls it."""
        return self._signing.tablet

    async def open(self) -> None:
        """It is connected, and knows the server's start."""
        self._connection = await Connection.open(self._port)
        self._start = msgspec.json.decode(await self._line.get("/api/v1/session"))["start"]

    def sign_in(self) -> None:
        """Its person is at work on it, until the day's close."""
        self._signing.sign_in()

    def close(self) -> None:
        """It is put away."""
        if self._connection is not None:
            self._connection.close()

    def next_line(self) -> dict[str, Any]:
        """A new line's id and its number on this tablet."""
        return {"handout_id": ids.new_event_id(), "tseq": next(self._lines)}

    async def get(self, path: str) -> dict[str, Any]:
        """What the person who is signed in may look at."""
        try:
            answer = await self._line.get(path, self._signing.cookie)
        except (EOFError, ConnectionError):
            await self._open_anew()
            answer = await self._line.get(path, self._signing.cookie)
        return msgspec.json.decode(answer)

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer. `Broken` (`demo-refused`) with the path and the answer's code for any failure."""
        content = msgspec.json.encode(body)
        try:
            head, answer = await self._send(path, content)
        except (EOFError, ConnectionError):  # the server closes lines on which nothing was said for a while
            await self._open_anew()
            head, answer = await self._send(path, content)
        found = msgspec.json.decode(answer)
        if not head.startswith(("HTTP/1.1 200", "HTTP/1.1 201")):
            raise Broken(Code.DEMO_REFUSED, path=path, answer=found.get("code", "-"))
        return found

    async def _send(self, path: str, content: bytes) -> tuple[str, bytes]:
        """Signed anew each time; what is asked has an id, so that it never counts twice."""
        return await self._line.post(path, self._signing.headers(path, self._start, content), content)

    async def _open_anew(self) -> None:
        self.close()
        self._connection = await Connection.open(self._port)

    @property
    def _line(self) -> Connection:
        if self._connection is None:
            raise TypeError("the tablet was not opened")
        return self._connection
