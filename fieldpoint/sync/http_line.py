"""HTTP to one registry, and to nobody else.

The protocol is h11's (the engine inside httpx), the socket asyncio's. Nothing here follows a redirect, reads
a proxy from the environment, keeps a cookie or unpacks a body, and that is what safety asks for. It is also
what an idle server can carry: measured in the running site, h11 adds 0.4 MiB, httpcore with its backend 2.1,
httpx 5 to 7. This module is imported with the first line, so a site without a registry does not carry it.

Imports h11 and the line.
"""

import asyncio
import re
import ssl
from contextlib import suppress

import h11

from fieldpoint.core.answer import MAX_ANSWER_BYTES
from fieldpoint.errors import Code, Invalid, Unavailable
from fieldpoint.sync.line import Question, Reply, fit_url

_PORTS = {"https": 443, "http": 80}
_CONNECT_S = 20.0
_READ_BYTES = 64 * 1024
_SECONDS = re.compile(rb"\d{1,6}", re.ASCII)
_NO_CHECK_TIME = 0x200000  # X509_V_FLAG_NO_CHECK_TIME, which Python's ssl has no name for


class HttpLine:
    """A line over HTTP/1.1 to one fixed address; plain http to this machine only.

    One connection, kept between questions until `close`; after a fault the next question opens a new one.
    `authority` is the one certificate authority (PEM) that is trusted, in the place of the machine's own list.
    `reached` says whether anybody has ever picked up.
    """

    def __init__(self, url: str, authority: str | None = None) -> None:
        self._address = fit_url(url)
        self._authority = authority
        self._call: _Call | None = None
        self.reached = False

    async def ask(self, question: Question) -> Reply:
        """The answer. `Unavailable` (`registry-unreachable`) when none came, or too much or too late."""
        try:
            # One limit over all of it: a server that sends a byte a second never trips a limit between bytes.
            async with asyncio.timeout(question.timeout_s):
                return await self._ask(question)
        except (h11.ProtocolError, OSError, TimeoutError) as fault:
            raise Unavailable(Code.REGISTRY_UNREACHABLE) from fault

    async def close(self) -> None:
        """Hang up; the line may be used again."""
        call, self._call = self._call, None
        if call is not None:
            await call.end()

    async def _ask(self, question: Question) -> Reply:
        try:
            if self._call is not None and self._call.is_over():
                await self.close()
            if self._call is None:
                self._call = await self._dial()
            await self._call.send(self._request(question), question.body)
            reply = await self._call.receive()
            if not self._call.may_go_on():
                await self.close()
        except BaseException:  # half a conversation is of no use to the next question
            await self.close()
            raise
        return reply

    async def _dial(self) -> "_Call":
        context = trusting(self._authority) if self._address.scheme == "https" else None
        port = self._address.port or _PORTS[self._address.scheme]
        async with asyncio.timeout(_CONNECT_S):
            reader, writer = await asyncio.open_connection(self._address.hostname, port, ssl=context)
        self.reached = True
        return _Call(reader, writer)

    def _request(self, question: Question) -> h11.Request:
        headers = {"Host": self._address.netloc, "Content-Length": str(len(question.body)), **question.headers}
        return h11.Request(method=question.method, target=question.path, headers=list(headers.items()))


def trusting(authority: str | None) -> ssl.SSLContext:
    """Whom the line believes: the system's own list of authorities, or the pinned one alone.

    With a pinned authority the dates of certificates are not looked at: a box without a clock's battery believes
    it is 1970, and would lock itself out of the one place that could tell it the time. Whoever loses the key
    of a certificate pins another authority; what the registry says is signed besides.
    """
    if authority is None:
        return ssl.create_default_context()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cadata=authority)
    except (ssl.SSLError, ValueError):
        raise Invalid(Code.REGISTRY_AUTHORITY_UNFIT) from None
    context.verify_flags = ssl.VerifyFlags(context.verify_flags | _NO_CHECK_TIME)
    return context


def _seconds(response: h11.Response) -> int | None:
    """What `Retry-After` says in seconds (RFC 9110, section 10.2.3); a date is of no use without a clock."""
    said = next((value for name, value in response.headers if name == b"retry-after"), b"")
    return int(said) if _SECONDS.fullmatch(said) else None


class _Call:
    """One open connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._state = h11.Connection(h11.CLIENT)

    async def send(self, request: h11.Request, body: bytes) -> None:
        for event in (request, h11.Data(data=body), h11.EndOfMessage()):
            self._writer.write(self._state.send(event) or b"")
        await self._writer.drain()

    async def receive(self) -> Reply:
        response: h11.Response | None = None
        body = bytearray()
        while not isinstance(event := await self._event(), h11.EndOfMessage):
            if isinstance(event, h11.Response):
                response = event
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > MAX_ANSWER_BYTES:
                    raise Unavailable(Code.REGISTRY_UNREACHABLE)
            elif isinstance(event, h11.ConnectionClosed):
                raise Unavailable(Code.REGISTRY_UNREACHABLE)
        if response is None:
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
        return Reply(status=response.status_code, body=bytes(body), headers=headers, retry_after_s=_seconds(response))

    def may_go_on(self) -> bool:
        """Whether both sides are ready for one more question."""
        if self._state.our_state is not h11.DONE or self._state.their_state is not h11.DONE:
            return False
        self._state.start_next_cycle()
        return True

    def is_over(self) -> bool:
        """Whether the other side hung up since: it does when it hears nothing for a while."""
        return self._reader.at_eof() or self._reader.exception() is not None or self._writer.is_closing()

    async def end(self) -> None:
        self._writer.transport.abort()  # a polite farewell over TLS may wait for ever
        with suppress(OSError):
            await self._writer.wait_closed()

    async def _event(self) -> h11.Event:
        while not isinstance(event := self._state.next_event(), h11.Event):
            if event is h11.PAUSED:  # the other side speaks another protocol
                raise Unavailable(Code.REGISTRY_UNREACHABLE)
            self._state.receive_data(await self._reader.read(_READ_BYTES))
        return event
