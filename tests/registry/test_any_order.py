"""The same rows come to the same sums and cases, whichever way and order they arrive in, and by whichever version."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from fieldpoint.core.log_rows import CardBind, CardIssue, HouseholdMerge
from fieldpoint.core.names import CardId, HouseholdId
from fieldpoint.registry.folder import Registry, open_registry
from fieldpoint.registry.intake.accept_batch import Arrival
from tests.registry.cases import give, set_rule, site, take_back, whole, write
from tests.registry.support import Sender, make_registry, name_of, stored, totals_of


def seen(registry: Registry) -> tuple[object, ...]:
    """All that must not depend on the order, the times left out."""
    return (
        sorted(totals_of(registry).items()),
        [(case.case_id, case.finding, case.state) for case in registry.store.cases() if case.state != "gone"],
    )


@pytest.mark.parametrize("seed", range(12))
def test_every_order_comes_to_the_same(tmp_path: Path, seed: int) -> None:
    """F13: Three sites' rows in pieces, shuffled and doubled: the same sums and the same cases as in order."""
    chance = random.Random(seed)
    logs = [busy_site(number, chance) for number in (1, 2, 3)]
    pieces = [piece for log in logs for piece in in_pieces(log, chance)]
    in_order = make_registry(tmp_path / "one", *logs)
    for arrival in pieces:
        stored(in_order, arrival)
    shuffled = make_registry(tmp_path / "other", *logs)
    chance.shuffle(pieces)
    for arrival in [*pieces, *pieces[:5]]:
        stored(shuffled, arrival)
    assert seen(in_order) == seen(shuffled)
    assert seen(in_order)[1]


def test_rows_of_before_have_their_effect_when_a_newer_version_opens(tmp_path: Path) -> None:
    """A registry whose effects were made by an older version makes them anew from the rows themselves."""
    one, other = site(1), site(2)
    registry = make_registry(tmp_path / "registry", one, other)
    take_back(one, give(one))
    give(one)
    give(other)
    for log in (one, other):
        stored(registry, whole(log))
    before = seen(registry)
    for table in ("takings", "voids", "cases", "effects"):
        registry.store._db.execute(f"DELETE FROM {table}")  # pyright: ignore[reportPrivateUsage]  # noqa: S608, SLF001  the older version
    registry.store.close()
    assert seen(open_registry(tmp_path / "registry")) == before


@pytest.mark.parametrize("replaced_first", [False, True])
def test_a_replaced_card_of_nobody_is_its_heir_whichever_came_first(tmp_path: Path, replaced_first: bool) -> None:  # noqa: FBT001  a pytest parameter
    """One portion on the old card here, one on the new card there: one case, and no case without the replacement."""
    old, new = CardId(name_of("old", 8)), CardId(name_of("new", 8))
    one, other = site(1), site(2)
    for log in (one, other):
        set_rule(log, quantity=1)
    give(one, card=old, hh=None)
    given = len(one.lines)
    write(one, CardIssue, card=new, kid=1, serial=1, short="7VGNJJW0", replaces=old)
    give(other, card=new, hh=None)
    registry = make_registry(tmp_path / "registry", one, other)
    parts = [one.arrival(1, given), one.arrival(given + 1, given + 1), whole(other)]
    for part in parts[:2] if replaced_first else (parts[0], parts[2]):
        stored(registry, part)
    assert not [case for case in registry.store.cases() if case.state != "gone"]
    stored(registry, parts[2] if replaced_first else parts[1])
    (case,) = [case for case in registry.store.cases() if case.state != "gone"]
    assert (case.finding.excess, case.finding.kind) == (1, "overlap")


def busy_site(number: int, chance: random.Random) -> Sender:
    """A site that gives, takes back, binds and replaces cards and merges households, all among a few names."""
    log = site(number)
    set_rule(log, quantity=1)
    for _ in range(25):
        household = HouseholdId(name_of(f"h{chance.randrange(6)}", 8))
        card = CardId(name_of(f"card{chance.randrange(3)}", 8))
        match chance.randrange(10):
            case 0:
                take_back(log, give(log, f"h{chance.randrange(6)}"))
            case 1:
                write(log, CardBind, card=card, hh=household)
            case 2:
                gone = HouseholdId(name_of(f"h{chance.randrange(6)}", 8))
                write(log, HouseholdMerge, kept=household, gone=gone, people=[], op="lead")
            case 3 | 4:
                give(log, card=card, hh=None)
            case 5:
                old = CardId(name_of(f"card{chance.randrange(3)}", 8))
                write(log, CardIssue, card=card, kid=1, serial=1, short="7VGNJJW0", replaces=old)
            case 6:
                old = CardId(name_of(f"card{chance.randrange(3)}", 8))
                write(log, CardBind, card=card, hh=household, replaces=[old])
            case _:
                give(log, f"h{chance.randrange(6)}", given=chance.random() < 0.2)
    return log


def in_pieces(log: Sender, chance: random.Random) -> list[Arrival]:
    """The whole log as batches of a few rows each."""
    cuts = sorted({1, *chance.sample(range(2, len(log.lines)), 5), len(log.lines) + 1})
    return [log.arrival(first, after - 1) for first, after in pairwise(cuts)]
