"""How long a new site takes to get its roster over a thin line, and how long that holds a desk up.

Imports registry, sync, database, clock and its neighbours.
"""

import asyncio
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import sleep

from fieldpoint import ids
from fieldpoint.bench.central.centre import Centre, enrol_at, speak_through
from fieldpoint.bench.central.logs import make_log
from fieldpoint.bench.central.proxy import proxy
from fieldpoint.bench.central.wire import THIN
from fieldpoint.bench.row import Row, told_row, value_row
from fieldpoint.clock import monotonic_s
from fieldpoint.core.names import Day
from fieldpoint.core.people import Household, Person
from fieldpoint.database import transaction
from fieldpoint.errors import Code, Unavailable
from fieldpoint.exchange.synthetic_spelling import FAMILIES, MEN, NEIGHBOURHOODS, WOMEN
from fieldpoint.registry.feed.roster import assign, take_in
from fieldpoint.registry.folder import open_registry
from fieldpoint.store import outbox
from fieldpoint.store.site import Site
from fieldpoint.sync.loop import session
from fieldpoint.sync.push import Pace

_SIZES = (1, 2, 2, 3, 3, 3, 4, 4, 5)  # three people each on average
_OFFICE = "bench"
_LOOK_S = 0.01


def bootstrap_rows(folder: Path, centre: Centre, households: int) -> list[Row]:
    """The rows of a roster that comes to a new site: its weight, the time, the longest wait of a write meanwhile."""
    site = make_log(folder / "bootstrap", "bench-new", 1)
    enrol_at(centre, site)
    registry = open_registry(centre.folder)
    with registry.store:
        take_in(registry, ((one.code, one) for one in _households(households)))
        assign(registry, site.facts.code, None)
    with _waits(site) as waits:
        took, carried = asyncio.run(_pull(centre, site))
    name = f"roster of {households:,} households over 50 kbit/s and a second there and back"
    return [
        told_row("weight of that roster on the way, with all else", "kB", carried / 1000),
        value_row(name, "s", took, ("<=", 240)),
        value_row("longest wait for a write at the site while it takes its place", "s", max(waits), ("<=", 1)),
    ]


async def _pull(centre: Centre, site: Site) -> tuple[float, int]:
    async with proxy(centre.port, THIN) as line:
        speak_through(site, line.port)
        with closing(site.connect()) as connection:
            enrolled = outbox.enrolment(connection)
        if enrolled is None:
            raise Unavailable(Code.REGISTRY_NOT_ENROLLED)
        begin = monotonic_s()
        pushed = await session(site, enrolled, Pace())
        if pushed.code is not None:
            raise TypeError(f"the scratch roster did not come: {pushed.code}")
        return monotonic_s() - begin, line.carried_down


@contextmanager
def _waits(site: Site) -> Generator[list[float]]:
    """How long each write had to wait that was tried while the block ran, a hundred times a second."""
    found, over = [0.0], Event()

    def look() -> None:
        with closing(site.connect()) as connection:
            while not over.is_set():
                begin = monotonic_s()
                with transaction(connection):
                    found.append(monotonic_s() - begin)
                sleep(_LOOK_S)

    looking = Thread(target=look)
    looking.start()
    try:
        yield found
    finally:
        over.set()
        looking.join()


def _households(count: int) -> Iterator[Household]:
    rng = Random(count)  # noqa: S311  made-up people, no keys
    for number in range(1, count + 1):
        family, phone = rng.choice(FAMILIES), f"+989{rng.randrange(10**9):09d}"
        members = tuple(_person(rng, ordinal, family, phone) for ordinal in range(1, rng.choice(_SIZES) + 1))
        yield Household(
            household=ids.new_household_id(),
            office=_OFFICE,
            code=f"{number:05d}",
            neighbourhood=rng.choice(NEIGHBOURHOODS),
            registered_on=Day(f"1404-{rng.randint(1, 12):02d}-{rng.randint(1, 29):02d}"),
            members=members,
        )


def _person(rng: Random, ordinal: int, family: str, phone: str) -> Person:
    woman = rng.random() < 0.5  # noqa: PLR2004  half of them
    return Person(
        person=ids.new_person_id(),
        ordinal=ordinal,
        is_head=ordinal == 1,
        given_name=rng.choice(WOMEN if woman else MEN),
        family_name=family,
        relation="سرپرست" if ordinal == 1 else "فرزند",
        sex="female" if woman else "male",
        born_on=Day(f"{rng.randint(1320, 1404)}-{rng.randint(1, 12):02d}-{rng.randint(1, 29):02d}"),
        phone=phone if ordinal == 1 else None,
        id_kind="national",
        id_value=f"{rng.randrange(10**10):010d}",
        id_flag="",
        tags=(),
        note="",
    )
