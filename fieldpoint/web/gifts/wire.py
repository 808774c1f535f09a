"""What travels between the lead's screen of donors and the site (see web/wire.py for how)."""

from typing import Annotated

import msgspec
from msgspec import Meta

from fieldpoint.core.gifts.rows import DonorKind, GiftEnd, GiftKind, WithdrawReason
from fieldpoint.core.gifts.statement import Statement
from fieldpoint.core.names import Day, DonorId, EventId
from fieldpoint.web.stock.wire import Org
from fieldpoint.web.wire import Code, HandoutId, Id, Receipt, Wire

Name = Annotated[str, Meta(max_length=120)]
DayText = Annotated[str, Meta(pattern="^1[2-5][0-9]{2}-[0-9]{2}-[0-9]{2}$", max_length=10)]
# Rials run to billions.
Amount = Annotated[int, Meta(ge=1, le=10**15)]


class DonorRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/donors: a new donor, or one as they are from here on; `can` is what all they can give."""

    act_id: HandoutId
    donor: Id | None = None
    name: Name
    phone: Annotated[str, Meta(max_length=20)] = ""
    kind: DonorKind = "natural"
    can: Annotated[list[GiftKind], Meta(max_length=5)] = msgspec.field(default_factory=list[GiftKind])


class DonorReply(Wire, frozen=True, kw_only=True):
    """The donor is known under this id."""

    donor: DonorId


class _Said(Wire, frozen=True, kw_only=True):
    act_id: HandoutId
    kind: GiftKind = "goods"
    item: Code
    quantity: Amount
    org: Org = ""
    campaign: Code | None = None
    end: GiftEnd | None = None


class GiftRequest(_Said, frozen=True, kw_only=True):
    """POST /api/v1/gifts: a promise; without a donor it is of nobody who is known."""

    donor: Id | None = None
    due: DayText | None = None


class ArrivalRequest(_Said, frozen=True, kw_only=True):
    """POST /api/v1/gift-arrivals: it came unannounced. What, how many, from whom: a name, or none («خیّر گمنام»)."""

    giver: Name = ""


class DeliveryRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/gift-deliveries: so much of what was promised arrived."""

    act_id: HandoutId
    gift: HandoutId
    quantity: Amount


class CompletionRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/gift-completions: what was not known when it came; what is left out stays as it was."""

    act_id: HandoutId
    gift: HandoutId
    giver: Name = ""
    campaign: Code | None = None
    due: DayText | None = None
    end: GiftEnd | None = None


class WithdrawalRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/gift-withdrawals: it is withdrawn, and why."""

    act_id: HandoutId
    gift: HandoutId
    why: WithdrawReason


class GiftReply(Wire, frozen=True, kw_only=True):
    """The act is a row; so much of the contribution was with households by then, and so much lies in stock."""

    act_id: EventId
    gift: EventId
    handed: int
    left: int
    receipt: Receipt


class DonorView(Wire, frozen=True, kw_only=True):
    """A donor; the name is empty where it was lost with a disk."""

    donor: DonorId
    name: str
    phone: str | None
    kind: DonorKind
    can: list[GiftKind]


class GiftView(Wire, frozen=True, kw_only=True):
    """A contribution: what was promised, arrived, went to households and lies in stock."""

    gift: EventId
    day: Day | None
    donor: DonorId | None
    kind: GiftKind
    org: str
    item: str
    title_fa: str
    promised: int
    arrived: int
    handed: int
    left: int
    campaign: str | None
    due: Day | None
    end: GiftEnd | None
    unannounced: bool
    withdrawn: WithdrawReason | None


class ItemView(Wire, frozen=True, kw_only=True):
    """Goods that programmes hand out here."""

    org: str
    item: str
    title_fa: str


class GiftsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/gifts: donors by name, contributions (the newest first), what may be given, quarters to look at."""

    donors: list[DonorView]
    gifts: list[GiftView]
    items: list[ItemView]
    quarters: list[str]


class StatementReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/gift-statements: what a donor may be told of a quarter."""

    name: str
    statement: Statement
    titles: dict[str, str]
