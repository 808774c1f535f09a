"""A waybill as the tables have it and as officers see it. Imports msgspec only."""

from typing import Literal

import msgspec

# What an officer says of a paper whose ends do not agree.
Verdict = Literal["lost", "miscounted", "accepted"]
# `open`: sent and not arrived; `unsent`: arrived and nobody says that it was sent; `decided`: differs, and it is known.
WaybillState = Literal["open", "unsent", "differs", "settled", "decided"]


class Paper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item of one waybill: from which site to which, under which printed number."""

    sender: str
    receiver: str
    number: str
    item: str


class End(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says of a paper: so many went `out` or came `in`, or it was entered `again`, which moved nothing."""

    event_id: str
    site: str
    way: Literal["out", "in", "again"]
    paper: Paper
    qty: int
    day: str | None


class Back(msgspec.Struct, frozen=True, kw_only=True):
    """So many of what the row `ref` said were taken back, by a row of the same site."""

    event_id: str
    ref: str
    qty: int


class Waybill(msgspec.Struct, frozen=True, kw_only=True):
    """Both ends of a paper added up; None where a site says nothing of it. `again`: how often it was entered twice.

    `first` is the earliest day that either end names.
    """

    paper: Paper
    sent: int | None
    received: int | None
    again: int
    first: str | None
    state: WaybillState
    verdict: Verdict | None


class WaybillView(msgspec.Struct, frozen=True, kw_only=True):
    """A paper as an officer sees it; a site that shares counts only is '' to others."""

    sender: str
    receiver: str
    number: str
    item: str
    sent: int | None
    received: int | None
    again: int
    first: str | None
    state: WaybillState
    verdict: Verdict | None


class WaybillCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many papers stand so."""

    state: WaybillState
    count: int
