"""Programmes, moments and facts that the tests of the rules start from."""

from collections.abc import Sequence
from typing import Any

from fieldpoint.core.names import Cycle, Day, EventId, ProgrammeCode
from fieldpoint.core.people import Household
from fieldpoint.core.rules.audience import Audience
from fieldpoint.core.rules.facts import Facts, Holder, Taken
from fieldpoint.core.rules.period import Daily, Moment, Monthly, cycle_of
from fieldpoint.core.rules.programme import Programme
from tests.support import TODAY

PUPIL = "دانش‌آموز"


def make_programme(code: str = "basket", **given: Any) -> Programme:
    """A programme; whatever is not given is a basket a household each month."""
    plain: dict[str, Any] = {
        "code": code,
        "version": 1,
        "title_fa": "طرح",
        "public_title_fa": "طرح",
        "on_card_page": True,
        "item": code,
        "unit_fa": "بسته",
        "kind": "goods",
        "counts_for": "household",
        "quantity": 1,
        "period": Monthly(),
    }
    return Programme(**(plain | given))


def make_meal(code: str = "hot-meal", **given: Any) -> Programme:
    """A meal for each member each day."""
    return make_programme(code, **({"kind": "meal", "counts_for": "member", "period": Daily()} | given))


def make_stationery() -> Programme:
    """A kit for each pupil each month."""
    return make_programme("stationery", counts_for="member", audience=Audience(all_tags=(PUPIL,)))


def at(day: Day | str | None = TODAY, minute: int | None = 720, **given: Any) -> Moment:
    """A moment of a day, at noon unless another minute is given."""
    clock_day = Day(given.pop("clock_day", day or TODAY))
    return Moment(day=None if day is None else Day(day), clock_day=clock_day, minute=minute, **given)


def make_facts(programme: Programme, household: Household | None, *taken: Taken, **given: Any) -> Facts:
    """Facts about one programme; whatever is not given is today at noon with a bound card."""
    holder = Holder(
        card_state=given.pop("card_state", "bound"), household=household, anonymous="the-card", kin=given.pop("kin", ())
    )
    plain: dict[str, Any] = {"programme": programme, "holder": holder, "moment": at(), "taken": taken, "site": "s-01"}
    return Facts(**(plain | given))


def taken(programme: Programme, counted_for: str, quantity: int = 1, **given: Any) -> Taken:
    """An earlier handout, in today's period unless another cycle is given."""
    plain: dict[str, Any] = {
        "programme": ProgrammeCode(programme.code),
        "cycle": Cycle(cycle_of(programme.period, TODAY)),
        "counted_for": counted_for,
        "quantity": quantity,
        "event_id": EventId("e" * 22),
        "at": 5,
        "desk": "d2",
    }
    return Taken(**(plain | given))


def taken_by(programme: Programme, people: Sequence[str]) -> list[Taken]:
    """One earlier handout for each."""
    return [taken(programme, person) for person in people]
