"""The quarter from its first day to its sums: sites, registry, days, what both sides say at the end.

Imports its neighbours, the cli's children, clock, desk and store.
"""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from time import sleep

import click
import msgspec

from fieldpoint.cli.children import Child
from fieldpoint.cli.demo_registry import enrol_site, start_registry
from fieldpoint.cli.quarter.course import Desk
from fieldpoint.cli.quarter.district import served_by, sites, working_days
from fieldpoint.cli.quarter.night import Shelter
from fieldpoint.cli.quarter.place import Place
from fieldpoint.cli.quarter.sites import furnish_site, make_site, start_site, take_roster, tokens_of
from fieldpoint.cli.quarter.sums.identities import identities
from fieldpoint.clock import monotonic_s
from fieldpoint.core.names import Day
from fieldpoint.desk.open_day import proposed_day
from fieldpoint.errors import Broken, Code
from fieldpoint.store import outbox
from fieldpoint.store.site import Site

_SENT_WITHIN_S = 600
_LOOK_EVERY_S = 0.5


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """How large the district is, and how many days of the season are worked; None for all."""

    households: int
    days: int | None = None


class District(msgspec.Struct, frozen=True, kw_only=True):
    """What is running and was worked: the servers, the sites at work, the folder of the registry, the days."""

    servers: list[Child]
    places: list[Place]
    registry: Path
    days: list[Day]


def run_quarter(folder: Path, port: int, size: Size, stack: ExitStack) -> District:
    """The season is over, and everything has arrived; servers and registry answer until the stack is closed.

    The registry's port is `port`, the sites' are the ones behind it. `Broken` (`demo-refused`) where a server refuses
    what it should take, (`not-arrived`) when rows do not reach the registry.
    """
    registry = folder / "registry"
    servers, places = [start_registry(registry, "a made-up district", port, stack)], list[Place]()
    served = served_by(take_roster(registry, size.households), [of.code for of in sites() if of.schemes])
    for number, of in enumerate(sites(), start=1):
        site = make_site(folder / of.code, of)
        enrol_site(site, registry, port)
        furnish_site(site, of, registry, served.get(of.code, ()))
        servers.append(start_site(site, port + number, stack))
        places.append(Desk(site, port + number, of, tokens_of(site)) if of.schemes else Shelter(site, port + number))
    days = _days(places[0].site)[: size.days]
    asyncio.run(_work(places, days))
    for place in places:
        _wait_until_sent(place.site)
    return District(servers=servers, places=places, registry=registry, days=days)


def check_quarter(district: District) -> int:
    """Adds everything up from two sides and says it; answers how many sums there were. `Broken` (`sums-differ`)."""
    found = identities(district.places, district.registry, district.days)
    for one in found:
        click.secho(f"  {'=' if one.holds else '≠'} {one.name}: {one.here:,} and {one.there:,}", bold=not one.holds)
    wrong = sum(not one.holds for one in found)
    if wrong:
        raise Broken(Code.SUMS_DIFFER, count=wrong)
    return len(found)


def _days(site: Site) -> list[Day]:
    return list(working_days(proposed_day(site.clock.now(), site.facts.zone)))


async def _work(places: Sequence[Place], days: Sequence[Day]) -> None:
    for one in places:
        await one.open()
    with click.progressbar(list(enumerate(days)), label=f"{days[0]} to {days[-1]}") as shown:
        for number, day in shown:
            await asyncio.gather(*(one.work(day, number) for one in places))
    for one in places:
        await one.end()
        one.close()


def _wait_until_sent(site: Site) -> None:
    end = monotonic_s() + _SENT_WITHIN_S
    with closing(site.connect(read_only=True)) as connection:
        while outbox.unsent(connection):
            if monotonic_s() > end:
                raise Broken(Code.NOT_ARRIVED, site=site.facts.code)
            sleep(_LOOK_EVERY_S)
