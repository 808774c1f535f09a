"""The site's donors and contributions: a projection of the log beside names, which are not.

Imports core and its neighbours in the store.
"""

from collections.abc import Iterable
from typing import Final, cast

import msgspec

from fieldpoint.core.act_rows import Carry
from fieldpoint.core.gifts.book import Book, read_book
from fieldpoint.core.gifts.lots import Drawn, GivenLot
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.gifts.sums import Home
from fieldpoint.core.log_rows import Handout, decode_row, encode_row
from fieldpoint.core.names import DonorId, EventId
from fieldpoint.core.persian import fold
from fieldpoint.database import Connection
from fieldpoint.store.takings import place_of
from fieldpoint.store.transaction import Transaction

# Who a handout is of now, and where they live: by the card's household, and by what that was merged into.
_HOLDERS: Final = """
    SELECT h.household, coalesce(h.merged_into, h.household), coalesce(k.neighbourhood, h.neighbourhood)
    FROM households h LEFT JOIN households k ON k.household = h.merged_into"""
_CARDS: Final = "SELECT card, household FROM cards WHERE household IS NOT NULL"
# What each handout drew of which lot, and what it drew of none; a place is an epoch and a row in it (takings.py).
_DRAWN: Final = """
    SELECT log.line, d.qty, l.gift, l.org FROM stock_draws d JOIN stock_lots l ON l.lot = d.lot
        JOIN log ON log.epoch_no = d.place >> 40 AND log.seq = d.place & 0xFFFFFFFFFF
        WHERE log.type IN ('handout', 'carry')
    UNION ALL SELECT log.line, d.qty, NULL, d.org FROM stock_debts d
        JOIN log ON log.epoch_no = d.place >> 40 AND log.seq = d.place & 0xFFFFFFFFFF
        WHERE log.type IN ('handout', 'carry')"""
_LOTS: Final = """
    SELECT l.gift, l.day, l.qty, l.remaining,
        coalesce(sum(d.qty) FILTER (WHERE g.type IN ('handout', 'carry')), 0),
        coalesce(sum(d.qty) FILTER (
            WHERE g.type = 'stock.out' AND json_extract(CAST(g.line AS TEXT), '$.why') = 'mistake'), 0)
    FROM stock_lots l LEFT JOIN stock_draws d ON d.lot = l.lot
        LEFT JOIN log g ON g.epoch_no = d.place >> 40 AND g.seq = d.place & 0xFFFFFFFFFF
    WHERE l.gift IS NOT NULL GROUP BY l.lot ORDER BY l.lot"""


class DonorName(msgspec.Struct, frozen=True, kw_only=True):
    """What a donor is called, and where they are reached."""

    name: str
    phone: str | None


def add_gift_row(tx: Transaction, row: GiftRow) -> None:
    """The row that stands at the head says something of a donor or a contribution. Does not commit."""
    tx.connection.execute(
        "INSERT INTO gift_rows (place, event_id, line) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (place_of(tx), row.id, encode_row(row)),
    )


def gift_book(connection: Connection) -> Book:
    """All donors and contributions of the site."""
    lines = connection.execute("SELECT line FROM gift_rows ORDER BY place")
    return read_book(cast("GiftRow", decode_row(line)) for (line,) in lines)


def given_lots(connection: Connection) -> list[GivenLot]:
    """Every lot that is a contribution, the oldest first."""
    return [
        GivenLot(gift=gift, day=day, qty=qty - mistaken, handed=handed, left=left)
        for gift, day, qty, left, handed, mistaken in connection.execute(_LOTS)
    ]


def drawn_by_handouts(connection: Connection) -> Iterable[Drawn]:
    """What every handout that stands drew from which contribution, once each, in no order."""
    drawn: dict[tuple[EventId, EventId | None], Drawn] = {}
    for line, qty, gift, org in connection.execute(_DRAWN):
        row = decode_row(line)
        if isinstance(row, Carry):
            row = decode_row(bytes(row.line))
        if isinstance(row, Handout):
            before = drawn.get((row.id, gift))
            drawn[row.id, gift] = Drawn(
                handout=row.id,
                holder=row.hh or row.card or row.id,
                day=row.day,
                org=org,
                item=row.item,
                qty=qty + (before.qty if before else 0),
                gift=gift,
                programme=row.prog,
            )
    return drawn.values()


def homes(connection: Connection) -> dict[str, Home]:
    """By household and by card: whose it is now, and the neighbourhood they live in."""
    found = {before: Home(now, lives) for before, now, lives in connection.execute(_HOLDERS)}
    bound = [(card, found[household]) for card, household in connection.execute(_CARDS) if household in found]
    return {**found, **dict(bound)}


def name_donor(tx: Transaction, donor: DonorId, name: DonorName) -> None:
    """The donor is called so. Does not commit."""
    tx.connection.execute(
        "INSERT INTO donor_names (donor, name, folded, phone) VALUES (?, ?, ?, ?) ON CONFLICT (donor) DO UPDATE"
        " SET name = excluded.name, folded = excluded.folded, phone = excluded.phone",
        (donor, name.name, fold(name.name), name.phone),
    )


def donor_names(connection: Connection) -> dict[DonorId, DonorName]:
    """What donors are called; one whose name was lost with a disk is missing here."""
    found = connection.execute("SELECT donor, name, phone FROM donor_names")
    return {DonorId(donor): DonorName(name=name, phone=phone) for donor, name, phone in found}


def donor_called(connection: Connection, name: str) -> DonorId | None:
    """The donor of this name, however it is spelt, or nothing."""
    row = connection.execute(
        "SELECT donor FROM donor_names WHERE folded = ? ORDER BY donor LIMIT 1", (fold(name),)
    ).fetchone()
    return None if row is None else DonorId(row[0])


def open_lots_of(connection: Connection, gift: EventId) -> list[EventId]:
    """The receipts of a contribution of whose lots something is left, the oldest first."""
    found = connection.execute("SELECT event_id FROM stock_lots WHERE gift = ? AND remaining > 0 ORDER BY lot", (gift,))
    return [EventId(lot) for (lot,) in found]
