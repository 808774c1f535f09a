"""What a desk feels of it when its site sends rows: handouts alone and while a thin line is full, in turns.

Imports sync, store and its neighbours.
"""

import asyncio
from contextlib import closing, suppress
from pathlib import Path
from statistics import median

from fieldpoint.bench.central.centre import Centre, enrol_at, speak_through
from fieldpoint.bench.central.logs import add_handouts
from fieldpoint.bench.central.proxy import proxy
from fieldpoint.bench.central.wire import THIN
from fieldpoint.bench.desk import Desk
from fieldpoint.bench.load import hand_out_many, percentile
from fieldpoint.bench.row import Row, ratio_row
from fieldpoint.bench.scratch import make_scratch
from fieldpoint.errors import Code, Unavailable
from fieldpoint.store import outbox
from fieldpoint.store.outbox import Enrolment
from fieldpoint.store.site import Site
from fieldpoint.sync.loop import session
from fieldpoint.sync.push import Pace

_UNSENT = 10_000
_HOUSEHOLDS = 1_000
_HANDOUTS = 1_000
_CONNECTIONS = 8
_ROUNDS = 7
_MS = 1000
_NAME = f"slowest of 100 handouts at {_CONNECTIONS} connections while the site sends, against the same alone"


def desk_row(folder: Path, centre: Centre) -> Row:
    """The row of the slowest handouts while rows are sent over 50 kbit/s, against the same handouts alone."""
    site, guests = make_scratch(folder / "desks", _HOUSEHOLDS)
    add_handouts(site, _UNSENT)
    enrol_at(centre, site)
    return asyncio.run(_measure(centre, Desk(site, guests)))


async def _measure(centre: Centre, desk: Desk) -> Row:
    alone: list[float] = []
    sending: list[float] = []
    async with proxy(centre.port, THIN) as line:
        speak_through(desk.site, line.port)
        enrolled = _enrolled(desk.site)
        desk.start()
        try:
            await _slowest(desk)  # warm
            for _ in range(_ROUNDS):
                alone.append(await _slowest(desk))
                sending.append(await _while_sending(desk, enrolled))
        finally:
            await desk.stop()
    rises = [busy / calm for busy, calm in zip(sending, alone, strict=True)]
    return ratio_row(_NAME, "ms", (median(sending), median(alone)), median(rises), ("<=", 1.2))


async def _while_sending(desk: Desk, enrolled: Enrolment) -> float:
    sending = asyncio.ensure_future(session(desk.site, enrolled, Pace()))
    await asyncio.sleep(2)  # until rows are on their way
    try:
        if sending.done():
            raise Unavailable(Code.REGISTRY_UNREACHABLE)
        return await _slowest(desk)
    finally:
        sending.cancel()
        with suppress(asyncio.CancelledError):
            await sending


async def _slowest(desk: Desk) -> float:
    await desk.expect(_HANDOUTS)
    return percentile(await hand_out_many(desk, min(_HANDOUTS, desk.left), _CONNECTIONS), 99) * _MS


def _enrolled(site: Site) -> Enrolment:
    with closing(site.connect()) as connection:
        enrolled = outbox.enrolment(connection)
    if enrolled is None:
        raise Unavailable(Code.REGISTRY_NOT_ENROLLED)
    return enrolled
