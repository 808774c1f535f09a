"""Handouts over HTTP, as tablets ask for them: many connections at a running server, over loopback.

Imports clock and its neighbours.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager

import msgspec

from fieldpoint.bench.desk import Desk
from fieldpoint.bench.scratch import Guest
from fieldpoint.clock import monotonic_s
from fieldpoint.desk.hand_out import AskedLine

_HOST = "127.0.0.1"
_GRANTED = b'"decision":"granted"'


class _Connection:
    """One tablet's connection, which stays open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self.writer = reader, writer

    async def post(self, path: str, cookie: str, body: object) -> tuple[str, bytes]:
        """The answer's head and its content."""
        content = msgspec.json.encode(body)
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n"
        self.writer.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        return answer, await self._reader.readexactly(int(_field(answer, "content-length")))


class Tablets:
    """So many connections that share a session."""

    def __init__(self, desk: Desk, connections: list[_Connection], cookie: str) -> None:
        self._desk, self._connections, self._cookie = desk, connections, cookie

    async def hand_out(self, count: int) -> float:
        """So many handouts, day after day; answers how many were granted a second."""
        taken, left = 0.0, count
        while left:
            await self._desk.expect(1)
            today = min(left, self._desk.left)
            begin, todo = monotonic_s(), iter(range(today))
            await asyncio.gather(*(self._ask(one, todo) for one in self._connections))
            taken += monotonic_s() - begin
            left -= today
        return count / taken

    async def _ask(self, connection: _Connection, todo: Iterator[int]) -> None:
        for _ in todo:
            body = _body(*self._desk.next_guest())
            head, content = await connection.post("/api/v1/handouts", self._cookie, body)
            if not head.startswith("HTTP/1.1 201") or _GRANTED not in content:
                raise TypeError("the scratch site refused a handout")  # quicker, and would look like a record


@asynccontextmanager
async def tablets(desk: Desk, port: int, connections: int) -> AsyncGenerator[Tablets]:
    """Tablets at the server of the desk's site."""
    opened = [_Connection(*await asyncio.open_connection(_HOST, port)) for _ in range(connections)]
    try:
        head, _ = await opened[0].post("/api/v1/session", "", {"secret": desk.site.desk_secret})
        yield Tablets(desk, opened, _field(head, "set-cookie").partition(";")[0])
    finally:
        for one in opened:
            one.writer.close()


def _body(guest: Guest, line: AskedLine) -> dict[str, object]:
    asked = {
        "handout_id": line.handout_id,
        "tseq": line.tseq,
        "programme": line.programme,
        "quantity": line.quantity,
        "members": line.members,
    }
    return {"text": guest.token, "lines": [asked]}


def _field(head: str, name: str) -> str:
    fields = (line.partition(":") for line in head.split("\r\n"))
    return next(value.strip() for found, _, value in fields if found.lower() == name)
