"""The decision over values alone: every reason that is built, and the promise between look and handout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpoint.core.entitlement import Asked, Facts, Granted, Holder, Reason, Refused, Taken, decide, due
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.people import Household
from fieldpoint.core.programme import Programme
from fieldpoint.desk.set_up_site import packaged_programmes
from tests.support import TODAY, make_household, make_person, member_ids

PROGRAMMES = {programme.code: programme for programme in packaged_programmes()}
PUPIL = "دانش‌آموز"


def facts(programme: str, household: Household | None, *taken: Taken, **given: object) -> Facts:
    """Facts about one programme on today's open day."""
    holder = Holder(card_state=given.get("card_state", "bound"), household=household)  # type: ignore[arg-type]
    return Facts(programme=PROGRAMMES[programme], holder=holder, day=given.get("day", TODAY), taken=taken)  # type: ignore[arg-type]


def taken(counted_for: str, quantity: int = 1, at: int = 5) -> Taken:
    """An earlier handout."""
    return Taken(counted_for=counted_for, quantity=quantity, event_id=EventId("e" * 22), at=at, desk="d2")


def test_basket_is_due_once_a_month() -> None:
    """A household that has taken nothing is due its basket."""
    household = make_household()
    assert due(facts("basket", household)).quantity == 1
    assert decide(facts("basket", household), Asked(quantity=1)) == Granted(shares={household.household: 1})


def test_second_basket_is_refused_with_the_first_and_the_next_month() -> None:
    """The refusal names the handout in its way and the first day of the next month."""
    household = make_household()
    first = taken(household.household)
    verdict = decide(facts("basket", household, first), Asked(quantity=1))
    assert verdict == Refused(reason=Reason.ALREADY_COLLECTED, earlier=first, next_on=Day("1405-10-01"))


def test_absent_member_keeps_the_meal() -> None:
    """Four of five take their meal now; the fifth meal stays due."""
    household = make_household(*(make_person(number) for number in range(1, 6)))
    present = member_ids(household)[:4]
    granted = decide(facts("hot-meal", household), Asked(quantity=4, members=present))
    assert granted == Granted(shares=dict.fromkeys(present, 1))
    later = due(facts("hot-meal", household, *(taken(person) for person in present)))
    assert (later.quantity, later.members[member_ids(household)[4]].quantity) == (1, 1)


def test_member_who_has_eaten_is_refused_today() -> None:
    """A meal a day: the next one is tomorrow."""
    household = make_household()
    verdict = decide(
        facts("hot-meal", household, taken(household.members[0].person)),
        Asked(quantity=1, members=member_ids(household)),
    )
    assert isinstance(verdict, Refused)
    assert (verdict.reason, verdict.next_on) == (Reason.ALREADY_COLLECTED, Day("1405-09-02"))


def test_line_that_asks_for_too_much_is_refused_whole() -> None:
    """Two members have one meal each, so three are too many."""
    household = make_household(make_person(1), make_person(2))
    verdict = decide(facts("hot-meal", household), Asked(quantity=3, members=member_ids(household)))
    assert verdict == Refused(reason=Reason.QUANTITY_EXCEEDED)


def test_stationery_is_for_pupils_only() -> None:
    """In a household of three the one pupil is due a kit."""
    household = make_household(make_person(1), make_person(2, tags=(PUPIL,)), make_person(3))
    found = due(facts("stationery", household))
    assert [left.quantity for left in found.members.values()] == [0, 1, 0]
    assert due(facts("stationery", make_household())).reason is Reason.NOT_IN_AUDIENCE


def test_no_line_of_no_members_is_granted() -> None:
    """A programme per member gives nothing to nobody."""
    assert isinstance(decide(facts("bread", make_household()), Asked(quantity=1)), Refused)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"day": None}, Reason.DAY_NOT_OPEN),
        ({"card_state": "unknown"}, Reason.CARD_UNKNOWN),
        ({"card_state": "revoked"}, Reason.CARD_REVOKED),
        ({"card_state": "blocked"}, Reason.CARD_BLOCKED),
        ({"card_state": "suspended"}, Reason.SUSPENDED),
    ],
)
def test_card_and_day_are_judged_first(given: dict[str, object], reason: Reason) -> None:
    """Whatever is due, a closed day or an unusable card is the reason."""
    refused = facts("basket", make_household(), **given)
    assert due(refused).reason is reason
    assert decide(refused, Asked(quantity=1)) == Refused(reason=reason)


def test_card_without_a_household_is_not_registered() -> None:
    """A printed card that belongs to nobody yet is refused in words, not by a fault."""
    assert due(facts("basket", None, card_state="printed")).reason is Reason.NOT_REGISTERED


@given(
    st.sampled_from(sorted(PROGRAMMES)),
    st.integers(1, 6),
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), max_size=8),
    st.integers(1, 20),
    st.sets(st.integers(0, 5)),
)
def test_never_more_than_the_rule(
    programme: str, size: int, before: list[tuple[int, int]], quantity: int, ticked: set[int]
) -> None:
    """Whatever was taken and is asked, nobody ends above the rule, and a grant is exactly what was asked."""
    household = make_household(*(make_person(number, tags=(PUPIL,)) for number in range(1, size + 1)))
    people = member_ids(household)
    counters = [household.household] if PROGRAMMES[programme].counts_for == "household" else list(people)
    history = [taken(counters[who % len(counters)], much) for who, much in before]
    asked = Asked(quantity=quantity, members=[people[number] for number in ticked if number < size])
    known = facts(programme, household, *history)
    verdict = decide(known, asked)
    if isinstance(verdict, Refused):
        return
    assert sum(verdict.shares.values()) == quantity <= due(known).quantity
    for counter, share in verdict.shares.items():
        had = sum(row.quantity for row in history if row.counted_for == counter)
        assert had + share <= _limit(PROGRAMMES[programme])


def _limit(programme: Programme) -> int:
    return programme.quantity
