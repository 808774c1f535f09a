"""Counts of both databases: what they add up to, and that they always equal a recount."""

from pathlib import Path
from random import Random

import pytest

from fieldpoint.core.log_rows import CardBind, Handout
from fieldpoint.core.names import CardId, Day, HouseholdId, PersonId
from fieldpoint.registry.counts.cells import Cell
from fieldpoint.registry.counts.count import bring_counts_up
from fieldpoint.registry.counts.tables import BASE, BY_ORGANISATION, BY_PROGRAMME, OF_ALL
from fieldpoint.registry.folder import Registry
from fieldpoint.registry.store import nobody
from fieldpoint.registry.tables.told import SealedHousehold
from tests.registry.cases import give, site, take_back, whole, write
from tests.registry.support import NOW, Sender, make_registry, name_of, stored

MONTH = "1405-09"


@pytest.fixture
def two(tmp_path: Path, dsn: str | None) -> tuple[Registry, Sender, Sender]:
    """A registry in each of the databases, and two sites of two organisations."""
    one, other = site(1), site(2)
    registry = make_registry(tmp_path / "registry", one, other, dsn=dsn)
    belongs(registry, "s-01", "city")
    belongs(registry, "s-02", "mosque")
    return registry, one, other


def belongs(registry: Registry, code: str, organisation: str) -> None:
    """The site is the organisation's from here on."""
    query = "UPDATE sites SET organisation = ? WHERE site = ?"
    registry.store._db.execute(query, (organisation, code))  # type: ignore[attr-defined]  # noqa: SLF001


def lives_in(registry: Registry, household: str, neighbourhood: str) -> None:
    """The roster says where a household lives, and of whom it is made no one asks here."""
    registry.store.people = nobody
    one = SealedHousehold(
        household=name_of(household, 8),
        code_mark=household.encode(),
        neighbourhood=neighbourhood,
        revision=1,
        sealed=b"",
    )
    with registry.store.transaction():
        registry.store.save_household(one)
        registry.store.mark_months(["*"])


def counted(registry: Registry, grain: int = OF_ALL, month: str | None = MONTH) -> list[Cell]:
    """The cells of a month as they stand for whoever looks now."""
    bring_counts_up(registry.store, NOW, at_once=True)
    return registry.store.cells(month, grain)


def numbers(cells: list[Cell]) -> list[tuple[str, str, int, int, int, int]]:
    """Each cell's organisation and programme, and what it counts."""
    return [(one.organisation, one.programme, one.households, one.cards, one.handouts, one.quantity) for one in cells]


def test_a_household_of_two_programmes_and_organisations_is_one(two: tuple[Registry, Sender, Sender]) -> None:
    """Each of the sums is counted by itself: households do not add up, handouts do."""
    registry, one, other = two
    give(one, "h1", 2)
    give(one, "h2", 1)
    give(other, "h1", 1, prog="bread")
    stored(registry, whole(one))
    stored(registry, whole(other))
    assert numbers(counted(registry)) == [("", "", 2, 0, 3, 4)]
    assert numbers(counted(registry, BY_ORGANISATION)) == [("city", "", 2, 0, 2, 3), ("mosque", "", 1, 0, 1, 1)]
    assert numbers(counted(registry, BY_PROGRAMME)) == [("", "basket", 2, 0, 2, 3), ("", "bread", 1, 0, 1, 1)]
    assert numbers(counted(registry, BASE)) == [("city", "basket", 2, 0, 2, 3), ("mosque", "bread", 1, 0, 1, 1)]


def test_what_is_taken_back_is_taken_off(two: tuple[Registry, Sender, Sender]) -> None:
    """A void takes its handout off its own month, whenever it comes; another site's void takes off nothing."""
    registry, one, other = two
    row = give(one, "h1", 2)
    give(one, "h2", 1)
    stored(registry, whole(one))
    assert numbers(counted(registry)) == [("", "", 2, 0, 2, 3)]
    take_back(other, row)
    stored(registry, whole(other))
    assert numbers(counted(registry)) == [("", "", 2, 0, 2, 3)]
    before = len(one.lines)
    take_back(one, row)
    stored(registry, one.arrival(before + 1, before + 1))
    assert numbers(counted(registry)) == [("", "", 1, 0, 1, 1)]


def test_a_handout_to_two_members_is_one(two: tuple[Registry, Sender, Sender]) -> None:
    """Its quantity is both members' shares, its household is one."""
    registry, one, _ = two
    people = [PersonId(name_of(f"p{number}", 8)) for number in range(2)]
    give(one, "h1", 3, members=people, shares=[1, 2])
    stored(registry, whole(one))
    assert numbers(counted(registry, BASE)) == [("city", "basket", 1, 0, 1, 3)]


