"""A registry's server as a child program, and sites that are enrolled at it.

Imports registry, sync, store and its neighbours.
"""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import sleep

import msgspec

from fieldpoint.bench.server import resident_mib
from fieldpoint.clock import monotonic_s, wall_ms
from fieldpoint.registry.folder import create_registry, open_registry
from fieldpoint.registry.sites import make_enrol_code
from fieldpoint.store import outbox
from fieldpoint.store.identity import log_key
from fieldpoint.store.site import Site
from fieldpoint.sync.enrolment import Place, enrol, enrol_request
from fieldpoint.sync.http_line import HttpLine

_HOST = "127.0.0.1"
_PATIENCE_S = 60
_GRACE_S = 30


class Centre(msgspec.Struct, frozen=True, kw_only=True):
    """A running registry: its folder, its process, its port."""

    folder: Path
    pid: int
    port: int

    @property
    def url(self) -> str:
        """Where sites ask it."""
        return f"http://{_HOST}:{self.port}"

    @property
    def memory_mib(self) -> float | None:
        """What its process takes of the memory now."""
        return resident_mib(self.pid)


@contextmanager
def running_registry(folder: Path, dsn: str | None) -> Generator[Centre]:
    """A new registry, serving, in SQLite or in an empty database of PostgreSQL; it stops at the end."""
    create_registry(folder, "bench", dsn)
    with second_registry(folder) as centre:
        yield centre


@contextmanager
def second_registry(folder: Path) -> Generator[Centre]:
    """One more process of a registry that there is, at a port of its own; it stops at the end."""
    with socket.create_server((_HOST, 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "fieldpoint", "registry", "serve", "--data", str(folder), "--port", str(port)]
    child = subprocess.Popen(  # noqa: S603  our own command line
        [*command, "--end-with-parent"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(port)
        yield Centre(folder=folder, pid=child.pid, port=port)
    finally:
        child.terminate()
        try:
            child.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def enrol_at(centre: Centre, site: Site) -> None:
    """The site speaks to this registry."""
    registry = open_registry(centre.folder)
    with registry.store as store:
        code = make_enrol_code(store, site.facts.code, wall_ms())
    asyncio.run(_enrol(centre, site, code))


def speak_through(site: Site, port: int) -> None:
    """The site asks its registry at this port of the machine from here on."""
    with closing(site.connect()) as connection:
        known = outbox.enrolment(connection)
        if known is not None:
            outbox.save_enrolment(connection, msgspec.structs.replace(known, url=f"http://{_HOST}:{port}"))


async def _enrol(centre: Centre, site: Site, code: str) -> None:
    url = f"http://{_HOST}:{centre.port}"
    line = HttpLine(url)
    with closing(site.connect()) as connection:
        try:
            await enrol(connection, enrol_request(site.facts.code, log_key(connection), code), Place(url=url), line)
        finally:
            await line.close()


def _wait(port: int) -> None:
    end = monotonic_s() + _PATIENCE_S
    while monotonic_s() < end:
        with suppress(OSError), socket.create_connection((_HOST, port), timeout=1):
            return
        sleep(0.02)
    raise TypeError("the scratch registry does not answer")
