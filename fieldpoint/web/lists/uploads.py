"""The one upload of a site: how it stands, and the child program that reads or writes it.

A list is read in a program of its own: whatever a file does to its reader, the till goes on, and the memory that it
took is given back. What is ordered goes in and what comes of it comes out by pipes, so that no argument and no
file has any of it.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from fieldpoint import ids
from fieldpoint.errors import Code, Conflict, Fact, NotFound
from fieldpoint.exchange.import_report import ImportReport
from fieldpoint.web.lists.wire import ImportReply, State

Mode = Literal["preview", "write", "errors"]
_LONGEST_LINE = 1024 * 1024
_CHUNK = 64 * 1024
_BUSY: frozenset[State] = frozenset({"reading", "writing"})


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What the child is to do with the upload, said on its stdin."""

    mode: Mode
    name: str
    mapping: str
    op: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One line of what the child says: how far it is, what came of it, or why not."""

    step: str = ""
    done: int = 0
    total: int = 0
    report: ImportReport | None = None
    code: str | None = None
    facts: dict[str, Fact] = msgspec.field(default_factory=dict[str, Fact])


_TOLD = msgspec.json.Decoder(Told)


class Uploads:
    """Holds the one upload. All of it belongs to the event loop."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stands: ImportReply | None = None
        self._mapping = ""
        self._parts = 0
        self._running: asyncio.Task[None] | None = None

    def begin(self, name: str, size: int, mapping: str) -> ImportReply:
        """A new upload, whose parts may come. `Conflict` (`import-running`) while another is read or written."""
        if self._stands is not None and self._stands.state in _BUSY:
            raise Conflict(Code.IMPORT_RUNNING)
        self._mapping, self._parts = mapping, 0
        self._stands = ImportReply(import_id=ids.new_start(), name=name, state="receiving", size=size)
        return self._stands

    def stands(self, import_id: str) -> ImportReply:
        """How the upload stands. `NotFound` (`import-unknown`) when it is another by now."""
        if self._stands is None or self._stands.import_id != import_id:
            raise NotFound(Code.IMPORT_UNKNOWN)
        return self._stands

    def expect(self, import_id: str, *states: State) -> ImportReply:
        """The upload when it is in one of these states. `Conflict` (`import-unready`) when not."""
        found = self.stands(import_id)
        if found.state not in states:
            raise Conflict(Code.IMPORT_UNREADY)
        return found

    def check_part(self, import_id: str, number: int, size: int) -> bool:
        """Whether a part is new: the next one, or the last one again. `Conflict` (`import-part-unfit`) else."""
        found = self.expect(import_id, "receiving")
        if number == self._parts - 1:
            return False
        if number != self._parts or found.received + size > found.size:
            raise Conflict(Code.IMPORT_PART_UNFIT)
        return True

    def count_part(self, import_id: str, size: int) -> None:
        """One more part is kept."""
        found = self.stands(import_id)
        self._parts += 1
        self._set(received=found.received + size)

    def cancel(self, import_id: str) -> ImportReply:
        """The upload is over; a list that is being written goes on. `Conflict` (`import-running`)."""
        if self.stands(import_id).state == "writing":
            raise Conflict(Code.IMPORT_RUNNING)
        if self._running is not None:
            self._running.cancel()
        return self._set(state="cancelled", report=None)

    def start(self, import_id: str, mode: Mode, op: str) -> ImportReply:
        """The child begins to read or to write the upload."""
        found = self.stands(import_id)
        begun = self._set(state="reading" if mode == "preview" else "writing", step="", done=0, total=0)
        order = Order(mode=mode, name=found.name, mapping=self._mapping, op=op)
        self._running = asyncio.get_running_loop().create_task(self._run(order))
        return begun

    async def error_rows(self, import_id: str) -> AsyncGenerator[bytes]:
        """The rows that somebody has to mend, as a file, piece by piece."""
        found = self.stands(import_id)
        child = await self._spawn(Order(mode="errors", name=found.name, mapping=self._mapping, op=""))
        try:
            while child.stdout is not None and (piece := await child.stdout.read(_CHUNK)):
                yield piece
        finally:
            await _end(child)

    async def stop(self) -> None:
        """Ends the child, if there is one; what was not whole is not here."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    async def _run(self, order: Order) -> None:
        """Hears the child out. It is heard to its end before anybody is told, so that the next may begin."""
        child, last = await self._spawn(order), Told(code=str(Code.UNEXPECTED))
        try:
            while child.stdout is not None and (line := await child.stdout.readline()):
                told = _TOLD.decode(line)
                if told.report is None and told.code is None:
                    self._set(step=told.step, done=told.done, total=told.total)
                else:
                    last = told
        except (msgspec.DecodeError, ValueError):
            last = Told(code=str(Code.UNEXPECTED))
        finally:
            await _end(child)
        if last.code is not None:
            self._set(state="failed", code=last.code, facts=last.facts)
        else:
            self._set(state="read" if order.mode == "preview" else "done", report=last.report)

    async def _spawn(self, order: Order) -> Process:
        command = [sys.executable, "-m", "fieldpoint", "import", "upload", "--data", str(self._folder)]
        child = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=_LONGEST_LINE
        )
        if child.stdin is not None:
            child.stdin.write(msgspec.json.encode(order))
            with suppress(ConnectionError):
                await child.stdin.drain()
            child.stdin.close()
        return child

    def _set(self, **changes: object) -> ImportReply:
        if self._stands is None:
            raise NotFound(Code.IMPORT_UNKNOWN)
        self._stands = msgspec.structs.replace(self._stands, **changes)
        return self._stands


async def _end(child: Process) -> None:
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.terminate()
    await child.wait()
