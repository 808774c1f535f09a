"""Over-issue between sites: the same rows come to the same cases, whichever way and order they arrive in."""

import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Raw

from fieldpoint.core.log_rows import CardBind, Handout, HouseholdMerge, ProgrammeSet, Row, Void, encode_row
from fieldpoint.core.names import CardId, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.registry.accept_batch import Arrival
from fieldpoint.registry.folder import Registry, open_registry
from fieldpoint.registry.tables.shapes import Case
from tests.registry.support import NOW, Sender, make_registry, name_of, sender, stored, totals_of
from tests.rules import make_programme

HOUSEHOLD, OTHER = HouseholdId(name_of("h1", 8)), HouseholdId(name_of("h2", 8))


def site(number: int, rows: int = 1) -> Sender:
    """A site of its own, with its own key."""
    return sender(rows, site=f"s-{number:02}", name=f"n{number}", seed=bytes([number]) * 32)


def write(log: Sender, kind: type[Row], **members: Any) -> Row:
    """One more row of a kind."""
    row = kind(**log.stamp(), **members)
    log.add(encode_row(row))
    return row


def give(log: Sender, household: str = "h1", qty: int = 1, **changed: Any) -> Handout:
    """One more handout, bent where the test asks."""
    row = msgspec.structs.replace(log.handout(household, qty), **{"members": [], **changed})
    log.add(encode_row(row))
    return row


def take_back(log: Sender, row: Handout) -> None:
    """One more void."""
    write(
        log,
        Void,
        ref=row.id,
        ref_h="x",
        reason="mistake",
        card=row.card,
        hh=row.hh,
        prog=row.prog,
        cycle=row.cycle,
        item=row.item,
        qty=row.qty,
        day=row.day,
        desk="d1",
        tab=None,
        tseq=None,
        op="lead",
    )


def whole(log: Sender) -> Arrival:
    """All rows of a site in one batch."""
    return log.arrival(1, len(log.lines))


def open_cases(registry: Registry) -> list[Case]:
    """The cases that wait for somebody."""
    return registry.store.cases("open")


def seen(registry: Registry) -> tuple[object, ...]:
    """All that must not depend on the order, the times left out."""
    return (
        sorted(totals_of(registry).items()),
        [(case.case_id, case.finding, case.state) for case in registry.store.cases() if case.state != "gone"],
    )


@pytest.fixture
def two(tmp_path: Path, dsn: str | None) -> tuple[Registry, Sender, Sender]:
    """A registry in each of the databases, and two sites."""
    one, other = site(1), site(2)
    return make_registry(tmp_path / "registry", one, other, dsn=dsn), one, other


def test_a_household_served_at_two_sites_is_one_case(two: tuple[Registry, Sender, Sender]) -> None:
    """It names both rows and both sites, and no culprit."""
    registry, one, other = two
    rows = [give(one), give(other)]
    stored(registry, whole(one))
    assert open_cases(registry) == []
    stored(registry, whole(other))
    (case,) = open_cases(registry)
    assert (case.finding.kind, case.finding.entitled, case.finding.handed) == ("overlap", 1, 2)
    assert case.finding.sites == ("s-01", "s-02")
    assert set(case.finding.events) == {row.id for row in rows}


def test_what_is_taken_back_closes_its_case(two: tuple[Registry, Sender, Sender]) -> None:
    """A void at the site that gave ends the case by itself; the sums follow."""
    registry, one, other = two
    give(one)
    again = give(other)
    stored(registry, whole(one))
    stored(registry, whole(other))
    take_back(other, again)
    stored(registry, other.arrival(3, 3))
    assert open_cases(registry) == []
    assert [case.state for case in registry.store.cases()] == ["gone"]
    assert totals_of(registry) == {(HOUSEHOLD, "s-01"): 1}


def test_a_void_counts_although_it_came_before_its_handout(two: tuple[Registry, Sender, Sender]) -> None:
    """Sums are never below zero on the way, and right in the end."""
    registry, one, _ = two
    row = give(one)
    take_back(one, row)
    answer = stored(registry, one.arrival(3, 3))
    assert [(found.seq, found.code) for found in answer.quarantined] == [(3, "ref_missing")]
    assert totals_of(registry) == {}
    answer = stored(registry, one.arrival(1, 2))
    assert totals_of(registry) == {}
    assert registry.store.quarantined(1, 1, 9) == []
    assert answer.hwm == 3


def test_another_sites_void_takes_nothing_back(two: tuple[Registry, Sender, Sender]) -> None:
    """Only the site that wrote a row can say that it did not happen."""
    registry, one, other = two
    take_back(other, give(one))
    stored(registry, whole(one))
    stored(registry, whole(other))
    assert totals_of(registry) == {(HOUSEHOLD, "s-01"): 1}


def test_a_second_void_changes_nothing(two: tuple[Registry, Sender, Sender]) -> None:
    """Taken back twice is taken back."""
    registry, one, _ = two
    row = give(one)
    give(one)
    take_back(one, row)
    take_back(one, row)
    stored(registry, whole(one))
    assert totals_of(registry) == {(HOUSEHOLD, "s-01"): 1}


