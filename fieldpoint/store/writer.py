"""The one writer of a running server: many waiting requests, one durable commit (design chapter 6).

A thread owns the only write connection. It takes whatever is waiting, up to `GROUP`, never waits for
more, and runs it in one transaction with a savepoint each: a request that fails takes back its own rows
alone. Every answer leaves after the commit, so what was acknowledged is on disk. What arrives in one turn of
the event loop is handed over together: handed over one by one, the first of those who were just answered and ask
again would have a commit of its own, and every second commit would be of one row.

A commit or a sync that fails fails its whole group, and nothing is acknowledged afterwards: the disk's state
is unknown then, and only a new start that reads it again may go on. So is a file that cannot be read inside a
job. A disk without room is no such failure: nothing was written, the ballast is given up and the group tried
once more.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from fieldpoint.clock import Clock
from fieldpoint.database import Connection, file_of, savepoint, shrink_wal
from fieldpoint.errors import Broken, Code, Unavailable
from fieldpoint.store.ballast import DiskRoom
from fieldpoint.store.faults import disk_was_full, storage_failed
from fieldpoint.store.transaction import Transaction, unwitnessed
from fieldpoint.store.witness import Witness, witness_of

GROUP = 64
WAITING_LIMIT = 512  # asked and not answered yet; fewer than the connections that the server holds
T = TypeVar("T")
Job = Callable[[Transaction], T]


class _Waiting(msgspec.Struct):
    job: Job[Any]
    answer: "asyncio.Future[Any]"
    urgent: bool = False
    result: Any = None
    fault: BaseException | None = None


def _keep_on(_: Broken) -> None:
    """Nobody is to be told."""


class Writer:
    """Runs write jobs one after another on its own thread. `start` it, then `write`, at the end `stop`.

    `on_broken` is called once, on the writer's thread, when nothing can be acknowledged any more.
    """

    def __init__(self, connection: Connection, clock: Clock, on_broken: Callable[[Broken], None] = _keep_on) -> None:
        database = file_of(connection)
        self._connection = connection
        self._clock = clock
        self._witness = Witness(witness_of(database))
        self.room = DiskRoom(database.parent, witness_of(database))
        self._on_broken = on_broken
        self._queue: queue.SimpleQueue[list[_Waiting] | None] = queue.SimpleQueue()
        self._arrived: list[_Waiting] = []
        self._unanswered = 0
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._broken: Broken | None = None

    def start(self) -> None:
        """Begins to take jobs; call it from the event loop that will wait for the answers."""
        self._loop = asyncio.get_running_loop()
        self.room.look()
        self._thread.start()

    async def stop(self) -> None:
        """Finishes what is waiting and lets the connection go."""
        self._hand_over()
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        self._connection.close()
        self._witness.close()

    async def write(self, job: Job[T], *, urgent: bool = False) -> T:
        """The job's result, after it was committed and witnessed.

        `Unavailable` (`site-busy`) when too many wait already, (`disk-full`) when there is no room for it; an
        `urgent` job, such as the day's close, may use the last room. `Broken` (`storage-failed`) after a commit
        or a sync has failed, else whatever the job itself raises: then nothing of it was written.
        """
        if self._broken is not None:
            raise Broken(Code.STORAGE_FAILED) from self._broken
        if self._unanswered >= WAITING_LIMIT:
            raise Unavailable(Code.SITE_BUSY)
        waiting = _Waiting(job, self._loop.create_future(), urgent)
        if not self._arrived:
            self._loop.call_soon(self._hand_over)
        self._arrived.append(waiting)
        self._unanswered += 1
        return await waiting.answer

    def _hand_over(self) -> None:
        if self._arrived:
            self._queue.put(self._arrived)
            self._arrived = []

    def _run(self) -> None:
        last = False
        while not last and (waiting := self._queue.get()) is not None:
            last = self._take_more(waiting)
            for start in range(0, len(waiting), GROUP):
                self._write_group(waiting[start : start + GROUP])

    def _take_more(self, waiting: list[_Waiting]) -> bool:
        """Whatever else waits by now goes with them; answers whether it is time to stop."""
        while len(waiting) < GROUP:
            try:
                more = self._queue.get_nowait()
            except queue.Empty:
                return False
            if more is None:
                return True
            waiting.extend(more)
        return False

    def _write_group(self, group: list[_Waiting]) -> None:
        if self._broken is None:
            self._commit_group(group)
        else:
            _fail(group, Broken(Code.STORAGE_FAILED))
        self._loop.call_soon_threadsafe(self._answer, group)

    def _answer(self, group: list[_Waiting]) -> None:
        self._unanswered -= len(group)
        for waiting in group:
            if waiting.answer.done():  # whoever asked has gone; the row stands all the same
                continue
            if waiting.fault is not None:
                waiting.answer.set_exception(waiting.fault)
            else:
                waiting.answer.set_result(waiting.result)

    def _commit_group(self, group: list[_Waiting]) -> None:
        try:
            self._commit_and_keep(self._with_room_for(group))
        except Unavailable as fault:  # another writer held the file, or there is no room: ask again
            _fail(group, fault)
        except BaseException as fault:  # noqa: BLE001  whatever it was, the disk's state is unknown now
            self._broken = fault if isinstance(fault, Broken) else Broken(Code.STORAGE_FAILED)
            _fail(group, Broken(Code.STORAGE_FAILED))
            self._on_broken(self._broken)

    def _with_room_for(self, group: list[_Waiting]) -> list[_Waiting]:
        """Whoever of the group may be served as the disk stands; the others hear that it is full."""
        held = self.room.held
        full = self.room.look()
        if full or held != self.room.held:  # what the WAL takes is room too
            shrink_wal(self._connection)
            full = self.room.look()
        if not full:
            return group
        _fail([one for one in group if not one.urgent], Unavailable(Code.DISK_FULL))
        return [one for one in group if one.urgent]

    def _commit_and_keep(self, group: list[_Waiting]) -> None:
        """COMMIT, then the witness; each once more with the ballast's room. A sync is never tried again."""
        tx = self._try(lambda: self._commit(group))
        self._try(lambda: self._witness.keep(self._connection, tx.rows, (tx.head.epoch_no, tx.head.seq)))

    def _try(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except Unavailable as fault:
            if fault.code != Code.DISK_FULL or not self.room.give_up():
                raise
        shrink_wal(self._connection)
        return act()

    def _commit(self, group: list[_Waiting]) -> Transaction:
        with unwitnessed(self._connection, self._clock.now()) as tx:
            for waiting in group:
                _run_one(tx, waiting)
        return tx


def _run_one(tx: Transaction, waiting: _Waiting) -> None:
    """One job inside its own savepoint; when it fails, the log's head goes back with its rows.

    `Unavailable` (`disk-full`) and `Broken` when it failed for the disk's sake: that is everybody's failure.
    """
    head = tx.head
    waiting.fault = None
    try:
        with savepoint(tx.connection):
            waiting.result = waiting.job(tx)
    except Exception as fault:
        if disk_was_full(fault):
            raise Unavailable(Code.DISK_FULL) from fault
        if storage_failed(fault):
            raise Broken(Code.DATABASE_UNREADABLE, file="site.db") from fault
        if not tx.connection.in_transaction:
            raise  # the engine gave up the whole transaction; what stood before in this group is gone with it
        tx.back_to(head)
        waiting.fault = fault  # one request's fault fails that request alone


def _fail(group: list[_Waiting], fault: Exception) -> None:
    for waiting in group:
        waiting.fault = fault
