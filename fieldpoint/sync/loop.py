"""Pushes in the background of the running server, for ever and by the clock (design chapter 4.8).

Rows are looked for every few seconds, the registry is asked how it stands at least every quarter of an
hour, and after a failure the waits grow. A poke says that a row was written: it ends an idle wait at once,
but never a wait after a failure, or a queue of families would knock on a dead line.

Imports store and its neighbours.
"""

import asyncio
import logging
from contextlib import suppress
from enum import Enum, auto

import msgspec

from fieldpoint.clock import monotonic_s
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Code, FieldpointError, NotFound
from fieldpoint.store import outbox
from fieldpoint.store.identity import log_key
from fieldpoint.store.outbox import Enrolment
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import LogHead, read_head
from fieldpoint.sync.backoff import AWAY_CAP_S, BASE_S, CAP_S, Backoff
from fieldpoint.sync.in_thread import in_thread
from fieldpoint.sync.push import Pace, Pushed, Pusher
from fieldpoint.sync.registry_client import RegistryClient
from fieldpoint.sync.sealing import Seal

_LOGGER = logging.getLogger("fieldpoint.sync")
_STATE_EVERY_S = 15 * 60.0
# A session that runs by itself is waited for: what it sends, the person wanted sent.
_WAIT_FOR_OTHER_S, _WAITS_FOR_OTHER = 0.5, 60

# Nobody answers, or not to us: the way back is as closed as the way there.
_NO_USE_PULLING = (Code.REGISTRY_UNREACHABLE, Code.REGISTRY_KEY_UNKNOWN, Code.TOKEN_WRONG)


