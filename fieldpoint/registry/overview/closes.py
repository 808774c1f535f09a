"""Closes of a day whose sums are not those of the rows, and which sums these are (design chapter 4.12).

Imports core, the store and its neighbours.
"""

from collections.abc import Iterator, Mapping

from msgspec import UnsetType

from fieldpoint.core.day_sheet import Totals
from fieldpoint.core.day_totals import LineTotal
from fieldpoint.core.log_rows import DayClose
from fieldpoint.registry.intake.check_close import Recounted, said_and_counted
from fieldpoint.registry.officers.sessions import SignedIn
from fieldpoint.registry.overview.shapes import CloseView, Difference
from fieldpoint.registry.store import RegistryStore
from fieldpoint.registry.tables.shapes import CloseMark

_MOST = 50
_STOCK = ("opening", "received", "handed", "voided", "given_on", "spoiled", "sent", "mistaken", "difference", "closing")
_SUMS = ("rows", "handed", "voided", "refused", "given", "over", "households")


def wrong_closes(store: RegistryStore, officer: SignedIn) -> list[CloseView]:
    """The closes that do not add up, site by site, at most fifty."""
    found = [mark for mark in store.wrong_closes() if officer.sees(mark.site)]
    return [_view(store, mark) for mark in found[:_MOST]]


def count_wrong_closes(store: RegistryStore, officer: SignedIn) -> int:
    """How many closes do not add up."""
    return sum(officer.sees(mark.site) for mark in store.wrong_closes())


def _view(store: RegistryStore, mark: CloseMark) -> CloseView:
    both = said_and_counted(store, mark)
    differences = [] if both is None else [*_differences(both.close, both.totals), *_stock_differences(both)]
    return CloseView(site=mark.site, day=mark.day, seq=mark.seq, differences=differences)


def _differences(said: DayClose, counted: Totals) -> Iterator[Difference]:
    yield from _lines(_by_line(said.lines), _by_line(counted.lines))
    for what, one, other in (
        ("households", said.households, counted.households),
        ("refused", said.refused, counted.refused),
    ):
        if one != other:
            yield Difference(what=what, said=one, counted=other)
    items = {one.item: one for one in said.items}
    for item in counted.items:
        before = items.get(item.item)
        if before is not None and before.handed != item.handed:
            yield Difference(what=f"{item.item} handed", said=before.handed, counted=item.handed)


def _stock_differences(both: Recounted) -> Iterator[Difference]:
    said = {} if isinstance(both.close.stock, UnsetType) else {one.key: one for one in both.close.stock}
    counted = {one.key: one for one in both.stock}
    for key in sorted(said.keys() | counted.keys()):
        name = " ".join(filter(None, (key[1], key[0])))
        for what in _STOCK:
            one, other = getattr(said.get(key), what, None) or 0, getattr(counted.get(key), what, None) or 0
            if one != other:
                yield Difference(what=f"{name} {what}", said=one, counted=other)


def _lines(said: Mapping[str, LineTotal], counted: Mapping[str, LineTotal]) -> Iterator[Difference]:
    for name in sorted(said.keys() | counted.keys()):
        for what in _SUMS:
            one, other = _sum(said.get(name), what), _sum(counted.get(name), what)
            if one != other:
                yield Difference(what=f"{name} {what}", said=one, counted=other)


def _by_line(lines: list[LineTotal]) -> dict[str, LineTotal]:
    return {f"{one.prog} {one.cycle} {one.item}": one for one in lines}


def _sum(line: LineTotal | None, what: str) -> int:
    return 0 if line is None else getattr(line, what)
