"""The programs of a storm: a registry that serves, a site whose desk records and whose loop pushes.

Each runs in a process of its own, forked from one that has read its modules already, so that a thousand starts cost
little. They are ended by their own number only.
"""

import asyncio
import multiprocessing
import os
import signal
import socket
from functools import partial
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep

from fieldpoint.store.site import open_site
from fieldpoint.store.writer import Writer
from fieldpoint.sync.loop import Pauses, PushLoop
from tests.fault.dying import record

PATIENCE_S = 60.0
_WIFI_S = 0.01  # the way to a tablet takes longer than a commit, so a kill often finds an answer on it
_HASTE = Pauses(first_s=0, between_s=0.02, base_s=0.02, cap_s=0.2, away_s=0.1)
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(
    [
        "fieldpoint.cli.registry",
        "fieldpoint.registry.app",
        "fieldpoint.serving.run",
        "fieldpoint.sync.feed.pull",
        "fieldpoint.sync.http_line",
        "pytest",  # every child reads the module by which the tests were started
        "tests.fault.storm_work",
        "uvicorn.lifespan.on",
    ]
)


class Program:
    """A process that is started, killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: BaseProcess | None = None
        self.kills = 0

    def kill(self) -> None:
        """It is gone at once, as far as a program can see."""
        if self.process is not None and self.process.pid is not None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.join(PATIENCE_S)
            self.process.close()
            self.process, self.kills = None, self.kills + 1


class RegistryProgram(Program):
    """`fieldpoint registry serve` at one port."""

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder)
        self.port = port

    def start(self) -> None:
        """It is on its way up."""
        self.process = process = _PROCESSES.Process(target=_serve, args=(self.folder, self.port))
        process.start()

    def answers(self) -> None:
        """It answers."""
        until = monotonic() + PATIENCE_S
        while monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            sleep(0.01)
        raise TimeoutError


class SiteProgram(Program):
    """A desk that records what it is asked, and the loop that pushes it. `asked` has no answer yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: set[str] = set()
        self.answered: dict[str, tuple[int, bytes]] = {}
        self._pipe: Pipe | None = None

    def start(self) -> None:
        """It is on its way up, and is asked again whatever was not answered."""
        self._pipe, far = _PROCESSES.Pipe()
        self.process = process = _PROCESSES.Process(target=_desk, args=(self.folder, far))
        process.start()
        far.close()
        if self.asked:
            self.ask(self.asked)

    def ask(self, ids: "set[str] | list[str]") -> None:
        """Handouts under these ids are asked."""
        self.asked |= set(ids)
        if self._pipe is not None and self.process is not None:
            self._pipe.send(list(ids))

    def listen(self, seconds: float = 0.0) -> None:
        """Takes what was answered, and waits that long for the first of it; a program that is gone answers nothing."""
        try:
            while self._pipe is not None and self._pipe.poll(seconds):
                seconds = 0.0
                for one, seq, head in self._pipe.recv():
                    assert self.answered.setdefault(one, (seq, head)) == (seq, head)
                    self.asked.discard(one)
        except (EOFError, OSError):
            return

    def kill(self) -> None:
        """It is gone; what it had answered may still be heard."""
        super().kill()
        self.listen()
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None


def _serve(folder: Path, port: int) -> None:
    from fieldpoint.cli import cli  # noqa: PLC0415

    _be_silent()
    cli(["registry", "serve", "--data", str(folder), "--port", str(port)])


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)


def _desk(folder: Path, pipe: Pipe) -> None:
    asyncio.run(_work(folder, pipe))


async def _work(folder: Path, pipe: Pipe) -> None:
    site = open_site(folder)
    writer = Writer(site.connect(), site.clock)
    writer.start()
    loop = PushLoop(site, _HASTE)
    loop.start()
    while True:
        ids = await asyncio.to_thread(pipe.recv)
        done = await asyncio.gather(*(writer.write(partial(record, handout_id=one)) for one in ids))
        await asyncio.sleep(_WIFI_S)
        pipe.send([(one, answer.stands.seq, answer.stands.head) for one, answer in zip(ids, done, strict=True)])
        loop.poke()
