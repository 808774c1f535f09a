"""A real registry behind a real socket that is cut, thin and slow: the sweep of cuts, and windows of a link."""

import asyncio
import random
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from fieldpoint.bench.central.proxy import Proxy, Weather, proxy
from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.verify import verify_registry
from fieldpoint.store import outbox
from fieldpoint.store.site import Site
from fieldpoint.sync.http_line import HttpLine
from fieldpoint.sync.loop import Pauses, PushLoop, pusher_of
from fieldpoint.sync.push import Pace, Pushed
from fieldpoint.sync.registry_client import RegistryClient
from tests.live import LiveRegistry, enrol_live, make_live_registry
from tests.support import make_site
from tests.sync.support import own_lines, unsent, write_handouts


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveRegistry]:
    """A running registry."""
    started = make_live_registry(tmp_path / "registry")
    yield started
    if started.runs:
        started.stop()


@pytest.fixture
def site(tmp_path: Path, live: LiveRegistry) -> Site:
    """A site enrolled there, with few rows: one batch."""
    made = make_site(tmp_path / "site")
    enrol_live(made, live)
    write_handouts(made, 4)
    return made


@asynccontextmanager
async def line_of(live: LiveRegistry, weather: Weather) -> AsyncGenerator[tuple[Proxy, HttpLine]]:
    """A line to the registry through that weather."""
    async with proxy(live.port, weather) as through:
        line = HttpLine(f"http://127.0.0.1:{through.port}")
        try:
            yield through, line
        finally:
            await line.close()


async def session(site: Site, line: HttpLine) -> Pushed:
    """One session of the site over a line."""
    connection = site.connect()
    try:
        enrolled = outbox.enrolment(connection)
        assert enrolled is not None
        client = RegistryClient(enrolled, site.facts.code, line)
        return await pusher_of(site, connection, client, Pace()).push_once()
    finally:
        connection.close()


def assert_all_arrived(site: Site, live: LiveRegistry) -> None:
    """Every row stands at the registry once, byte for byte."""
    live.stop()
    assert live.lines() == own_lines(site)
    registry = open_registry(live.folder)
    verify_registry(registry.store)
    registry.store.close()
    assert unsent(site) == 0


@pytest.mark.timeout(600)
def test_a_request_cut_at_any_byte_leaves_nothing_or_everything(site: Site, live: LiveRegistry) -> None:
    """F02: a sweep over the bytes of a whole session upwards; at the end every row is there once."""

    async def run() -> list[int]:
        async with line_of(live, Weather()) as (through, line):
            marks: list[int] = []
            for cut in [*range(1, 4_000, 61)]:
                through.weather.up_bytes = cut
                before = len(own_lines(site))  # a session may add an anchor of the clock
                pushed = await session(site, line)
                await line.close()
                marks.append(pushed.mark)
                assert pushed.mark in (0, before, len(own_lines(site)))
                if pushed.code is None:
                    break
            return marks

    marks = asyncio.run(run())
    assert marks[0] == 0
    assert marks[-1] == len(own_lines(site))
    assert_all_arrived(site, live)


@pytest.mark.timeout(600)
def test_an_answer_cut_at_any_byte_is_asked_for_again(site: Site, live: LiveRegistry) -> None:
    """F01, F03: the rows are there though the site does not know it; the next session ends at the same mark."""

    async def run() -> list[int]:
        async with line_of(live, Weather()) as (through, line):
            marks: list[int] = []
            for cut in [*range(1, 3_000, 67)]:
                through.weather.down_bytes = cut
                pushed = await session(site, line)
                await line.close()
                marks.append(pushed.mark)
                if pushed.code is None:
                    break
            return marks

    marks = asyncio.run(run())
    assert marks[0] == 0
    assert marks[-1] == len(own_lines(site))
    assert marks == sorted(marks)
    assert_all_arrived(site, live)


@pytest.mark.timeout(300)
def test_windows_of_a_link_bring_rows_each(site: Site, live: LiveRegistry) -> None:
    """F38 at less than a tenth of its times: every window in which rows wait brings some."""
    write_handouts(site, 1_000)
    quick = Pauses(first_s=0, between_s=0.05, base_s=0.1, cap_s=45, away_s=1.0)

    async def run() -> list[int]:
        marks: list[int] = [unsent(site)]
        thin = Weather(bits_a_second=80_000, round_trip_s=0.2, is_up=False)
        async with proxy(live.port, thin) as through:
            connection = site.connect()
            connection.execute("UPDATE registry SET url = ?", (f"http://127.0.0.1:{through.port}",))
            connection.close()
            loop = PushLoop(site, quick)
            loop.start()
            while marks[-1] and len(marks) < 20:
                await asyncio.sleep(3)
                through.weather.is_up = True
                await asyncio.sleep(6)
                through.weather.is_up = False
                await through.cut_all()
                marks.append(unsent(site))
            await loop.stop()
        return marks

    marks = asyncio.run(run())
    assert marks[-1] == 0
    assert all(later < earlier for earlier, later in pairwise(marks))
    assert_all_arrived(site, live)


@pytest.mark.timeout(300)
def test_cuts_by_chance_lose_and_double_nothing(site: Site, live: LiveRegistry) -> None:
    """A connection that lives a fifth of a second on average: it drains all the same."""
    write_handouts(site, 600)
    chance = random.Random(6)
    broken = Weather(bits_a_second=100_000, lives_s=lambda: chance.expovariate(5))

    async def run() -> int:
        async with line_of(live, broken) as (through, line):
            for _ in range(400):
                pushed = await session(site, line)
                await line.close()
                if not pushed.unsent:
                    break
            return through.cuts

    assert asyncio.run(run()) > 2
    assert_all_arrived(site, live)


def test_an_answer_of_a_byte_a_second_ends_and_smaller_batches_follow(site: Site, live: LiveRegistry) -> None:
    """F39: the limit covers the last byte; the size is halved, and a good line takes the rest."""
    write_handouts(site, 200)

    async def run() -> tuple[str | None, int]:
        async with line_of(live, Weather()) as (through, _):
            connection = site.connect()
            enrolled = outbox.enrolment(connection)
            assert enrolled is not None
            pace = Pace()

            class Hasty(HttpLine):
                """The same line, with a second for an answer instead of sixty."""

                async def ask(self, question):  # noqa: ANN001, ANN202  HttpLine's own
                    if question.method == "PUT":
                        through.weather.bits_a_second = 800  # everything behind the state crawls
                    return await super().ask(msgspec.structs.replace(question, timeout_s=1.0))

            hasty = Hasty(f"http://127.0.0.1:{through.port}")
            client = RegistryClient(enrolled, site.facts.code, hasty)
            pushed = await pusher_of(site, connection, client, pace).push_once()
            connection.close()
        await session(site, HttpLine(live.url))
        return pushed.code, pace.size

    code, size = asyncio.run(run())
    assert (code, size) == ("registry-unreachable", 50)
    assert_all_arrived(site, live)
