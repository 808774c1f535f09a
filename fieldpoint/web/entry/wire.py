"""What travels when tablets are paired and people sign in (see web/wire.py)."""

from typing import Annotated, Literal

from msgspec import Meta

from fieldpoint.core.access_rows import Right, Role
from fieldpoint.core.names import Day, EventId, OperatorId, TabletId
from fieldpoint.web.wire import HandoutId, Wire

PairingCode = Annotated[str, Meta(pattern="^[0-9A-HJKMNP-TV-Z]{10}$", max_length=10, description="as it was printed")]
PublicKey = Annotated[
    str, Meta(pattern="^[A-Za-z0-9_-]{87}$", max_length=87, description="the 65 bytes of a P-256 point, base64url")
]
Signature = Annotated[
    str, Meta(pattern="^[A-Za-z0-9_-]{86}$", max_length=86, description="r and s, 32 bytes each, base64url")
]
Pin = Annotated[str, Meta(pattern="^[0-9]{6}$", max_length=6)]
Name = Annotated[str, Meta(min_length=1, max_length=60)]
TabletName = Annotated[str, Meta(min_length=1, max_length=40)]


class PairRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/tablets: a one-time code, the tablet's own key, and its signature over the code."""

    code: PairingCode
    public_key: PublicKey
    tablet_name: TabletName
    proof: Signature


class FirstLeadRequest(PairRequest, frozen=True, kw_only=True):
    """POST /api/v1/first-leads: as a tablet is paired, with the name and the PIN of whoever leads the site."""

    name: Name
    pin: Pin


class SignInRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/sessions: who signs in on the tablet that has signed."""

    name: Name
    pin: Pin


class ApprovalRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/approvals: the refused lines that a lead is asked about.

    `lead` is the name and the PIN that a lead types on this tablet; a lead who is signed in on their own needs none,
    and may decline.
    """

    refs: Annotated[list[HandoutId], Meta(min_length=1, max_length=20)]
    lead: SignInRequest | None = None
    declined: bool = False


class ApprovalReply(Wire, frozen=True, kw_only=True):
    """How the refused lines stand together."""

    state: Literal["waiting", "approved", "declined"]


class AskedView(Wire, frozen=True, kw_only=True):
    """One refused line that a lead is asked about; `second`: another person confirms it afterwards."""

    ref: EventId
    title_fa: str
    unit_fa: str
    quantity: int
    reason: str
    at: int
    desk: str
    operator: str
    label: str
    second: bool


class AsksReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/approvals: the oldest first."""

    asks: list[AskedView]


class SignedIn(Wire, frozen=True, kw_only=True):
    """Who is signed in, until when at the latest (a wall time)."""

    operator: OperatorId
    name: str
    role: Role
    expires_at: int


class PairReply(Wire, frozen=True, kw_only=True):
    """The tablet's name in its signed requests, and whose tablet it is."""

    tablet: TabletId
    site: str


class FirstLeadReply(PairReply, frozen=True, kw_only=True):
    """The first tablet, and the first lead signed in on it."""

    session: SignedIn


class SiteView(Wire, frozen=True, kw_only=True):
    """Which site this is; its name is for its own tablets, empty for anybody else."""

    code: str
    name_fa: str


class OperatorView(Wire, frozen=True, kw_only=True):
    """Who is signed in; `rights` is what the lead lets them do besides."""

    operator: OperatorId
    name: str
    role: Role
    rights: list[Right]


class SessionReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/session: how a page starts. `first_lead`: nobody leads the site yet.

    `practice`: people practise on this tablet.
    """

    start: str
    site: SiteView
    tablet: TabletId | None
    desk: str | None
    tablet_name: str | None
    operator: OperatorView | None
    day: Day | None
    first_lead: bool
    practice: bool


class PairingReply(Wire, frozen=True, kw_only=True):
    """A code that lets one tablet in, once, and the address that carries it in its fragment.

    `qr` is the address as a QR code: a text of 0 and 1 for each row, without a margin.
    """

    code: str
    url: str
    expires_at: int
    qr: list[str]


class TabletView(Wire, frozen=True, kw_only=True):
    """A tablet as the lead sees it; `last_seen_at` is of this start of the server.

    `operator` signed in on it last, and is called `holder`; `practises`: people practise on it.
    """

    tablet: TabletId
    name: str
    desk: str
    paired_at: int
    revoked_at: int | None
    operator: OperatorId | None
    holder: str
    last_seen_at: int | None
    practises: bool


class TabletNameRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/tablets/{tablet}/names: what people call it from now on."""

    tablet_name: TabletName


class NewOperatorRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/operators: somebody may sign in."""

    name: Name
    role: Role


class NewOperatorReply(Wire, frozen=True, kw_only=True):
    """Their PIN, shown only now."""

    operator: OperatorId
    pin: str


class NewPinReply(Wire, frozen=True, kw_only=True):
    """The new PIN, shown only now."""

    pin: str


class RoleRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/operators/{operator}/roles: what somebody may from now on."""

    role: Role


class OperatorEntry(Wire, frozen=True, kw_only=True):
    """Somebody as the lead sees them; `locked`: a tablet waits for a new PIN."""

    operator: OperatorId
    name: str
    role: Role
    revoked_at: int | None
    locked: bool
    rights: list[Right]


class RightRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/operators/{operator}/rights: what the lead lets an operator do besides, or (`on` false) no more."""

    right: Right
    on: bool = True


class RightsReply(Wire, frozen=True, kw_only=True):
    """What the operator may do besides from the next request on."""

    operator: OperatorId
    rights: list[Right]


class Revoked(Wire, frozen=True, kw_only=True):
    """What is refused from the next request on."""

    revoked: str