def test_what_a_card_took_counts_for_its_household_later(two: tuple[Registry, Sender, Sender]) -> None:
    """An anonymous card that is bound brings its handouts along."""
    registry, one, other = two
    card = CardId(name_of("blank", 8))
    give(one, card=card, hh=None)
    give(other)
    stored(registry, whole(one))
    stored(registry, whole(other))
    assert open_cases(registry) == []
    write(one, CardBind, card=card, hh=HOUSEHOLD)
    stored(registry, one.arrival(3, 3))
    (case,) = open_cases(registry)
    assert case.finding.key.holder == HOUSEHOLD


def test_two_households_that_are_one_are_judged_as_one(two: tuple[Registry, Sender, Sender]) -> None:
    """Their people too: one child's two meals are a case, two children's are none."""
    registry, one, other = two
    child, same, sister = (PersonId(name_of(who, 8)) for who in ("child", "same", "sister"))
    give(one, members=[child], shares=[1])
    give(other, "h2", members=[same], shares=[1])
    give(other, "h2", members=[sister], shares=[1])
    stored(registry, whole(one))
    stored(registry, whole(other))
    assert open_cases(registry) == []
    write(one, HouseholdMerge, kept=HOUSEHOLD, gone=OTHER, people=[(same, child)], op="lead")
    stored(registry, one.arrival(3, 3))
    assert [case.finding.key.counted_for for case in open_cases(registry)] == [child]


def test_lists_that_merge_into_each_other_are_one(two: tuple[Registry, Sender, Sender]) -> None:
    """Two sites that each call the other's household the gone one mean the same household."""
    registry, one, other = two
    give(one)
    give(other, "h2")
    write(one, HouseholdMerge, kept=HOUSEHOLD, gone=OTHER, people=[], op="lead")
    write(other, HouseholdMerge, kept=OTHER, gone=HOUSEHOLD, people=[], op="lead")
    stored(registry, whole(one))
    stored(registry, whole(other))
    assert [case.finding.handed for case in open_cases(registry)] == [2]


def test_the_rule_says_what_is_too_much(two: tuple[Registry, Sender, Sender]) -> None:
    """Two of a programme that gives three are none too many, at whichever sites."""
    registry, one, other = two
    for log in (one, other):
        set_rule(log, quantity=3)
        give(log)
    stored(registry, whole(one))
    stored(registry, whole(other))
    assert open_cases(registry) == []
    give(other, qty=2)
    stored(registry, other.arrival(4, 4))
    (case,) = open_cases(registry)
    assert (case.finding.entitled, case.finding.handed) == (3, 4)


def test_an_override_is_accepted_by_the_one_who_gave_it(two: tuple[Registry, Sender, Sender]) -> None:
    """What a lead decided is shown, and waits for nobody."""
    registry, one, _ = two
    set_rule(one, quantity=1)
    give(one)
    give(one, overrides=EventId(name_of("refused", 16)))
    stored(registry, whole(one))
    assert [(case.state, case.finding.kind) for case in registry.store.cases()] == [("accepted", "override")]


def test_what_a_person_decided_stays_until_more_is_handed_over(two: tuple[Registry, Sender, Sender]) -> None:
    """A settled case opens again when another row joins it, and not because a batch came twice."""
    registry, one, other = two
    give(one)
    give(other)
    stored(registry, whole(one))
    stored(registry, whole(other))
    (case,) = open_cases(registry)
    with registry.store.transaction():
        registry.store.set_case_state(case.case_id, "settled", NOW)
    stored(registry, whole(other))
    assert open_cases(registry) == []
    give(other)
    stored(registry, other.arrival(3, 3))
    assert [case.finding.handed for case in open_cases(registry)] == [3]


@pytest.mark.parametrize("seed", range(12))
def test_every_order_comes_to_the_same(tmp_path: Path, seed: int) -> None:
    """Three sites' rows in pieces, shuffled and doubled: the same sums and the same cases as in order."""
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


def set_rule(log: Sender, quantity: int) -> None:
    """One more row: the site goes by a basket of this quantity."""
    rule = make_programme("basket", item="food-basket", quantity=quantity)
    write(log, ProgrammeSet, prog=ProgrammeCode("basket"), ver=1, rule=Raw(msgspec.json.encode(rule)), op="admin")


def busy_site(number: int, chance: random.Random) -> Sender:
    """A site that gives, takes back, binds cards and merges households, all among a few names."""
    log = site(number)
    set_rule(log, quantity=1)
    for _ in range(25):
        household = HouseholdId(name_of(f"h{chance.randrange(6)}", 8))
        card = CardId(name_of(f"card{chance.randrange(3)}", 8))
        match chance.randrange(8):
            case 0:
                take_back(log, give(log, f"h{chance.randrange(6)}"))
            case 1:
                write(log, CardBind, card=card, hh=household)
            case 2:
                gone = HouseholdId(name_of(f"h{chance.randrange(6)}", 8))
                write(log, HouseholdMerge, kept=household, gone=gone, people=[], op="lead")
            case 3:
                give(log, card=card, hh=None)
            case _:
                give(log, f"h{chance.randrange(6)}", given=chance.random() < 0.2)
    return log


def in_pieces(log: Sender, chance: random.Random) -> list[Arrival]:
    """The whole log as batches of a few rows each."""
    cuts = sorted({1, *chance.sample(range(2, len(log.lines)), 5), len(log.lines) + 1})
    return [log.arrival(first, after - 1) for first, after in pairwise(cuts)]
