"""The one writer of a running server: many waiting requests, one durable commit (design chapter 6).

A thread owns the only write connection. It takes whatever is waiting, up to `GROUP`, never waits for
more, and runs it in one transaction with a savepoint each: a request that fails takes back its own rows
alone. Every answer leaves after the commit, so what was acknowledged is on disk.

A commit that fails fails its whole group, and nothing is acknowledged afterwards: the disk's state is
unknown then, and only a new start that reads it again may go on.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from fieldpoint.clock import Clock
from fieldpoint.database import Connection, savepoint
from fieldpoint.errors import Broken, Code, Unavailable
from fieldpoint.store.transaction import Transaction, transaction_on

GROUP = 64
WAITING_LIMIT = 1024
T = TypeVar("T")
Job = Callable[[Transaction], T]


@dataclass(slots=True)
class _Waiting:
    job: Job[Any]
    answer: "asyncio.Future[Any]"
    result: Any = None
    fault: BaseException | None = None


class Writer:
    """Runs write jobs one after another on its own thread. `start` it, then `write`, at the end `stop`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        self._queue: queue.Queue[_Waiting | None] = queue.Queue(WAITING_LIMIT)
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._broken: BaseException | None = None

    def start(self) -> None:
        """Begins to take jobs; call it from the event loop that will wait for the answers."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def stop(self) -> None:
        """Finishes what is waiting and lets the connection go."""
        await asyncio.to_thread(self._queue.put, None)
        await asyncio.to_thread(self._thread.join)
        self._connection.close()

    async def write(self, job: Job[T]) -> T:
        """The job's result, after it was committed.

        `Unavailable` (`site-busy`) when too many wait already, `Broken` after a commit has failed, else
        whatever the job itself raises: then nothing of it was written.
        """
        if self._broken is not None:
            raise Broken(Code.STORAGE_FAILED) from self._broken
        waiting = _Waiting(job, self._loop.create_future())
        try:
            self._queue.put_nowait(waiting)
        except queue.Full as fault:
            raise Unavailable(Code.SITE_BUSY) from fault
        return await waiting.answer

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first]
            last = False
            while len(group) < GROUP and not last:
                try:
                    more = self._queue.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    last = True
                else:
                    group.append(more)
            self._write_group(group)
            if last:
                return

    def _write_group(self, group: list[_Waiting]) -> None:
        if self._broken is None:
            self._commit_group(group)
        else:
            _fail(group, Broken(Code.STORAGE_FAILED))
        self._loop.call_soon_threadsafe(_answer, group)

    def _commit_group(self, group: list[_Waiting]) -> None:
        try:
            with transaction_on(self._connection, self._clock.now()) as tx:
                for waiting in group:
                    _run_one(tx, waiting)
        except Unavailable as fault:  # another writer held the file: nothing was written, ask again
            _fail(group, fault)
        except BaseException as fault:  # noqa: BLE001  whatever it was, the disk's state is unknown now
            self._broken = fault
            _fail(group, Broken(Code.STORAGE_FAILED))


def _run_one(tx: Transaction, waiting: _Waiting) -> None:
    """One job inside its own savepoint; when it fails, the log's head goes back with its rows."""
    head = tx.head
    try:
        with savepoint(tx.connection):
            waiting.result = waiting.job(tx)
    except Exception as fault:
        if not tx.connection.in_transaction:
            raise  # the engine gave up the whole transaction; what stood before in this group is gone with it
        tx.head = head
        waiting.fault = fault  # one request's fault fails that request alone


def _fail(group: list[_Waiting], fault: Exception) -> None:
    for waiting in group:
        waiting.fault = fault


def _answer(group: list[_Waiting]) -> None:
    for waiting in group:
        if waiting.answer.done():  # whoever asked has gone; the row stands all the same
            continue
        if waiting.fault is not None:
            waiting.answer.set_exception(waiting.fault)
        else:
            waiting.answer.set_result(waiting.result)
