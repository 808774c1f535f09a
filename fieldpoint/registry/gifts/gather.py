"""What statements of all sites' donors are made of: the sites' stocks played again, row by row.

It reads every move there is and takes a second or two for the 60,000 of a year; nothing of it is kept, so nothing can
drift.

Imports core and the store.
"""

from typing import Final, cast

import msgspec
from msgspec.structs import replace

from fieldpoint.core.gifts.book import Book
from fieldpoint.core.gifts.gathered import Gathered, QuarterEnd, gathered_of
from fieldpoint.core.gifts.moves import Move
from fieldpoint.core.gifts.quarters import SiteLog, standings
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.log_rows import decode_row
from fieldpoint.core.names import Day
from fieldpoint.registry.store import RegistryStore

_DECODER: Final = msgspec.msgpack.Decoder(Move)


class Everywhere(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of gifts at all sites; `sites` says where each donor is known, `logs` which sites told anything."""

    gathered: Gathered
    sites: dict[str, str]
    logs: tuple[str, ...]


def gather_all(store: RegistryStore, today: Day) -> Everywhere:
    """What may be told of gifts, over all sites."""
    logs = site_logs(store)
    homes = dict(store.handouts_now())
    sites: dict[str, str] = {}
    for site, log in logs.items():
        for row in log.rows:
            if donor := getattr(row, "donor", None):
                sites.setdefault(donor, site)
    return Everywhere(gathered=gathered_of(standings(logs, today), homes), sites=sites, logs=tuple(sorted(logs)))


def site_logs(store: RegistryStore) -> dict[str, SiteLog]:
    """What the logs of all sites say of stock and gifts, by site."""
    logs: dict[str, tuple[list[Move], list[GiftRow]]] = {}
    for row in store.stock_moves():
        logs.setdefault(row.site, ([], []))[0].append(_DECODER.decode(row.line))
    for row in store.gift_rows():
        logs.setdefault(row.site, ([], []))[1].append(cast("GiftRow", decode_row(row.line)))
    return {site: SiteLog(*log) for site, log in logs.items()}


def seen_by(everywhere: Everywhere, sites: frozenset[str] | None) -> Gathered:
    """What somebody sees who sees these sites (None: all): donors of theirs, and of others nothing.

    What is told was settled over all sites before: two people's tables laid side by side tell no more.
    """
    if sites is None:
        return everywhere.gathered
    own = {donor for donor, site in everywhere.sites.items() if site in sites}
    return Gathered(ends=tuple(_of_donors(end, own) for end in everywhere.gathered.ends))


def _of_donors(end: QuarterEnd, own: set[str]) -> QuarterEnd:
    book = Book(
        donors={key: one for key, one in end.book.donors.items() if key in own},
        gifts={key: one for key, one in end.book.gifts.items() if one.donor in own},
    )
    return replace(
        end,
        book=book,
        lots=tuple(lot for lot in end.lots if lot.gift in book.gifts),
        cells=tuple(cell for cell in end.cells if cell.donor in own),
        corrections=tuple(cell for cell in end.corrections if cell.donor in own),
    )
