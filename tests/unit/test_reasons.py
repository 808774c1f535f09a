"""Every reason is reached, in the order that is documented, with the time from which it is over."""

from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pytest

from fieldpoint.core.people import Household
from fieldpoint.core.rules.audience import Audience
from fieldpoint.core.rules.entitlement import decide, due
from fieldpoint.core.rules.facts import Asked, Facts
from fieldpoint.core.rules.period import Daily, Round, Rounds
from fieldpoint.core.rules.programme import CollectorRule, SiteCap
from fieldpoint.core.rules.reason import PASSED_OVER, Reason
from fieldpoint.core.rules.verdict import Granted, Refused
from fieldpoint.core.rules.window import Hours, Window
from tests.rules import at, make_facts, make_meal, make_programme, taken
from tests.support import TODAY, make_household

HOUSEHOLD = make_household()
EVENING = Hours(first="18:00", last="21:00")
AZAR = Window(first="1405-09-01", last="1405-09-30")
RIVAL = make_programme("rival", period=Daily())
WINTER = Rounds(rounds=(Round(name="one", first="1405-10-01", last="1405-10-05"),))


@dataclass(frozen=True, kw_only=True)
class Case:
    """A rule and facts that are refused for one reason."""

    reason: Reason
    rule: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    household: Household | None = HOUSEHOLD
    asked: int = 1
    next_on: str | None = None
    next_time: str | None = None


# In the order of the decision.
CASES = [
    Case(reason=Reason.DAY_NOT_OPEN, facts={"moment": at(None)}),
    Case(reason=Reason.CLOCK_SUSPECT, rule={"hours": EVENING}, facts={"moment": at(minute=None, suspect=True)}),
    Case(reason=Reason.CARD_UNKNOWN, facts={"card_state": "unknown"}),
    Case(reason=Reason.CARD_REVOKED, facts={"card_state": "revoked"}),
    Case(reason=Reason.CARD_BLOCKED, facts={"card_state": "blocked"}),
    Case(reason=Reason.SUSPENDED, facts={"card_state": "suspended"}),
    Case(reason=Reason.NOT_REGISTERED, household=None, facts={"card_state": "printed"}),
    Case(reason=Reason.NOT_AT_THIS_SITE, rule={"audience": Audience(sites=("s-02",))}),
    Case(
        reason=Reason.BEFORE_WINDOW, rule={"window": (AZAR,)}, facts={"moment": at("1405-08-30")}, next_on="1405-09-01"
    ),
    Case(reason=Reason.BEFORE_WINDOW, rule={"period": WINTER}, next_on="1405-10-01"),
    Case(reason=Reason.BEFORE_WINDOW, rule={"hours": EVENING}, next_on=TODAY, next_time="18:00"),
    Case(
        reason=Reason.BEFORE_WINDOW,
        rule={"hours": EVENING, "window": (AZAR,)},
        facts={"moment": at(minute=1300)},
        next_on="1405-09-02",
        next_time="18:00",
    ),
    Case(reason=Reason.AFTER_WINDOW, rule={"window": (AZAR,)}, facts={"moment": at("1405-10-01")}),
    Case(reason=Reason.AFTER_WINDOW, rule={"period": WINTER}, facts={"moment": at("1405-10-06")}),
    Case(
        reason=Reason.AFTER_WINDOW,
        rule={"hours": EVENING, "window": (AZAR,)},
        facts={"moment": at("1405-09-30", minute=1300)},
    ),
    Case(reason=Reason.NOT_IN_AUDIENCE, rule={"audience": Audience(any_tags=("یتیم",))}),
    Case(reason=Reason.NOT_IN_AUDIENCE, rule={"audience": Audience(sex="male")}),
    Case(reason=Reason.NOT_IN_AUDIENCE, rule={"audience": Audience(size_from=2)}),
    Case(reason=Reason.NOT_IN_AUDIENCE, rule={"audience": Audience(neighbourhoods=("ونک",))}),
    Case(reason=Reason.WAITING, rule={"waiting_days": 300}, next_on="1405-11-09"),
    Case(reason=Reason.COLLECTOR_NOT_REGISTERED, rule={"collector": CollectorRule(who="alternates")}),
    Case(
        reason=Reason.ALREADY_COLLECTED,
        rule={"period": Daily()},
        facts={"taken": (taken(make_programme(period=Daily()), HOUSEHOLD.household),)},
        next_on="1405-09-02",
    ),
    Case(
        reason=Reason.EXCLUDED_BY_OTHER,
        facts={"rivals": (RIVAL,), "taken": (taken(RIVAL, HOUSEHOLD.household),)},
        next_on="1405-09-02",
    ),
    Case(
        reason=Reason.SITE_CAP_REACHED,
        rule={"period": Daily(), "site_cap": SiteCap(count=3)},
        facts={"handed": {"basket": 3}},
        next_on="1405-09-02",
    ),
    Case(reason=Reason.OUT_OF_STOCK, rule={"draws_stock": True}, facts={"stock": 0}),
    Case(reason=Reason.QUANTITY_EXCEEDED, asked=2),
]
ORDER = list(dict.fromkeys(case.reason for case in CASES))


