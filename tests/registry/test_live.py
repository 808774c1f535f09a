"""The registry as a program of its own: requests that break off, and a kill in the middle of its work."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from fieldpoint.core.answer import BATCH_MEDIA_TYPE, content_digest
from fieldpoint.core.batch import batch_id, deflate
from fieldpoint.registry.folder import open_registry
from tests.live import LiveRegistry
from tests.registry.support import Sender, enrol_sender, make_registry, rows_of, sender


@pytest.fixture
def log() -> Sender:
    """Two thousand rows of a site."""
    return sender(2_000)


@pytest.fixture
def token(tmp_path: Path, log: Sender) -> str:
    """The site's token at a registry that is not running yet."""
    registry = make_registry(tmp_path / "registry", log)
    token = enrol_sender(registry, log)
    registry.store.close()
    return token


@pytest.fixture
def live(tmp_path: Path, token: str) -> Iterator[LiveRegistry]:  # noqa: ARG001  the token is made first
    """The registry, running."""
    started = LiveRegistry(tmp_path / "registry")
    started.start()
    yield started
    if started.program is not None and started.program.poll() is None:
        started.stop()


def put(live: LiveRegistry, token: str, body: bytes) -> httpx.Response:
    """A batch over HTTP."""
    sent = deflate(body)
    return httpx.put(f"{live.url}/v1/batches/{batch_id(body)}", content=sent, headers=headers(token, sent))


def headers(token: str, sent: bytes) -> dict[str, str]:
    """What goes with a batch."""
    return {
        "Authorization": f"Bearer {token}",
        "Content-Type": BATCH_MEDIA_TYPE,
        "Content-Digest": content_digest(sent),
    }


def test_a_request_cut_at_any_byte_leaves_nothing(live: LiveRegistry, token: str, log: Sender) -> None:
    """Broken off in its head or its body, a batch is not there; sent again it is, and no word of a fault."""
    body = log.body(1, 3)
    sent = deflate(body)
    named = {"Host": "127.0.0.1", "Content-Length": str(len(sent)), **headers(token, sent)}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    request = f"PUT /v1/batches/{batch_id(body)} HTTP/1.1\r\n{head}\r\n".encode() + sent
    for cut in range(1, len(request), 23):
        with socket.create_connection(("127.0.0.1", live.port)) as line:
            line.sendall(request[:cut])
    state = httpx.get(f"{live.url}/v1/sites/s-01/state?nonce={'n' * 22}", headers=headers(token, b""))
    assert state.json()["epochs"] == []
    assert put(live, token, body).json()["accepted"] == 3


def test_what_was_answered_survives_a_kill(live: LiveRegistry, token: str, log: Sender) -> None:
    """Killed at once after its answer, the registry has the rows at its next start."""
    for first in range(1, 2_000, 500):
        assert put(live, token, log.body(first, first + 499)).json()["hwm"] == first + 499
        live.stop(kill=True)
        live.start()
    live.stop()
    registry = open_registry(live.folder)
    assert [line for _, _, line in rows_of(registry)] == log.lines
    registry.store.close()
