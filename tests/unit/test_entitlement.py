"""The decision over values alone: look and handout, partial handouts, and what they never do."""

from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.names import Cycle, Day
from fieldpoint.core.rules.audience import Audience, BySize, PerMatching, PerMember, Step, amount
from fieldpoint.core.rules.entitlement import decide, due
from fieldpoint.core.rules.facts import Approval, Asked, CardState
from fieldpoint.core.rules.overriding import override
from fieldpoint.core.rules.period import Daily, Nightly, Round, Rounds
from fieldpoint.core.rules.programme import Programme, SiteCap
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.rules.verdict import Granted, Refused
from fieldpoint.desk.packaged_programmes import packaged_programmes
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


programmes = st.sampled_from(
    [
        BASKET,
        MEAL,
        STATIONERY,
        BED,
        make_programme("bread", counts_for="member", quantity=2, period=Daily()),
        make_programme("sized", quantity=BySize(steps=(Step(size_from=3, count=4),)), make_up_days=20),
        make_programme("matching", quantity=PerMatching(count=2), audience=Audience(all_tags=(PUPIL,))),
        make_meal("pots", site_cap=SiteCap(count=4), draws_stock=True),
    ]
)


@given(programmes, st.integers(1, 6), st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), max_size=8), st.data())
def test_never_more_than_the_rule(
    programme: Programme, size: int, before: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Whatever was taken and is asked, nobody ends above the rule, and a grant is exactly what was asked."""
    household = make_household(*(make_person(number, tags=(PUPIL,)) for number in range(1, size + 1)))
    people = member_ids(household)
    counted: list[Any] = [household.household] if programme.counts_for == "household" else ["the-card"]
    counted = list(people) if programme.counts_for == "member" else counted
    history = [taken(programme, counted[who % len(counted)], much) for who, much in before]
    known = make_facts(
        programme,
        household,
        *history,
        handed={programme.item: data.draw(st.integers(0, 5))},
        stock=data.draw(st.integers(0, 9)),
    )
    ticked = data.draw(st.sets(st.sampled_from(people)))
    asked = Asked(quantity=data.draw(st.integers(1, 20)), members=[person for person in people if person in ticked])
    verdict, seen = decide(known, asked), due(known)
    if isinstance(verdict, Refused):
        assert seen.reason in (None, verdict.reason)
        return
    assert sum(verdict.shares.values()) == asked.quantity <= seen.quantity
    for counter, share in verdict.shares.items():
        had = sum(row.quantity for row in history if (row.counted_for, row.cycle) == (counter, verdict.cycle))
        each = 1 if programme.counts_for == "member" else size
        assert had + share <= amount(programme.quantity, size, each)


@given(st.data())
def test_decision_is_total(data: st.DataObject) -> None:
    """Whatever the card, the day, the clock and the history: every programme of the package has an answer."""
    programme = data.draw(st.sampled_from(packaged_programmes()))
    household = data.draw(st.sampled_from([None, make_household(), make_household(make_person(1, born_on=None))]))
    day = data.draw(st.sampled_from([None, "1405-09-01", "1405-12-29", "1406-01-01", "1405-11-20"]))
    clock_day = data.draw(st.sampled_from(["1348-10-11", "1405-09-01", "1406-01-01", "1415-01-01"]))
    known = make_facts(
        programme,
        household,
        card_state=data.draw(st.sampled_from(get_args(CardState))),
        moment=at(day, minute=data.draw(st.sampled_from([None, 0, 210, 1439])), clock_day=clock_day),
        handed={programme.item: data.draw(st.integers(0, 99))},
        moon_shift=data.draw(st.integers(-1, 1)),
    )
    members = [] if household is None else member_ids(household)
    for asked in (Asked(quantity=1, members=members), Asked(quantity=1)):
        verdict = decide(known, asked)
        given = override(known, asked, Approval(lead="lead"))
        assert isinstance(verdict, Granted | Refused)
        assert isinstance(given, Granted | Refused)
        assert isinstance(verdict, Refused) or isinstance(given, Granted)


@given(programmes, st.integers(1, 5), st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), max_size=6))
def test_look_and_handout_never_disagree(programme: Programme, size: int, before: list[tuple[int, int]]) -> None:
    """What a look promises is granted when it is asked for; what it refuses is refused for the same reason."""
    household = make_household(*(make_person(number, tags=(PUPIL,)) for number in range(1, size + 1)))
    people = member_ids(household)
    history = [
        taken(programme, [household.household, "the-card", *people][who % (size + 2)], much) for who, much in before
    ]
    known = make_facts(programme, household, *history)
    seen = due(known)
    members = [person for person, left in seen.members.items() if left.quantity]
    verdict = decide(known, Asked(quantity=max(seen.quantity, 1), members=members))
    if seen.quantity:
        assert isinstance(verdict, Granted)
    else:
        assert isinstance(verdict, Refused)
        assert verdict.reason is seen.reason
