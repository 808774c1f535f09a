"""Runs an application under uvicorn until it is told to stop (SIGINT or SIGTERM).

The socket is bound before anything else, so that a taken port is one clear sentence. Access logs are off:
a path may carry a card's token.
"""

import asyncio
import os
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import uvicorn
from litestar.types import ASGIApp

from fieldpoint.errors import Code, Conflict, FieldpointError, Invalid

_BACKLOG = 256
# Whoever connects and says nothing, or goes without a word, holds a line no longer than this.
_HANDSHAKE_S = 10
_GOODBYE_S = 5


@dataclass(slots=True)
class Stop:
    """Why a server must end by itself, if it must; whoever finds out says so, on whatever thread."""

    fault: FieldpointError | None = None

    def because(self, fault: FieldpointError) -> None:
        """The server ends within a second, and `serve` raises this."""
        self.fault = self.fault or fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Secure:
    """How a server speaks TLS on its socket, and the second socket on which it answers without."""

    context: ssl.SSLContext
    plain: socket.socket


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. `Conflict` (`port-taken`) when the port is in use or not ours to take."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # the wildcard means IPv4 as well
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except (OverflowError, socket.gaierror) as fault:
        listener.close()
        raise Invalid(Code.SETTINGS_INVALID, field="host") from fault
    except OSError as fault:
        listener.close()
        raise Conflict(Code.PORT_TAKEN, port=port) from fault
    return listener


def serve(
    app: ASGIApp,
    listener: socket.socket,
    on_ready: Callable[[], None],
    stop: Stop | None = None,
    secure: Secure | None = None,
) -> None:
    """Serves on the socket until told to stop; comes back when the last answers are out.

    With `secure` the socket speaks TLS, and the application sees by a request's scheme which way it came.

    `on_ready` is called once, when the first request would be answered. Raises the fault of `stop`, if any.
    """
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        # Forwarded headers are believed from nobody: a limit by address could be sidestepped with them.
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )
    server = _Server(config, on_ready, stop or Stop())
    server.secure = secure
    server.run(sockets=[listener] if secure is None else [listener, secure.plain])
    if server.stop.fault is not None:
        raise server.stop.fault


class _Server(uvicorn.Server):
    """uvicorn, saying when it is ready: to whoever started it, and to systemd where that did."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None], stop: Stop) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self.stop = stop
        self.secure: Secure | None = None

    async def on_tick(self, counter: int) -> bool:
        """Whether to end; asked ten times a second."""
        if self.stop.fault is not None:
            self.config.timeout_graceful_shutdown = 0  # answers that are not out by now are unknown, not yes
        return await super().on_tick(counter) or self.stop.fault is not None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets if self.secure is None else [])
        if self.secure is not None and sockets and not self.should_exit:
            await self._listen(self.secure, sockets[0])
        if not self.should_exit:
            _tell_systemd()
            self._on_ready()

    async def _listen(self, secure: Secure, listener: socket.socket) -> None:
        """Both sockets are answered by the protocol that uvicorn chose; it sets no deadline for a handshake."""
        loop = asyncio.get_running_loop()
        protocol_class: Any = self.config.http_protocol_class

        def protocol() -> asyncio.Protocol:
            return protocol_class(
                config=self.config, server_state=self.server_state, app_state=self.lifespan.state, _loop=loop
            )

        self.servers.append(
            await loop.create_server(
                protocol,
                sock=listener,
                ssl=secure.context,
                ssl_handshake_timeout=_HANDSHAKE_S,
                ssl_shutdown_timeout=_GOODBYE_S,
                backlog=_BACKLOG,
            )
        )
        self.servers.append(await loop.create_server(protocol, sock=secure.plain, backlog=_BACKLOG))


def _tell_systemd() -> None:
    """READY=1 on the socket that systemd names (sd_notify(3)); nothing where there is none."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to_systemd:
        to_systemd.sendto(b"READY=1", address.replace("@", "\0", 1) if address.startswith("@") else address)
