"""A household is registered at the desk: typed, compared with who is here, and saved when a human says so."""

import msgspec

from fieldpoint import ids
from fieldpoint.core.log_rows import Registration
from fieldpoint.core.names import Day, HouseholdId
from fieldpoint.core.people import Alternate, Household
from fieldpoint.core.register.draft import ReadDraft, Remark
from fieldpoint.database import Connection
from fieldpoint.desk.act import Act, done_before
from fieldpoint.desk.collectors import add_alternate, block_collector, read_present
from fieldpoint.desk.register.codes import code_taken, free_code
from fieldpoint.desk.register.edit import in_order
from fieldpoint.desk.register.likely import Likely, likely_households
from fieldpoint.desk.register_household import register_household
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.store.transaction import LogHead, Transaction


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed, as read: the code ("" for the next free one), the draft, alternates and who of them is blocked.

    `household` is the one that is being edited, where it is no new one.
    """

    office: str
    code: str
    draft: ReadDraft
    day: Day
    alternates: tuple[tuple[Alternate, bool], ...] = ()
    household: HouseholdId | None = None


def faults_of(connection: Connection, typed: Typed) -> list[Remark]:
    """Whatever must be mended before it is saved, a code that is taken among it."""
    taken = typed.household is None and typed.code and code_taken(connection, typed.office, typed.code)
    return [*typed.draft.faults, *([Remark(field="$.code", code=Code.CODE_TAKEN.value)] if taken else [])]


def hints_of(connection: Connection, typed: Typed) -> list[Likely]:
    """The households that it may be already."""
    return likely_households(connection, _household(typed, typed.household or HouseholdId(""), typed.code))


def register_typed(tx: Transaction, typed: Typed, act: Act, *, anyway: bool) -> tuple[Household, LogHead]:
    """The household is registered with its alternates, and where its row stands. Does not commit.

    `anyway`: a human saw the likely ones. `Invalid` (`household-invalid`), `Conflict` (`household-likely-known`,
    `code-taken`, `event-id-reused`).
    """
    before = done_before(tx.connection, act.event_id, Registration, lambda row: row.op == act.operator)
    if before is not None:
        return read_present(tx.connection, before[0].hh), before[1]
    check_faults(typed.draft)
    if not anyway and hints_of(tx.connection, typed):
        raise Conflict(Code.HOUSEHOLD_LIKELY_KNOWN)
    code = free_code(tx.connection, typed.office, typed.code)
    household = _household(typed, ids.new_household_id(), code)
    _, stands = register_household(tx, household, act)
    own = msgspec.structs.replace(act, event_id=None)
    for alternate, blocked in typed.alternates:
        added, _ = add_alternate(tx, household.household, alternate, own)
        if blocked:
            block_collector(tx, household.household, added.person, own)
    return household, stands


def check_faults(draft: ReadDraft) -> None:
    """Whether a draft may be saved. `Invalid` (`household-invalid`) with the first field and its fault."""
    if draft.faults:
        raise Invalid(Code.HOUSEHOLD_INVALID, field=draft.faults[0].field, fault=draft.faults[0].code)


def _household(typed: Typed, household: HouseholdId, code: str) -> Household:
    return Household(
        household=household,
        office=typed.office,
        code=code,
        neighbourhood=typed.draft.neighbourhood,
        registered_on=typed.day,
        members=in_order(typed.draft.people),
        review_on=typed.draft.review_on,
    )
