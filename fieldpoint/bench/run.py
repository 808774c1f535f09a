"""The whole measurement: scratch sites in a folder of their own, the rows in their order, nothing left behind.

Imports store and its neighbours.
"""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import uvloop

from fieldpoint.bench.desk import Desk
from fieldpoint.bench.handouts import measure_handouts
from fieldpoint.bench.history import FEW, fill, measure_history
from fieldpoint.bench.row import Row
from fieldpoint.bench.scans import measure_scans
from fieldpoint.bench.scratch import make_scratch
from fieldpoint.bench.search import measure_search
from fieldpoint.bench.server import measure_server
from fieldpoint.bench.sheets import measure_sheets
from fieldpoint.bench.slow_sync import measure_slow_sync
from fieldpoint.bench.soak import measure_soak
from fieldpoint.store.raw_limit import RawLimit

_PREPARE_S = 600
_FEW_HOUSEHOLDS = 400
_MOST = 1_000_000
_SOAK = 200_000
_PEOPLE = 50_000
_HOUSEHOLDS = 5_000  # more than the till remembers as verified, so each card is verified at each handout
Say = Callable[[str], None]


def measure(place: Path, say: Say, *, quick: bool) -> list[Row]:
    """The rows, measured on the medium of a folder. `say` hears what is going on."""
    with _scratch(place) as (folder, runner):
        rows = runner.run(_handout_rows(folder, say, quick=quick))
        say("the same once more with slower syncs")
        rows += measure_slow_sync(folder, quick=quick)
        rows += runner.run(_scan_rows(folder, say, quick=quick))
        say("the server's start and memory")
        rows += measure_server(folder / "desk", 1 if quick else 3)
        rows += runner.run(_soak_rows(folder, say, quick=quick))
        say("the lead's search, among made-up people")
        rows += measure_search(folder / "search", _PEOPLE // 25 if quick else _PEOPLE, 40 if quick else 400)
        say("cards on sheets")
        rows += measure_sheets(folder / "sheets", 50 if quick else 1_000)
        if not quick:
            rows += runner.run(_history_rows(folder, say))
        return rows


def measure_handouts_only(place: Path, say: Say, *, quick: bool) -> list[Row]:
    """The rows of handouts against the raw limit alone."""
    with _scratch(place) as (folder, runner):
        return runner.run(_handout_rows(folder, say, quick=quick))


@contextmanager
def _scratch(place: Path) -> Generator[tuple[Path, asyncio.Runner]]:
    with (
        tempfile.TemporaryDirectory(prefix="fieldpoint-bench-", dir=place) as name,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        yield Path(name), runner


async def _handout_rows(folder: Path, say: Say, *, quick: bool) -> list[Row]:
    rounds, count = (3, 128) if quick else (7, 2_000)
    say("a scratch site with made-up households")
    limit, _ = make_scratch(folder / "limit", 1)
    async with _desk(folder / "handouts", _FEW_HOUSEHOLDS if quick else _HOUSEHOLDS) as desk:
        say("handouts, in turns with the raw limit")
        with closing(RawLimit(limit.connect())) as raw:
            return await measure_handouts(desk, raw, rounds, count)


async def _scan_rows(folder: Path, say: Say, *, quick: bool) -> list[Row]:
    rounds, seconds = (3, 0.2) if quick else (7, 1.0)
    async with _desk(folder / "desk", _FEW_HOUSEHOLDS if quick else _HOUSEHOLDS) as desk:
        say("scans, alone and while others write")
        return await measure_scans(desk, rounds, seconds)


async def _soak_rows(folder: Path, say: Say, *, quick: bool) -> list[Row]:
    count = _SOAK // 100 if quick else _SOAK
    async with _desk(folder / "soak", _FEW_HOUSEHOLDS if quick else _HOUSEHOLDS) as desk:
        say(f"{count} handouts over HTTP, in one server")
        return await measure_soak(desk, count)


async def _history_rows(folder: Path, say: Say) -> list[Row]:
    async with _desk(folder / "few", _HOUSEHOLDS) as few, _desk(folder / "many", _HOUSEHOLDS) as many:
        say(f"a past of as many handouts as fit in {_PREPARE_S} seconds")
        counts = fill(few, FEW, _PREPARE_S), fill(many, _MOST, _PREPARE_S)
        say("scans and handouts with a short and a long past")
        return await measure_history(few, many, counts)


@asynccontextmanager
async def _desk(folder: Path, households: int) -> AsyncGenerator[Desk]:
    desk = Desk(*make_scratch(folder, households))
    desk.start()
    try:
        yield desk
    finally:
        await desk.stop()
