"""HTTP/1.1 as uvicorn speaks it, with what it lacks: deadlines, small heads, whole answers to broken requests.

uvicorn waits for the rest of a request for ever, takes heads of any size, queues any number of requests that
came in one piece (and forgets some of them when the connection is lost), and answers nonsense in plain text
without headers. A connection that is overdue is found by
`Door.sweep`, so that a request costs no timer of its own.

Imports uvicorn, clock, errors and its neighbours.
"""

import asyncio
from collections.abc import Callable
from typing import Final, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from fieldpoint.clock import monotonic_s
from fieldpoint.errors import Code
from fieldpoint.serving.guard import Guard, refusal

HEAD_S: Final = 10.0
MAX_HEAD: Final = 16 * 1024
_SLACK = 64 * 1024
_STUCK_S = 15.0
_CLOSING_S = 3.0
_CLOSE = (b"connection", b"close")


class NotAwaited(Exception):
    """A request came before the answer to the last one was out, which no browser does; it never leaves the parser."""


class BoundedHttp(HttpToolsProtocol):
    """One connection. `left` is called once, when it is gone."""

    def __init__(self, config: Config, state: ServerState, guard: Guard, left: Callable[[], None]) -> None:
        super().__init__(config, state, {}, asyncio.get_running_loop())
        self._guard = guard
        self._left = left
        self._begun_s: float | None = monotonic_s()  # when what is being received began; nothing while idle
        self._in_head = True
        self._received = 0
        self._unsent = 0
        self._slow_since_s: float | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Counts the connection out."""
        super().connection_lost(exc)
        self._left()

    def data_received(self, data: bytes) -> None:
        """Takes what came in small pieces, so that an endless head is seen before it is large."""
        if self._begun_s is None:
            self._begun_s = monotonic_s()
        for start in range(0, len(data), MAX_HEAD):
            piece = data[start : start + MAX_HEAD]
            self._received += len(piece)
            super().data_received(piece)
            if self.transport.is_closing():
                return
            if self._in_head and self._received > MAX_HEAD:
                self._refuse(Code.HEAD_TOO_LARGE, 431)
                return
            if self._received > MAX_HEAD + self._guard.max_body + _SLACK:
                self.transport.abort()  # the refusal of the body is out; nobody waits for megabytes
                return

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head = True
        if self._begun_s is None:
            self._begun_s = monotonic_s()

    def on_headers_complete(self) -> None:
        """Its head is whole; the application is asked."""
        if self._is_answering():
            raise NotAwaited
        super().on_headers_complete()
        self._in_head, self._received = False, 0

    def on_message_complete(self) -> None:
        """The request is whole; there is no hurry any more."""
        super().on_message_complete()
        self._begun_s, self._in_head, self._received = None, True, 0

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  uvicorn's sentence is not ours
        """The answer to what is no HTTP."""
        self._refuse(Code.BODY_MALFORMED, 400)

    def end_if_overdue(self, now_s: float) -> None:
        """Ends the connection when it has kept us waiting too long: in sending, in reading, in closing."""
        if self._waits_in_vain(now_s):
            self.transport.abort()
        elif self._begun_s is not None and now_s - self._begun_s > (HEAD_S if self._in_head else self._guard.receive_s):
            if self._in_head and self._received:
                self._refuse(Code.RECEIVE_SLOW, 408)
            else:
                self.transport.abort()  # an application that waits for the body hears that there is none

    def _waits_in_vain(self, now_s: float) -> bool:
        """Whether the other side takes nothing of what we send, or does not let the connection end."""
        unsent, closing = self.transport.get_write_buffer_size(), self.transport.is_closing()
        if not closing and unsent < max(self._unsent, 1):
            self._slow_since_s = None
        elif self._slow_since_s is None:
            self._slow_since_s = now_s
        self._unsent = unsent
        patience = _CLOSING_S if closing else _STUCK_S
        return self._slow_since_s is not None and now_s - self._slow_since_s > patience

    def _is_answering(self) -> bool:
        asked = cast("RequestResponseCycle | None", self.cycle)
        return asked is not None and not asked.response_complete

    def _refuse(self, code: Code, status: int) -> None:
        if self._is_answering():
            self.transport.abort()  # an answer is under way; another in its middle would be read as its part
            return
        headers, body = refusal(code, status)
        lines = [name + b": " + value + b"\r\n" for name, value in [*self._guard.headers, *headers, _CLOSE]]
        self.transport.write(b"".join([STATUS_LINE[status], *lines, b"\r\n", body]))
        self.transport.close()