def test_a_card_of_nobodys_becomes_its_household(two: tuple[Registry, Sender, Sender]) -> None:
    """Until it is bound it counts as a card; from then on all that it took is the household's, and counted once."""
    registry, one, _ = two
    card = CardId(name_of("blank", 8))
    give(one, "h1", 1)
    give(one, "h9", 1, hh=None, card=card)
    stored(registry, whole(one))
    assert numbers(counted(registry)) == [("", "", 1, 1, 2, 2)]
    before = len(one.lines)
    write(one, CardBind, card=card, hh=HouseholdId(name_of("h1", 8)))
    stored(registry, one.arrival(before + 1, before + 1))
    assert numbers(counted(registry)) == [("", "", 1, 0, 2, 2)]


def test_months_are_those_of_the_business_days(two: tuple[Registry, Sender, Sender]) -> None:
    """Each row counts in the month of its day; a row without a day, or with a text that is none, in no named month."""
    registry, one, _ = two
    give(one, "h1", 1, day=Day("1405-08-30"))
    give(one, "h1", 1)
    give(one, "h2", 1, day=None)
    give(one, "h3", 1, day=Day("<b>-1-1"))
    stored(registry, whole(one))
    assert {cell.month: cell.households for cell in counted(registry, month=None)} == {"": 2, "1405-08": 1, MONTH: 1}


def test_where_a_household_lives_is_the_rosters_word(two: tuple[Registry, Sender, Sender]) -> None:
    """Counts follow a household that moves, and a site that goes to another organisation."""
    registry, one, _ = two
    give(one, "h1", 1)
    give(one, "h2", 1)
    stored(registry, whole(one))
    assert [cell.neighbourhood for cell in counted(registry)] == [""]
    lives_in(registry, "h1", "شوش")
    assert [cell.neighbourhood for cell in counted(registry)] == ["", "شوش"]
    belongs(registry, "s-01", "red-crescent")
    assert {cell.organisation for cell in counted(registry, BASE)} == {"red-crescent"}


def test_a_month_that_rests_is_left_as_it_stands(two: tuple[Registry, Sender, Sender]) -> None:
    """What took long to count is not counted again at once, and the mark of it stays until it is."""
    registry, one, _ = two
    give(one, "h1", 1)
    stored(registry, whole(one))
    counted(registry)
    with registry.store.transaction():
        registry.store.set_counted(MONTH, NOW, 60_000)
    before = len(one.lines)
    give(one, "h2", 1)
    stored(registry, one.arrival(before + 1, before + 1))
    bring_counts_up(registry.store, NOW + 1_000)
    assert numbers(registry.store.cells(MONTH, OF_ALL)) == [("", "", 1, 0, 1, 1)]
    bring_counts_up(registry.store, NOW + 60_000 * 20)
    assert numbers(registry.store.cells(MONTH, OF_ALL)) == [("", "", 2, 0, 2, 2)]
    assert registry.store.marked_months() == set()


def test_counts_equal_a_recount_after_whatever_happened(two: tuple[Registry, Sender, Sender]) -> None:
    """Handouts, voids, bindings and moves in a chance order, looked at in between: no month was forgotten."""
    registry, *sites = two
    chance, given = Random(11), dict[int, list[Handout]]({0: [], 1: []})
    for turn in range(24):
        number = chance.randrange(2)
        log, before = sites[number], len(sites[number].lines)
        for _ in range(chance.randrange(1, 4)):
            _happen(log, given[number], chance)
        stored(registry, log.arrival(before + 1, len(log.lines)))
        if turn % 3 == 0:
            lives_in(registry, f"h{chance.randrange(4)}", chance.choice(("شوش", "راه‌آهن")))
        if turn % 2:
            found = counted(registry, BASE, None) + counted(registry, OF_ALL, None)
            registry.store.mark_months(["*"])
            assert found == counted(registry, BASE, None) + counted(registry, OF_ALL, None)


def _happen(log: Sender, given: list[Handout], chance: Random) -> None:
    card = CardId(name_of(f"card {chance.randrange(3)}", 8))
    match chance.randrange(4):
        case 0 if given:
            take_back(log, given.pop(chance.randrange(len(given))))
        case 1:
            write(log, CardBind, card=card, hh=HouseholdId(name_of(f"h{chance.randrange(4)}", 8)))
        case 2:
            given.append(give(log, hh=None, card=card, day=Day(f"1405-0{chance.randrange(7, 10)}-01")))
        case _:
            given.append(give(log, f"h{chance.randrange(4)}", day=Day(f"1405-0{chance.randrange(7, 10)}-11")))