class Pauses(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds: `first` before the first look, `between` two, `base` and `cap` of the waits after failures.

    `away` is the cap where nobody was reached. A server that starts answers a desk first; loading what speaks
    to the registry would delay that.
    """

    first_s: float = 1.0
    between_s: float = 5.0
    base_s: float = BASE_S
    cap_s: float = CAP_S
    away_s: float = AWAY_CAP_S


class _Came(Enum):
    """What a round came to: there was no reason for a session, or it went well, or something stood in the way."""

    IDLE = auto()
    TO_AN_END = auto()
    TO_NOTHING = auto()


class PushLoop:
    """The pusher of a running server. `start` it in the event loop, `poke` it, at the end `stop` it."""

    def __init__(self, site: Site, pauses: Pauses | None = None) -> None:
        self._site = site
        self._pauses = pauses or Pauses()
        self._backoff = Backoff(self._pauses.base_s, self._pauses.cap_s)
        self._poked = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._asked_at: float | None = None
        self._left = 0
        self._began_at: LogHead | None = None
        self._last: Pushed | None = None
        self._pace = Pace()
        self._sending: asyncio.Task[None] | None = None
        self.last_sending: Pushed | None = None

    def start(self) -> None:
        """Begins to push."""
        self._task = asyncio.get_running_loop().create_task(self._run(self._site.connect()))

    def poke(self) -> None:
        """A row was written. Call it from the event loop."""
        self._poked.set()

    async def stop(self) -> None:
        """Ends, in the middle of a sending too: what was not answered is sent again next time."""
        for task in (self._task, self._sending):
            if task is not None:
                task.cancel()
                await asyncio.wait([task])

    @property
    def is_sending(self) -> bool:
        """Whether a sending that a person wanted is running."""
        return self._sending is not None and not self._sending.done()

    def send_now(self, connection: Connection) -> None:
        """A sending that a person wants has begun; one that runs already is that one.

        `NotFound` (`registry-not-enrolled`).
        """
        if outbox.enrolment(connection) is None:
            raise NotFound(Code.REGISTRY_NOT_ENROLLED)
        if not self.is_sending:
            self._sending = asyncio.get_running_loop().create_task(self._send_now())

    async def _send_now(self) -> None:
        """One session as soon as no other one runs; what became of it stands in `last_sending`. Raises nothing."""
        for waits_left in range(_WAITS_FOR_OTHER, -1, -1):
            try:
                self.last_sending = await push_now(self._site)
            except FieldpointError as fault:
                if fault.code == Code.PUSH_RUNNING and waits_left:
                    await asyncio.sleep(_WAIT_FOR_OTHER_S)
                    continue
                self.last_sending = _nothing_sent(str(fault.code))
            except Exception as fault:  # noqa: BLE001  whoever watches hears that it is over
                _LOGGER.error("unexpected %s", type(fault).__name__)  # noqa: TRY400  its text may hold a row
                self.last_sending = _nothing_sent(str(Code.UNEXPECTED))
            return

    async def _run(self, connection: Connection) -> None:
        try:
            await asyncio.sleep(self._pauses.first_s)
            while True:
                self._poked.clear()  # before the look, so that a poke during it is not lost
                await self._rest(await self._round(connection))
        finally:
            connection.close()

    async def _rest(self, came: _Came) -> None:
        if came is _Came.TO_NOTHING:
            await asyncio.sleep(self._wait_s())
            return
        self._backoff.reset()
        if came is _Came.TO_AN_END:
            await asyncio.sleep(self._pauses.between_s)
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self._poked.wait(), self._pauses.between_s)

    def _wait_s(self) -> float:
        """How long to wait after a failure: by chance, and not less than the registry asked for."""
        last = self._last
        if last is None:
            return self._backoff.next_s()
        if last.sent:
            self._backoff.reset()
        by_chance = self._backoff.next_s(self._pauses.away_s if last.away else None)
        return max(by_chance, min(last.wait_s, self._pauses.cap_s))

    async def _round(self, connection: Connection) -> _Came:
        """One look, and a session when there is a reason for one. Raises nothing."""
        try:
            return await self._push_if_due(connection)
        except FieldpointError as fault:
            _LOGGER.warning("%s", fault.code)
            return _Came.TO_AN_END if fault.code == Code.PUSH_RUNNING else _Came.TO_NOTHING
        except Exception as fault:  # noqa: BLE001  handouts go on whatever happens to the pusher
            _LOGGER.error("unexpected %s", type(fault).__name__)  # noqa: TRY400  its text may hold a row
            return _Came.TO_NOTHING

    async def _push_if_due(self, connection: Connection) -> _Came:
        enrolled = outbox.enrolment(connection)
        if enrolled is None:
            return _Came.IDLE
        # What was left when a session went to its end is parked; asking for it every few seconds would change nothing.
        # But a row that was written while it ran was never asked for: the log has grown since it began.
        unsent, head = outbox.unsent(connection), read_head(connection)
        seen = unsent == 0 or (unsent == self._left and head == self._began_at)
        if seen and not self._state_is_old():
            return _Came.IDLE
        self._last, self._began_at = None, head
        self._last = pushed = await session(self._site, enrolled, self._pace)
        self._asked_at = monotonic_s() if pushed.code is None else None
        self._left = pushed.unsent if pushed.code is None else 0
        return _Came.TO_AN_END if pushed.code is None else _Came.TO_NOTHING

    def _state_is_old(self) -> bool:
        return self._asked_at is None or monotonic_s() - self._asked_at > _STATE_EVERY_S


def _nothing_sent(code: str) -> Pushed:
    return Pushed(sent=0, unsent=0, mark=0, code=code, parked=None)


async def push_now(site: Site) -> Pushed:
    """One session, wanted by a person: batches that were parked get another chance. Commits.

    `NotFound` (`registry-not-enrolled`), `Conflict` (`push-running`).
    """
    connection = site.connect()
    try:
        enrolled = outbox.enrolment(connection)
        if enrolled is None:
            raise NotFound(Code.REGISTRY_NOT_ENROLLED)
        with transaction(connection):
            outbox.unpark(connection)
    finally:
        connection.close()
    return await session(site, enrolled, Pace())


async def session(site: Site, enrolled: Enrolment, pace: Pace) -> Pushed:
    """One session over a line and a connection of its own: both cost an idle server memory. Commits.

    State, push, pull, names, the state again where rows were sent; what stands in the way of one is none for another.
    """
    from fieldpoint.store.feed import state  # noqa: PLC0415  only a site with a registry carries them
    from fieldpoint.sync.feed import donors, keys, pull  # noqa: PLC0415
    from fieldpoint.sync.feed.client import FeedClient  # noqa: PLC0415
    from fieldpoint.sync.http_line import HttpLine  # noqa: PLC0415

    line = HttpLine(enrolled.url, enrolled.authority)
    connection = await in_thread(site.connect)
    try:
        client = RegistryClient(enrolled, site.facts.code, line, state.keys(connection))
        pusher = pusher_of(site, connection, client, pace)
        pushed = await pusher.push_once()
        if pushed.code == Code.REGISTRY_KEY_UNKNOWN and await keys.ask_for_keys(connection, client):
            client = RegistryClient(enrolled, site.facts.code, line, state.keys(connection))
            pusher = pusher_of(site, connection, client, pace)
            pushed = await pusher.push_once()
        if pushed.code in _NO_USE_PULLING:
            return msgspec.structs.replace(pushed, away=not line.reached)
        feed = FeedClient(enrolled, line)
        pulled = await pull.Puller(site.folder, connection, site.facts.code, site.clock, feed).pull_once()
        told = await donors.tell_names(site, connection, client, anew=pulled.snapshot)
        if pushed.sent and pushed.code is None:
            again = await pusher.push_once()
            pushed = msgspec.structs.replace(again, sent=pushed.sent + again.sent)
        if (missed := pulled.code or told) is not None:
            await in_thread(lambda: _note(connection, missed))
        return msgspec.structs.replace(pushed, code=pushed.code or missed, away=not line.reached)
    finally:
        await line.close()
        connection.close()


def _note(connection: Connection, code: str | None) -> None:
    with transaction(connection):
        outbox.note_contact(connection, None, code)


def pusher_of(site: Site, connection: Connection, client: RegistryClient, pace: Pace) -> Pusher:
    """A pusher of this site; the connection is its own from here on."""
    own = Seal(site=site.facts.code, key=log_key(connection), clock=site.clock)
    return Pusher(site.folder, connection, own, client, pace)
