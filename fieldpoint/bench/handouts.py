"""Handouts against the raw limit, in rounds that take turns: speed, slowest against middle, bytes to the medium.

Imports store, clock and its neighbours.
"""

from statistics import median

import msgspec

from fieldpoint.bench.desk import Desk
from fieldpoint.bench.load import bytes_written, hand_out_many, percentile
from fieldpoint.bench.row import Row, ratio_row, value_row
from fieldpoint.clock import monotonic_s
from fieldpoint.store.raw_limit import RawLimit, handouts_after
from fieldpoint.store.transaction import read_head

CONNECTIONS = 32
_MS = 1000
_KB = 1000


class _Rounds(msgspec.Struct):
    speed: list[float] = msgspec.field(default_factory=list[float])
    raw_speed: list[float] = msgspec.field(default_factory=list[float])
    middle: list[float] = msgspec.field(default_factory=list[float])
    slow: list[float] = msgspec.field(default_factory=list[float])
    grouped: list[float] = msgspec.field(default_factory=list[float])
    raw_grouped: list[float] = msgspec.field(default_factory=list[float])
    single: list[float] = msgspec.field(default_factory=list[float])
    raw_single: list[float] = msgspec.field(default_factory=list[float])


async def measure_handouts(desk: Desk, raw: RawLimit, rounds: int, count: int) -> list[Row]:
    """The rows of handouts; each round has so many at 32 connections, and a tenth of them one by one."""
    found = _Rounds()
    await desk.expect(CONNECTIONS)
    await hand_out_many(desk, CONNECTIONS, CONNECTIONS)  # the first ones fill caches
    for _ in range(rounds):
        await desk.expect(count + count // 10)
        await _grouped(desk, raw, count, found)
        await _single(desk, raw, count // 10, found)
    return _rows(found)


def _rows(found: _Rounds) -> list[Row]:
    speeds = [speed / limit for speed, limit in zip(found.speed, found.raw_speed, strict=True)]
    spread = [slow / middle for slow, middle in zip(found.slow, found.middle, strict=True)]
    pair = median(found.speed), median(found.raw_speed)
    times = median(found.slow) * _MS, median(found.middle) * _MS
    single, grouped = (_told(found.single), _told(found.raw_single)), (_told(found.grouped), _told(found.raw_grouped))
    return [
        ratio_row("handouts at 32 connections, without HTTP", "a second", pair, median(speeds), (">=", 0.65)),
        ratio_row("slowest of 100 handouts against the middle one", "ms", times, median(spread), ("<=", 4)),
        value_row("written per handout, single", "kB", single[0], ("<=", 24), single[1]),
        value_row("written per handout, at 32 connections", "kB", grouped[0], ("<=", 10), grouped[1]),
    ]


async def _grouped(desk: Desk, raw: RawLimit, count: int, found: _Rounds) -> None:
    head = read_head(desk.reader)
    begin, before = monotonic_s(), bytes_written()
    times = await hand_out_many(desk, count, CONNECTIONS)
    found.speed.append(count / (monotonic_s() - begin))
    found.grouped.append(_kb_each(before, count))
    found.middle.append(percentile(times, 50))
    found.slow.append(percentile(times, 99))
    same = handouts_after(desk.reader, (head.epoch_no, head.seq))
    begin, before = monotonic_s(), bytes_written()
    raw.write(same, CONNECTIONS)
    found.raw_speed.append(len(same) / (monotonic_s() - begin))
    found.raw_grouped.append(_kb_each(before, count))


async def _single(desk: Desk, raw: RawLimit, count: int, found: _Rounds) -> None:
    head, before = read_head(desk.reader), bytes_written()
    await hand_out_many(desk, count, 1)
    found.single.append(_kb_each(before, count))
    same = handouts_after(desk.reader, (head.epoch_no, head.seq))
    before = bytes_written()
    raw.write(same, 1)
    found.raw_single.append(_kb_each(before, count))


def _kb_each(before: int | None, count: int) -> float:
    after = bytes_written()
    return 0.0 if before is None or after is None else (after - before) / count / _KB


def _told(figures: list[float]) -> float | None:
    """The middle figure; nothing where the medium is memory, or the kernel does not count."""
    return median(figures) or None
