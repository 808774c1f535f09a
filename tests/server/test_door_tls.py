"""The door with TLS: who does not finish the handshake is gone in time, and its place is free again."""

import asyncio
import contextlib
import socket
import ssl
import time
from pathlib import Path

import uvicorn
import uvloop
from litestar.types import Receive, Scope, Send
from uvicorn.server import ServerState

from fieldpoint.serving.door import OF_ONE_STRANGER, Door
from fieldpoint.serving.guard import Guard
from fieldpoint.serving.protocol import BoundedHttp
from tests.certificate import make_certificate

HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"  # the beginning of a handshake


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    assert scope["type"] == "http"
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok", "more_body": False})


class Served:
    """A door with TLS on a spare port."""

    def __init__(self, folder: Path) -> None:
        certificate = make_certificate(folder / "server.pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.trust = ssl.create_default_context(cafile=certificate)
        guard = Guard(app=_app, hosts={"localhost"}, headers={}, max_body=1000)
        config = uvicorn.Config(_app, http="httptools", log_level="error", access_log=False)  # type: ignore[arg-type]
        config.load()
        state = ServerState()
        self.door = Door(guard, lambda left: BoundedHttp(config, state, guard, left))
        listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = listener.getsockname()[1]
        self.door.open(listener, context)

    async def sweep(self) -> None:
        """What the running server does."""
        while True:
            await asyncio.sleep(1)
            self.door.sweep()

    async def lasted(self, sent: bytes) -> float:
        """How long a stranger without a handshake is let in, in seconds."""
        begun = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=("127.0.5.1", 0))
        writer.write(sent)
        with contextlib.suppress(ConnectionError):
            while await reader.read(4096):
                pass
        writer.close()
        return time.monotonic() - begun

    async def is_served(self) -> bool:
        """Whether a stranger's whole request is answered."""
        try:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", self.port, local_addr=("127.0.5.1", 0), ssl=self.trust
            )
            writer.write(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
            answer = await reader.read(12)
        except ConnectionError:
            return False
        writer.close()
        return answer == b"HTTP/1.1 200"


def test_whoever_does_not_shake_hands_is_gone_within_fifteen_seconds(tmp_path: Path) -> None:
    """Twelve silent or half handshakes hold an address's share for ten seconds, and then it is free again."""

    async def run() -> tuple[bool, bool, list[float], bool]:
        served = Served(tmp_path)
        sweeping = asyncio.create_task(served.sweep())
        before = await served.is_served()
        await asyncio.sleep(1)  # that connection has left
        half = [asyncio.create_task(served.lasted(HELLO if no % 2 else b"")) for no in range(OF_ONE_STRANGER)]
        await asyncio.sleep(1)
        meanwhile = await served.is_served()
        lasted = await asyncio.gather(*half)
        after = await served.is_served()
        sweeping.cancel()
        served.door.close()
        return before, meanwhile, lasted, after

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        before, meanwhile, lasted, after = runner.run(run())
    assert (before, meanwhile, after) == (True, False, True)
    assert min(lasted) >= 8
    assert max(lasted) <= 15


def test_plain_words_at_the_door_with_tls_end_at_once(tmp_path: Path) -> None:
    """Nonsense is no handshake; the next whole one is served."""

    async def run() -> tuple[float, bool]:
        served = Served(tmp_path)
        lasted = await served.lasted(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
        after = await served.is_served()
        served.door.close()
        return lasted, after

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        lasted, after = runner.run(run())
    assert lasted < 5
    assert after
