"""What a page of counts is asked for, and the table that answers it. Whatever cannot be read means the usual table.

Imports core, the store and the counts.
"""

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from fieldpoint.registry.counts.look import Seer, Titles, count_for, months_of, titles_of
from fieldpoint.registry.counts.summed import DIMENSIONS, MONTH, Counted, Dimension, Wanted
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.pages.face import day_at
from fieldpoint.registry.store import RegistryStore

BY: Final[Mapping[Dimension, str]] = {
    "district": "منطقه",
    "sub_district": "ناحیه",
    "neighbourhood": "محله",
    "organisation": "نهاد",
    "programme": "طرح",
    "month": "ماه",
}
_LONGEST = 80


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The table, what its lines are called, and what else could be asked for."""

    counted: Counted
    titles: Titles
    months: list[str]
    districts: list[str]
    counted_at: int | None


def seer_of(officer: SignedIn, now_ms: int) -> Seer:
    """Whose counts are whole for this officer: everybody's for the registry's own people, else their organisation's."""
    organisation = officer.officer.organisation
    return Seer(own=frozenset({organisation}) if organisation else None, this_month=day_at(now_ms)[:7])


def find_counts(
    store: RegistryStore, officer: SignedIn, asked: Mapping[str, str], now_ms: int, *, goes_out: bool = False
) -> Found:
    """The table that is asked for, as this officer may see it. Commits what is counted anew.

    With `outside` among what is asked it is as outsiders see it; so is every table that `goes_out` and names places.
    """
    seer = seer_of(officer, now_ms)
    wanted = _wanted(asked, seer.this_month)
    if asked.get("outside") or (goes_out and wanted.names_places):
        seer = replace(seer, own=frozenset())
    counted = count_for(store, seer, wanted, now_ms)
    months = months_of(store)
    if not MONTH.fullmatch(asked.get("month", "")) and months and wanted.month not in months:
        wanted = replace(wanted, month=months[0])
        counted = count_for(store, seer, wanted, now_ms)
    moments = [at for month, (at, _) in store.counted_months().items() if wanted.of_months in (None, month)]
    return Found(
        counted=counted,
        titles=titles_of(store),
        months=sorted({*months, wanted.month}, reverse=True),
        districts=sorted({place.district for place in store.places().values() if place.district}),
        counted_at=min(moments, default=None),
    )


def _wanted(asked: Mapping[str, str], this_month: str) -> Wanted:
    found: list[Dimension] = [one for one in DIMENSIONS if one == asked.get("by")]
    month = asked.get("month", "")
    return Wanted(
        by=found[0] if found else "programme",
        month=month if MONTH.fullmatch(month) else this_month,
        programme=asked.get("programme", "")[:_LONGEST] or None,
        organisation=asked.get("organisation", "")[:_LONGEST] or None,
        district=asked.get("district", "")[:_LONGEST] or None,
    )
