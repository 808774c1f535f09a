"""Which programmes run at a site: four to begin with, others of the package or of its own when it takes them in.

Each is a row of the log, whole, so that the log alone says what a handout went by.
"""

from collections.abc import Iterable
from contextlib import closing
from typing import Final

from fieldpoint.core.act_rows import MoonShift
from fieldpoint.core.log_rows import MAX_LINE_BYTES, encode_row
from fieldpoint.core.names import ProgrammeCode
from fieldpoint.core.rules.book import same_periods
from fieldpoint.core.rules.programme import Programme
from fieldpoint.desk.packaged_programmes import packaged_programmes
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.days import last_day
from fieldpoint.store.programmes import find_version, programme_row, programmes
from fieldpoint.store.site import Site
from fieldpoint.store.transaction import Transaction, transaction_on

# What nearly every site has, and what the demo shows; shelters and campaigns choose theirs by name.
AT_FIRST: Final = ("basket", "bread", "hot-meal", "stationery")
_MOST_SHIFT = 1
_LEAD = "lead"


def set_up_site(site: Site) -> int:
    """The first programmes run at the site, committed; answers how many. Doing it again changes nothing."""
    take_in(site, [one for one in packaged_programmes() if one.code in AT_FIRST])
    return len(AT_FIRST)


def take_in(site: Site, found: Iterable[Programme]) -> list[Programme]:
    """The programmes (or new versions of them) run at the site, each a row; answers which were not there yet. Commits.

    All or none. `Conflict` (`programme-version-taken`) when a version stands already with other content, and
    (`programme-period-changed`) when one would forget in mid-period what was taken; `Invalid`
    (`programme-too-large`) when it does not fit into a row.
    """
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        return [one for one in found if _take_in(tx, one)]


def _take_in(tx: Transaction, programme: Programme) -> bool:
    """A programme that counts in other periods than before begins on a day that is still to come.

    Rows of the log name code and version, so neither may ever mean something else.
    """
    there = find_version(tx.connection, programme.name, programme.version)
    if there == programme:
        return False
    facts = {"programme": programme.code, "version": programme.version}
    if there is not None:
        raise Conflict(Code.PROGRAMME_VERSION_TAKEN, **facts)
    last = last_day(tx.connection) or ""
    before = next((one for one in programmes(tx.connection) if one.code == programme.code), None)
    if before is not None and not same_periods(before, programme) and (programme.in_force_from or "") <= last:
        raise Conflict(Code.PROGRAMME_PERIOD_CHANGED, **facts, last=last)
    _append(tx, programme)
    return True


def _append(tx: Transaction, programme: Programme) -> None:
    row = programme_row(tx, programme, _LEAD)
    if len(encode_row(row)) > MAX_LINE_BYTES:
        raise Invalid(Code.PROGRAMME_TOO_LARGE, programme=programme.code)
    log.append(tx, row)
    effects.apply(tx, row)


def move_moon(site: Site, code: str, days: int) -> None:
    """The Hijri windows of a programme are moved by a day, or by none: a row of the log. Commits.

    `NotFound` (`programme-unknown`) when it does not run here; `Invalid` (`settings-invalid`) for more than a day.
    """
    if abs(days) > _MOST_SHIFT:
        raise Invalid(Code.SETTINGS_INVALID, field="days")
    with closing(site.connect()) as connection, transaction_on(connection, site.clock.now()) as tx:
        if code not in {one.code for one in programmes(connection)}:
            raise NotFound(Code.PROGRAMME_UNKNOWN)
        row = MoonShift(**tx.stamp(), prog=ProgrammeCode(code), days=days, op=_LEAD)
        log.append(tx, row)
        effects.apply(tx, row)
