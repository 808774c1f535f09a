"""The world comes to rest, and then these must be true, whatever happened before.

Every line that was handed over stands at the registry and counts once; nothing stands there that nobody handed over;
sums are the sums of what was handed over; every chain is whole; each site knows its own lines and what the others
gave. On the way a mark never moves back within a life of a log.
"""

from collections import Counter
from contextlib import closing
from itertools import chain

from fieldpoint.errors import Code
from fieldpoint.registry.verify import verify_registry
from fieldpoint.store import log, outbox
from tests.sync.feeds import let_time_pass
from tests.sync.model.wire import Wire
from tests.sync.model.world import Copy, World

ROUNDS = 30


def come_to_rest(world: World) -> None:
    """Good lines, patient people: after a bounded number of rounds nothing waits for anything."""
    for _ in range(ROUNDS):
        busy = [_round(world, copy) for copy in world.copies]
        if not world.office.release_all() and not any(busy):
            return
    waits = [(copy.name, copy.due, _unsent(copy)) for copy in world.copies]
    raise AssertionError(f"it does not come to rest: {waits}")


def _round(world: World, copy: Copy) -> bool:
    """One round of a site; whether anything waits still."""
    for tablet in copy.tablets:
        world.bring(copy, tablet, iter(()))
    busy = copy.due is not None
    world.lead(copy)
    pushed = world.session(copy, Wire(world.office))
    if copy.hears == Code.FEED_RESET:
        let_time_pass(copy.site)  # the next snapshot is asked for ten minutes after the last
    waits = any(tablet.asked for tablet in copy.tablets) or copy.hears is not None
    return busy or waits or bool(pushed.sent) or pushed.code is not None or _unsent(copy) > 0 or copy.due is not None


def _unsent(copy: Copy) -> int:
    with closing(copy.site.connect(read_only=True)) as connection:
        return outbox.unsent(connection)


def check_all(world: World) -> None:
    """What must be true at rest."""
    store = world.office.store
    verify_registry(store)
    counted = store._db.execute("SELECT event_id FROM takings").fetchall()  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
    assert Counter(row[0] for row in counted) == Counter(list(world.served))
    sums = Counter((site, household) for site, household in world.served.values())
    assert {(key.site, key.household): quantity for key, quantity in store.totals()} == sums
    for copy in world.copies:
        _check_site(copy, world, sums)


def _check_site(copy: Copy, world: World, sums: Counter[tuple[str, str]]) -> None:
    code = copy.site.facts.code
    with closing(copy.site.connect(read_only=True)) as connection:
        log.verify(connection)
        own = {row[0] for row in connection.execute("SELECT event_id FROM takings")}
        elsewhere = connection.execute("SELECT site, name, sum(qty) FROM elsewhere GROUP BY site, name").fetchall()
    answered = chain.from_iterable(tablet.kept for tablet in copy.tablets)
    assert own >= set(answered)
    assert own <= {one for one, (site, _) in world.served.items() if site == code}
    both = {household for site, household in sums if site == code}
    others = {(site, name): count for (site, name), count in sums.items() if site != code and name in both}
    known = {(site, name): count for site, name, count in elsewhere}
    assert known == others, (copy.name, copy.hears, known, others)


def check_marks(world: World) -> None:
    """No mark has moved back within a life of a log, nor beyond what the registry was ever told."""
    for copy in world.copies:
        with closing(copy.site.connect(read_only=True)) as connection:
            now = {one.epoch: one.mark for one in outbox.standings(connection) if not one.ended}
        assert all(now.get(epoch, mark) >= mark for epoch, mark in copy.marks.items())
        copy.marks |= now
