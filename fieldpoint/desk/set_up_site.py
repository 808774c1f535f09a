"""Which programmes run at a site: four to begin with, others of the package or of its own when it takes them in."""

from collections.abc import Iterable
from contextlib import closing
from typing import Final

from fieldpoint.core.names import ProgrammeCode
from fieldpoint.core.rules.book import same_periods
from fieldpoint.core.rules.programme import Programme
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store.days import last_day
from fieldpoint.store.programmes import add_programme, programmes, shift_moon
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import Transaction, transaction_on

# What nearly every site has, and what the demo shows; shelters and campaigns choose theirs by name.
AT_FIRST: Final = ("basket", "bread", "hot-meal", "stationery")
_MOST_SHIFT = 1


def set_up_site(site: Site) -> int:
    """The first programmes run at the site, committed; answers how many. Doing it again changes nothing."""
    take_in(site, [one for one in packaged_programmes() if one.code in AT_FIRST])
    return len(AT_FIRST)


def take_in(site: Site, found: Iterable[Programme]) -> list[Programme]:
    """The programmes (or new versions of them) run at the site, committed; answers which were not there yet.

    All or none. `Conflict` (`programme-version-taken`) when a version stands already with other content, and
    (`programme-period-changed`) when one would forget in mid-period what was taken.
    """
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        return [one for one in found if _take_in(tx, one)]


def _take_in(tx: Transaction, programme: Programme) -> bool:
    """A programme that counts in other periods than before begins on a day that is still to come."""
    last = last_day(tx.connection) or ""
    before = next((one for one in programmes(tx.connection) if one.code == programme.code), None)
    if not add_programme(tx, programme):
        return False
    if before is not None and not same_periods(before, programme) and (programme.in_force_from or "") <= last:
        facts = {"programme": programme.code, "version": programme.version, "last": last}
        raise Conflict(Code.PROGRAMME_PERIOD_CHANGED, **facts)
    return True


def move_moon(site: Site, code: str, days: int) -> None:
    """The Hijri windows of a programme are moved by a day, or by none, committed.

    `NotFound` (`programme-unknown`) when it does not run here; `Invalid` (`settings-invalid`) for more than a day.
    """
    if abs(days) > _MOST_SHIFT:
        raise Invalid(Code.SETTINGS_INVALID, field="days")
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        if code not in {one.code for one in programmes(connection)}:
            raise NotFound(Code.PROGRAMME_UNKNOWN)
        shift_moon(tx, ProgrammeCode(code), days)
