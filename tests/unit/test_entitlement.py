"""The decision over values alone: look and handout, partial handouts, and what they never do."""

from fieldpoint.core.names import Cycle, Day
from fieldpoint.core.rules.audience import BySize, PerMatching, PerMember, Step, amount
from fieldpoint.core.rules.entitlement import decide, due
from fieldpoint.core.rules.facts import Approval, Asked
from fieldpoint.core.rules.overriding import override
from fieldpoint.core.rules.period import Daily, Nightly, Round, Rounds
from fieldpoint.core.rules.programme import SiteCap
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.rules.verdict import Granted, Refused
from tests.rules import PUPIL, at, make_facts, make_meal, make_programme, make_stationery, taken, taken_by
from tests.support import make_household, make_person, member_ids

BASKET, MEAL, STATIONERY = make_programme(), make_meal(), make_stationery()
BED = make_programme(
    "bed-night",
    kind="bed_night",
    counts_for="card",
    period=Nightly(),
    site_cap=SiteCap(count=2, overflow=1, overflow_item="floor-place"),
)
ONE = Asked(quantity=1)


def test_basket_is_due_once_a_month() -> None:
    """A household that has taken nothing is due its basket."""
    household = make_household()
    assert due(make_facts(BASKET, household)).quantity == 1
    granted = decide(make_facts(BASKET, household), ONE)
    assert granted == Granted(shares={household.household: 1}, cycle=Cycle("1405-09"), item="basket")


def test_second_basket_is_refused_with_the_first_and_the_next_month() -> None:
    """The refusal names its rule, the handout in its way and the first day of the next month."""
    household = make_household()
    first = taken(BASKET, household.household)
    verdict = decide(make_facts(BASKET, household, first), ONE)
    assert verdict == Refused(
        reason=Reason.ALREADY_COLLECTED,
        rule="basket@1",
        cycle=Cycle("1405-09"),
        earlier=first,
        next_on=Day("1405-10-01"),
    )


def test_absent_member_keeps_the_meal() -> None:
    """Four of five take their meal now; the fifth meal stays due."""
    household = make_household(*(make_person(number) for number in range(1, 6)))
    present = member_ids(household)[:4]
    granted = decide(make_facts(MEAL, household), Asked(quantity=4, members=present))
    assert granted == Granted(shares=dict.fromkeys(present, 1), cycle=Cycle("1405-09-01"), item=MEAL.item)
    later = due(make_facts(MEAL, household, *taken_by(MEAL, present)))
    assert (later.quantity, later.members[member_ids(household)[4]].quantity) == (1, 1)


def test_member_who_has_eaten_is_refused_today() -> None:
    """A meal a day: the next one is tomorrow, also while somebody else's meal is still due."""
    household = make_household(make_person(1), make_person(2))
    eaten = member_ids(household)[:1]
    verdict = decide(make_facts(MEAL, household, *taken_by(MEAL, eaten)), Asked(quantity=1, members=eaten))
    assert isinstance(verdict, Refused)
    assert (verdict.reason, verdict.next_on) == (Reason.ALREADY_COLLECTED, Day("1405-09-02"))


def test_line_that_asks_for_too_much_is_refused_whole() -> None:
    """Two members have one meal each, so three are too many."""
    household = make_household(make_person(1), make_person(2))
    verdict = decide(make_facts(MEAL, household), Asked(quantity=3, members=member_ids(household)))
    assert isinstance(verdict, Refused)
    assert verdict.reason is Reason.QUANTITY_EXCEEDED


def test_stationery_is_for_pupils_only() -> None:
    """In a household of three the one pupil is due a kit."""
    household = make_household(make_person(1), make_person(2, tags=(PUPIL,)), make_person(3))
    found = due(make_facts(STATIONERY, household))
    assert [left.quantity for left in found.members.values()] == [0, 1, 0]
    assert due(make_facts(STATIONERY, make_household())).reason is Reason.NOT_IN_AUDIENCE


def test_no_line_of_no_members_is_granted() -> None:
    """A programme per member gives nothing to nobody, and no line gives nothing."""
    assert isinstance(decide(make_facts(MEAL, make_household()), ONE), Refused)
    assert isinstance(decide(make_facts(BASKET, make_household()), Asked(quantity=0)), Refused)


