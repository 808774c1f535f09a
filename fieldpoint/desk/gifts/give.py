"""Contributions are promised, arrive, come unannounced, are completed and withdrawn. Nothing here commits.

Goods for households arrive as lots of the stock, and so handouts tell whom they reached; all else arrives beside it.
What arrived stays arrived: a contribution may be withdrawn after its goods were handed out, and then the row says how
much that was.
"""

import re
from contextlib import suppress
from typing import Final

import msgspec
from msgspec import UNSET

from fieldpoint.core.gifts.book import Contribution
from fieldpoint.core.gifts.rows import Gift, GiftComplete, GiftDelivery, GiftEnd, GiftKind, GiftWithdraw, WithdrawReason
from fieldpoint.core.jalali import read_day
from fieldpoint.core.names import Day, DonorId, EventId
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.gifts.donors import check_donor
from fieldpoint.desk.stock.goods import Goods, receive_stock
from fieldpoint.desk.stock.undo import undo_act
from fieldpoint.desk.stock.writing import append, done
from fieldpoint.errors import Code, Conflict, Invalid, NotFound
from fieldpoint.store import log
from fieldpoint.store.gifts.book import gift_book, given_lots, open_lots_of
from fieldpoint.store.programmes import all_versions
from fieldpoint.store.transaction import Transaction

RIAL: Final = "rial"
PIECE: Final = "piece"
_MOST_GOODS: Final = 1_000_000  # as of any receipt of the stock; rials run to billions
_ITEM, _CAMPAIGN = r"[a-z][a-z0-9-]{1,31}", r"[a-z0-9][a-z0-9-]{0,39}"


class GiftDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody enters of a contribution. Money is counted in rials, a piece is of its campaign's picture."""

    kind: GiftKind
    item: str
    quantity: int
    org: str = ""
    donor: DonorId | None = None
    campaign: str | None = None
    due: Day | None = None
    end: GiftEnd | None = None

    @property
    def stocked(self) -> bool:
        """Whether what arrives of it lies in stock, for households to take."""
        return self.kind == "goods" and self.end is None


