"""A merge was a mistake: the two households are two again, each with its own people, cards and history."""

from fieldpoint.core.act_rows import HouseholdMerge
from fieldpoint.core.log_rows import Handout
from fieldpoint.core.names import EventId, HouseholdId
from fieldpoint.core.register.rows import MergeUndo
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, done_before
from fieldpoint.desk.collectors import read_present
from fieldpoint.desk.register_household import append_registration
from fieldpoint.errors import Code, Conflict, NotFound
from fieldpoint.store import effects, log, people
from fieldpoint.store.days import counted_since
from fieldpoint.store.merges import present_household
from fieldpoint.store.register import undo
from fieldpoint.store.register.changes import note_change
from fieldpoint.store.register.undo import Merge
from fieldpoint.store.transaction import LogHead, Transaction

_MOST_LATER = 400  # ids that fit into a row


def undo_merge(tx: Transaction, merge: EventId, act: Act) -> tuple[MergeUndo, LogHead]:
    """The two households of the merge are two again, and where that row stands. Does not commit.

    What was handed out since goes with the card it was handed out on. `NotFound` (`merge-unknown`; also for one that
    is undone), `Conflict` (`merge-not-last` when a later merge must be undone first, `merge-invalid` for one of an
    older fieldpoint that nobody can go back from, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, MergeUndo, lambda row: row.merge == merge)
    if before is not None:
        return before
    found, written = undo.find_merge(tx.connection, merge), log.find(tx.connection, merge)
    if found is None or written is None or not isinstance(written[0], HouseholdMerge):
        raise NotFound(Code.MERGE_UNKNOWN)
    if not is_last(tx.connection, found):
        raise Conflict(Code.MERGE_NOT_LAST)
    if not undo.has_people_to_go(tx.connection, found):
        raise Conflict(Code.MERGE_INVALID)
    merged = read_present(tx.connection, found.kept)
    row = MergeUndo(
        **tx.stamp(act.event_id),
        merge=merge,
        kept=found.kept,
        gone=found.gone,
        people=written[0].people,
        later=_later(tx.connection, found, written[1]),
        op=act.operator,
    )
    stands = log.append(tx, row)
    effects.apply(tx, row)
    for household in (found.kept, found.gone):
        _register_anew(tx, household, act)
    note_change(tx, found.kept, "undo", (row.id, act.operator), merged)
    return row, stands


def is_last(connection: Connection, merge: Merge) -> bool:
    """Whether no later merge stands upon this one."""
    newest = undo.merges_into(connection, merge.kept)[:1]
    return newest == [merge] and present_household(connection, merge.kept) == merge.kept


def _later(connection: Connection, merge: Merge, since: LogHead) -> list[EventId]:
    """The handouts since the merge on a card of the household that was gone."""
    cards = set(undo.cards_of_group(connection, undo.everyone_in(connection, merge.gone)))
    found = [
        row.id
        for row, _ in counted_since(connection, (since.epoch_no, since.seq))
        if isinstance(row, Handout) and row.hh == merge.kept and row.card in cards
    ]
    return found[-_MOST_LATER:]


def _register_anew(tx: Transaction, household: HouseholdId, act: Act) -> None:
    """The log names the people that the household has now."""
    now = read_present(tx.connection, household)
    own = Act(operator=act.operator, desk=act.desk)
    append_registration(tx, now, people.salt_of(tx.connection, household), own)
