"""Sums of what was given: by donors, by campaigns, at the sites and at the registry.

Imports its neighbours, registry, store and core.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from fieldpoint.cli.quarter.sums.identity import Identity
from fieldpoint.core.act_rows import Void
from fieldpoint.core.campaigns.rows import CampaignClose
from fieldpoint.core.campaigns.total import CampaignReport
from fieldpoint.core.gifts.quarters import SiteLog, quarter_sums, standings
from fieldpoint.core.gifts.rows import DonorSet
from fieldpoint.core.gifts.told import Told
from fieldpoint.core.log_rows import AnyRow, Handout
from fieldpoint.core.names import Day
from fieldpoint.desk.gifts.gather import gather, today_of
from fieldpoint.registry.campaigns.look import Reporting, report_of, runs
from fieldpoint.registry.folder import open_registry
from fieldpoint.registry.gifts.gather import gather_all, site_logs
from fieldpoint.store import people
from fieldpoint.store.gifts.book import site_log
from fieldpoint.store.site import Site

_Stock = tuple[str, str]  # organisation and item
_Row = TypeVar("_Row")


def given_here(site: Site, rows: Sequence[AnyRow], donors: int) -> Iterator[Identity]:
    """What the handouts of a site drew is what its donors gave, with what is of unknown origin."""
    code, walked = site.facts.code, drawn_by_rows(rows)
    with closing(site.connect(read_only=True)) as connection:
        given = _by_stock({code: site_log(connection)}, today_of(site, connection))
    for key in sorted(walked | given):
        yield Identity(name=f"{code}: {key[1]}, handed out and given by donors", here=walked[key], there=given[key])
    known = {row.donor for row in rows if isinstance(row, DonorSet)}
    yield Identity(name=f"{code}: donors, entered and written", here=donors, there=len(known))


def reached_by_place(folder: Path, sites: Iterable[Site], day: Day) -> Iterator[Identity]:
    """What may be told of neighbourhoods, which the sites tell of their own and the registry of all."""
    households: Counter[str] = Counter()
    here: Counter[str] = Counter()
    for site in sites:
        with closing(site.connect(read_only=True)) as connection:
            here += _by_place(gather(connection, today_of(site, connection)).cells)
            households.update(one.neighbourhood for one in people.households(connection))
    with closing(open_registry(folder).store) as store:
        there = _by_place(gather_all(store, day).gathered.cells)
        listed = Counter({name: count for name, count, _ in store.neighbourhoods()})
    for name in sorted(households | listed):
        yield Identity(name=f"{name}: households, sites and registry", here=households[name], there=listed[name])
    for name in sorted(here | there):
        yield Identity(name=f"{name}: told of donors' gifts, sites and registry", here=here[name], there=there[name])


def _by_place(cells: Iterable[Told]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for one in cells:
        sums[one.neighbourhood or "(other)"] += one.quantity
    return sums


def drawn_by_rows(rows: Iterable[AnyRow]) -> Counter[_Stock]:
    """What handouts drew of each stock less what voids gave back, by the rows alone."""
    sums: Counter[_Stock] = Counter()
    for row in rows:
        if isinstance(row, Handout | Void) and isinstance(row.draws, str):
            sums[row.draws, row.item] += row.qty if isinstance(row, Handout) else -row.qty
    return sums


def given_everywhere(folder: Path, rows: Sequence[AnyRow], day: Day) -> Iterator[Identity]:
    """The same over all sites, as the registry has it; and each campaign's closing reports beside its own."""
    walked = drawn_by_rows(rows)
    with closing(open_registry(folder).store) as store:
        there = _by_stock(site_logs(store), day)
        donors = len(gather_all(store, day).gathered.book.donors)
        found = {one.campaign.code: report_of(store, one, Reporting(by="", day=day)) for one in runs(store, None)}
    for key in sorted(walked | there):
        yield Identity(name=f"registry: {key[1]}, handed out and given by donors", here=walked[key], there=there[key])
    yield Identity(
        name="registry: donors, sites and registry",
        here=len({row.donor for row in _of(rows, DonorSet)}),
        there=donors,
    )
    yield from _campaigns(rows, found)


def _campaigns(rows: Sequence[AnyRow], found: dict[str, CampaignReport]) -> Iterator[Identity]:
    closed: dict[str, list[CampaignReport]] = {}
    for row in _of(rows, CampaignClose):
        closed.setdefault(row.campaign, []).append(row.report)
    for code in sorted(closed.keys() | found.keys()):
        here, there = closed.get(code, []), found.get(code)
        for what in ("reached", "handouts", "tallied"):
            yield Identity(
                name=f"{code}: {what}, closing reports and registry",
                here=sum(getattr(one, what) for one in here),
                there=-1 if there is None else getattr(there, what),
            )
        pledged = sum(one.pieces.pledged for one in here if one.pieces)
        yield Identity(
            name=f"{code}: pieces, closing reports and registry",
            here=pledged,
            there=there.pieces.pledged if there and there.pieces else 0,
        )


def _by_stock(logs: dict[str, SiteLog], day: Day) -> Counter[_Stock]:
    """What all donors gave in all quarters, with what was corrected later."""
    sums: Counter[_Stock] = Counter()
    for quarter in quarter_sums(standings(logs, day)):
        for by_stock in (*quarter.handed.values(), *quarter.corrected.values()):
            sums.update(by_stock)
    return sums


def _of(rows: Iterable[AnyRow], kind: type[_Row]) -> Iterator[_Row]:
    return (row for row in rows if isinstance(row, kind))
