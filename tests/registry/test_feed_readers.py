"""F31: sites read their feeds while others write: nobody ever skips a number.

A trigger in the database makes transactions slow where it hurts: after a number was taken and before its commit.
"""

import threading
import time
from pathlib import Path

import psycopg

from fieldpoint.core.feed import opened_page
from fieldpoint.registry.feed.pages import page_after
from fieldpoint.registry.feed.roster import greet
from fieldpoint.registry.folder import Registry, open_registry
from fieldpoint.registry.tables.told import Told
from tests.postgres import Cluster
from tests.registry.cases import give, site
from tests.registry.support import Sender, make_registry, stored

WRITERS = READERS = 8
ROUNDS = 12
SITE = "s-01"


def write(registry: Registry, number: int) -> None:
    """Transactions that stay open for a while after they took their numbers, each for another while."""
    for turn in range(ROUNDS):
        with registry.store.transaction():
            registry.store.tell(
                Told(site=SITE, kind="rev", name=f"card-{number}-{turn}-{one}", body=b"{}") for one in range(3)
            )
            time.sleep((number * 7 + turn * 3) % 11 / 500)


def read(registry: Registry, upto: int, seen: list[int]) -> None:
    """Pages from the beginning until all is there, each from where the one before ended."""
    feed, after, end = registry.store.feed() or "", 0, time.monotonic() + 60
    while after < upto and time.monotonic() < end:
        sent = page_after(registry, SITE, (feed, after), 5)
        if sent is None:
            continue
        page = opened_page(sent, [registry.public])
        seen += [item.n for item in page.items]
        after = page.upto


def test_no_reader_skips_a_number_under_slow_writers(cluster: Cluster, tmp_path: Path) -> None:
    """F31: Eight write with slow transactions while eight page: each reader reads every number once, in order."""
    first = make_registry(tmp_path / "registry", dsn=cluster.new_tables())
    greet(first, SITE)
    upto = first.store.last_number(SITE) + WRITERS * ROUNDS * 3
    registries = [open_registry(tmp_path / "registry") for _ in range(WRITERS + READERS)]
    seen: list[list[int]] = [[] for _ in range(READERS)]
    threads = [threading.Thread(target=write, args=(registries[number], number)) for number in range(WRITERS)]
    threads += [
        threading.Thread(target=read, args=(registries[WRITERS + number], upto, seen[number]))
        for number in range(READERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    assert all(found == list(range(1, upto + 1)) for found in seen)
    for registry in (first, *registries):
        registry.store.close()


SLOW = """
CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(random() / 100); RETURN NULL; END $$;
CREATE TRIGGER slow AFTER INSERT OR UPDATE ON feed_scopes FOR EACH STATEMENT EXECUTE FUNCTION be_slow()
"""


def send(registry: Registry, log: Sender) -> None:
    """A site brings its rows, three at a time."""
    for first in range(1, len(log.lines) + 1, 3):
        stored(registry, log.arrival(first, min(first + 2, len(log.lines))))


def busy_site(number: int) -> Sender:
    """A site that gives to the three households that all others give to as well."""
    log = site(number)
    for one in range(6):
        give(log, f"h{one % 3}")
    return log


def follow(registry: Registry, of: str, over: threading.Event, seen: list[int]) -> None:
    """A site's feed from its beginning, until nobody writes any more and all is read."""
    feed, after = registry.store.feed() or "", 0
    while True:
        last = over.is_set()
        sent = page_after(registry, of, (feed, after), 5)
        if sent is not None:
            page = opened_page(sent, [registry.public])
            seen += [item.n for item in page.items]
            assert page.after == after
            after = page.upto
        elif last:
            return


def test_eight_sites_that_write_are_read_by_eight_whole(cluster: Cluster, tmp_path: Path) -> None:
    """F31: all eight serve the same households, so each one's batch tells all others; each reader reads every number.

    What was replaced by a newer word has given its number up, so a reader sees each number at most once, in order, and
    ends with all that stands.
    """
    dsn, logs = cluster.new_tables(), [busy_site(number) for number in range(1, WRITERS + 1)]
    first = make_registry(tmp_path / "registry", *logs, dsn=dsn)
    with psycopg.connect(dsn, autocommit=True) as db:
        db.execute(SLOW)
    for log in logs:
        greet(first, log.site)
    writers, readers = ([open_registry(tmp_path / "registry") for _ in logs] for _ in range(2))
    seen, over = [list[int]() for _ in logs], threading.Event()
    writing = [threading.Thread(target=send, args=pair) for pair in zip(writers, logs, strict=True)]
    reading = [
        threading.Thread(target=follow, args=(readers[number], log.site, over, seen[number]))
        for number, log in enumerate(logs)
    ]
    for thread in (*writing, *reading):
        thread.start()
    for thread in writing:
        thread.join(timeout=90)
    over.set()
    for thread in reading:
        thread.join(timeout=90)
    for log, found in zip(logs, seen, strict=True):
        stands = [item.n for item in first.store.told_after(log.site, 0, 2**53, 10_000)]
        assert found == sorted(set(found))
        assert set(found) >= set(stands)
        assert max(stands) == first.store.last_number(log.site) > WRITERS
    for registry in (first, *writers, *readers):
        registry.store.close()
