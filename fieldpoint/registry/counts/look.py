"""Counts for whoever looks: brought up, then the whole table or the one for outsiders, with the names people read.

A file that names places is the one for outsiders, whoever takes it: nobody can say where a file goes.

Imports core, the store and its neighbours.
"""

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.names import Day
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.spoken import MONTHS, in_digits
from fieldpoint.registry.counts.count import bring_counts_up
from fieldpoint.registry.counts.reported import bring_reported_up, span_of
from fieldpoint.registry.counts.summed import (
    MONTH,
    OTHERS,
    PLACES,
    Counted,
    Dimension,
    Line,
    Wanted,
    told_table,
    whole,
    whole_table,
)
from fieldpoint.registry.counts.tables import BASE, BY_ORGANISATION, BY_PROGRAMME, OF_ALL
from fieldpoint.registry.store import RegistryStore

UNKNOWN: Final = "نامعلوم"
_RULE: Final = msgspec.json.Decoder(Programme)
_GRAINS: Final = {
    (False, False): OF_ALL,
    (True, False): BY_ORGANISATION,
    (False, True): BY_PROGRAMME,
    (True, True): BASE,
}


class Seer(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks: the organisations whose counts are their own, or None for the whole registry; in which month."""

    own: frozenset[str] | None
    this_month: str


class Titles(msgspec.Struct, frozen=True, kw_only=True):
    """What people call programmes (and count them in) and organisations, by their codes."""

    programmes: Mapping[str, str]
    units: Mapping[str, str]
    organisations: Mapping[str, str]

    def of(self, by: Dimension, name: str) -> str:
        """What a line is called."""
        if by == "month":
            return month_in_words(name)
        if by in PLACES and name == OTHERS:
            return "محله‌های دیگر، با هم"
        if by == "programme":
            return self.programmes.get(name, name)
        found = self.organisations.get(name, name) if by == "organisation" else name
        return in_digits(found) or UNKNOWN


def count_for(store: RegistryStore, seer: Seer, wanted: Wanted, now_ms: int) -> Counted:
    """The table that this officer may see, as it stands now. Commits what is counted anew."""
    bring_reported_up(store, wanted.of_months, seer.this_month)
    bring_counts_up(store, now_ms, first=wanted.month)
    places = store.places()
    if seer.own is None:
        return whole_table(
            wanted,
            lambda organisation, programme: store.cells(wanted.of_months, _GRAINS[organisation, programme]),
            places,
        )
    base = store.cells(wanted.of_months, BASE) if seer.own else []
    own = whole(cell for cell in base if cell.organisation in seer.own)
    told = store.told_counts(wanted.of_months, seer.this_month)
    others = [one for one in told if one.organisation not in seer.own]
    counted = told_table(wanted, [*own, *others], places)
    return replace(counted, awaited=store.sites_awaited(*_over(wanted.of_months, seer.this_month)))


def _over(month: str | None, this_month: str) -> tuple[Day, Day]:
    """The days of a month, or of all, that are over."""
    first, last = span_of(month)
    return first, min(last, Day(f"{this_month}-00"))


def months_of(store: RegistryStore) -> list[str]:
    """The months that were counted and can be called by name, newest first."""
    return sorted((month for month in store.counted_months() if MONTH.fullmatch(month)), reverse=True)


def titles_of(store: RegistryStore) -> Titles:
    """What programmes and organisations are called."""
    programmes: dict[str, str] = {}
    units: dict[str, str] = {}
    for code, rule in store.newest_rules().items():
        try:
            read = _RULE.decode(rule)
        except UNREADABLE:  # a newer site's
            continue
        programmes[code], units[code] = read.title_fa, read.unit_fa
    organisations = {one.organisation: one.title for one in store.organisations()}
    return Titles(programmes=programmes, units=units, organisations=organisations)


def month_in_words(month: str) -> str:
    """A Jalali month such as 1405-09 as آذر ۱۴۰۵."""
    if not MONTH.fullmatch(month):
        return UNKNOWN
    return f"{MONTHS[int(month[5:7]) - 1]} {in_digits(month[:4])}"


def few_in_words(line: Line) -> str:
    """What stands beside a line in which something is not told, or in the place of one of which nothing can be."""
    if not line.few:
        return ""
    if line.is_few and line.few == 1:
        return "کمتر از ۵"
    return f"{in_digits(line.few)} بار کمتر از ۵"
