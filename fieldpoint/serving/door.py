"""Who may come in: connections are counted before TLS and before anything is read.

Strangers share a small part, so that a flood of them leaves the rest to the tablets that are known and to this
machine. A connection over its share is reset at once, which costs some microseconds. uvicorn counts after TLS
only, and waits a minute for a handshake that never comes.

Imports uvicorn and its neighbours.
"""

import asyncio
import socket
import ssl
import struct
from collections import Counter
from collections.abc import Callable
from typing import Final

from fieldpoint.clock import monotonic_s
from fieldpoint.serving.guard import Guard
from fieldpoint.serving.pace import THIS_MACHINE, Pace, group_of
from fieldpoint.serving.protocol import BoundedHttp

STRANGERS: Final = 128
OF_ONE_STRANGER: Final = 12
OF_ONE_KNOWN: Final = 64
IN_ALL: Final = 640
_AT_ONCE = 64
_TLS_WAITS = {"ssl_handshake_timeout": 10.0, "ssl_shutdown_timeout": 3.0}
_REST_S = 1.0
_RESET = struct.pack("ii", 1, 0)

MakeProtocol = Callable[[Callable[[], None]], BoundedHttp]


class Guest:
    """One connection that was let in: where it comes from, and its protocol once it speaks."""

    def __init__(self, group: str, *, known: bool) -> None:
        self.group = group
        self.known = known
        self.protocol: BoundedHttp | None = None


class Door:
    """The listening sockets of a server while it runs. All of it belongs to the event loop's thread."""

    def __init__(self, guard: Guard, make: MakeProtocol) -> None:
        self._guard = guard
        self._make = make
        self._loop = asyncio.get_running_loop()
        self._inside: set[Guest] = set()
        self._by_group: Counter[str] = Counter()
        self._strangers = 0
        self._arriving = Pace(per_s=10, burst=40)
        self._all_arriving = Pace(per_s=100, burst=200)
        self._handshakes: set[asyncio.Task[None]] = set()
        self._listeners: list[socket.socket] = []

    def open(self, listener: socket.socket, tls: ssl.SSLContext | None) -> None:
        """Connections of a listening socket come in from now on, each after its TLS handshake where there is TLS."""
        listener.settimeout(0)
        self._listeners.append(listener)
        self._loop.add_reader(listener, self._accept, listener, tls)

    def close(self) -> None:
        """Nobody comes in any more; who is inside may finish."""
        for listener in self._listeners:
            self._loop.remove_reader(listener)
            listener.close()
        self._listeners.clear()
        for handshake in self._handshakes:
            handshake.cancel()

    def sweep(self) -> None:
        """Ends what is overdue; to be called about once a second."""
        now = monotonic_s()
        for guest in list(self._inside):
            if guest.protocol is not None:
                guest.protocol.end_if_overdue(now)

    def _accept(self, listener: socket.socket, tls: ssl.SSLContext | None) -> None:
        for _ in range(_AT_ONCE):
            try:
                accepted, address = listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:  # no file descriptor is left: those inside go on, those outside wait
                self._loop.remove_reader(listener)
                self._loop.call_later(_REST_S, self._reopen, listener, tls)
                return
            self._take(accepted, group_of(str(address[0])), tls)

    def _reopen(self, listener: socket.socket, tls: ssl.SSLContext | None) -> None:
        if listener in self._listeners:
            self._loop.add_reader(listener, self._accept, listener, tls)

    def _take(self, accepted: socket.socket, group: str, tls: ssl.SSLContext | None) -> None:
        known = self._guard.proven.knows(group)
        if not self._has_room(group, known=known):
            accepted.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            accepted.close()
            return
        accepted.settimeout(0)
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        guest = Guest(group, known=known)
        self._inside.add(guest)
        self._by_group[group] += 1
        self._strangers += not known
        task = self._loop.create_task(self._welcome(accepted, guest, tls))
        self._handshakes.add(task)
        task.add_done_callback(self._handshakes.discard)

    def _has_room(self, group: str, *, known: bool) -> bool:
        if group in THIS_MACHINE:
            return len(self._inside) < IN_ALL
        if known:
            return len(self._inside) < IN_ALL and self._by_group[group] < OF_ONE_KNOWN
        return (
            self._strangers < STRANGERS
            and self._by_group[group] < OF_ONE_STRANGER
            and not self._arriving.wait_s(group)
            and not self._all_arriving.wait_s("")
        )

    async def _welcome(self, accepted: socket.socket, guest: Guest, tls: ssl.SSLContext | None) -> None:
        protocol = self._make(lambda: self._leave(guest))
        try:
            # What the loop answers with is, over TLS, a protocol of its own around ours.
            await self._loop.connect_accepted_socket(
                lambda: protocol, accepted, ssl=tls, **({} if tls is None else _TLS_WAITS)
            )
            guest.protocol = protocol
        except (OSError, asyncio.CancelledError):  # no handshake, or gone already
            accepted.close()
            self._leave(guest)

    def _leave(self, guest: Guest) -> None:
        if guest not in self._inside:
            return
        self._inside.remove(guest)
        self._strangers -= not guest.known
        self._by_group[guest.group] -= 1
        if not self._by_group[guest.group]:
            del self._by_group[guest.group]
