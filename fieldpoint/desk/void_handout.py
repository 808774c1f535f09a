"""A handout is taken back, always whole: a new row, after which its slots are free again.

Who handed over may take it back for five minutes without a word (undo); later, and for others, the lead
does with a reason. The minutes are counted by the boot's own clock, which no hand can set.
"""

from dataclasses import dataclass

from msgspec import UNSET

from fieldpoint.clock import Reading
from fieldpoint.core.act_rows import StockOut, Void, VoidReason
from fieldpoint.core.base64url import b64url
from fieldpoint.core.day_sheet import ALREADY_VOIDED
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.desk.act import Act, done_before
from fieldpoint.errors import Code, NotAllowed, NotFound
from fieldpoint.store import log, voids
from fieldpoint.store.days import closed_day, open_day_of
from fieldpoint.store.merges import present_holder
from fieldpoint.store.takings import Slot, give_back
from fieldpoint.store.transaction import LogHead, Transaction

UNDO_MS = 5 * 60 * 1000
Voidable = Handout | StockOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided:
    """The void's row and where it stands. `effective` is false when the handout had been taken back before."""

    row: Void
    stands: LogHead
    effective: bool


def void_handout(
    tx: Transaction, ref: EventId, act: Act, reason: VoidReason = "undo", sup: str | None = None
) -> Voided:
    """The handout (or tally) `ref` counts no more. Does not commit.

    `sup` is the lead who allows it; without one it must be the tablet's own of the last five minutes. One
    that was taken back before gets a row with a flag and nothing else. `NotFound` (`handout-unknown`),
    `NotAllowed` (`void-needs-lead`), `Conflict` (`event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, Void, lambda row: row.ref == ref)
    if before is not None:
        return _voided(*before)
    found = log.find(tx.connection, ref)
    if found is None or not isinstance(found[0], Voidable):
        raise NotFound(Code.HANDOUT_UNKNOWN)
    row, head = found[0], found[1].head
    already = voids.void_of(tx.connection, ref) is not None
    if sup is None and not already and not _is_fresh(row, act, tx.now):
        raise NotAllowed(Code.VOID_NEEDS_LEAD)
    void = Void(
        **tx.stamp(act.event_id),
        ref=ref,
        ref_h=b64url(head),
        reason=reason,
        sup=sup,
        day=open_day_of(tx.connection),
        desk=act.desk,
        tab=act.tab,
        tseq=act.tseq,
        op=act.operator,
        late_for=closed_day(tx.connection, row.day) or UNSET,
        flags=[ALREADY_VOIDED] if already else UNSET,
    )
    stands = log.append(tx, void)
    if not already:
        apply_void(tx, void, row)
    return _voided(void, stands)


def apply_void(tx: Transaction, void: Void, row: Voidable) -> None:
    """The effect of an effective void's row: what `row` took counts no more. Does not commit."""
    voids.add_void(tx, row.id, void.id)
    if isinstance(row, Handout):
        holder = present_holder(tx.connection, row.hh, row.card)
        give_back(tx, Slot(holder=holder, programme=row.prog, cycle=row.cycle, item=row.item), row.id)


def _is_fresh(row: Voidable, act: Act, now: Reading) -> bool:
    own = row.tab is not None and row.tab == act.tab
    return own and row.boot == now.boot and 0 <= now.mono_ms - row.mono <= UNDO_MS


def _voided(row: Void, stands: LogHead) -> Voided:
    return Voided(row=row, stands=stands, effective=ALREADY_VOIDED not in (row.flags or ()))
