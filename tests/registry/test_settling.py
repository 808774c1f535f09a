"""What follows from batches is done after their answers, once for many, and never forgotten."""

import asyncio

from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import settle_batches, take_in_batch
from fieldpoint.registry.office import Office
from tests.registry.cases import give, set_rule, site, whole
from tests.registry.support import NOW, enrol_sender


def take_in_two(registry: Registry) -> None:
    """Two sites gave one basket each to a household that may have one; nothing is settled yet."""
    for number in (3, 4):
        log = site(number)
        enrol_sender(registry, log)
        set_rule(log, 1)
        give(log)
        take_in_batch(registry.store, whole(log))


def test_what_follows_waits_until_it_is_settled(registry: Registry) -> None:
    """Rows are held at once; the case is there when all batches that came meanwhile are settled together."""
    take_in_two(registry)
    assert registry.store.cases() == []
    settle_batches(registry.store, NOW)
    assert [case.state for case in registry.store.cases()] == ["open"]


def test_many_who_want_it_at_once_have_it_done(registry: Registry) -> None:
    """However many batches want to be settled at one moment, afterwards nothing waits."""
    take_in_two(registry)
    office = Office(registry)

    async def ask() -> None:
        await asyncio.gather(*(office.settle_batches() for _ in range(20)))

    asyncio.run(ask())
    assert [case.state for case in registry.store.cases()] == ["open"]
    with registry.store.transaction():
        assert registry.store.touched(10) == []
