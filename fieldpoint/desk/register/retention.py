"""What need not be known any more is not known: the nightly job of design chapter 5.

Erased is whom no programme that runs here, or is still to come, may ever give anything, seven days after the registry
held the last row that names them. The days are told by a date that a human confirmed, so no clock erases anybody; and
a site without a registry erases nobody, for its log would be the only one that knows.
"""

from contextlib import closing
from typing import Final

import msgspec

from fieldpoint.clock import Reading, Trust
from fieldpoint.core.jalali import days_after
from fieldpoint.core.names import Day, HouseholdId
from fieldpoint.core.people import Household
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.entitlement import due
from fieldpoint.core.rules.facts import Facts, Holder
from fieldpoint.core.rules.period import Moment
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.rules.reason import Reason
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act
from fieldpoint.desk.open_day import today
from fieldpoint.desk.register.erase import erase
from fieldpoint.store import outbox, people
from fieldpoint.store.days import clock_trust, last_day
from fieldpoint.store.programmes import rule_book
from fieldpoint.store.register.covered import covered_since, forget_marks, named_after, note_marks
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import transaction_on

DAYS: Final = 7
_BY = "retention"
_NOT_NAMED: Final = frozenset({Reason.NOT_IN_AUDIENCE, Reason.AFTER_WINDOW, Reason.NOT_AT_THIS_SITE})


class Retained(msgspec.Struct, frozen=True, kw_only=True):
    """What the job found and did on a day; `day` is None where no date was confirmed, and nothing was done.

    `named`: a programme may still give them something. `waiting`: none does, and rows of theirs are younger.
    """

    day: Day | None
    registry: bool
    households: int = 0
    named: int = 0
    waiting: int = 0
    erased: int = 0
    wal_empty: bool = True


def retain(site: Site, now: Reading) -> Retained:
    """Households whose time is over are erased, and it is said how many of which kind there are. Commits."""
    with closing(site.connect()) as connection:
        day = confirmed_day(connection, now, site.facts.zone)
        registry = outbox.enrolment(connection) is not None
        if day is None:
            return Retained(day=None, registry=registry)
        with transaction_on(connection, now) as tx:
            note_marks(tx, day)
            forget_marks(tx, days_after(day, -DAYS))
        found = _sorted_out(connection, day)
    if not registry:
        return msgspec.structs.replace(found[0], registry=False, waiting=found[0].waiting + len(found[1]))
    done = erase(site, found[1], Act(operator=_BY))
    return msgspec.structs.replace(found[0], registry=True, erased=done.households, wal_empty=done.wal_empty)


def confirmed_day(connection: Connection, now: Reading, zone: str) -> Day | None:
    """The day it is by a clock that was confirmed since the machine started, else the last one a human opened."""
    if clock_trust(connection, now.boot) >= Trust.CONFIRMED:
        return today(connection, now, zone)
    return last_day(connection)


def is_named(book: RuleBook, household: Household, day: Day) -> bool:
    """Whether a programme that counts households or their people may give this one anything, now or later."""
    coming = [one for one in book.versions if one.in_force_from is not None and one.in_force_from > day]
    return any(_names(one, book, household, day) for one in (*book.on(day).programmes.values(), *coming))


def _names(programme: Programme, book: RuleBook, household: Household, day: Day) -> bool:
    if programme.counts_for == "card":
        return False
    facts = Facts(
        programme=programme,
        holder=Holder(card_state="bound", household=household),
        moment=Moment(day=day, clock_day=day, minute=None, suspect=False),
        site=book.site,
        moon_shift=book.moon_shifts.get(programme.name, 0),
    )
    return due(facts).reason not in _NOT_NAMED


def _sorted_out(connection: Connection, day: Day) -> tuple[Retained, list[HouseholdId]]:
    """The counts, and the households whose time is over."""
    book = rule_book(connection)
    recent = named_after(connection, covered_since(connection, days_after(day, -DAYS)))
    total, named, over = 0, 0, list[HouseholdId]()
    for household in people.households(connection):
        if not household.registered_on:  # known by its id alone already
            continue
        total += 1
        if is_named(book, household, day):
            named += 1
        elif household.household not in recent:
            over.append(household.household)
    counts = Retained(day=day, registry=True, households=total, named=named, waiting=total - named - len(over))
    return counts, over
