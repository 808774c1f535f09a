"""Many connections at one desk: handouts that wait for each other's commit, and scans beside them.

Imports clock and its neighbours.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from fieldpoint.bench.desk import Desk
from fieldpoint.clock import monotonic_s

_IO = Path("/proc/self/io")


async def hand_out_many(desk: Desk, count: int, connections: int) -> list[float]:
    """Seconds of each handout, from asking to hearing, with so many asking at a time."""
    taken: list[float] = []
    todo = iter(range(count))

    async def ask() -> None:
        for _ in todo:
            begin = monotonic_s()
            await desk.hand_out()
            taken.append(monotonic_s() - begin)

    await asyncio.gather(*(ask() for _ in range(connections)))
    return taken


async def scans_per_second(desk: Desk, seconds: float) -> float:
    """How many scans a second the event loop answers."""
    done, begin = 0, monotonic_s()
    while (now := monotonic_s()) < begin + seconds:
        desk.look(desk.guests[done * 7919 % len(desk.guests)])  # a prime's steps: neighbours share pages
        done += 1
        await asyncio.sleep(0)
    return done / (now - begin)


async def write_until(desk: Desk, connections: int, stopped: Callable[[], bool]) -> int:
    """Handouts go on until told to stop or everybody has eaten; answers how many."""
    done = 0

    async def ask() -> None:
        nonlocal done
        while not stopped() and desk.left:
            await desk.hand_out()
            done += 1

    await asyncio.gather(*(ask() for _ in range(connections)))
    return done


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def bytes_written() -> int | None:
    """What this program has sent to the medium so far; nothing where the kernel does not tell."""
    try:
        fields = dict(line.split(": ") for line in _IO.read_text(encoding="ascii").splitlines())
        return int(fields["write_bytes"])
    except (OSError, KeyError, ValueError):
        return None
