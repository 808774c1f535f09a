"""What statements of all sites' donors are made of: the sites' stocks played again, row by row.

It reads every move there is and takes about a second for 100,000; nothing of it is kept, so nothing can drift.

Imports core and the store.
"""

from typing import Final, cast

import msgspec

from fieldpoint.core.gifts.book import Book, read_book
from fieldpoint.core.gifts.lots import Drawn, GivenLot, LotFold
from fieldpoint.core.gifts.moves import Move
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.gifts.statement import Gathered
from fieldpoint.core.gifts.sums import base_cells
from fieldpoint.core.gifts.told import told
from fieldpoint.core.log_rows import decode_row
from fieldpoint.registry.store import RegistryStore

_DECODER: Final = msgspec.msgpack.Decoder(Move)


class Everywhere(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of gifts at all sites; `sites` says where each donor is known."""

    gathered: Gathered
    sites: dict[str, str]


def gather_all(store: RegistryStore) -> Everywhere:
    """What may be told of gifts, over all sites."""
    rows = store.gift_rows()
    sites: dict[str, str] = {}
    found: list[GiftRow] = []
    for row in rows:
        said = cast("GiftRow", decode_row(row.line))
        found.append(said)
        if donor := getattr(said, "donor", None):
            sites.setdefault(donor, row.site)
    drawn, lots = drawn_everywhere(store)
    book = read_book(found)
    homes = dict(store.handouts_now())
    cells = told(base_cells(drawn, book, homes))
    return Everywhere(gathered=Gathered(book=book, lots=tuple(lots), cells=tuple(cells)), sites=sites)


def drawn_everywhere(store: RegistryStore) -> tuple[list[Drawn], list[GivenLot]]:
    """What handouts of all sites drew, by contribution, and all lots that are contributions."""
    folds: dict[str, LotFold] = {}
    for row in store.stock_moves():
        folds.setdefault(row.site, LotFold()).add(_DECODER.decode(row.line))
    drawn = [one for fold in folds.values() for one in fold.drawn()]
    return drawn, [one for fold in folds.values() for one in fold.lots()]


def seen_by(everywhere: Everywhere, sites: frozenset[str] | None) -> Gathered:
    """What somebody sees who sees these sites (None: all): donors of theirs, and of others nothing.

    What is told was settled over all sites before: two people's tables laid side by side tell no more.
    """
    if sites is None:
        return everywhere.gathered
    own = {donor for donor, site in everywhere.sites.items() if site in sites}
    whole = everywhere.gathered
    book = Book(
        donors={key: one for key, one in whole.book.donors.items() if key in own},
        gifts={key: one for key, one in whole.book.gifts.items() if one.donor in own},
    )
    return Gathered(
        book=book,
        lots=tuple(lot for lot in whole.lots if lot.gift in book.gifts),
        cells=tuple(cell for cell in whole.cells if cell.donor in own),
    )
