"""The line over real sockets: whatever the other end does, it ends in time and nobody else is asked."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from fieldpoint.core.answer import MAX_ANSWER_BYTES
from fieldpoint.errors import Code, Invalid, Unavailable
from fieldpoint.sync.http_line import HttpLine
from fieldpoint.sync.line import Question, Reply, fit_url

Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


@asynccontextmanager
async def server(behave: Behaviour) -> AsyncGenerator[str]:
    """Something that listens on a spare port; answers its address."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            await behave(reader, writer)
        writer.close()

    listening = await asyncio.start_server(meet, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    finally:
        listening.close()


def ask(behave: Behaviour, timeout_s: float = 5.0) -> Reply:
    """One question to a server that behaves so."""

    async def run() -> Reply:
        async with server(behave) as url:
            line = HttpLine(url)
            try:
                return await line.ask(Question(method="GET", path="/x", timeout_s=timeout_s))
            finally:
                await line.close()

    return asyncio.run(run())


def says(*parts: bytes, pause_s: float = 0.0) -> Behaviour:
    """A server that says these bytes, one after the other, and hangs up."""

    async def behave(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause_s)

    return behave


def test_an_answer_comes_as_it_was_given() -> None:
    """Status, head and bytes."""
    assert ask(says(ANSWER)) == Reply(status=200, body=b"hello", headers={"content-length": "5"})


def test_one_connection_serves_several_questions() -> None:
    """A handshake is paid once a session, and a question after a hang-up opens a new one."""
    met: list[int] = []

    async def run() -> list[bytes]:
        async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            met.append(1)
            while True:
                writer.write(ANSWER)
                await reader.readuntil(b"\r\n\r\n")

        async with server(behave) as url:
            line = HttpLine(url)
            replies = [await line.ask(Question(method="GET", path="/x")) for _ in range(3)]
            await line.close()
            replies.append(await line.ask(Question(method="GET", path="/x")))
            await line.close()
            return [reply.body for reply in replies]

    assert asyncio.run(run()) == [b"hello"] * 4
    assert len(met) == 2


def test_an_answer_cut_at_any_byte_is_none() -> None:
    """Half an answer is not reached."""
    for cut in range(len(ANSWER)):
        with pytest.raises(Unavailable) as caught:
            ask(says(ANSWER[:cut]))
        assert caught.value.code == Code.REGISTRY_UNREACHABLE


def test_a_byte_a_second_ends_at_the_limit() -> None:
    """The limit covers the whole answer, not the wait between two bytes."""
    began = time.monotonic()
    for slow in (ANSWER, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000):
        with pytest.raises(Unavailable):
            ask(says(*(slow[i : i + 1] for i in range(len(slow))), pause_s=0.2), timeout_s=1.0)
    assert time.monotonic() - began < 5


def test_an_endless_answer_ends_at_a_mebibyte() -> None:
    """Nobody fills the site's memory."""
    parts = [
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
        *([bytes(65_536)] * (MAX_ANSWER_BYTES // 65_536 + 2)),
    ]
    with pytest.raises(Unavailable):
        ask(says(*parts))


def test_a_redirect_is_not_followed() -> None:
    """Where it points is never asked."""
    asked: list[str] = []

    async def run() -> Reply:
        async def elsewhere(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked.append("elsewhere")
            writer.write(ANSWER)

        async with server(elsewhere) as other:
            head = f"HTTP/1.1 302 Found\r\nLocation: {other}/x\r\nContent-Length: 0\r\n\r\n".encode()
            async with server(says(head)) as url:
                line = HttpLine(url)
                reply = await line.ask(Question(method="GET", path="/x"))
                await line.close()
                return reply

    assert asyncio.run(run()).status == 302
    assert asked == []


def test_a_proxy_in_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is the one that was enrolled, whatever the environment says."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert ask(says(ANSWER)).status == 200


def test_nobody_there_is_not_reached() -> None:
    """A closed port is a line that is down."""

    async def run() -> None:
        line = HttpLine("http://127.0.0.1:9")
        try:
            await line.ask(Question(method="GET", path="/x"))
        finally:
            await line.close()

    with pytest.raises(Unavailable):
        asyncio.run(run())


@pytest.mark.parametrize(
    "url",
    [
        "http://registry.example",
        "http://10.0.0.1:8090",
        "http://localhost.example",
        "ftp://localhost",
        "file:///etc/passwd",
        "https://",
        "https://name:word@registry.example",
        "https://registry.example/path",
        "https://registry.example?x",
        "https://registry.example#x",
        "https://registry.example:99999",
        "https://registry.exam ple",
        "https://registry.example\r\nX: y",
        "https://[::1",
        "سامانه",
        "",
    ],
)
def test_an_address_that_is_not_safe_is_refused(url: str) -> None:
    """Only https to a bare host, or http to this machine; nothing else gets the token."""
    with pytest.raises(Invalid) as caught:
        fit_url(url)
    assert caught.value.code == Code.REGISTRY_URL_UNFIT


@pytest.mark.parametrize(
    "url", ["https://registry.example", "https://registry.example:8443/", "http://localhost:8090", "http://[::1]:1"]
)
def test_a_safe_address_is_taken(url: str) -> None:
    """The addresses that people will write."""
    assert fit_url(url).hostname
