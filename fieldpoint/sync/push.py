"""One session with the registry: what is missing there, batch by batch, in order (design chapter 4.8).

The registry's own numbers are the only cursor: what it says it holds is believed when it is signed and when
its head is our head; what it does not hold is sent, however often it was sent before. A row is never
deleted, and a batch that the registry will not have is parked while later rows go on.

    413, or three failures on the way   two halves stand in the batch's place
    400                                 sent once more, then parked
    422                                 parked: our bytes are damaged, a person must look
    500                                 the registry stumbles over this batch: the next one is tried, and only when it
                                        stumbles again does the session end; after ten tries the lead is told
    other 4xx, 5xx                      the session ends, the next one tries again, not before `Retry-After`
    202, or a head that is not ours     another history stands there: the session ends, nothing is lost

Imports core, store, its neighbours.
"""

import asyncio
from http import HTTPStatus
from pathlib import Path

import msgspec

from fieldpoint.clock import monotonic_s, wall_ms
from fieldpoint.core.answer import EpochState, KeptAnswer, StoredAnswer
from fieldpoint.core.batch import MAX_ROWS
from fieldpoint.database import Connection, transaction
from fieldpoint.errors import Code, FieldpointError, Unavailable
from fieldpoint.store import outbox
from fieldpoint.store.identity import public_log_keys
from fieldpoint.store.lives.anchor import Told, anchor_clock
from fieldpoint.store.outbox import SealedBatch, Standing
from fieldpoint.sync.in_thread import in_thread
from fieldpoint.sync.lives.held_rows import Source
from fieldpoint.sync.lives.reconcile import Reconciler
from fieldpoint.sync.lock import push_lock
from fieldpoint.sync.marks import settle_mark
from fieldpoint.sync.registry_client import Denied, RegistryClient
from fieldpoint.sync.sealing import Seal, halve, next_batch

_FIRST_SIZE = 100
_LEAST_SIZE = 50
_QUICK_S = 10.0
_AT_ONCE_S = 1.0  # sealing the next batch then takes as long as sending this one
_LEAST_TIMEOUT_S = 60.0
_MOST_TIMEOUT_S = 900.0
_FAILURES_TO_HALVE = 3
_TRIES_TO_TELL = 10
_TELLING_BYTES = 4096  # the time of a smaller batch is the time of a round trip
_ANOTHER_HISTORY = frozenset({Code.CHAIN_FORK, Code.REGISTRY_AHEAD})
_NOTHING = EpochState(epoch="A" * 22, hwm=0, head=None, top=0, gaps=[], status="live")


class Pushed(msgspec.Struct, frozen=True, kw_only=True):
    """What a session came to: rows the registry took, rows it is not known to hold, where its mark stands.

    `code` is what ended the session early, `parked` why some batch waits for a person; both None when all
    went well. `wait_s` is how long the registry asks to be left alone, `away` says that nobody was reached at all.
    """

    sent: int
    unsent: int
    mark: int
    code: str | None
    parked: str | None
    wait_s: int = 0
    away: bool = False


