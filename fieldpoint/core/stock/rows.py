"""Rows of what comes into stock and is counted (see log_rows.py; what leaves it is `StockOut` in act_rows.py).

A stock belongs to an organisation (`org`, empty where the programmes name none) and is one item. No member takes free
text: a waybill is named by its printed number alone.

Imports msgspec and `core`.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from fieldpoint.core.names import EventId
from fieldpoint.core.row import Tap
from fieldpoint.core.stock.total import CountReason

OutReason = Literal["leftover", "given-on", "spoiled", "sent", "mistake"]


class StockReceipt(Tap, frozen=True, kw_only=True, tag="stock.receipt"):
    """So many of an item came in and are a lot of their own, called by this row's id.

    `gift` is the contribution that it is; `sender` and `waybill` are there for what another site sent.
    """

    org: str
    item: str
    qty: int
    gift: EventId | UnsetType = UNSET
    sender: str | UnsetType = UNSET
    waybill: str | UnsetType = UNSET


class StockCount(Tap, frozen=True, kw_only=True, tag="stock.count"):
    """Somebody counted `counted` of an item where the log says `expected`; `why` they differ, where they do.

    From here on there are as many as were counted: what is missing leaves the oldest lots, what was found is a lot.
    `undoes` is the count that was a mistake: then nobody counted anew, it is as before that one.
    """

    org: str
    item: str
    counted: int
    expected: int
    why: CountReason | UnsetType = UNSET
    undoes: EventId | UnsetType = UNSET


class StockBack(Tap, frozen=True, kw_only=True, tag="stock.back"):
    """What the row `ref` said had left without a card (`was`: how) did not leave: it lies in its lots again."""

    ref: EventId
    was: OutReason
    org: str
    item: str
    qty: int


class WaybillAgain(Tap, frozen=True, kw_only=True, tag="waybill.again"):
    """Somebody entered an item of a waybill that the row `first` had entered; the stock stays as it is.

    `way` and `peer` are the direction and the other site; `qty` is what was said this time.
    """

    way: Literal["in", "out"]
    peer: str
    waybill: str
    org: str
    item: str
    qty: int
    first: EventId


class LotGift(Tap, frozen=True, kw_only=True, tag="lot.gift"):
    """The lot that the receipt `lot` made is the contribution `gift`: said later than it came in."""

    lot: EventId
    gift: EventId


StockRow = StockReceipt | StockCount | StockBack | WaybillAgain | LotGift
