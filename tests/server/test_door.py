"""Connections that come too many, too slowly, too large or broken: each ends soon, with a whole answer or none."""

import json
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import httpx
import pytest

from fieldpoint.serving.door import OF_ONE_STRANGER
from tests.live import LiveSite
from tests.server.conftest import Till
from tests.server.test_headers import check

SAFE = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy", "cache-control")
POST = b"POST /api/v1/scans HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"


def connect(live: LiveSite, address: str = "127.0.0.1", receive_bytes: int | None = None) -> socket.socket:
    """A bare connection from an address, with a small window where asked; one that is reset may be had too."""
    line = socket.socket()
    if receive_bytes is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
    line.settimeout(30)
    line.bind((address, 0))
    with suppress(ConnectionResetError):
        line.connect(("127.0.0.1", live.port))
    return line


def rest(line: socket.socket) -> bytes:
    """All that comes until the connection ends."""
    found = b""
    with suppress(ConnectionResetError):
        while part := line.recv(65536):
            found += part
    return found


def problem_of(answer: bytes) -> tuple[int, str]:
    """Status and code of a bare answer that ends its connection, its headers checked."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    assert set(SAFE) <= set(headers)
    assert headers["connection"] == "close"
    assert headers["cache-control"] == "no-store"
    return int(status.split()[1]), json.loads(body)["code"]


def trickled(line: socket.socket, text: bytes) -> None:
    """Sends a byte every half second until the other side ends it."""
    try:
        for byte in text:
            line.sendall(bytes([byte]))
            time.sleep(0.5)
    except OSError:
        return


SLOW = {
    "silent": (b"", b""),
    "half a head": (b"GET / HTTP/1.1\r\nhost: localhost\r\n", b""),
    "slow head": (b"GET / HTTP/1.1\r\n", b"x-slow: " + b"y" * 100),
    "slow body": (POST + b"content-length: 60000\r\n\r\n", b" " * 100),
    "slow chunks": (POST + b"transfer-encoding: chunked\r\n\r\n1\r\n", b"x\r\n1\r\n" * 30),
    "slow second": (b"GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\n\r\nGET ", b"/api/v1/health" * 8),
    "slow body after its answer": (
        POST.replace(b"scans", b"none") + b"content-length: 60000\r\n\r\n",
        b" " * 100,
    ),
}


def test_whoever_is_slow_is_gone_within_fifteen_seconds(shared_till: Till) -> None:
    """Nothing, half a head, a byte now and then: the connection ends in time, and not at once."""

    def lasted(begin: bytes, more: bytes) -> float:
        with connect(shared_till.live) as line:
            begun = time.monotonic()
            line.sendall(begin)
            trickled(line, more)
            rest(line)
            return time.monotonic() - begun

    with ThreadPoolExecutor(len(SLOW)) as pool:
        found = dict(zip(SLOW, pool.map(lasted, *zip(*SLOW.values(), strict=True)), strict=True))
    assert not {name: seconds for name, seconds in found.items() if not 8 <= seconds <= 15}


def test_slow_head_is_told_why(shared_till: Till) -> None:
    """A head that does not come whole is 408, with every header of a safe answer."""
    with connect(shared_till.live) as line:
        line.sendall(b"GET / HTTP/1.1\r\nhost: ")
        assert problem_of(rest(line)) == (408, "receive-slow")


def test_whoever_does_not_read_is_let_go(shared_till: Till) -> None:
    """Answers that nobody takes are not kept for ever."""
    asked = b"GET /static/vendor/zxing-wasm/zxing_reader.wasm HTTP/1.1\r\nhost: localhost\r\n\r\n"
    with connect(shared_till.live, receive_bytes=2048) as line:
        for _ in range(5):  # the kernel takes four megabytes
            line.sendall(asked)
            time.sleep(0.3)
        time.sleep(18)
        assert len(rest(line)) < 4_500_000


@pytest.mark.parametrize("piece", [b"x-more: " + b"y" * 1000 + b"\r\n", b"a:\r\n" * 200, b"z" * 3000 + b": a\r\n"])
def test_endless_head_is_refused(shared_till: Till, piece: bytes) -> None:
    """More than 16 KiB of head, in long lines, in many, in none at all, is 431."""
    with connect(shared_till.live) as line:
        line.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\n")
        assert problem_of(_sent_until_answered(line, piece)) == (431, "head-too-large")


def _sent_until_answered(line: socket.socket, piece: bytes) -> bytes:
    """Sends so many pieces that 17 KiB are out, then reads."""
    with suppress(BrokenPipeError):
        for _ in range(17_000 // len(piece) + 1):
            line.sendall(piece)
    return rest(line)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
        b"HELO there\r\n\r\n",
        b"GET  HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: localhost\r\nbad header\r\n\r\n",
        POST + b"content-length: 5\r\ncontent-length: 6\r\n\r\n12345",
        POST + b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + b"content-length: -1\r\n\r\n",
        POST + b"transfer-encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_no_http_is_refused_whole(shared_till: Till, sent: bytes) -> None:
    """Nonsense, TLS at the plain door and smuggled lengths are 400 with safe headers, and end the connection."""
    with connect(shared_till.live) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        answer = rest(line)
    assert answer == b"" or problem_of(answer) == (400, "body-malformed")


def test_many_requests_in_one_piece_are_not_queued(shared_till: Till) -> None:
    """Nobody who waits for answers sends a thousand requests at once; the next connection is served."""
    asked = b"GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\n\r\n"
    with connect(shared_till.live) as line:
        line.sendall(asked * 1000)
        assert rest(line).count(b"HTTP/1.1 200") <= 1
    with connect(shared_till.live) as line:
        line.sendall(asked)
        assert line.recv(12) == b"HTTP/1.1 200"


def test_a_stranger_has_few_connections_and_a_tablet_has_more(shared_till: Till) -> None:
    """One address of strangers has twelve; the next address is not touched, nor a tablet that signed in."""
    live = shared_till.live
    with live.browser(address="127.0.2.1") as tablet, ExitStack() as stack:
        assert tablet.get("/api/v1/session").status_code == 200
        assert _let_in([stack.enter_context(connect(live, "127.0.2.2")) for _ in range(30)]) == OF_ONE_STRANGER
        assert _let_in([stack.enter_context(connect(live, "127.0.2.3"))]) == 1
        assert _let_in([stack.enter_context(connect(live, "127.0.2.1")) for _ in range(30)]) == 30


def _let_in(lines: list[socket.socket]) -> int:
    """How many connections are answered."""

    def asked(line: socket.socket) -> bool:
        try:
            line.sendall(b"GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\n\r\n")
            return line.recv(12) == b"HTTP/1.1 200"
        except OSError:
            return False

    return sum([asked(line) for line in lines])


def statuses(ask: Callable[[int], httpx.Response], count: int) -> list[int]:
    """The statuses of so many requests, each checked to say when to come again if it was too fast."""
    answers = [ask(number) for number in range(count)]
    for one in answers:
        check(one)
        assert one.status_code != 429 or int(one.headers["retry-after"]) >= 1
    return [one.status_code for one in answers]


def test_a_claimed_address_changes_nothing(till: Till) -> None:
    """A stranger is paced by the connection's address, whatever forwarded headers say."""
    claims = ("x-forwarded-for", "forwarded", "x-real-ip", "true-client-ip")
    with till.live.browser(session=False, address="127.0.3.1") as stranger:
        found = statuses(
            lambda number: stranger.get("/api/v1/health", headers=dict.fromkeys(claims, f"for=10.0.0.{number % 250}")),
            400,
        )
    with till.live.browser(session=False, address="127.0.3.2") as other:
        assert other.get("/api/v1/health", headers={"x-forwarded-for": "127.0.3.1"}).status_code == 200
    assert found[:200] == [200] * 200
    assert 429 in found


def test_a_tablet_is_paced_as_a_device(till: Till) -> None:
    """A session that runs wild is told to wait; another tablet, and this machine, are not touched."""
    with till.live.browser(address="127.0.3.3") as wild, till.live.browser(address="127.0.3.4") as calm:
        assert 429 in statuses(lambda _: wild.get("/api/v1/session"), 1000)
        assert calm.get("/api/v1/session").status_code == 200
    with till.live.browser() as here:
        assert 429 not in statuses(lambda _: here.get("/api/v1/session"), 700)
