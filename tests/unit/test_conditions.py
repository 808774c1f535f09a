"""Collectors, hours, the moon and birthdays: what a rule asks of a person or of a day."""

import pytest

from fieldpoint.core.names import Day
from fieldpoint.core.rules.audience import Audience
from fieldpoint.core.rules.entitlement import decide, due
from fieldpoint.core.rules.facts import Asked, Collector
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import CollectorRule, Programme
from fieldpoint.core.rules.reason import Reason
from fieldpoint.core.rules.verdict import Granted
from fieldpoint.core.rules.window import Hours, Window
from tests.rules import at, make_facts, make_programme
from tests.support import make_household, make_person

HOUSEHOLD = make_household()


@pytest.mark.parametrize(
    ("collector", "granted"),
    [
        (None, False),
        (Collector(kind="stranger", age=40), False),
        (Collector(kind="member", age=10), False),
        (Collector(kind="member", age=10, is_head=True), True),
        (Collector(kind="member", age=20), True),
        (Collector(kind="alternate"), True),
        (Collector(kind="one-time"), True),
    ],
)
def test_who_may_collect(collector: Collector | None, granted: bool) -> None:  # noqa: FBT001  a column of the table
    """A grown member, an alternate, a head of any age, or whom the lead confirms this once."""
    rule = make_programme(collector=CollectorRule(who="alternates", age_from=15))
    verdict = decide(make_facts(rule, HOUSEHOLD, collector=collector), Asked(quantity=1))
    assert isinstance(verdict, Granted) is granted


def test_hours_over_midnight_and_an_untrusted_clock() -> None:
    """22:00 to 04:30 holds at 23:00 and at 03:00, not at noon; a clock that nobody vouches for refuses nobody."""
    night = make_programme(hours=Hours(first="22:00", last="04:30"))

    def reason(moment: Moment) -> Reason | None:
        return due(make_facts(night, HOUSEHOLD, moment=moment)).reason

    assert [reason(at(minute=minute)) for minute in (1380, 180)] == [None, None]
    assert reason(at(minute=720)) is Reason.BEFORE_WINDOW
    assert reason(at(minute=None)) is None


@pytest.mark.parametrize(("shift", "reason"), [(0, Reason.BEFORE_WINDOW), (-1, None), (1, Reason.BEFORE_WINDOW)])
def test_the_moon_is_seen_a_day_earlier(shift: int, reason: Reason | None) -> None:
    """A site that saw the moon a day earlier begins a day earlier; a Jalali window stays where it is."""
    moon = Window(first="1405-09-02", last="1405-09-30", moon=True)

    def first_day(window: Window) -> Reason | None:
        programme: Programme = make_programme(window=(window,))
        return due(make_facts(programme, HOUSEHOLD, moon_shift=shift)).reason

    assert first_day(moon) is reason
    assert first_day(Window(first="1405-09-02", last="1405-09-30")) is Reason.BEFORE_WINDOW


def test_birthday_inside_the_window() -> None:
    """A child of twelve becomes thirteen in the window: judged on the day, or on the day that the rule names."""
    child = make_household(make_person(born_on=Day("1392-09-10")))
    by_day = make_programme(audience=Audience(age_to=12))
    fixed = make_programme(audience=Audience(age_to=12, age_on="1405-07-01"))
    days = ("1405-09-09", "1405-09-10")
    assert [due(make_facts(by_day, child, moment=at(day))).quantity for day in days] == [1, 0]
    assert [due(make_facts(fixed, child, moment=at(day))).quantity for day in days] == [1, 1]
