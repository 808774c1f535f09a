"""Whether a long past slows a desk down: two sites with few and many past handouts, asked in turns.

Imports store, clock and its neighbours.
"""

from contextlib import closing
from statistics import median

from fieldpoint.bench.desk import Desk
from fieldpoint.bench.load import hand_out_many
from fieldpoint.bench.row import Row, ratio_row
from fieldpoint.clock import monotonic_s
from fieldpoint.store.raw_limit import hurry
from fieldpoint.store.transaction import transaction_on
from fieldpoint.store.witness import open_beside

FEW = 10_000
_ROUNDS = 5
_TOGETHER = 500
_SCANS = 500
_HANDOUTS = 150
_US = 1_000_000


def fill(desk: Desk, most: int, seconds: float) -> int:
    """The desk has a past of so many handouts, or of as many as fit in the seconds; answers how many."""
    done, end = 0, monotonic_s() + seconds
    with closing(desk.site.connect()) as connection, closing(open_beside(connection)) as witness:
        hurry(connection)
        while done < most and monotonic_s() < end:
            with transaction_on(connection, desk.site.clock.now(), witness) as tx:
                desk.repeat(tx, min(_TOGETHER, most - done))
            done += min(_TOGETHER, most - done)
    return done


async def measure_history(few: Desk, many: Desk, counts: tuple[int, int]) -> list[Row]:
    """The rows of a scan and a handout alone, each in the middle, with many past handouts against few."""
    scans: list[tuple[float, float]] = []
    handouts: list[tuple[float, float]] = []
    for _ in range(_ROUNDS):
        scans.append((_scan(many), _scan(few)))
        handouts.append((await _handout(many), await _handout(few)))
    past = f"with {counts[1]} past handouts against {counts[0]}"
    return [_row(f"scan {past}", scans, 1.5), _row(f"handout {past}", handouts, 1.2)]


def _row(name: str, pairs: list[tuple[float, float]], bar: float) -> Row:
    pair = median(one for one, _ in pairs), median(other for _, other in pairs)
    return ratio_row(name, "µs", pair, median(one / other for one, other in pairs), ("<=", bar))


def _scan(desk: Desk) -> float:
    times: list[float] = []
    for number in range(_SCANS):
        guest = desk.guests[number * 7919 % len(desk.guests)]
        begin = monotonic_s()
        desk.look(guest)
        times.append(monotonic_s() - begin)
    return median(times) * _US


async def _handout(desk: Desk) -> float:
    await desk.expect(_HANDOUTS)
    return median(await hand_out_many(desk, _HANDOUTS, 1)) * _US
