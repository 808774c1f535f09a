"""Runs an application under uvicorn until it is told to stop (SIGINT or SIGTERM).

The socket is bound before anything else, so that a taken port is one clear sentence. Access logs are off:
a path may carry a card's token.
"""

import asyncio
import logging
import os
import socket
import ssl
from collections.abc import Callable
from typing import Any

import msgspec
import uvicorn

from fieldpoint.errors import Code, Conflict, FieldpointError, Invalid
from fieldpoint.serving.door import Door
from fieldpoint.serving.guard import Guard
from fieldpoint.serving.problems import say_where
from fieldpoint.serving.protocol import BoundedHttp

_BACKLOG = 256
_TICKS_A_SECOND = 10
_LOGGER = logging.getLogger("fieldpoint.serving")
_WayIn = tuple[socket.socket, ssl.SSLContext | None]


class Stop(msgspec.Struct):
    """Why a server must end by itself, if it must; whoever finds out says so, on whatever thread."""

    fault: FieldpointError | None = None

    def because(self, fault: FieldpointError) -> None:
        """The server ends within a second, and `serve` raises this."""
        self.fault = self.fault or fault


class Secure(msgspec.Struct, frozen=True, kw_only=True):
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
    app: Guard,
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
        log_level="error",  # a warning for every broken request would fill the card
        access_log=False,
        server_header=False,
        # Forwarded headers are believed from nobody: a limit by address could be sidestepped with them.
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )
    ways_in: list[_WayIn] = [(listener, None)]
    if secure is not None:
        ways_in = [(listener, secure.context), (secure.plain, None)]
    server = _Server(config, app, ways_in, on_ready, stop or Stop())
    server.run(sockets=[])  # what comes in comes through the door
    if server.stop.fault is not None:
        raise server.stop.fault


class _Server(uvicorn.Server):
    """uvicorn behind a door of our own, saying when it is ready: to whoever started it, and to systemd."""

    def __init__(
        self, config: uvicorn.Config, app: Guard, ways_in: list[_WayIn], on_ready: Callable[[], None], stop: Stop
    ) -> None:
        super().__init__(config)
        self._app = app
        self._ways_in = ways_in
        self._on_ready = on_ready
        self._door: Door | None = None
        self.stop = stop

    async def on_tick(self, counter: int) -> bool:
        """Whether to end; asked ten times a second."""
        if self._door is not None and counter % _TICKS_A_SECOND == 0:
            self._door.sweep()
        if self.stop.fault is not None:
            self.config.timeout_graceful_shutdown = 0  # answers that are not out by now are unknown, not yes
        return await super().on_tick(counter) or self.stop.fault is not None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            asyncio.get_running_loop().set_exception_handler(_say_kind)
            self._door = Door(self._app, self._make_protocol)
            for listener, tls in self._ways_in:
                self._door.open(listener, tls)
            _tell_systemd()
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._door is not None:
            self._door.close()
        await super().shutdown(sockets)

    def _make_protocol(self, left: Callable[[], None]) -> BoundedHttp:
        return BoundedHttp(self.config, self.server_state, self._app, left)


def _say_kind(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What the loop found: its kind and place. asyncio's own words would hold the fault's text and the request."""
    fault = context.get("exception")
    if isinstance(fault, BaseException):
        say_where(fault)
    else:
        _LOGGER.error("unexpected: %s", context.get("message", "?"))


def _tell_systemd() -> None:
    """READY=1 on the socket that systemd names (sd_notify(3)); nothing where there is none."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to_systemd:
        to_systemd.sendto(b"READY=1", address.replace("@", "\0", 1) if address.startswith("@") else address)