def test_quantities_follow_the_household() -> None:
    """A quantity is fixed, per member, per member who fits, or by a table of sizes."""
    table = BySize(steps=(Step(size_from=2, count=1), Step(size_from=4, count=3)))
    assert [amount(one, 5, 2) for one in (2, PerMember(count=2), PerMatching(count=3), table)] == [2, 10, 6, 3]
    assert [amount(table, size, 1) for size in (1, 2, 3, 4)] == [0, 1, 1, 3]


def test_full_shelter_offers_floor_places_then_nothing() -> None:
    """Two beds, then one floor place as an item of its own, then the cap and tomorrow."""
    items = [due(make_facts(BED, None, handed={"bed-night": given})).item for given in (0, 1, 2)]
    assert items == ["bed-night", "bed-night", "floor-place"]
    full = decide(make_facts(BED, None, handed={"bed-night": 2, "floor-place": 1}), ONE)
    assert isinstance(full, Refused)
    assert (full.reason, full.next_on) == (Reason.SITE_CAP_REACHED, Day("1405-09-02"))


def test_exclusion_is_per_member() -> None:
    """Who has eaten lunch has no iftar; the others have, and a household's taking is everybody's."""
    iftar = make_meal("iftar", exclusive_with=("hot-meal",))
    household = make_household(make_person(1), make_person(2))
    one, other = member_ids(household)
    found = due(make_facts(iftar, household, taken(MEAL, one), rivals=[MEAL]))
    assert (found.members[one].reason, found.members[other].quantity) == (Reason.EXCLUDED_BY_OTHER, 1)
    pot = make_programme("pot", kind="meal", period=Daily())
    whole = due(make_facts(iftar, household, taken(pot, household.household), rivals=[pot]))
    assert (whole.reason, whole.next_on) == (Reason.EXCLUDED_BY_OTHER, Day("1405-09-02"))


def test_missed_round_is_made_up_for_first() -> None:
    """Who missed a round may come until its day; then the present round is due. A newer household may not."""
    first = Round(name="aban", first="1405-08-01", last="1405-08-05", make_up_until="1405-09-10")
    package = make_programme(period=Rounds(rounds=(first, Round(name="azar", first="1405-09-01", last="1405-09-05"))))
    household = make_household()
    assert due(make_facts(package, household)).cycle == "R-aban"
    made_up = taken(package, household.household, cycle=Cycle("R-aban"))
    assert due(make_facts(package, household, made_up)).cycle == "R-azar"
    both = (made_up, taken(package, household.household, cycle=Cycle("R-azar")))
    assert due(make_facts(package, household, *both)).reason is Reason.ALREADY_COLLECTED
    late = make_facts(package, household, moment=at("1405-09-11"))
    assert due(late).reason is Reason.AFTER_WINDOW


def test_missed_month_is_made_up_for_within_its_days() -> None:
    """With five days to make up, last month's basket is due on the fifth day and not on the sixth."""
    basket = make_programme(make_up_days=5)
    household = make_household()
    cycles = [due(make_facts(basket, household, moment=at(f"1405-09-0{day}"))).cycle for day in (5, 6)]
    assert cycles == ["1405-08", "1405-09"]


def test_override_is_given_in_the_quantity_asked_and_takes_no_claim() -> None:
    """The lead gives three more meals; a rule that lets nobody do that stays refused."""
    household = make_household(make_person(1), make_person(2))
    people = member_ids(household)
    eaten = make_facts(MEAL, household, *taken_by(MEAL, people))
    given = override(eaten, Asked(quantity=3, members=people), Approval(lead="lead"))
    assert isinstance(given, Granted)
    assert (given.shares, given.claims) == ({people[0]: 2, people[1]: 1}, False)
    strict = make_facts(make_meal(override="none"), household, *taken_by(MEAL, people))
    assert isinstance(override(strict, Asked(quantity=1, members=people), Approval(lead="lead")), Refused)


def test_nobody_overrides_a_revoked_card_or_approves_twice() -> None:
    """A card that was taken away stays refused, and the second person is another one."""
    revoked = make_facts(BASKET, make_household(), card_state="revoked")
    assert isinstance(override(revoked, ONE, Approval(lead="lead")), Refused)
    household = make_household()
    again = make_facts(BASKET, household, taken(BASKET, household.household))
    assert isinstance(override(again, ONE, Approval(lead="lead", second="lead")), Refused)
