"""The second person stands by what the lead gave although the rules refuse it, until the day is closed."""

from fieldpoint.core.act_rows import OverrideConfirm
from fieldpoint.core.day_sheet import SECOND_MISSING
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId
from fieldpoint.desk.act import Act, done_before
from fieldpoint.errors import Code, Conflict, NotAllowed, NotFound
from fieldpoint.store import effects, log
from fieldpoint.store.days import last_close
from fieldpoint.store.transaction import LogHead, Transaction
from fieldpoint.store.voids import confirmation_of, void_of


def confirm_override(tx: Transaction, ref: EventId, second: str, act: Act) -> tuple[OverrideConfirm, LogHead]:
    """The override `ref` has its second person, and where that row stands. Does not commit.

    `NotFound` (`handout-unknown`), `NotAllowed` (`second-person-same`); `Conflict`: `confirmation-not-awaited`
    when the rule asks nobody, somebody was there already or the handout was taken back, `confirmation-late` once
    the report that counts the handout is closed, `event-id-reused`.
    """
    before = done_before(
        tx.connection, act.event_id, OverrideConfirm, lambda row: (row.ref, row.second) == (ref, second)
    )
    if before is not None:
        return before
    given, stands = log.find(tx.connection, ref) or (None, None)
    if not isinstance(given, Handout) or stands is None:
        raise NotFound(Code.HANDOUT_UNKNOWN)
    over = confirmation_of(tx.connection, ref) is not None or void_of(tx.connection, ref) is not None
    if SECOND_MISSING not in (given.flags or ()) or over:
        raise Conflict(Code.CONFIRMATION_NOT_AWAITED)
    if given.op == second:
        raise NotAllowed(Code.SECOND_PERSON_SAME)
    if (stands.epoch_no, stands.seq) <= (last_close(tx.connection) or (0, 0)):
        raise Conflict(Code.CONFIRMATION_LATE)
    row = OverrideConfirm(**tx.stamp(act.event_id), ref=ref, second=second, op=act.operator)
    head = log.append(tx, row)
    effects.apply(tx, row)
    return row, head
