"""What a handout weighs on the way, and how long a day takes over a thin line.

Imports sync, store, clock and its neighbours.
"""

from collections.abc import Callable
from contextlib import closing
from random import Random

import msgspec

from fieldpoint.bench.central.centre import Centre, speak_through
from fieldpoint.bench.central.proxy import Weather, proxy
from fieldpoint.bench.row import Row, untold_row, value_row
from fieldpoint.clock import monotonic_s
from fieldpoint.errors import Code
from fieldpoint.store import outbox
from fieldpoint.store.identity import log_key
from fieldpoint.store.site import Site
from fieldpoint.sync.loop import session
from fieldpoint.sync.push import Pace
from fieldpoint.sync.sealing import Seal, next_batch

BATCH = 500
THIN = Weather(bits_a_second=50_000, round_trip_s=1.0)
_MEAN_LIFE_S = 30.0
_GIVE_UP = 3


def bytes_a_handout(site: Site) -> Row:
    """The row of what a handout weighs, sealed and compressed, in a batch of 500 of them."""
    with closing(site.connect()) as connection:
        own = Seal(site=site.facts.code, key=log_key(connection), clock=site.clock)
        standing = outbox.standings(connection)[-1]
        first = standing.last - BATCH + 1
        batch = next_batch(connection, own, standing, (first, standing.last))
        if batch is None:
            return untold_row(_WEIGHT)
        outbox.drop_batch(connection, batch.batch_id)
        return value_row(_WEIGHT, "bytes", len(batch.sealed) / (batch.last - batch.first + 1), ("<=", 80))


_WEIGHT = f"a handout on the wire, in a batch of {BATCH}"


async def over_a_thin_line(centre: Centre, site: Site, name: str, bar_s: float, *, cuts: bool = False) -> Row:
    """The row of how long everything unsent of a site takes over 50 kbit/s and a second there and back.

    With `cuts` a connection lives thirty seconds on average. What takes three times its bar is given up.
    """
    chance = Random(6)  # noqa: S311  the same weather in every run
    lives: Callable[[], float] | None = (lambda: chance.expovariate(1 / _MEAN_LIFE_S)) if cuts else None
    async with proxy(centre.port, msgspec.structs.replace(THIN, lives_s=lives)) as line:
        speak_through(site, line.port)
        begin = monotonic_s()
        pace = Pace()
        while (took := monotonic_s() - begin) < bar_s * _GIVE_UP:
            with closing(site.connect()) as connection:
                enrolled = outbox.enrolment(connection)
            if enrolled is None:
                break
            pushed = await session(site, enrolled, pace)
            if pushed.unsent == 0:
                return value_row(name, "s", monotonic_s() - begin, ("<=", bar_s))
            if pushed.code not in (None, Code.REGISTRY_UNREACHABLE):
                break
        return value_row(name, "s", took, ("<=", 0))
