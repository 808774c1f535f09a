"""Free beds over sites: the newest word of each, told to every other shelter, the same whatever came first."""

import random

import msgspec
import pytest

from fieldpoint.core.feed import PlacesBody
from fieldpoint.core.shelter.places import Places
from fieldpoint.core.shelter.rows import ColdNight
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.intake.accept_batch import accept_batch
from fieldpoint.registry.shelter.look import tonight
from tests.registry.cases import write
from tests.registry.feeds import NORTH, SOUTH, told
from tests.registry.support import NOW, Sender, stored


def say(log: Sender, free: int, *, cold: bool = False, **more: object) -> None:
    """A row of the night after which so many of forty beds are free."""
    now = Places(beds=40, floor=10, free=free, free_floor=10, held=1)
    shared = {"day": None, "desk": "d1", "tab": None, "tseq": None, "op": "lead", "now": now, "cold": cold}
    write(log, ColdNight, on=cold, **shared, **more)


def known(registry: Registry, site: str) -> dict[str, tuple[int, int]]:
    """Of each other place what a site knows: free beds and floor places."""
    items = {name: item.body for name, item in told(registry, site, "place").items()}
    found = {name: msgspec.json.decode(body, type=PlacesBody) for name, body in items.items() if body is not None}
    return {name: (one.now.free, one.now.free_floor) for name, one in found.items()}


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_each_shelter_knows_the_newest_word_of_the_other(
    registry: Registry, log: Sender, south: Sender, seed: int | None
) -> None:
    """Whatever batch came first; and nobody is told of their own beds."""
    for free in (9, 4, 7):
        say(log, free)
    say(south, 2)
    arrivals = [one.arrival(row, row) for one in (log, south) for row in range(1, len(one.lines) + 1)]
    if seed is not None:
        random.Random(seed).shuffle(arrivals)
    for arrival in arrivals:
        accept_batch(registry.store, arrival)
    assert known(registry, SOUTH) == {NORTH: (7, 10)}
    assert known(registry, NORTH) == {SOUTH: (2, 10)}


def test_a_site_without_beds_hears_of_none(registry: Registry, log: Sender, south: Sender) -> None:
    """Only a shelter is told of shelters; and a first word of its own brings it all others'."""
    say(log, 5)
    stored(registry, log.arrival(1, len(log.lines)))
    south.hand_out("h1")
    stored(registry, south.arrival(1, len(south.lines)))
    assert known(registry, SOUTH) == {}
    say(south, 1)
    stored(registry, south.arrival(len(south.lines), len(south.lines)))
    assert known(registry, SOUTH) == {NORTH: (5, 10)}
    assert known(registry, NORTH) == {SOUTH: (1, 10)}


def test_what_is_told_of_a_shelter_are_counts(registry: Registry, log: Sender, south: Sender) -> None:
    """No bed, no card, no stay, and not even how many beds are kept."""
    say(log, 5, cold=True)
    say(south, 1)
    stored(registry, log.arrival(1, len(log.lines)))
    stored(registry, south.arrival(1, len(south.lines)))
    body = told(registry, SOUTH, "place")[NORTH].body
    assert body is not None
    found = msgspec.json.decode(body)
    assert found.keys() == {"title", "now", "cold", "told"}
    assert found["now"].keys() == {"beds", "floor", "free", "free_floor"}


def test_the_sum_of_a_night_leaves_out_old_words(registry: Registry, log: Sender, south: Sender) -> None:
    """A house that was silent for twelve hours stands last and counts for nothing."""
    say(log, 5)
    say(south, 3)
    stored(registry, log.arrival(1, len(log.lines)))
    stored(registry, south.arrival(1, len(south.lines)))
    words = registry.store.all_places()
    at = max(one.said_at for one in words)
    assert (tonight(registry.store, at).fresh.free, tonight(registry.store, at).fresh_sites) == (8, 2)
    late = tonight(registry.store, at + NOW)
    assert (late.fresh, late.fresh_sites) == (Places(beds=0, floor=0, free=0, free_floor=0), 0)
    assert len(late.sites) == 2


def test_a_bed_whose_hour_is_over_is_free_without_a_row(registry: Registry, log: Sender) -> None:
    """Until that instant it is kept, from then on it is free; others are told what was said."""
    say(log, 5, ends=[NOW + 1000])
    stored(registry, log.arrival(1, len(log.lines)))
    before, after = (tonight(registry.store, at).sites[0].now for at in (NOW + 999, NOW + 1000))
    assert [(one.free, one.held) for one in (before, after)] == [(5, 1), (6, 0)]
    assert tonight(registry.store, NOW + 1000).fresh.free == 6


def test_figures_that_are_none_are_withheld(registry: Registry, log: Sender) -> None:
    """A number below nothing or beyond all beds of a country is kept and has no effect."""
    for free in (-1, 2**40):
        say(log, free)
    say(log, 5, ends=[-1])
    answer = stored(registry, log.arrival(1, len(log.lines)))
    assert {one.code for one in answer.quarantined} == {"schema"}
    assert registry.store.all_places() == []
