"""Facts that were admissions: whoever was admitted while the site could not be asked gets a place with the fact.

Imports desk, core and web's bodies.
"""

from collections.abc import Sequence

import msgspec

from fieldpoint.core.names import EventId
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.desk.act import Act
from fieldpoint.desk.hand_out import Place
from fieldpoint.desk.look import Shown
from fieldpoint.desk.record_fact import Recorded
from fieldpoint.desk.shelter.afterwards import Lying, Wish, leave_undone, lie_afterwards
from fieldpoint.store.transaction import Transaction
from fieldpoint.web.wire_acts import FactRequest, Lies


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as the tablet sent it, whose card it was, where it came from, and its row."""

    fact: FactRequest
    shown: Shown | None
    recorded: Recorded
    place: Place


def give_places(tx: Transaction, book: RuleBook, brought: Sequence[Brought]) -> dict[str, Lies]:
    """The place of each admission, by the tablet's id of its bed-night. Nothing here commits."""
    rows = {one.fact.handout_id: one.recorded.row.id for one in brought}
    found: dict[str, Lies] = {}
    for one in brought:
        fact, wanted = one.fact, one.fact.night
        if wanted is None:
            continue
        act = Act(operator=one.place.operator, desk=one.place.desk, tab=one.place.tab)
        if fact.undone is not None:
            leave_undone(tx, book, one.recorded.row, act)
            continue
        wish = Wish(
            section=wanted.section or "",
            hold=None if wanted.hold is None else EventId(wanted.hold),
            lines=tuple(rows[line] for line in wanted.lines if line in rows),
        )
        lying = lie_afterwards(tx, book, (one.recorded, one.shown), wish, act)
        if lying is not None:
            found[fact.handout_id] = _lies(lying)
    return found


def _lies(one: Lying) -> Lies:
    return Lies(result=one.result, bed=one.stay.bed, floor=one.stay.floor)