class More(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a contribution later; what is None stays as it was."""

    donor: DonorId | None = None
    campaign: str | None = None
    due: Day | None = None
    end: GiftEnd | None = None


def promise_gift(tx: Transaction, draft: GiftDraft, act: Act) -> Stands:
    """The contribution is promised; it is called by this row's id. Does not commit.

    `NotFound` (`donor-unknown`), `Invalid` (`request-invalid`, with `field`), `Conflict` (`event-id-reused`).
    """
    return _begin(tx, draft, act, unannounced=False)


def take_unannounced(tx: Transaction, draft: GiftDraft, act: Act) -> Stands:
    """Something came that nobody had promised: a contribution, and its lot (or what arrived), at once. No commit.

    As `promise_gift`.
    """
    stands = _begin(tx, draft, act, unannounced=True)
    if not stands.again:
        _arrive(tx, EventId(stands.row.id), draft, msgspec.structs.replace(act, event_id=None, tseq=None))
    return stands


def deliver_gift(tx: Transaction, gift: EventId, quantity: int, act: Act) -> Stands:
    """So much of what was promised arrived: a lot of the stock, or what lies in none. Does not commit.

    More than was promised may come. `NotFound` (`gift-unknown`), `Conflict` (`gift-withdrawn`, `event-id-reused`).
    """
    one = gift_book(tx.connection).gifts.get(gift)
    if one is None or act.event_id is None or log.find(tx.connection, act.event_id) is None:
        one = _standing(tx.connection, gift)  # what arrived before it was withdrawn did arrive
    return _arrive(tx, gift, _draft_of(one, quantity), act)


def complete_gift(tx: Transaction, gift: EventId, more: More, act: Act) -> Stands:
    """What was not known when it came is said now: whose it is, what for, until when, where it ends. Does not commit.

    `NotFound` (`gift-unknown`, `donor-unknown`), `Invalid` (`request-invalid`): nothing said, or goods of households'
    stock that end elsewhere; `Conflict` (`gift-withdrawn`, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, GiftComplete, lambda row: row.gift == gift)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    one = _standing(tx.connection, gift)
    check_donor(tx, more.donor)
    in_stock = any(lot.gift == gift for lot in given_lots(tx.connection))
    if more == More() or (more.end is not None and in_stock):
        raise Invalid(Code.REQUEST_INVALID, field="end")
    _check_form(more.campaign or one.campaign, more.due)
    return append(
        tx,
        GiftComplete(
            **tx.stamp(act.event_id),
            **done(tx.connection, act),
            gift=gift,
            donor=more.donor or UNSET,
            campaign=more.campaign or UNSET,
            due=more.due or UNSET,
            end=more.end or UNSET,
        ),
    )


def withdraw_gift(tx: Transaction, gift: EventId, why: WithdrawReason, act: Act) -> Stands:
    """The contribution is withdrawn; the row says how much of it was handed out by then and how much lies in stock.

    Nothing that was handed out is taken back, and what lies in stock stays there until somebody lets it leave. Only of
    one that was entered by mistake what is left of its lots leaves with it, by rows of their own. Does not commit.
    `NotFound` (`gift-unknown`), `Conflict` (`gift-withdrawn`, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, GiftWithdraw, lambda row: (row.gift, row.why) == (gift, why))
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    _standing(tx.connection, gift)
    lots = [lot for lot in given_lots(tx.connection) if lot.gift == gift]
    handed, left = sum(lot.handed for lot in lots), sum(lot.left for lot in lots)
    said = done(tx.connection, act)
    stands = append(tx, GiftWithdraw(**tx.stamp(act.event_id), **said, gift=gift, why=why, handed=handed, left=left))
    if why == "mistake":
        for lot in open_lots_of(tx.connection, gift):
            with suppress(Conflict):  # what was counted since lies there, whoever gave it
                undo_act(tx, lot, msgspec.structs.replace(act, event_id=None, tseq=None))
    return stands


def _begin(tx: Transaction, draft: GiftDraft, act: Act, *, unannounced: bool) -> Stands:
    said = (draft.kind, draft.item, draft.quantity)
    before = done_before(tx.connection, act.event_id, Gift, lambda row: (row.kind, row.item, row.qty) == said)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    _check_draft(tx.connection, draft)
    check_donor(tx, draft.donor)
    return append(
        tx,
        Gift(
            **tx.stamp(act.event_id),
            **done(tx.connection, act),
            kind=draft.kind,
            org=draft.org,
            item=draft.item,
            qty=draft.quantity,
            donor=draft.donor or UNSET,
            campaign=draft.campaign or UNSET,
            due=draft.due or UNSET,
            end=draft.end or UNSET,
            unannounced=True if unannounced else UNSET,
        ),
    )


def _arrive(tx: Transaction, gift: EventId, draft: GiftDraft, act: Act) -> Stands:
    if draft.stocked:
        _check_much(draft)
        goods = Goods(org=draft.org, item=draft.item, quantity=draft.quantity)
        return receive_stock(tx, goods, act, gift=gift)
    said = (gift, draft.quantity)
    before = done_before(tx.connection, act.event_id, GiftDelivery, lambda row: (row.gift, row.qty) == said)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    stamp, said = tx.stamp(act.event_id), done(tx.connection, act)
    return append(tx, GiftDelivery(**stamp, **said, gift=gift, qty=draft.quantity))


def _standing(connection: Connection, gift: EventId) -> Contribution:
    one = gift_book(connection).gifts.get(gift)
    if one is None:
        raise NotFound(Code.GIFT_UNKNOWN)
    if one.withdrawn is not None:
        raise Conflict(Code.GIFT_WITHDRAWN)
    return one


def _draft_of(one: Contribution, quantity: int) -> GiftDraft:
    return GiftDraft(kind=one.kind, item=one.item, quantity=quantity, org=one.org, end=one.end)


def _check_draft(connection: Connection, draft: GiftDraft) -> None:
    # Nothing that somebody types freely may stand in the log.
    if draft.org and all(one.organisation != draft.org for one in all_versions(connection)):
        raise Invalid(Code.REQUEST_INVALID, field="org")
    _check_much(draft)
    fixed = {"money": RIAL, "piece": PIECE}.get(draft.kind, draft.item)
    if draft.item != fixed or re.fullmatch(_ITEM, draft.item) is None:
        raise Invalid(Code.REQUEST_INVALID, field="item")
    if draft.kind == "piece" and draft.campaign is None:
        raise Invalid(Code.REQUEST_INVALID, field="campaign")
    _check_form(draft.campaign, draft.due)


def _check_much(draft: GiftDraft) -> None:
    if draft.stocked and draft.quantity > _MOST_GOODS:
        raise Invalid(Code.REQUEST_INVALID, field="quantity")


def _check_form(campaign: str | None, due: Day | None) -> None:
    if campaign is not None and re.fullmatch(_CAMPAIGN, campaign) is None:
        raise Invalid(Code.REQUEST_INVALID, field="campaign")
    if due is not None:
        try:
            read_day(due)
        except ValueError:
            raise Invalid(Code.REQUEST_INVALID, field="due") from None