class Pace(msgspec.Struct):
    """How much is sent at once; it outlives a session and follows the line."""

    size: int = _FIRST_SIZE
    bytes_a_second: float | None = None
    quick: bool = False

    def timeout_s(self, size: int) -> float:
        """How long this many bytes may take."""
        takes_s = 0.0 if self.bytes_a_second is None else 4 * size / self.bytes_a_second
        return min(_MOST_TIMEOUT_S, max(_LEAST_TIMEOUT_S, takes_s))

    def went(self, batch: SealedBatch, took_s: float) -> None:
        """A batch arrived: the next may be larger when this one was whole and quick."""
        self.quick = took_s < _AT_ONCE_S
        if len(batch.sealed) >= _TELLING_BYTES:
            self.bytes_a_second = len(batch.sealed) / max(took_s, 0.001)
        if took_s < _QUICK_S and batch.last - batch.first + 1 >= self.size:
            self.size = min(MAX_ROWS, self.size * 2)

    def failed(self) -> None:
        """A batch did not arrive: the next is smaller."""
        self.size = max(_LEAST_SIZE, self.size // 2)
        self.quick = False


class Pusher:
    """Pushes one site's log. `connection` is its own and is used by one session at a time."""

    def __init__(self, folder: Path, connection: Connection, own: Seal, client: RegistryClient, pace: Pace) -> None:
        self._folder = folder
        self._db = connection
        self._own = own
        self._client = client
        self._pace = pace
        self._sent, self._wait_s = 0, 0
        self._stumbled: str | None = None

    async def push_once(self) -> Pushed:
        """The registry holds whatever could be sent now. `Conflict` (`push-running`) beside another pusher.

        Every other failure is in the result's code and in the status; rows stay where they are. Commits.
        """
        with push_lock(self._folder):
            self._sent, self._wait_s, self._stumbled = 0, 0, None
            try:
                at, code = await self._session()
            except FieldpointError as fault:
                at, code = None, str(fault.code)
            return await in_thread(lambda: self._conclude(at, code))

    async def _session(self) -> tuple[int, str | None]:
        asked_at = monotonic_s()
        state = await self._client.state()
        if isinstance(state, Denied):
            self._wait_s = state.retry_after_s or 0
            return wall_ms(), state.code
        told = Told(at_ms=state.registry_time, round_trip_ms=int((monotonic_s() - asked_at) * 1000))
        await in_thread(lambda: anchor_clock(self._db, self._own.clock, told))
        held = {epoch.epoch: epoch for epoch in state.epochs}
        code: str | None = None
        for number in range(len(await in_thread(lambda: outbox.standings(self._db)))):
            # Read again each time: what an earlier life loses to a later one makes that longer.
            standing, newest = await in_thread(lambda at=number: self._standing(at))
            there = held.get(standing.epoch, _NOTHING)
            if standing.ended and there.hwm >= standing.last:
                continue
            found = await self._push_epoch(standing, there)  # also what a registry lost that was put back itself
            if found in _ANOTHER_HISTORY and standing.ended:
                continue
            if found in _ANOTHER_HISTORY:
                found = await self._reconcile(standing, newest=newest) or (found if newest else None)
            elif found is not None:
                return wall_ms(), found
            code = code or found
        return wall_ms(), code or self._stumbled

    def _standing(self, number: int) -> tuple[Standing, bool]:
        found = outbox.standings(self._db)
        return found[number], number == len(found) - 1

    async def _reconcile(self, standing: Standing, *, newest: bool) -> str | None:
        """The newest life waits for a person; an earlier one ends where both sides agree, and is carried on."""
        state = await self._client.state()
        if isinstance(state, Denied):
            return state.code
        held = next((one for one in state.epochs if one.epoch == standing.epoch), _NOTHING)
        keys = await in_thread(lambda: public_log_keys(self._db))
        work = Reconciler(self._db, self._own.clock, Source(self._client, self._own.site, keys))
        await (work.look if newest else work.carry_over)(standing, held)
        return None

    async def _push_epoch(self, standing: Standing, held: EpochState) -> str | None:
        """Sends what is missing of one epoch; answers what stood in the way, if anything did."""
        code = await in_thread(lambda: settle_mark(self._db, standing, held))
        missing = [*held.gaps, (held.top + 1, standing.last)]
        for first, last in missing:
            while code is None and first <= last:
                first, code = await self._push_from(standing, first, last)  # noqa: PLW2901  walks on batch by batch
        return code

    async def _push_from(self, standing: Standing, first: int, last: int) -> tuple[int, str | None]:
        """Sends one batch; answers the first row behind it and what stands in the way of going on."""
        upto = min(last, first + self._pace.size - 1)
        batch = await in_thread(lambda: next_batch(self._db, self._own, standing, (first, upto)))
        if batch is None:
            return last + 1, None
        if batch.parked not in (None, Code.BATCH_STUMBLES):
            return batch.last + 1, None
        began = monotonic_s()
        try:
            answer = await self._put(standing, batch, last)
        except Unavailable:
            self._pace.failed()
            await in_thread(lambda: self._failed(standing, batch))
            raise
        match answer:
            case StoredAnswer():
                self._pace.went(batch, monotonic_s() - began)
                self._sent += answer.accepted
                return batch.last + 1, await in_thread(lambda: settle_mark(self._db, standing, answer))
            case KeptAnswer():
                return first, answer.code
            case Denied():
                return await in_thread(lambda: self._denied(standing, batch, answer))

    async def _put(self, standing: Standing, batch: SealedBatch, last: int) -> StoredAnswer | KeptAnswer | Denied:
        """Sends a batch; where the line is quick the next one is sealed meanwhile, and lies ready."""
        put = self._client.put(batch, self._pace.timeout_s(len(batch.sealed)))
        if not self._pace.quick:
            return await put
        rows = batch.last + 1, min(last, batch.last + min(MAX_ROWS, 2 * self._pace.size))  # as this one will tell
        ahead = in_thread(lambda: next_batch(self._db, self._own, standing, rows))
        answer, _ = await asyncio.gather(put, ahead, return_exceptions=True)  # what sealing says it says again
        if not isinstance(answer, BaseException):
            return answer
        raise answer

    def _failed(self, standing: Standing, batch: SealedBatch) -> None:
        """Counts a sending that did not arrive; after three of them smaller batches are tried."""
        with transaction(self._db):
            outbox.count_try(self._db, batch.batch_id)
        if batch.tries + 1 >= _FAILURES_TO_HALVE and batch.last - batch.first + 1 > _LEAST_SIZE:
            halve(self._db, self._own, standing, batch)

    def _denied(self, standing: Standing, batch: SealedBatch, answer: Denied) -> tuple[int, str | None]:
        """What a no means for the batch: where to go on, and what stands in the way."""
        self._wait_s = answer.retry_after_s or 0
        if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            return self._stumbles(batch, answer.code)
        if answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and batch.last > batch.first:
            self._pace.failed()
            halve(self._db, self._own, standing, batch)
            return batch.first, None
        if answer.status not in (400, 413, 422):
            return batch.first, answer.code
        again = answer.status == HTTPStatus.BAD_REQUEST and batch.tries == 0
        with transaction(self._db):
            outbox.count_try(self._db, batch.batch_id) if again else outbox.park(self._db, batch.batch_id, answer.code)
        return (batch.first if again else batch.last + 1), None

    def _stumbles(self, batch: SealedBatch, code: str) -> tuple[int, str | None]:
        """The registry fails at this batch: later ones are tried, as long as it fails at one alone."""
        with transaction(self._db):
            outbox.count_try(self._db, batch.batch_id)
            if batch.tries + 1 >= _TRIES_TO_TELL:
                outbox.park(self._db, batch.batch_id, Code.BATCH_STUMBLES)
        again, self._stumbled = self._stumbled is not None, self._stumbled or code
        return (batch.first, code) if again else (batch.last + 1, None)

    def _conclude(self, at: int | None, code: str | None) -> Pushed:
        """Writes down what became of the session; a parked batch stays in sight."""
        parked = outbox.parked_code(self._db)
        if code == self._stumbled and parked is not None:
            code = None  # one batch alone is stuck, and that was told
        with transaction(self._db):
            outbox.note_contact(self._db, at, code or parked)
        mark, left = outbox.standings(self._db)[-1].mark, outbox.unsent(self._db)
        return Pushed(sent=self._sent, unsent=left, mark=mark, code=code, parked=parked, wait_s=self._wait_s)
