"""What must be equal at the end: the same quantity counted by two who do not know each other.

A tablet's side is what the servers answered it; a log's side is a walk over its rows; the others are the projections,
the closes and the registry. The walk is written out here on purpose and shares no fold with what it checks.

Imports its neighbours, registry, store and core.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from fieldpoint.cli.quarter.place import Place
from fieldpoint.cli.quarter.sums.given import given_everywhere, given_here, reached_by_place
from fieldpoint.cli.quarter.sums.identity import Identity
from fieldpoint.cli.quarter.sums.rounds import walked_everywhere, walked_here
from fieldpoint.clock import wall_ms
from fieldpoint.core.act_rows import DayClose, StockOut, Void
from fieldpoint.core.log_rows import AnyRow, Handout, Refusal, decode_row
from fieldpoint.core.names import Day
from fieldpoint.core.stock.rows import StockCount, StockReceipt
from fieldpoint.registry.counts.look import Seer, count_for
from fieldpoint.registry.counts.summed import Wanted
from fieldpoint.registry.folder import open_registry
from fieldpoint.store import log
from fieldpoint.store.epochs import epoch_names
from fieldpoint.store.site import Site
from fieldpoint.store.stock.lots import balances, open_lots

_ALL_ROWS = 2**53


def identities(places: Sequence[Place], registry: Path, days: Sequence[Day]) -> list[Identity]:
    """Every sum of the quarter, site by site and then over all."""
    found: list[Identity] = []
    everything: list[AnyRow] = []
    for place in places:
        rows = list(_rows(place.site))
        everything += rows
        site, given = place.site.facts.code, _given(rows)
        found += _told(site, place.told, rows, given)
        found += _closed(site, rows, given)
        found += _stocked(site, place.site, rows)
        found += given_here(place.site, rows, place.told["donors"])
        found += walked_here(site, place.told, rows)
    months = sorted({day[:7] for day in days})
    found += _at_registry(registry, months, _given(everything))
    found += walked_everywhere(registry, everything, days[0], days[-1])
    found += reached_by_place(registry, [place.site for place in places], days[-1])
    return [*found, *given_everywhere(registry, everything, days[-1])]


def _rows(site: Site) -> Iterator[AnyRow]:
    with closing(site.connect(read_only=True)) as connection:
        for number in sorted(epoch_names(connection)):
            for _, line, _ in log.lines(connection, number, 1, _ALL_ROWS):
                yield decode_row(line)


def _given(rows: Sequence[AnyRow]) -> Counter[str]:
    """By programme: handed over less taken back."""
    sums: Counter[str] = Counter()
    for row in rows:
        if isinstance(row, Handout):
            sums[row.prog] += row.qty
        elif isinstance(row, Void) and row.prog is not None:
            sums[row.prog] -= row.qty
    return sums


def _told(site: str, told: Counter[str], rows: Sequence[AnyRow], given: Counter[str]) -> Iterator[Identity]:
    for name, kind in (("granted", Handout), ("refused", Refusal), ("voided", Void)):
        yield Identity(
            name=f"{site}: {name}, told and written", here=told[name], there=sum(isinstance(row, kind) for row in rows)
        )
    for programme in sorted(given):
        yield Identity(
            name=f"{site}: {programme}, told and written", here=told[f"given {programme}"], there=given[programme]
        )


def _closed(site: str, rows: Sequence[AnyRow], given: Counter[str]) -> Iterator[Identity]:
    closed: Counter[str] = Counter()
    for row in rows:
        if isinstance(row, DayClose):
            for line in row.lines:
                closed[line.prog] += line.handed - line.voided
    for programme in sorted(given):
        yield Identity(name=f"{site}: {programme}, rows and closes", here=given[programme], there=closed[programme])


def _stocked(site: str, opened: Site, rows: Sequence[AnyRow]) -> Iterator[Identity]:
    """What came in less what left is what there should be, in every lot no less than nothing."""
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        match row:
            case StockReceipt():
                sums[row.org, row.item] += row.qty
            case StockCount():
                sums[row.org, row.item] += row.counted - row.expected
            case Handout() | StockOut() if isinstance(row.draws, str):
                sums[row.draws, row.item] -= row.qty
            case Void() if isinstance(row.draws, str):
                sums[row.draws, row.item] += row.qty
            case _:
                pass
    with closing(opened.connect(read_only=True)) as connection:
        there, lots = balances(connection), open_lots(connection)
    for key in sorted(there):
        left = sum(lot.remaining for lot in lots if (lot.org, lot.item) == key)
        yield Identity(name=f"{site}: {key[1]} in stock, rows and balance", here=sums[key], there=there[key])
        yield Identity(name=f"{site}: {key[1]} in stock, balance and lots", here=there[key], there=left)
    yield Identity(name=f"{site}: lots below nothing", here=sum(lot.remaining < 0 for lot in lots), there=0)


def _at_registry(folder: Path, months: Sequence[str], together: Counter[str]) -> Iterator[Identity]:
    counted: Counter[str] = Counter()
    with closing(open_registry(folder).store) as store:
        for month in months:
            seer = Seer(own=None, this_month=months[-1])
            for line in count_for(store, seer, Wanted(by="programme", month=month), wall_ms()).lines:
                counted[line.name] += line.quantity or 0
    for programme in sorted(together | counted):
        yield Identity(
            name=f"registry: {programme}, sites and registry", here=together[programme], there=counted[programme]
        )
