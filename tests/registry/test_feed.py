"""What a site is told, page by page: its own scope only, in numbers without a gap, signed."""

import msgspec

from fieldpoint.core.feed import (
    SiteShare,
)
from fieldpoint.core.log_rows import CardBind, CardRevoke, encode_row
from fieldpoint.core.names import CardId, Day, EventId, HouseholdId
from fieldpoint.registry.decide import By, decide_case
from fieldpoint.registry.feed.roster import assign, take_in
from fieldpoint.registry.folder import Registry
from tests.registry.cases import take_back
from tests.registry.feeds import NORTH, SOUTH, both_serve, given_elsewhere, told, verdicts
from tests.registry.support import NOW, Sender, name_of, stored
from tests.support import make_household


def test_a_household_that_one_site_serves_costs_no_feed(registry: Registry, log: Sender) -> None:
    """What a site gave itself it is not told."""
    stored(registry, log.arrival(1, 10))
    assert given_elsewhere(registry, NORTH) == []


def test_two_sites_hear_what_the_other_gave(registry: Registry, log: Sender, south: Sender) -> None:
    """F12: each of two sites that served one household is told the other's sum, and both of the case."""
    both_serve(registry, log, south)
    (at_south,) = given_elsewhere(registry, SOUTH)
    (at_north,) = given_elsewhere(registry, NORTH)
    household = name_of("h1", 8)
    assert (at_south.hh, at_south.prog, at_south.cycle, at_south.item) == (
        household,
        "basket",
        "1405-09",
        "food-basket",
    )
    assert at_south.by == [SiteShare(site=NORTH, member="", qty=2, day="1405-09-01")]
    assert at_north.by == [SiteShare(site=SOUTH, member="", qty=1, day="1405-09-01")]
    for site in (NORTH, SOUTH):
        cases = [one for one in verdicts(registry, site) if one.sites == [NORTH, SOUTH]]
        assert [(one.what, one.code, one.state) for one in cases] == [("case", "overlap", "open")]


def test_what_is_told_does_not_depend_on_who_came_first(registry: Registry, log: Sender, south: Sender) -> None:
    """F12: in the other order both sites are told the same."""
    south.hand_out("h1")
    stored(registry, south.arrival(1, 2))
    stored(registry, log.arrival(1, 10))
    (at_south,) = given_elsewhere(registry, SOUTH)
    (at_north,) = given_elsewhere(registry, NORTH)
    assert (at_south.by[0].site, at_south.by[0].qty) == (NORTH, 2)
    assert (at_north.by[0].site, at_north.by[0].qty) == (SOUTH, 1)


def test_a_void_takes_the_sum_back(registry: Registry, log: Sender, south: Sender) -> None:
    """When the other site takes its row back, the item is nothing any more, and so is the case."""
    both_serve(registry, log, south)
    row = msgspec.structs.replace(south.handout("h1"), id=EventId(name_of(f"{SOUTH} a 2", 16)))
    take_back(south, row)
    stored(registry, south.arrival(3, 3))
    assert given_elsewhere(registry, NORTH) == []
    assert [one for one in verdicts(registry, NORTH) if one.sites == [NORTH, SOUTH]] == []


def test_the_same_again_takes_no_number(registry: Registry, log: Sender, south: Sender) -> None:
    """A batch that comes twice adds nothing to any feed."""
    both_serve(registry, log, south)
    before = [registry.store.last_number(site) for site in (NORTH, SOUTH)]
    stored(registry, log.arrival(1, 10))
    stored(registry, south.arrival(1, 2))
    assert [registry.store.last_number(site) for site in (NORTH, SOUTH)] == before


def test_an_officers_decision_reaches_the_sites(registry: Registry, log: Sender, south: Sender) -> None:
    """A case that was settled is settled at the sites too."""
    both_serve(registry, log, south)
    (case,) = [one for one in registry.store.cases() if len(one.finding.sites) > 1]
    decide_case(registry.store, By(who="officer", now_ms=NOW), case.case_id, "settled")
    assert [one.state for one in verdicts(registry, SOUTH)] == ["settled"]


def test_a_row_that_is_withheld_is_told_until_it_counts(registry: Registry, log: Sender) -> None:
    """A site hears that its void waits for a row, and hears no more of it once the row came."""
    handed = log.handout("h9", event_id="H" * 21 + "A")
    take_back(log, handed)
    log.hand_out("h9", event_id=handed.id)
    stored(registry, log.arrival(1, 10))
    stored(registry, log.arrival(11, 11))
    assert [(one.what, one.code) for one in verdicts(registry, NORTH)] == [("withheld", "ref_missing")]
    stored(registry, log.arrival(12, 12))
    assert verdicts(registry, NORTH) == []


def test_a_revoked_card_is_told_to_all_who_serve_its_household(registry: Registry, log: Sender, south: Sender) -> None:
    """The other site refuses a card that one site revoked; a third one hears nothing of it."""
    card, household = CardId(name_of("lost card", 8)), HouseholdId(name_of("h1", 8))
    south.hand_out("h1")
    stored(registry, south.arrival(1, 2))
    log.add(encode_row(CardBind(**log.stamp(), card=card, hh=household)))
    log.add(encode_row(CardRevoke(**log.stamp(), card=card, op="desk")))
    stored(registry, log.arrival(1, 12))
    assert list(told(registry, SOUTH, "rev")) == [card]
    assert msgspec.json.decode(told(registry, SOUTH, "rev")[card].body or b"")["since"] > 0
    assert told(registry, "s-03", "rev") == {}


def test_people_reach_only_the_site_that_serves_them(registry: Registry, south: Sender) -> None:
    """A household is told, with its people, to the site that it is assigned to; not to another."""
    mine, other = make_household(code="1"), make_household(code="2")
    other = msgspec.structs.replace(other, household=HouseholdId(name_of("other", 8)), neighbourhood="elsewhere")
    assert take_in(registry, [("1", mine), ("2", other)]) == 2
    assert assign(registry, south.site, mine.neighbourhood) == 1
    items = told(registry, SOUTH, "hh")
    assert [msgspec.json.decode(item.body or b"", type=type(mine)) for item in items.values()] == [mine]
    assert told(registry, NORTH, "hh") == {}


def test_a_changed_household_is_told_again(registry: Registry, south: Sender) -> None:
    """What changed in the roster reaches the site; what did not takes no number."""
    mine = make_household(code="1")
    take_in(registry, [("1", mine)])
    assign(registry, south.site, None)
    before = registry.store.last_number(SOUTH)
    assert take_in(registry, [("1", mine)]) == 0
    assert registry.store.last_number(SOUTH) == before
    later = msgspec.structs.replace(mine, registered_on=Day("1405-01-01"))
    assert take_in(registry, [("1", later)]) == 1
    (item,) = told(registry, SOUTH, "hh").values()
    assert msgspec.json.decode(item.body or b"", type=type(mine)) == later


def test_no_name_stands_in_the_database(registry: Registry, south: Sender) -> None:
    """People's records are sealed: neither the roster's table nor the feed's holds a name in the open."""
    mine = make_household(code="1")
    take_in(registry, [("1", mine)])
    assign(registry, south.site, None)
    (sealed,) = registry.store.sealed_households([mine.household]).values()
    items = registry.store.told_after(SOUTH, 0, 99, 99)
    kept = b"".join([sealed.sealed, sealed.code_mark, *(item.body or b"" for item in items)])
    assert not any(person.family_name.encode() in kept for person in mine.members)
