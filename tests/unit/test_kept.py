"""What is out of stock today may be made up for, where the rule lets it, until a day that is said."""

from typing import Any

import pytest

from fieldpoint.core.names import Day
from fieldpoint.core.people import Household
from fieldpoint.core.rules.entitlement import due
from fieldpoint.core.rules.period import Daily, Moment, Monthly, Once, Round, Rounds
from fieldpoint.core.rules.reason import Reason
from tests.rules import at, make_facts, make_programme
from tests.support import make_household, make_person

HOUSEHOLD: Household = make_household(make_person())
ROUNDS = Rounds(rounds=(Round(name="r1", first="1405-08-25", last="1405-09-01", make_up_until="1405-09-20"),))


def on(day: str) -> Moment:
    """Noon of a day."""
    return at(day=Day(day))


@pytest.mark.parametrize(
    ("period", "rule", "kept"),
    [
        (Monthly(), {"make_up_days": 5}, "1405-10-05"),
        (Daily(), {"make_up_days": 1}, "1405-09-02"),
        (ROUNDS, {}, "1405-09-20"),
        (Monthly(), {}, None),
        (Once(), {}, None),
    ],
)
def test_what_is_out_of_stock_says_until_when_it_is_kept(
    period: object, rule: dict[str, Any], kept: str | None
) -> None:
    """The last day of the make-up, of a period or of a round; nothing where the rule has none."""
    facts = make_facts(make_programme(draws_stock=True, period=period, **rule), HOUSEHOLD, stock=0)
    found = due(facts)
    assert (found.reason, found.kept_until) == (Reason.OUT_OF_STOCK, kept)


def test_what_was_kept_is_collected_on_its_last_day_and_not_after() -> None:
    """The promise holds: with goods there again the month before is due on that day, and gone on the next."""
    rule = make_programme(draws_stock=True, period=Monthly(), make_up_days=5)
    quantities = {
        day: due(make_facts(rule, HOUSEHOLD, stock=9, moment=on(day))) for day in ("1405-10-05", "1405-10-06")
    }
    assert {day: one.cycle for day, one in quantities.items()} == {"1405-10-05": "1405-09", "1405-10-06": "1405-10"}


def test_nothing_is_promised_to_a_stranger() -> None:
    """A card of nobody may make up for nothing, so nothing is said of it."""
    rule = make_programme(draws_stock=True, counts_for="card", make_up_days=5)
    found = due(make_facts(rule, None, stock=0, card_state="printed"))
    assert (found.reason, found.kept_until) == (Reason.OUT_OF_STOCK, None)


def test_on_the_last_day_of_a_make_up_nothing_is_kept_any_more() -> None:
    """What is out of stock then is not promised for a day that does not come."""
    rule = make_programme(draws_stock=True, period=Monthly(), make_up_days=5)
    assert due(make_facts(rule, HOUSEHOLD, stock=0, moment=on("1405-10-05"))).kept_until == "1405-11-05"
