"""F31: sites read their feeds while others write: nobody ever skips a number."""

import threading
import time
from pathlib import Path

from fieldpoint.core.feed import opened_page
from fieldpoint.registry.feed.pages import page_after
from fieldpoint.registry.feed.roster import greet
from fieldpoint.registry.folder import Registry, open_registry
from fieldpoint.registry.tables.told import Told
from tests.postgres import Cluster
from tests.registry.support import make_registry

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
    first = make_registry(tmp_path / "registry", dsn=cluster.new_database())
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
