"""Which neighbourhood lies in which sub-district and district: a list that the city gives, by CSV or workbook.

A neighbourhood that no list names lies nowhere that is known, and is counted all the same. Imports core.
"""

import msgspec

from fieldpoint.core.persian import fold


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A neighbourhood: its folded name, by which rosters are matched, its title, and where it lies."""

    key: str
    title: str
    sub_district: str
    district: str


def place_of(places: dict[str, Place], neighbourhood: str) -> Place:
    """Where a neighbourhood of the roster lies, however the roster spells it."""
    key = fold(neighbourhood)
    return places.get(key) or Place(key=key, title=neighbourhood, sub_district="", district="")
