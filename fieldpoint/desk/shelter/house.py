"""What the lead says of the house: its sections, and that the night is cold. Nothing here commits.

Imports core, store and its neighbours.
"""

from collections.abc import Sequence

import msgspec

from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.shelter.rows import ColdNight, Section, ShelterLayout
from fieldpoint.desk.act import Act, Stands, done_before
from fieldpoint.desk.shelter.room import tonight
from fieldpoint.desk.shelter.said import said, write
from fieldpoint.errors import Code, Conflict, Invalid
from fieldpoint.store.transaction import Transaction

MOST_BEDS = 5000


def lay_out(tx: Transaction, book: RuleBook, sections: Sequence[Section], act: Act) -> Stands:
    """The house has these sections; whoever sleeps there tonight keeps their bed.

    `Invalid` (`layout-unfit`): sections of one name, numbers that two sections have, too many. `Conflict`
    (`bed-taken`): somebody sleeps tonight in a bed that would be no more.
    """
    before = done_before(tx.connection, act.event_id, ShelterLayout, lambda row: row.sections == list(sections))
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    _check(sections)
    room = tonight(tx.connection, book, tx.now).room
    after = msgspec.structs.replace(room, sections=list(sections), numbered=True)
    slept_in = [one for one in room.stays if one.bed is not None and one.state != "left"]
    if any(after.section_of(one.bed or 0) is None for one in slept_in):
        raise Conflict(Code.BED_TAKEN)
    row = ShelterLayout(**tx.stamp(act.event_id), **said(tx, act, after), sections=list(sections))
    return write(tx, row)


def set_cold(tx: Transaction, book: RuleBook, act: Act, *, on: bool) -> Stands:
    """The night is cold, and nobody is sent away, until the lead says otherwise."""
    before = done_before(tx.connection, act.event_id, ColdNight, lambda row: row.on == on)
    if before is not None:
        return Stands(row=before[0], stands=before[1], again=True)
    room = tonight(tx.connection, book, tx.now).room
    return write(tx, ColdNight(**tx.stamp(act.event_id), **said(tx, act, room, cold=on), on=on))


def _check(sections: Sequence[Section]) -> None:
    names = [one.name for one in sections]
    beds = [bed for one in sections for bed in range(max(one.first, 1), min(one.last, MOST_BEDS) + 1)]
    numbers = all(one.first >= 1 and 0 <= one.last <= MOST_BEDS and 0 <= one.floor <= MOST_BEDS for one in sections)
    if not sections or len(set(names)) < len(names) or not numbers or len(set(beds)) < len(beds):
        raise Invalid(Code.LAYOUT_UNFIT)
