"""The loop in a running server, against a registry in a program of its own that stops and starts."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.verify import verify_registry
from fieldpoint.store.site import Site
from fieldpoint.sync.loop import Pauses, PushLoop, push_now
from tests.live import LiveRegistry, enrol_live, make_live_registry
from tests.support import make_site
from tests.sync.support import contact, own_lines, unsent, write_handouts

QUICK = Pauses(first_s=0, between_s=0.05, base_s=0.1, cap_s=0.5)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveRegistry]:
    """A running registry."""
    started = make_live_registry(tmp_path / "registry")
    yield started
    if started.program is not None and started.program.poll() is None:
        started.stop()


@pytest.fixture
def site(tmp_path: Path, live: LiveRegistry) -> Site:
    """A site enrolled there."""
    made = make_site(tmp_path / "site")
    enrol_live(made, live)
    return made


@asynccontextmanager
async def pushing(site: Site) -> AsyncGenerator[PushLoop]:
    """The site's loop, running."""
    loop = PushLoop(site, QUICK)
    loop.start()
    try:
        yield loop
    finally:
        await loop.stop()


async def until_sent(site: Site, within_s: float = 20.0) -> None:
    """Waits until the site knows every row to be at the registry."""
    async with asyncio.timeout(within_s):
        while unsent(site):  # noqa: ASYNC110  the site has no event for it; its status is what people see
            await asyncio.sleep(0.05)


async def until_reached(site: Site, within_s: float = 20.0) -> None:
    """Waits until the status says that nothing stands in the way; a session says so at its end, after its rows."""
    async with asyncio.timeout(within_s):
        while contact(site).code is not None:  # noqa: ASYNC110  as above
            await asyncio.sleep(0.05)


def test_rows_arrive_by_themselves(site: Site, live: LiveRegistry) -> None:
    """Rows written before the start and while it runs, with a poke and without."""

    async def run() -> None:
        async with pushing(site) as loop:
            await until_sent(site)
            write_handouts(site, 3)
            loop.poke()
            await until_sent(site)
            write_handouts(site, 3)
            await until_sent(site)

    asyncio.run(run())
    live.stop()
    assert live.lines() == own_lines(site)


@pytest.mark.parametrize("kill", [False, True])
def test_five_hundred_rows_written_while_the_registry_was_down_arrive_once(
    site: Site, live: LiveRegistry, *, kill: bool
) -> None:
    """Stopped or killed and started again: all arrive without anybody doing anything."""

    async def run() -> None:
        async with pushing(site) as loop:
            await until_sent(site)
            live.stop(kill=kill)
            for _ in range(50):
                await asyncio.to_thread(write_handouts, site, 10)
                loop.poke()
                await asyncio.sleep(0.01)
            assert unsent(site) == 500
            await asyncio.sleep(0.3)
            assert contact(site).code == "registry-unreachable"
            live.start()
            await until_sent(site)
            await until_reached(site)

    asyncio.run(run())
    live.stop()
    assert live.lines() == own_lines(site)
    registry = open_registry(live.folder)
    verify_registry(registry.store)
    registry.store.close()


def test_a_site_enrolled_while_its_server_runs_begins_to_push(tmp_path: Path, live: LiveRegistry) -> None:
    """Nobody restarts a server to join a registry."""
    late = make_site(tmp_path / "late")

    async def run() -> None:
        async with pushing(late):
            await asyncio.sleep(0.2)
            assert unsent(late) > 0
            await asyncio.to_thread(enrol_live, late, live)
            await until_sent(late)

    asyncio.run(run())


def test_a_site_without_a_registry_idles(tmp_path: Path) -> None:
    """Pokes that lead to nothing cost nothing."""
    alone = make_site(tmp_path / "alone")

    async def run() -> float:
        async with pushing(alone) as loop:
            await asyncio.sleep(0.1)
            loop.poke()
            before = time.process_time()
            await asyncio.sleep(0.5)
            return time.process_time() - before

    assert asyncio.run(run()) < 0.1


def test_a_stop_in_the_middle_of_a_sending_is_quick_and_clean(site: Site) -> None:
    """A registry that never answers does not hold the server back, and a new loop goes on."""
    write_handouts(site, 5)
    silent_asked = asyncio.Event()

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        silent_asked.set()
        await asyncio.sleep(60)
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        connection = site.connect()
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        connection.execute("UPDATE registry SET url = ?", (url,))
        connection.close()
        loop = PushLoop(site, QUICK)
        loop.start()
        await asyncio.wait_for(silent_asked.wait(), 5)
        async with asyncio.timeout(2):
            await loop.stop()
        server.close()

    asyncio.run(run())
    assert unsent(site) == len(own_lines(site))


def test_a_person_may_push_at_once(site: Site) -> None:
    """`fieldpoint sync` is one session with words."""
    write_handouts(site, 7)
    pushed = asyncio.run(push_now(site))
    assert (pushed.sent, pushed.unsent, pushed.code) == (len(own_lines(site)), 0, None)
