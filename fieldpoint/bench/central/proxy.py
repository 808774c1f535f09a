"""A line between two ends on this machine that is as thin, slow and broken as one wants.

It listens on a spare port of loopback and carries bytes both ways, each direction with its own queue as a modem has
one: so many bits a second, so long under way, and both only over what really travels. It can hang up after so many
bytes, by chance, and at certain times. What it knows of is bytes, so whatever speaks TCP can be led through it.

Imports clock and ids.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import msgspec

from fieldpoint.clock import monotonic_s

_BITS = 8
_PIECE = 1_400  # about what one packet carries


class Weather(msgspec.Struct, kw_only=True):
    """How the line is. Nothing set: as loopback is.

    `bits_a_second` each way, `round_trip_s` there and back; `up_bytes`, `down_bytes` after which a connection is cut
    in that direction; `lives_s` says of a new connection how long it lives; `is_up` whether anybody is let in.
    """

    bits_a_second: float | None = None
    round_trip_s: float = 0.0
    up_bytes: int | None = None
    down_bytes: int | None = None
    lives_s: Callable[[], float] | None = None
    is_up: bool = True


class Proxy:
    """The running line; its weather may be changed at any time. Counts what it carried."""

    def __init__(self, port: int, weather: Weather) -> None:
        self._target = port
        self.weather = weather
        self.carried_up = 0
        self.carried_down = 0
        self.cuts = 0
        self.port = 0
        self._free_at = {"up": 0.0, "down": 0.0}
        self._open: set[asyncio.StreamWriter] = set()
        self._calls: set[asyncio.Future[None]] = set()

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either end or the weather ends it."""
        me = asyncio.ensure_future(self._lead(reader, writer))
        self._calls.add(me)
        me.add_done_callback(self._calls.discard)
        await me

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.weather.is_up:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        await asyncio.sleep(self.weather.round_trip_s)  # the handshake
        self._open |= (ends := {writer, far_writer})
        ways = (self._carry(reader, far_writer, "up"), self._carry(far_reader, writer, "down"))
        tasks = [asyncio.ensure_future(way) for way in ways]
        limit = self.weather.lives_s() if self.weather.lives_s else None
        done, _ = await asyncio.wait(tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
        self.cuts += not done
        self._open -= ends
        for end in ends:
            end.transport.abort()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def cut_all(self) -> None:
        """Every open connection is cut."""
        for end in tuple(self._open):
            end.transport.abort()
        if calls := tuple(self._calls):
            await asyncio.wait(calls)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        """Bytes in one direction, each piece when the line has had the time for it; ends with a cut, never else."""
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=64)

        async def deliver() -> None:
            while True:
                at, piece = await queue.get()
                await asyncio.sleep(max(0.0, at - monotonic_s()))
                writer.write(piece)
                await writer.drain()
                if not piece:
                    raise ConnectionError

        delivering = asyncio.ensure_future(deliver())
        delivering.add_done_callback(lambda over: over.cancelled() or over.exception())
        try:
            left = self.weather.up_bytes if way == "up" else self.weather.down_bytes
            while piece := await reader.read(_PIECE if left is None else min(_PIECE, left)):
                await queue.put((self._due(len(piece), way), piece))
                left = None if left is None else left - len(piece)
                if left == 0:
                    break
            self.cuts += left == 0
            await queue.put((self._due(0, way), b""))
            await delivering
        finally:
            delivering.cancel()

    def _due(self, count: int, way: str) -> float:
        """When this many more bytes are at the other end; the line carries one piece after the other."""
        if way == "up":
            self.carried_up += count
        else:
            self.carried_down += count
        rate = self.weather.bits_a_second
        begin = max(monotonic_s(), self._free_at[way])
        self._free_at[way] = begin + (count * _BITS / rate if rate else 0.0)
        return self._free_at[way] + self.weather.round_trip_s / 2


@asynccontextmanager
async def proxy(port: int, weather: Weather) -> AsyncGenerator[Proxy]:
    """A line to a port of this machine; where it listens stands in `port`."""
    line = Proxy(port, weather)
    listening = await asyncio.start_server(line.meet, "127.0.0.1", 0, limit=_PIECE)
    line.port = int(listening.sockets[0].getsockname()[1])
    try:
        yield line
    finally:
        listening.close()
        await line.cut_all()
