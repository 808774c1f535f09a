"""The line between tablets and the box, as a relay that a test can break: gone, back, or deaf in one direction.

It passes bytes on and reads none of them: the https inside stays the tablet's and the box's own.
"""

import socket
from collections.abc import Generator
from contextlib import contextmanager, suppress
from threading import Lock, Thread

PIECE = 65_536


class Wifi:
    """A relay on a spare port of this machine in front of a port of the box."""

    def __init__(self, box_port: int) -> None:
        self._box_port = box_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: set[socket.socket] = set()
        self._lock = Lock()
        self.there = True
        self._swallows = False
        Thread(target=self._take, daemon=True).start()

    @property
    def port(self) -> int:
        """Where tablets reach the box."""
        return self._listener.getsockname()[1]

    def drop(self) -> None:
        """From now on nothing gets through, and what was open is cut."""
        self.there = False
        self._cut()

    def mend(self) -> None:
        """Tablets reach the box again."""
        self.there, self._swallows = True, False

    def swallow_answers(self) -> None:
        """The box hears everything; nothing that it says arrives."""
        self._swallows = True

    def close(self) -> None:
        """No relay any more."""
        self.drop()
        self._listener.close()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                tablet, _ = self._listener.accept()
                self._join(tablet)

    def _join(self, tablet: socket.socket) -> None:
        try:
            box = socket.create_connection(("127.0.0.1", self._box_port)) if self.there else None
        except OSError:
            box = None
        if box is None:
            tablet.close()
            return
        with self._lock:
            self._ends |= {tablet, box}
        Thread(target=self._pass_on, args=(tablet, box, False), daemon=True).start()
        Thread(target=self._pass_on, args=(box, tablet, True), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, answers: bool) -> None:  # noqa: FBT001  a thread's argument
        with suppress(OSError):
            while piece := source.recv(PIECE):
                if not (answers and self._swallows):
                    sink.sendall(piece)
        self._end(source, sink)

    def _cut(self) -> None:
        with self._lock:
            ends = list(self._ends)
        self._end(*ends)

    def _end(self, *ends: socket.socket) -> None:
        with self._lock:
            self._ends -= set(ends)
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def wifi_before(box_port: int) -> Generator[Wifi]:
    """A relay in front of a port, for as long as a test needs it."""
    wifi = Wifi(box_port)
    yield wifi
    wifi.close()
