"""The whole measurement: scratch sites in a folder of their own, the rows in their order, nothing left behind.

Imports store and its neighbours.
"""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import uvloop

from fieldpoint.bench.handouts import measure_handouts
from fieldpoint.bench.history import FEW, fill, measure_history
from fieldpoint.bench.row import Row
from fieldpoint.bench.scans import measure_scans
from fieldpoint.bench.scratch import Desk, make_scratch
from fieldpoint.bench.server import measure_server
from fieldpoint.store.raw_limit import RawLimit

_PREPARE_S = 40
_MOST = 1_000_000
_HOUSEHOLDS = 4_000
Say = Callable[[str], None]


def measure(place: Path, say: Say, *, quick: bool) -> list[Row]:
    """The rows, measured on the medium of a folder. `say` hears what is going on."""
    with (
        tempfile.TemporaryDirectory(prefix="fieldpoint-bench-", dir=place) as name,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        folder = Path(name)
        rows = runner.run(_desk_rows(folder, say, quick=quick))
        say("the server's start and memory")
        rows += measure_server(folder / "desk", 1 if quick else 3)
        if not quick:
            rows += runner.run(_history_rows(folder, say))
        return rows


async def _desk_rows(folder: Path, say: Say, *, quick: bool) -> list[Row]:
    rounds, count, seconds = (3, 128, 0.2) if quick else (7, 2_000, 1.0)
    say("a scratch site with made-up households")
    limit, _ = make_scratch(folder / "limit", 1)
    async with _desk(folder / "desk", 400 if quick else _HOUSEHOLDS) as desk:
        say("handouts, in turns with the raw limit")
        with closing(RawLimit(limit.connect())) as raw:
            rows = await measure_handouts(desk, raw, rounds, count)
        say("scans, alone and while others write")
        return rows + await measure_scans(desk, rounds, seconds)


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
