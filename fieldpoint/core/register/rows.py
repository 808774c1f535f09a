"""Rows of what becomes of a household: it parts, a merge is taken back, its record is erased (see log_rows.py).

Random ids only, as in every row. Births, deaths and moves are no rows of their own: who the people are is known by the
`registration` that follows them, and what happened to a family is nobody's business outside its record.

Imports msgspec and `core`.
"""

from fieldpoint.core.names import Cycle, EventId, HouseholdId, PersonId, ProgrammeCode
from fieldpoint.core.row import Row


class HouseholdSplit(Row, frozen=True, kw_only=True, tag="household.split"):
    """`people` of `old` are a household of their own from here on, `head` its head.

    What `old` took of the programmes and periods in `counts` counts for both: they were open at the split.
    """

    old: HouseholdId
    new: HouseholdId
    people: list[PersonId]
    head: PersonId
    counts: list[tuple[ProgrammeCode, Cycle]]
    op: str


class MergeUndo(Row, frozen=True, kw_only=True, tag="merge.undo"):
    """The row `merge` was a mistake: people, cards and history of `gone` are its own again.

    `people` are the pairs of the merge; `later` the handouts since then on cards of `gone`, which go with those cards.
    """

    merge: EventId
    kept: HouseholdId
    gone: HouseholdId
    people: list[tuple[PersonId, PersonId]]
    later: list[EventId]
    op: str


class HouseholdErase(Row, frozen=True, kw_only=True, tag="household.erase"):
    """What was known of the household's people is deleted here and in every copy that is restored.

    The log keeps its random ids. These rows are the erasure list: who replays the log applies them again.
    """

    hh: HouseholdId
    op: str


HouseholdRow = HouseholdSplit | MergeUndo | HouseholdErase
