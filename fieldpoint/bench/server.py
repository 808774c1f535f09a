"""The server itself, as a child program: how soon it answers after its start, and what it takes of memory idle.

Imports clock, the standard library and its neighbours.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from time import sleep

import msgspec

from fieldpoint.bench.row import Row, value_row
from fieldpoint.clock import monotonic_s

_HOST = "127.0.0.1"
_ASK = b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
_PATIENCE_S = 30
_SETTLE_S = 1
_GRACE_S = 15


def measure_server(folder: Path, starts: int) -> list[Row]:
    """The rows of start and memory of a server on a site's folder, the middle ones of some starts."""
    found = [_start(folder) for _ in range(starts)]
    answered = [answer for answer, _ in found if answer is not None]
    resident = [memory for _, memory in found if memory is not None]
    return [
        value_row("memory of the idle server", "MiB", median(resident) if resident else None, ("<=", 60)),
        value_row(
            "first answer of the server after its start", "ms", median(answered) if answered else None, ("<=", 600)
        ),
    ]


def _start(folder: Path) -> tuple[float | None, float | None]:
    """Milliseconds to the first answer, and MiB that are resident when it has settled."""
    begin = monotonic_s()
    with running(folder) as server:
        answered = _first_answer(server.port, begin)
        sleep(_SETTLE_S)
        return answered, resident_mib(server.pid)


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A server: its process, its port on loopback."""

    pid: int
    port: int


@contextmanager
def running(folder: Path) -> Generator[Running]:
    """The server of a site's folder as a child program, just started; it ends at the end."""
    port = _spare_port()
    child = subprocess.Popen(  # noqa: S603  our own command line
        [sys.executable, "-m", "fieldpoint", "serve", "--data", str(folder), "--port", str(port), "--end-with-parent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield Running(pid=child.pid, port=port)
    finally:
        _stop(child)


def wait_for(server: Running) -> None:
    """It answers. `TypeError` when it never does."""
    if _first_answer(server.port, monotonic_s()) is None:
        raise TypeError("the scratch server does not answer")


def _first_answer(port: int, begin: float) -> float | None:
    """Milliseconds until the server says that it is well; nothing when it never does."""
    while monotonic_s() < begin + _PATIENCE_S:
        with suppress(OSError), socket.create_connection((_HOST, port), timeout=_PATIENCE_S) as line:
            line.sendall(_ASK)
            if line.recv(64).startswith(b"HTTP/1.1 200"):
                return (monotonic_s() - begin) * 1000
        sleep(0.005)
    return None


def resident_mib(pid: int) -> float | None:
    """What a program takes of the memory; nothing where the kernel does not tell."""
    with suppress(OSError, ValueError, IndexError):
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024
    return None


def processor_s(pid: int) -> float | None:
    """Seconds of the processor that a program has had; nothing where the kernel does not tell."""
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return None


def open_files(pid: int) -> int | None:
    """How many files and connections a program has open; nothing where the kernel does not tell."""
    with suppress(OSError):
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return None


def _spare_port() -> int:
    with socket.create_server((_HOST, 0)) as free:
        return int(free.getsockname()[1])


def _stop(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
