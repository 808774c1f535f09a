"""What travels between the lead's screen of the stock and the site (see web/wire.py for how)."""

from typing import Annotated, Literal

from msgspec import Meta

from fieldpoint.core.names import Day, EventId
from fieldpoint.core.stock.total import CountReason
from fieldpoint.web.wire import Code, HandoutId, Receipt, Wire

Org = Annotated[str, Meta(max_length=60, description="an organisation as a programme names it, or none")]
Much = Annotated[int, Meta(ge=1, le=1_000_000)]
SiteText = Annotated[str, Meta(pattern="^[a-z0-9-]{1,32}$", max_length=32)]
PaperText = Annotated[str, Meta(pattern="^[0-9A-Za-z/-]{1,20}$", max_length=20, description="a waybill's number")]


class _Goods(Wire, frozen=True, kw_only=True):
    act_id: HandoutId
    item: Code
    org: Org = ""


class StockReceiptRequest(_Goods, frozen=True, kw_only=True):
    """POST /api/v1/stock-receipts: so many came in; from another site with its waybill."""

    quantity: Much
    sender: SiteText | None = None
    waybill: PaperText | None = None


class StockIssueRequest(_Goods, frozen=True, kw_only=True):
    """POST /api/v1/stock-issues: so many left without a card; to another site with a waybill."""

    quantity: Much
    why: Literal["given-on", "spoiled", "sent"]
    to: SiteText | None = None
    waybill: PaperText | None = None


class StockCountRequest(_Goods, frozen=True, kw_only=True):
    """POST /api/v1/stock-counts: so many lie there; where the log says otherwise, why."""

    counted: Annotated[int, Meta(ge=0, le=1_000_000)]
    why: CountReason | None = None


class CountedRequest(Wire, frozen=True, kw_only=True):
    """One item that was counted when a day opens or closes; where the log says otherwise, why."""

    item: Code
    org: Org = ""
    counted: Annotated[int, Meta(ge=0, le=1_000_000)]
    why: CountReason | None = None


class StockUndoingRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/stock-undoings: the act `ref` was entered by mistake: a receipt, what left, or a count."""

    act_id: HandoutId
    ref: HandoutId


class StockActReply(Wire, frozen=True, kw_only=True):
    """The act is a row, and so many there should be now."""

    act_id: EventId
    balance: int
    receipt: Receipt


class LotView(Wire, frozen=True, kw_only=True):
    """What came in by one receipt, and what is left of it; `named` when somebody said whose gift it is."""

    lot: EventId
    day: Day | None
    quantity: int
    remaining: int
    named: bool


class StockView(Wire, frozen=True, kw_only=True):
    """An item of an organisation: what there should be (nothing where nobody counts it) and its lots, oldest first."""

    org: str
    item: str
    title_fa: str
    unit_fa: str
    balance: int | None
    lots: list[LotView]


class StockDoneView(Wire, frozen=True, kw_only=True):
    """One act since the last close. `undoes`: it takes that act back; `may_undo`: it can be taken back itself.

    `quantity` is what came in, left or was counted; `peer` the other site of a waybill.
    """

    act: EventId
    kind: Literal["receipt", "issue", "count", "undoing"]
    at: int
    org: str
    item: str
    quantity: int
    expected: int | None = None
    why: str | None = None
    peer: str | None = None
    waybill: str | None = None
    undoes: EventId | None = None
    may_undo: bool = False


class StockReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/stock: what is counted and what may be (items of programmes that draw stock), and what was done.

    `acts` are since the last close, the newest first, at most fifty.
    """

    items: list[StockView]
    acts: list[StockDoneView]


class NeedView(Wire, frozen=True, kw_only=True):
    """What is still due of an item in this period: to so many households, so much in all, so much more than there is.

    `short` is nothing where nobody counts the item.
    """

    org: str
    item: str
    households: int
    quantity: int
    short: int | None


class NeedsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/stock-needs: every household of the site was looked at, on this day."""

    day: Day
    items: list[NeedView]
