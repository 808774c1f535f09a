"""A handout is taken back, always whole: a new row, after which its slots are free again.

Who handed over may take it back for five minutes without a word (undo); later, and for others, the lead
does with a reason. The minutes are counted by the boot's own clock, which no hand can set.
"""

from typing import TypedDict

import msgspec
from msgspec import UNSET, UnsetType

from fieldpoint.clock import Reading
from fieldpoint.core.act_rows import StockOut, Void, VoidReason
from fieldpoint.core.base64url import b64url
from fieldpoint.core.day_sheet import ALREADY_VOIDED, QUARANTINED
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import CardId, Cycle, EventId, HouseholdId, ProgrammeCode
from fieldpoint.desk.act import Act, done_before
from fieldpoint.desk.record_fact import AFTER_THE_FACT
from fieldpoint.errors import Code, NotAllowed, NotFound
from fieldpoint.store import effects, log, voids
from fieldpoint.store.days import closed_day, open_day_of
from fieldpoint.store.transaction import LogHead, Transaction

UNDO_MS = 5 * 60 * 1000
Voidable = Handout | StockOut  # of those only what was given freely: other ways out of the stock are counted right


class Voided(msgspec.Struct, frozen=True, kw_only=True):
    """The void's row and where it stands. `effective` is false when the handout had been taken back before."""

    row: Void
    stands: LogHead
    effective: bool


def void_handout(
    tx: Transaction, ref: EventId, act: Act, reason: VoidReason = "undo", sup: str | None = None
) -> Voided:
    """The handout (or tally) `ref` counts no more. Does not commit.

    `sup` is the lead who allows it; without one it must be the operator's own, from this tablet, of the last five
    minutes. One that was taken back before gets a row with a flag and nothing else. `NotFound`
    (`handout-unknown`, for one in quarantine too), `NotAllowed` (`void-needs-lead`), `Conflict` (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, Void, lambda row: row.ref == ref)
    if before is not None:
        return _voided(*before)
    found = log.find(tx.connection, ref)
    row = None if found is None else found[0]
    if found is None or not isinstance(row, Voidable) or not _may_be_taken_back(row):
        raise NotFound(Code.HANDOUT_UNKNOWN)
    head = found[1].head
    already = voids.void_of(tx.connection, ref) is not None
    if sup is None and not already and not _is_fresh(row, act, tx.now):
        raise NotAllowed(Code.VOID_NEEDS_LEAD)
    return _append(tx, row, head, act, _Said(reason=reason, sup=sup, flags=[ALREADY_VOIDED] if already else []))


def undo_fact(tx: Transaction, ref: EventId, act: Act) -> Voided | None:
    """What this tablet handed over unseen and took back at once, before the site heard of it, counts no more.

    The five minutes were the tablet's own, so the row says `after-the-fact`. Nothing happens to another tablet's row,
    and to one in quarantine, which counts for nothing. Does not commit. `Conflict` (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, Void, lambda row: row.ref == ref)
    if before is not None:
        return _voided(*before)
    found = log.find(tx.connection, ref)
    row = None if found is None else found[0]
    if found is None or not isinstance(row, Handout) or row.tab != act.tab or QUARANTINED in (row.flags or ()):
        return None
    already = [ALREADY_VOIDED] if voids.void_of(tx.connection, ref) is not None else []
    return _append(tx, row, found[1].head, act, _Said(reason="undo", sup=None, flags=[AFTER_THE_FACT, *already]))


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """Why something is taken back, who allows it, what a report counts of it."""

    reason: VoidReason
    sup: str | None
    flags: list[str]


def _append(tx: Transaction, row: Voidable, head: bytes, act: Act, said: _Said) -> Voided:
    void = Void(
        **tx.stamp(act.event_id),
        **_taken_back(row),
        ref_h=b64url(head),
        reason=said.reason,
        sup=said.sup,
        day=open_day_of(tx.connection),
        desk=act.desk,
        tab=act.tab,
        tseq=act.tseq,
        op=act.operator,
        late_for=closed_day(tx.connection, row.day) or UNSET,
        flags=said.flags or UNSET,
    )
    stands = log.append(tx, void)
    effects.apply(tx, void)
    return _voided(void, stands)


def _is_fresh(row: Voidable, act: Act, now: Reading) -> bool:
    own = row.tab is not None and (row.tab, row.op) == (act.tab, act.operator)
    return own and row.boot == now.boot and 0 <= now.mono_ms - row.mono <= UNDO_MS


def _may_be_taken_back(row: Voidable) -> bool:
    return QUARANTINED not in (row.flags or ()) and (isinstance(row, Handout) or row.why == "leftover")


class _TakenBack(TypedDict):
    """What a void says of the row that it takes back."""

    ref: EventId
    card: CardId | None
    hh: HouseholdId | None
    prog: ProgrammeCode | None
    cycle: Cycle
    item: str
    qty: int
    draws: str | UnsetType


def _taken_back(row: Voidable) -> _TakenBack:
    """A tally has neither card nor programme."""
    given = row if isinstance(row, Handout) else None
    return _TakenBack(
        ref=row.id,
        card=None if given is None else given.card,
        hh=None if given is None else given.hh,
        prog=None if given is None else given.prog,
        cycle=Cycle("") if given is None else given.cycle,
        item=row.item,
        qty=row.qty,
        draws=row.draws,
    )


def _voided(row: Void, stands: LogHead) -> Voided:
    return Voided(row=row, stands=stands, effective=ALREADY_VOIDED not in (row.flags or ()))
