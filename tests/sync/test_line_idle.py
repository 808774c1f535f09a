"""A line that the other side gave up while nobody asked."""

import asyncio

import pytest

from fieldpoint.sync.http_line import HttpLine
from fieldpoint.sync.line import Question

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.mark.parametrize("abruptly", [False, True])
def test_a_line_that_was_given_up_meanwhile_is_made_anew(*, abruptly: bool) -> None:
    """A registry hangs up on whoever says nothing for seconds; the next question gets its answer all the same."""
    calls: list[int] = []
    gone = asyncio.Event()

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append(1)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWER)
        await writer.drain()
        await asyncio.sleep(0.1)
        if abruptly:
            writer.transport.abort()
        writer.close()
        gone.set()

    async def run() -> list[bytes]:
        server = await asyncio.start_server(answer_once, "127.0.0.1", 0)
        line = HttpLine(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        said: list[bytes] = []
        for _ in range(2):
            gone.clear()
            said.append((await line.ask(Question(method="GET", path="/", headers={}))).body)
            await gone.wait()
            await asyncio.sleep(0.1)
        await line.close()
        server.close()
        return said

    assert asyncio.run(run()) == [b"ok", b"ok"]
    assert len(calls) == 2
