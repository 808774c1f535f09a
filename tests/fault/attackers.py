"""Strangers who mean harm, in a program of their own: `python attackers.py PORT KIND SECONDS`.

Each comes from an address of its own (127.0.0.2 and up), as machines on the site's Wi-Fi would. The last line
says in JSON what became of them.
"""

import asyncio
import contextlib
import json
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable

ADDRESSES = 50
HALF_OPEN = 500
HEAD = b"POST /api/v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
Stranger = Callable[[int, int, float], Awaitable[str]]


def address(number: int) -> tuple[str, int]:
    """The address that a stranger comes from."""
    return f"127.0.0.{2 + number % ADDRESSES}", 0


async def half_open(port: int, number: int, until: float) -> str:
    """Connects, sends the beginning of a head or nothing, and waits; comes again when it is thrown out."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=address(number))
    begun = time.monotonic()
    if number % 2:
        writer.write(b"GET / HTTP/1.1\r\nHost: loc")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(max(0.1, until - begun)):
            await reader.read()
            writer.close()
            return f"closed after {round(time.monotonic() - begun)} s"
    writer.transport.abort()
    return "open to the end"


async def trickle(port: int, number: int, until: float) -> str:
    """Sends a body one byte a second."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=address(number))
    begun = time.monotonic()
    writer.write(HEAD + b"Content-Length: 60000\r\n\r\n")
    while time.monotonic() < until:
        writer.write(b"x")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                if not await reader.read(4096):
                    return f"closed after {round(time.monotonic() - begun)} s"
    return "open to the end"


async def big_body(port: int, number: int, until: float) -> str:
    """Sends ten megabytes, with a declared length or in chunks."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=address(number))
    block = b"x" * 65536
    writer.write(HEAD + (b"Transfer-Encoding: chunked\r\n\r\n" if number % 2 else b"Content-Length: 10485760\r\n\r\n"))
    for sent in range(160):
        writer.write(b"10000\r\n" + block + b"\r\n" if number % 2 else block)
        await writer.drain()
        if time.monotonic() > until:
            return f"{sent // 16} MB went in"
    return f"answered {(await reader.read(12))[9:12].decode()}"


async def connect_only(port: int, number: int, until: float) -> str:  # noqa: ARG001  as the others
    """Connects and goes, twenty times a second each with fifty of them."""
    _, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=address(number))
    await asyncio.sleep(0.05)
    writer.close()
    return "connected"


KINDS: dict[str, tuple[Stranger, int]] = {
    "half-open": (half_open, HALF_OPEN),
    "trickle": (trickle, 100),
    "big-body": (big_body, 20),
    "connections": (connect_only, ADDRESSES),
}


async def attack(port: int, kind: str, seconds: float) -> Counter[str]:
    """Every stranger of a kind comes again and again until the time is over; answers what became of them."""
    stranger, count = KINDS[kind]
    until, ends = time.monotonic() + seconds, Counter[str]()

    async def again(number: int) -> None:
        while time.monotonic() < until:
            try:
                ends[await stranger(port, number, until)] += 1
            except OSError:
                ends["thrown out"] += 1
                await asyncio.sleep(0.05)

    await asyncio.gather(*(again(number) for number in range(count)))
    return ends


if __name__ == "__main__":
    print(json.dumps(asyncio.run(attack(int(sys.argv[1]), sys.argv[2], float(sys.argv[3])))))  # noqa: T201