def facts_of(case: Case, **rule: Any) -> Facts:
    """The facts of a case, under a rule that may say more."""
    return make_facts(make_programme(**(case.rule | rule)), case.household, **case.facts)


def test_every_reason_has_a_case() -> None:
    """All eighteen reasons are reached by the table."""
    assert set(ORDER) == set(Reason)
    assert len(Reason) == 18


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_refused_for_its_reason(case: Case) -> None:
    """The reason, the rule and the time from which it is over stand in the refusal."""
    verdict = decide(facts_of(case), Asked(quantity=case.asked))
    assert isinstance(verdict, Refused)
    assert (verdict.reason, verdict.next_on, verdict.next_time) == (case.reason, case.next_on, case.next_time)
    assert verdict.rule == "basket@1"


@pytest.mark.parametrize("case", CASES)
def test_a_look_gives_the_same_reason(case: Case) -> None:
    """What a handout would be refused for, a look says before; only the quantity is asked later."""
    assert due(facts_of(case)).reason == (None if case.asked > 1 else case.reason)


def test_the_first_reason_of_the_order_is_given() -> None:
    """Where two reasons hold at once, the earlier one of the order is told: every pair that can be said together."""
    pairs = [(one, other) for one, other in combinations(CASES, 2) if _go_together(one, other)]
    told = [(one.reason, _told(one, other)) for one, other in pairs]
    assert len({reason for reason, _ in told}) == len(Reason) - 1  # the last one has nothing after it
    assert not [(reason, found) for reason, found in told if found is not reason]


def _go_together(one: Case, other: Case) -> bool:
    """Whether two cases are for different reasons and say nothing about the same thing."""
    same_facts = all(one.facts[name] == other.facts[name] for name in one.facts.keys() & other.facts.keys())
    same_rule = all(one.rule[name] == other.rule[name] for name in one.rule.keys() & other.rule.keys())
    windows = {Reason.BEFORE_WINDOW, Reason.AFTER_WINDOW}  # one check with two answers
    return same_facts and same_rule and one.reason is not other.reason and not windows >= {one.reason, other.reason}


def _told(one: Case, other: Case) -> Reason | None:
    both = Case(
        reason=one.reason,
        rule=other.rule | one.rule,
        facts=other.facts | one.facts,
        household=one.household,
        asked=max(one.asked, other.asked),
    )
    verdict = decide(facts_of(both), Asked(quantity=both.asked))
    return verdict.reason if isinstance(verdict, Refused) else None


@pytest.mark.parametrize("case", [case for case in CASES if case.next_on])
def test_the_time_of_the_next_one_is_true(case: Case) -> None:
    """At the day and hour that a refusal names, its reason does not hold any more."""
    assert case.next_on
    minute = 720 if case.next_time is None else int(case.next_time[:2]) * 60
    later = make_facts(
        make_programme(**case.rule),
        case.household,
        **{name: value for name, value in case.facts.items() if name not in ("moment", "handed")},
        moment=at(case.next_on, minute=minute),
    )
    assert isinstance(decide(later, Asked(quantity=1)), Granted)


@pytest.mark.parametrize("kind", ["meal", "bed_night"])
@pytest.mark.parametrize("case", [case for case in CASES if case.asked == 1])
def test_a_cold_night_never_ends_in_a_no(kind: str, case: Case) -> None:
    """A meal and a bed pass over five reasons and say so; for every other reason they are refused too."""
    verdict = decide(facts_of(case, kind=kind), Asked(quantity=1))
    if case.reason in PASSED_OVER and not case.rule.get("window"):
        assert isinstance(verdict, Granted)
        assert case.reason in verdict.despite
    else:
        assert isinstance(verdict, Refused)
        assert verdict.reason is case.reason


def test_a_stranger_is_one_anonymous_person() -> None:
    """A card of nobody is due one meal under its own id, once; without a card it is counted under the line."""
    meal = make_meal()
    unknown = make_facts(meal, None, card_state="unknown")
    verdict = decide(unknown, Asked(quantity=1))
    assert isinstance(verdict, Granted)
    assert verdict.shares == {"the-card": 1}
    again = make_facts(meal, None, taken(meal, "the-card"), card_state="unknown")
    refused = decide(again, Asked(quantity=1))
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.ALREADY_COLLECTED
    assert due(make_facts(meal, None, card_state="none")).despite == (Reason.NOT_REGISTERED,)


def test_blank_card_works_at_once_where_cards_are_counted() -> None:
    """A printed card of nobody takes goods of a programme by cards, and none of one by households."""
    by_card = make_programme(counts_for="card")
    assert due(make_facts(by_card, None, card_state="printed")).quantity == 1
    assert due(make_facts(make_programme(), None, card_state="printed")).reason is Reason.NOT_REGISTERED
