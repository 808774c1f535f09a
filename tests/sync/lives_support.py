"""Older copies and clones of a site, and what the registry makes of all they send."""

import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.verify import verify_registry
from fieldpoint.store import effects, log
from fieldpoint.store.lives.begin import begin_epoch
from fieldpoint.store.lives.due import clear_due, due
from fieldpoint.store.site import Site, open_site
from fieldpoint.store.transaction import transaction_on
from tests.support import NOON, make_site
from tests.sync.support import enrol_site, mark_anchored


def make_counting_site(folder: Path, registry: Registry) -> Site:
    """A site enrolled at a registry, with 250 handouts to send that count."""
    made = make_site(folder)
    enrol_site(made, registry)
    mark_anchored(made)
    hand_over_to(made, (f"s{number}" for number in range(250)))
    return made


def all_count_once(registry: Registry, *ids: Sequence[str]) -> None:
    """Exactly these handouts count at the registry, each once, and every chain is whole."""
    verify_registry(registry.store)
    assert counted_ids(registry) == sorted({one for some in ids for one in some})


def copy_of(site: Site, folder: Path) -> Path:
    """The data folder as it is now, kept aside."""
    shutil.copytree(site.folder, folder, symlinks=True)
    return folder


def put_back(site: Site, copy: Path) -> Site:
    """The folder is the kept copy again."""
    shutil.rmtree(site.folder)
    shutil.copytree(copy, site.folder, symlinks=True)
    return open_site(site.folder)


def open_next(site: Site, reason: str | None = None) -> None:
    """A lead opens a new life of the log, as it is due."""
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        begin_epoch(tx, site.facts.code, reason or due(connection) or "fork", "lead")
        clear_due(connection, ())


def due_of(site: Site) -> str | None:
    """Why a new life is due."""
    with closing(site.connect(read_only=True)) as connection:
        return due(connection)


def handout_ids(site: Site) -> list[EventId]:
    """The ids of the handouts that stand in a site's own log, at their places."""
    with closing(site.connect(read_only=True)) as connection:
        found = connection.execute("SELECT event_id FROM log WHERE type = 'handout' ORDER BY epoch_no, seq")
        return [EventId(row[0]) for row in found]


def learned_of(site: Site) -> list[str]:
    """The ids of rows that a site's log carries from elsewhere."""
    with closing(site.connect(read_only=True)) as connection:
        return [row[0] for row in connection.execute("SELECT event_id FROM carried")]


def counted_ids(registry: Registry) -> list[str]:
    """The id of every handout that counts at the registry, each as often as it counts."""
    rows = registry.store._db.execute("SELECT event_id FROM takings")  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
    return sorted(row[0] for row in rows.fetchall())


def taken(site: Site) -> set[str]:
    """The ids of all handouts that count at the site."""
    with closing(site.connect(read_only=True)) as connection:
        return {row[0] for row in connection.execute("SELECT event_id FROM takings")}


def hand_over(site: Site, holder: str, event_id: EventId | None = None) -> EventId:
    """One handout with its effect."""
    return hand_over_to(site, [holder], event_id)[0]


def hand_over_to(site: Site, holders: Iterable[str], event_id: EventId | None = None) -> list[EventId]:
    """One handout for each, with its effect, committed together."""
    ids: list[EventId] = []
    with closing(site.connect()) as connection, transaction_on(connection, NOON) as tx:
        for holder in holders:
            row = Handout(**tx.stamp(event_id), **_MEMBERS, hh=holder)  # type: ignore[arg-type]
            log.append(tx, row)
            effects.apply(tx, row)
            ids.append(row.id)
    return ids


_MEMBERS = {
    "card": None,
    "prog": "basket",
    "cycle": "1405-09",
    "item": "food-basket",
    "qty": 1,
    "members": [],
    "rule": "basket@1",
    "day": "1405-09-01",
    "desk": "d1",
    "tab": "t01",
    "tseq": 1,
    "op": "desk",
    "given": True,
}
