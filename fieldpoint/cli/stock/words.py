"""What the codes of the stock mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

STOCK_SENTENCES: Final[Mapping[Code, str]] = {
    Code.STOCK_UNKNOWN: "Nobody counts this item here yet; enter what came in, or count it, first.",
    Code.LOT_UNKNOWN: "No receipt of this site has that id; see `fieldpoint stock list`.",
    Code.LOT_EMPTY: "All of that receipt was handed over; count the item to set the stock right.",
    Code.COUNT_DIFFERS: "The log says {expected} and {counted} were counted; say why. Nothing changed.",
    Code.WAYBILL_KNOWN: "This item of that waybill was entered before; that it came again is in the log, nothing else.",
    Code.WAYBILL_UNKNOWN: "No waybill of that number goes between those sites.",
    Code.STOCK_UNDONE: "That was taken back before; nothing changed.",
    Code.STOCK_COUNTED_SINCE: "Somebody counted or closed the day since; count the item to set the stock right.",
    Code.WAYBILL_MISSING: "Goods that are sent to another site, and only those, go with a waybill and its number.",
}
