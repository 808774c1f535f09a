"""A list beside the roster: who is new, who joins whom. Nobody is ever taken out by a list.

Imports core, ids, exchange and the feed's roster.
"""

from collections.abc import Iterator

import msgspec

from fieldpoint.core.names import Day
from fieldpoint.core.people import Household
from fieldpoint.exchange.people.compare_household import compare
from fieldpoint.exchange.people.new_people import members_of, more_members
from fieldpoint.exchange.people.said import said_of_all
from fieldpoint.exchange.roster_plan import RosterPlan
from fieldpoint.exchange.roster_row import code_key
from fieldpoint.ids import new_household_id
from fieldpoint.registry.feed.roster import find_household
from fieldpoint.registry.folder import Registry


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A list that is to come in: what it says, whose it is, on which day."""

    plan: RosterPlan
    office: str
    today: Day


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """What a list would change: households that are new, people who would join others, households that stay."""

    new_households: int
    new_people: int
    unchanged: int


def changes(registry: Registry, coming: Coming, codes: list[str]) -> Iterator[tuple[str, Household]]:
    """Of these codes of the list the households that would be new or changed, each under its folded code."""
    for code in codes:
        rows, key = coming.plan.household(code), code_key(code)
        here = find_household(registry, coming.office, key)
        if here is None:
            yield key, _new(coming, code)
            continue
        comparison = compare(here, rows)
        if comparison.known and comparison.new:
            yield key, msgspec.structs.replace(here, members=(*here.members, *more_members(here, comparison.new)))


def weigh(registry: Registry, coming: Coming, codes: list[str]) -> Weighed:
    """What these codes of the list would change; nothing is written."""
    new = people = 0
    changed = 0
    for key, household in changes(registry, coming, codes):
        here = find_household(registry, coming.office, key)
        changed += 1
        new += here is None
        people += len(household.members) - (0 if here is None else len(here.members))
    return Weighed(new_households=new, new_people=people, unchanged=len(codes) - changed)


def _new(coming: Coming, code: str) -> Household:
    rows = coming.plan.household(code)
    said = said_of_all(rows, coming.plan.neighbourhoods)
    return Household(
        household=new_household_id(),
        office=coming.office,
        code=code,
        neighbourhood=said.place,
        registered_on=coming.today,
        members=members_of(rows, iter(())),
        review_on=said.review_on,
    )
