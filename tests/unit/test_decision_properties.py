"""What the decision never does, whatever it is asked: exceed the rule, disagree with a look, give no answer."""

from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.rules.audience import Audience, BySize, PerMatching, Step, amount
from fieldpoint.core.rules.entitlement import decide, due
from fieldpoint.core.rules.facts import Approval, Asked, CardState
from fieldpoint.core.rules.overriding import override
from fieldpoint.core.rules.period import Daily, Nightly
from fieldpoint.core.rules.programme import Programme, SiteCap
from fieldpoint.core.rules.verdict import Granted, Refused
from fieldpoint.desk.packaged_programmes import packaged_programmes
from tests.rules import PUPIL, at, make_facts, make_meal, make_programme, make_stationery, taken
from tests.support import make_household, make_person, member_ids

BASKET, MEAL, STATIONERY = make_programme(), make_meal(), make_stationery()
BED = make_programme(
    "bed-night",
    kind="bed_night",
    counts_for="card",
    period=Nightly(),
    site_cap=SiteCap(count=2, overflow=1, overflow_item="floor-place"),
)


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
        of_the_ticked = {seen.members[person].reason for person in asked.members if person in seen.members}
        assert seen.reason is None or verdict.reason in {seen.reason, *of_the_ticked}
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
