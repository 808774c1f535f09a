"""Handouts over HTTP, as tablets ask for them: many connections at a running server, over loopback.

Imports clock and its neighbours.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from typing import Self

import msgspec

from fieldpoint.bench.desk import Desk
from fieldpoint.bench.scratch import Guest
from fieldpoint.bench.tablet import SigningTablet
from fieldpoint.clock import monotonic_s
from fieldpoint.desk.hand_out import AskedLine

_HOST = "127.0.0.1"
_PATH = "/api/v1/handouts"
_GRANTED = b'"decision":"granted"'


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    start: str


class Connection:
    """A connection to a server of this machine, which stays open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> Self:
        """A new one."""
        return cls(*await asyncio.open_connection(_HOST, port))

    def close(self) -> None:
        """It is over."""
        self._writer.close()

    async def post(self, path: str, signed: str, content: bytes) -> tuple[str, bytes]:
        """The answer's head and its content."""
        return await self._ask(
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{signed}Content-Type: application/json\r\n"
            f"Content-Length: {len(content)}\r\n\r\n".encode()
            + content
        )

    async def get(self, path: str, proof: str = "") -> bytes:
        """The answer's content; `proof` are the lines that say who asks."""
        return (await self._ask(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{proof}\r\n".encode()))[1]

    async def _ask(self, request: bytes) -> tuple[str, bytes]:
        self._writer.write(request)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        return answer, await self._reader.readexactly(int(_field(answer, "content-length")))


class Tablets:
    """So many connections of one tablet, whose key signs every request."""

    def __init__(self, desk: Desk, connections: list[Connection], tablet: SigningTablet, start: str) -> None:
        self._desk, self._connections, self._tablet, self._start = desk, connections, tablet, start

    async def hand_out(self, count: int) -> float:
        """So many handouts, day after day; answers how many were granted a second."""
        taken, left = 0.0, count
        while left:
            await self._desk.expect(1)
            self._tablet.sign_in()  # the day before ended its session
            today = min(left, self._desk.left)
            begin, todo = monotonic_s(), iter(range(today))
            await asyncio.gather(*(self._ask(one, todo) for one in self._connections))
            taken += monotonic_s() - begin
            left -= today
        return count / taken

    async def _ask(self, connection: Connection, todo: Iterator[int]) -> None:
        for _ in todo:
            body = msgspec.json.encode(_body(*self._desk.next_guest()))
            head, content = await connection.post(_PATH, self._tablet.headers(_PATH, self._start, body), body)
            if not head.startswith("HTTP/1.1 201") or _GRANTED not in content:
                raise TypeError("the scratch site refused a handout")  # quicker, and would look like a record


@asynccontextmanager
async def tablets(desk: Desk, port: int, connections: int) -> AsyncGenerator[Tablets]:
    """Tablets at the server of the desk's site."""
    opened = [await Connection.open(port) for _ in range(connections)]
    try:
        said = msgspec.json.decode(await opened[0].get("/api/v1/session"), type=_Said)
        yield Tablets(desk, opened, SigningTablet(desk.site), said.start)
    finally:
        for one in opened:
            one.close()


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
