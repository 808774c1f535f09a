"""What is known of a household's people is deleted, here and in every copy that is restored later; the log still holds.

The row that says so is the erasure list: names nobody, and whoever replays the log deletes again.
"""

from fieldpoint.core.names import HouseholdId
from fieldpoint.core.register.rows import HouseholdErase
from fieldpoint.desk.act import Act, done_before
from fieldpoint.errors import Code, NotFound
from fieldpoint.store import effects, log, people
from fieldpoint.store.merges import present_household
from fieldpoint.store.transaction import LogHead, Transaction


def erase_household(tx: Transaction, household: HouseholdId, act: Act) -> tuple[HouseholdErase, LogHead]:
    """Nobody of the household is known any more, nor of those merged into it. Does not commit.

    The freed places of the file are overwritten; `store/register/wipe.py` then empties the WAL. `NotFound`
    (`household-unknown`, also when it was erased before), `Conflict` (`event-id-reused`).
    """
    present = present_household(tx.connection, household)
    before = done_before(tx.connection, act.event_id, HouseholdErase, lambda row: row.hh == present)
    if before is not None:
        return before
    if people.read_household(tx.connection, present) is None:
        raise NotFound(Code.HOUSEHOLD_UNKNOWN)
    row = HouseholdErase(**tx.stamp(act.event_id), hh=present, op=act.operator)
    stands = log.append(tx, row)
    effects.apply(tx, row)
    return row, stands
