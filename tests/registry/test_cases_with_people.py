"""Whether it was too much follows from the city's roster, where the rule asks who is of a household."""

import msgspec
from msgspec import Raw

from fieldpoint.core.log_rows import ProgrammeSet
from fieldpoint.core.names import HouseholdId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.core.rules.audience import PerMember
from fieldpoint.registry.feed.roster import take_in
from fieldpoint.registry.folder import Registry
from tests.registry.cases import give, write
from tests.registry.support import Sender, name_of, stored
from tests.rules import make_programme
from tests.support import make_household, make_person


def family(members: int) -> Household:
    """The household h1 as the city knows it, with so many people."""
    made = make_household(*(make_person(number) for number in range(1, members + 1)), code="00901")
    return msgspec.structs.replace(made, household=HouseholdId(name_of("h1", 8)))


def serve(registry: Registry, north: Sender, south: Sender) -> None:
    """Both sites go by one basket for each member: one gives h1 two, the other one."""
    rule = msgspec.json.encode(make_programme("basket", item="food-basket", quantity=PerMember(count=1)))
    for site, quantity in ((north, 2), (south, 1)):
        write(site, ProgrammeSet, prog=ProgrammeCode("basket"), ver=1, rule=Raw(rule), op="admin")
        give(site, "h1", quantity)
        stored(registry, site.arrival(1, len(site.lines)))


def open_cases(registry: Registry) -> list[tuple[int, int]]:
    """Entitled and handed of every case that is open."""
    return [(case.finding.entitled, case.finding.handed) for case in registry.store.cases("open")]


def test_a_family_of_three_may_have_three(registry: Registry, south: Sender) -> None:
    """Unknown, what one site gave is the measure; once the roster is there its people are, whichever came first."""
    north = Sender(name="fresh")
    serve(registry, north, south)
    assert open_cases(registry) == [(2, 3)]
    take_in(registry, [("00901", family(3))])
    assert open_cases(registry) == []


def test_what_the_roster_says_later_is_judged_again(registry: Registry, south: Sender) -> None:
    """The household turns out to be two: three were too many."""
    north = Sender(name="fresh")
    take_in(registry, [("00901", family(3))])
    serve(registry, north, south)
    assert open_cases(registry) == []
    take_in(registry, [("00901", family(2))])
    assert open_cases(registry) == [(2, 3)]
