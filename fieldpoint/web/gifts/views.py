"""Donors and contributions as the lead's screen is told of them. Imports core, the store and the wire."""

from collections import defaultdict

from fieldpoint.core.gifts.book import Contribution
from fieldpoint.core.gifts.lots import GivenLot
from fieldpoint.core.gifts.sums import quarter_of
from fieldpoint.core.names import EventId
from fieldpoint.core.persian import fold
from fieldpoint.database import Connection
from fieldpoint.store.gifts.book import donor_names, gift_book, given_lots
from fieldpoint.store.programmes import programmes
from fieldpoint.web.gifts.wire import DonorView, GiftsReply, GiftView, ItemView


def gifts_view(connection: Connection) -> GiftsReply:
    """Donors by name, contributions with the newest first, goods that programmes hand out, quarters."""
    book, names, items = gift_book(connection), donor_names(connection), goods_of(connection)
    lots: defaultdict[EventId, list[GivenLot]] = defaultdict(list)
    for lot in given_lots(connection):
        lots[lot.gift].append(lot)
    titles = titles_of(items)
    donors = [
        DonorView(
            donor=one.donor,
            name=names[one.donor].name if one.donor in names else "",
            phone=names[one.donor].phone if one.donor in names else None,
            kind=one.kind,
            can=list(one.can),
        )
        for one in book.donors.values()
    ]
    gifts = [_view(one, lots[one.gift], titles) for one in reversed(book.gifts.values())]
    days = [one.day for one in book.gifts.values()] + [lot.day for of_gift in lots.values() for lot in of_gift]
    return GiftsReply(
        donors=sorted(donors, key=lambda one: (fold(one.name), one.donor)),
        gifts=gifts,
        items=items,
        quarters=sorted({quarter_of(day) for day in days} - {""}, reverse=True),
    )


def goods_of(connection: Connection) -> list[ItemView]:
    """Goods and meals of programmes, by title."""
    found = {
        (one.organisation or "", one.item): ItemView(
            org=one.organisation or "", item=one.item, title_fa=one.item_title_fa or one.title_fa
        )
        for one in programmes(connection)
        if one.kind in ("goods", "meal")
    }
    return sorted(found.values(), key=lambda one: (one.title_fa, one.org))


def titles_of(items: list[ItemView]) -> dict[str, str]:
    """What items are called."""
    return {one.item: one.title_fa for one in items}


def _view(one: Contribution, lots: list[GivenLot], titles: dict[str, str]) -> GiftView:
    return GiftView(
        gift=one.gift,
        day=one.day,
        donor=one.donor,
        kind=one.kind,
        org=one.org,
        item=one.item,
        title_fa=titles.get(one.item, ""),
        promised=one.qty,
        arrived=one.delivered(lots),
        handed=sum(lot.handed for lot in lots),
        left=sum(lot.left for lot in lots),
        campaign=one.campaign,
        due=one.due,
        end=one.end,
        unannounced=one.unannounced,
        withdrawn=one.withdrawn,
    )
