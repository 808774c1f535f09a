"""Rounds of a span of months as an officer may see them: sums of whole sites, and small sites in nobody's number.

A line of core/suppression.py is here an organisation's month and its places are the sites; how many homes a site
visited is told when the month is over, and of fewer than five in one sum with others'.

Imports core, the store and the officers.
"""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from fieldpoint.core.rounds.count import RoundCount, WalkedRound, count_rounds
from fieldpoint.core.suppression import PlaceCell, ToldCell, added_up, suppressed
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.store import RegistryStore

_FIELDS = RoundCount.__struct_fields__


class SiteRounds(msgspec.Struct, frozen=True, kw_only=True):
    """What the rounds of a site come to; `site` is None for all other sites together, whose numbers are too small."""

    site: str | None
    count: RoundCount


class RoundsFound(msgspec.Struct, frozen=True, kw_only=True):
    """The rounds of all sites that are seen, and, of months that are over, site by site (a site is "at least")."""

    total: RoundCount
    by_site: list[SiteRounds]


def find_rounds(store: RegistryStore, officer: SignedIn, first: str, last: str, this_month: str) -> RoundsFound:
    """The rounds that went out in these months, both included."""
    found = [one for one in store.rounds_between(f"{first}-01", f"{last}-31") if officer.sees(one[0])]
    cells: defaultdict[tuple[str, str, str], list[WalkedRound]] = defaultdict(list)
    for site, organisation, month, walked in found:
        cells[organisation, month, site].append(walked)
    told = suppressed(_cell(key, walked) for key, walked in cells.items() if key[1] < this_month)
    return RoundsFound(
        total=count_rounds(walked for *_, walked in found),
        by_site=[_site(one) for one in added_up(told, lambda _: ())],
    )


def _cell(key: tuple[str, str, str], walked: Iterable[WalkedRound]) -> PlaceCell:
    organisation, month, site = key
    count = count_rounds(walked)
    return PlaceCell(
        line=(organisation, month),
        place=site,
        reached=count.doors,
        sums=tuple(getattr(count, name) for name in _FIELDS),
    )


def _site(one: ToldCell) -> SiteRounds:
    return SiteRounds(site=one.place, count=RoundCount(**dict(zip(_FIELDS, one.sums, strict=True))))
