"""A site that reads its feed, and what it knows by it."""

import asyncio

import msgspec

from fieldpoint.core.people import Household
from fieldpoint.ids import new_secret
from fieldpoint.registry.feed.roster import assign, take_in
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.tables.told import Told
from fieldpoint.store import outbox, people
from fieldpoint.store.feed import state, told
from fieldpoint.store.feed.state import Cursor
from fieldpoint.store.site import Site
from fieldpoint.sync.feed.client import FeedClient
from fieldpoint.sync.feed.pull import SNAPSHOT_EVERY_MS, Pulled, Puller
from fieldpoint.sync.line import Line
from tests.support import make_household, make_person


def pull(site: Site, line: Line) -> Pulled:
    """One session of the way back."""
    connection = site.connect()
    try:
        enrolled = outbox.enrolment(connection)
        assert enrolled is not None
        puller = Puller(site.folder, connection, site.facts.code, site.clock, FeedClient(enrolled, line))
        return asyncio.run(puller.pull_once())
    finally:
        connection.close()


def roster_of(registry: Registry, site: Site, count: int, first: int = 0) -> list[Household]:
    """So many households of the city's roster, all assigned to the site; no two alike, so that they pack badly."""
    made = [
        make_household(make_person(note="".join(new_secret() for _ in range(6))), code=f"{number:05}")
        for number in range(first, first + count)
    ]
    take_in(registry, [(one.code, one) for one in made])
    assign(registry, site.facts.code, None)
    return made


def households_at(site: Site) -> list[Household]:
    """Every household that the site knows, by code."""
    connection = site.connect(read_only=True)
    found = list(people.households(connection))
    connection.close()
    return found


def cursor_of(site: Site) -> Cursor | None:
    """How far the site has read."""
    connection = site.connect(read_only=True)
    found = state.cursor(connection)
    connection.close()
    return found


def stopped_at(site: Site, card: str) -> bool:
    """Whether the site refuses a card by another site's word."""
    connection = site.connect(read_only=True)
    found = told.stop_of(connection, card)
    connection.close()
    return found is not None


def tell(registry: Registry, *names: str) -> None:
    """The site is told that these cards are stopped."""
    with registry.store.transaction():
        registry.store.tell(
            Told(site="s-01", kind="rev", name=name, body=msgspec.json.encode({"card": name, "why": "revoked"}))
            for name in names
        )


def let_time_pass(site: Site) -> None:
    """The last snapshot was ten minutes ago."""
    connection = site.connect()
    last = state.last_snapshot_at(connection)
    assert last is not None
    state.end_snapshot(connection, last - SNAPSHOT_EVERY_MS)
    connection.close()
