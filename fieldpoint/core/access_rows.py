"""Rows of who may do what: which tablets are paired, who may sign in, and whom that was taken from.

They stand in the log so that a site that was restored from yesterday's copy learns from its witness whom it must
not let in any more. Names, PINs and what is made from PINs never stand here.

Imports msgspec and `core`.
"""

from typing import Literal

from fieldpoint.core.names import OperatorId, TabletId
from fieldpoint.core.row import Row

Role = Literal["kiosk", "operator", "lead", "admin"]
# What a lead may let an operator do besides: register people.
Right = Literal["register"]


class TabletPair(Row, frozen=True, kw_only=True, tag="tablet.pair"):
    """A tablet may sign requests from here on with this public key (65 bytes of P-256, base64url)."""

    tab: TabletId
    desk: str
    key: str
    op: str


class TabletRevoke(Row, frozen=True, kw_only=True, tag="tablet.revoke"):
    """The tablet is refused from here on, for ever; what it gave out unseen is kept without effect."""

    tab: TabletId
    op: str


class OperatorAdd(Row, frozen=True, kw_only=True, tag="operator.add"):
    """Somebody may sign in from here on, once a PIN is set."""

    who: OperatorId
    role: Role
    op: str


class OperatorPin(Row, frozen=True, kw_only=True, tag="operator.pin"):
    """Somebody has a new PIN from here on; every PIN of before works nowhere, and locks are open."""

    who: OperatorId
    op: str


class OperatorRole(Row, frozen=True, kw_only=True, tag="operator.role"):
    """Somebody has another role from here on, with the same name and PIN."""

    who: OperatorId
    role: Role
    op: str


class OperatorRevoke(Row, frozen=True, kw_only=True, tag="operator.revoke"):
    """Somebody may not sign in from here on, for ever."""

    who: OperatorId
    op: str


class OperatorRight(Row, frozen=True, kw_only=True, tag="operator.right"):
    """Somebody may do what is the lead's otherwise from here on, or (`on` false) may no more."""

    who: OperatorId
    right: Right
    on: bool
    op: str


class PinLock(Row, frozen=True, kw_only=True, tag="pin.lock"):
    """Ten wrong PINs for somebody came from this tablet: there, they wait for a new PIN."""

    tab: TabletId
    who: OperatorId
