"""Scans while others write, against scans alone, in rounds that take turns.

Imports its neighbours.
"""

import asyncio
from statistics import median

from fieldpoint.bench.desk import Desk
from fieldpoint.bench.load import scans_per_second, write_until
from fieldpoint.bench.row import Row, ratio_row

_WRITERS = 8


async def measure_scans(desk: Desk, rounds: int, seconds: float) -> list[Row]:
    """The row of scans while 8 writers write."""
    beside: list[float] = []
    alone: list[float] = []
    for _ in range(rounds):
        alone.append(await scans_per_second(desk, seconds))
        beside.append(await _beside_writers(desk, seconds))
    ratio = median(one / other for one, other in zip(beside, alone, strict=True))
    pair = median(beside), median(alone)
    return [ratio_row("scans while 8 write, without HTTP", "a second", pair, ratio, (">=", 0.5))]


async def _beside_writers(desk: Desk, seconds: float) -> float:
    await desk.expect(len(desk.guests))
    over = asyncio.Event()
    writing = asyncio.create_task(write_until(desk, _WRITERS, over.is_set))
    speed = await scans_per_second(desk, seconds)
    over.set()
    await writing
    return speed
