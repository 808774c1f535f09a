"""How many rows a second are sealed, pushed and taken in, from a site's log to the registry's answer.

Imports sync, store, clock and its neighbours.
"""

import os
from contextlib import closing
from statistics import median

from fieldpoint.bench.central.centre import Centre
from fieldpoint.bench.central.logs import add_handouts
from fieldpoint.bench.row import Row, told_row, value_row
from fieldpoint.bench.server import processor_s
from fieldpoint.clock import monotonic_s
from fieldpoint.errors import Code, Unavailable
from fieldpoint.store import outbox
from fieldpoint.store.site import Site
from fieldpoint.sync.loop import session
from fieldpoint.sync.push import Pace, Pushed

_GROWN = 2_000  # the size that a good line comes to


async def rows_a_second(centre: Centre, site: Site, rounds: int, bar: tuple[str, float]) -> list[Row]:
    """The rows of the middle speed of some rounds, each of so many rows as the site has unsent now, and of its work.

    `bar` names the database and what is asked of it. The processor's time is of site and registry, not of PostgreSQL.
    """
    with closing(site.connect()) as connection:
        count = outbox.unsent(connection)
    speeds: list[float] = []
    works: list[float] = []
    for number in range(rounds):
        if number:
            add_handouts(site, count)
        begin, before = monotonic_s(), _processors(centre)
        pushed = await _push(site)
        speeds.append(pushed.sent / (monotonic_s() - begin))
        works.append(_processors(centre) - before)
    name = f"{count:,} rows sealed, pushed and taken into {bar[0]}"
    return [
        value_row(name, "rows a second", median(speeds), (">=", bar[1])),
        told_row(f"processor's time of site and registry for that, {bar[0]}", "s", median(works)),
    ]


def _processors(centre: Centre) -> float:
    return (processor_s(os.getpid()) or 0) + (processor_s(centre.pid) or 0)


def memory_row(centre: Centre, database: str) -> Row:
    """The row of what the registry takes of the memory after all of it."""
    return value_row(f"memory of the registry with {database}", "MiB", centre.memory_mib, ("<=", 200))


async def _push(site: Site) -> Pushed:
    with closing(site.connect()) as connection:
        enrolled = outbox.enrolment(connection)
    if enrolled is None:
        raise Unavailable(Code.REGISTRY_NOT_ENROLLED)
    pushed = await session(site, enrolled, Pace(size=_GROWN))
    if pushed.unsent:
        raise Unavailable(Code.REGISTRY_UNREACHABLE)
    return pushed
