"""What is answered before or beside the application: each refusal has every header of a safe answer."""

import socket
import time
from collections.abc import Callable

import httpx
import pytest

from fieldpoint.serving.protocol import HEAD_S
from tests.server.conftest import Till
from tests.server.test_door import POST, connect, rest
from tests.server.test_headers import check

LOOK = b"GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n"


def read(answer: bytes) -> httpx.Response:
    """A bare answer, whole: a 100 before it is left out, and its body is as long as it says."""
    head, _, body = answer.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n").partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    headers = [tuple(line.split(b": ", 1)) for line in lines]
    found = httpx.Response(int(status.split()[1]), headers=headers, content=body)  # type: ignore[arg-type]
    found.request = httpx.Request("GET", "http://localhost/refused")
    assert len(body) == int(found.headers["content-length"])
    return found


def flood(line: socket.socket) -> None:
    """A head without an end."""
    line.sendall(b"x-more: " + b"y" * 17_000)


def nothing(_: socket.socket) -> None:
    """All of it is out."""


REFUSED: dict[str, tuple[bytes, Callable[[socket.socket], None], int]] = {
    "slow head": (b"GET / HTTP/1.1\r\nhost: lo", nothing, 408),
    "large head": (b"GET / HTTP/1.1\r\nhost: localhost\r\n", flood, 431),
    "large body": (POST + b"connection: close\r\ncontent-length: 70000\r\n\r\n", nothing, 413),
    "large body of a look": (LOOK + b"content-length: 70000\r\n\r\n", nothing, 413),
    "other host": (LOOK.replace(b"localhost", b"evil.example") + b"\r\n", nothing, 421),
    "no host": (LOOK.replace(b"host: localhost\r\n", b"") + b"\r\n", nothing, 421),
    "no HTTP": (b"HELLO\r\n\r\n", nothing, 400),
    "HTTP/1.0": (LOOK.replace(b"/1.1", b"/1.0").replace(b"localhost", b"evil.example") + b"\r\n", nothing, 421),
    "web socket": (LOOK.replace(b"close", b"upgrade") + b"upgrade: websocket\r\n\r\n", nothing, 200),
    "whole address": (LOOK.replace(b"/api", b"http://evil.example/api", 1) + b"\r\n", nothing, 200),
    "tunnel": (b"CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n", nothing, 400),
    "asterisk": (LOOK.replace(b"GET /api/v1/health", b"OPTIONS *") + b"\r\n", nothing, 404),
    "expects": (POST + b"connection: close\r\ncontent-length: 70000\r\nexpect: 100-continue\r\n\r\n", nothing, 413),
}


@pytest.mark.parametrize("name", REFUSED)
def test_every_refusal_has_the_headers_of_a_safe_answer(shared_till: Till, name: str) -> None:
    """Too slow, too large, to nobody, no HTTP at all: one whole answer, with all of them."""
    sent, more, status = REFUSED[name]
    with connect(shared_till.live) as line:
        line.sendall(sent)
        more(line)
        line.settimeout(HEAD_S + 10)
        if name == "web socket":
            time.sleep(0.5)
            line.shutdown(socket.SHUT_WR)
        answer = read(rest(line))
    check(answer)
    assert answer.status_code == status
