"""Rows of donors and of what they give (see log_rows.py; the lot of a contribution is a `StockReceipt`'s).

A contribution is called by the id of its `Gift` row. A donor stands under a random id; names, phones and words of the
donor are in the encrypted database only. Goods that go into stock are delivered by receipts that name the contribution
(core/stock/rows.py), all else by a `GiftDelivery`. Nothing here takes anything back: what was withdrawn stands, and so
do the handouts that drew its lots.

Imports msgspec and `core`.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from fieldpoint.core.names import Day, DonorId, EventId
from fieldpoint.core.row import Row, Tap

DonorKind = Literal["natural", "legal", "group"]
GiftKind = Literal["goods", "money", "service", "place", "piece"]
# Where it ends when no household takes it from a desk: the statement says so plainly.
GiftEnd = Literal["site", "equipment", "transport", "rent", "event", "training", "other"]
WithdrawReason = Literal["donor", "unfit", "too-late", "mistake"]


class DonorSet(Row, frozen=True, kw_only=True, tag="donor.set"):
    """A donor is known, or is another than before: of which kind, and what all they can give (the capacity)."""

    donor: DonorId
    kind: DonorKind
    can: list[GiftKind]
    op: str


class Gift(Tap, frozen=True, kw_only=True, tag="gift"):
    """A contribution: `qty` of an item of stock, rials (`item` is `rial`), hours of a service, places or puzzle pieces.

    Without `donor` it is nobody's who is known («خیّر گمنام»). `due` is the day by which it was promised; one that was
    `unannounced` is there already. `campaign` is the code of the campaign that it is for; a piece has one.
    """

    kind: GiftKind
    item: str
    qty: int
    org: str = ""
    donor: DonorId | UnsetType = UNSET
    campaign: str | UnsetType = UNSET
    due: Day | UnsetType = UNSET
    end: GiftEnd | UnsetType = UNSET
    unannounced: bool | UnsetType = UNSET


class GiftComplete(Tap, frozen=True, kw_only=True, tag="gift.complete"):
    """What was not known of the contribution `gift` when it came; what is unset here stays as it was."""

    gift: EventId
    donor: DonorId | UnsetType = UNSET
    campaign: str | UnsetType = UNSET
    due: Day | UnsetType = UNSET
    end: GiftEnd | UnsetType = UNSET


class GiftDelivery(Tap, frozen=True, kw_only=True, tag="gift.delivery"):
    """So much of the contribution `gift` arrived, and lies in no stock."""

    gift: EventId
    qty: int


class GiftWithdraw(Tap, frozen=True, kw_only=True, tag="gift.withdraw"):
    """The contribution `gift` was withdrawn, and why.

    `handed` of it had been handed to households by then and `left` still lay in stock: neither is undone by this row.
    """

    gift: EventId
    why: WithdrawReason
    handed: int
    left: int


GiftRow = DonorSet | Gift | GiftComplete | GiftDelivery | GiftWithdraw
