"""How a night stands, read from the projections. Imports core and database."""

from typing import Any

import msgspec

from fieldpoint.core.names import CardId, Cycle, EventId
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.shelter.room import Hold, Room, Stay
from fieldpoint.core.shelter.rows import Section
from fieldpoint.database import Connection

FLOOR_PLACE = "floor-place"  # what a place on the floor is called where a programme has no word for it
# On the way of every scan where a bed-night runs: whether there is anything to ask about at all.
READ_ANY = """SELECT EXISTS (SELECT 1 FROM shelter_sections) OR EXISTS (SELECT 1 FROM shelter_stays WHERE night = ?)
    OR EXISTS (SELECT 1 FROM shelter_holds WHERE night = ? AND ended IS NULL)"""
READ_STAYS = "SELECT stay, section, floor, bed, card, state, at, lines FROM shelter_stays WHERE night = ?"
READ_HOLDS = "SELECT hold, bed, until, card FROM shelter_holds WHERE night = ? AND ended IS NULL ORDER BY bed"
# Bed-nights that were given and of which nobody said where; a second one of a card that has its place is none of these.
READ_UNPLACED = """SELECT coalesce(sum(qty), 0) FROM takings WHERE programme = ?1 AND cycle = ?2 AND capped = 1
    AND event_id NOT IN (SELECT stay FROM shelter_stays WHERE night = ?2)
    AND holder NOT IN (SELECT card FROM shelter_stays WHERE night = ?2 AND card IS NOT NULL)"""


class PastHold(msgspec.Struct, frozen=True, kw_only=True):
    """A bed that was kept and is no more: `no-show`, `freed` before its hour, or whoever it was for has `come`."""

    bed: int
    until: int
    ended: str


def is_shelter(connection: Connection, night: Cycle) -> bool:
    """Whether anybody here says which bed is whose."""
    row = connection.execute(READ_ANY, (night, night)).fetchone()
    return row is not None and bool(row[0])


def sections(connection: Connection) -> list[Section]:
    """The sections of the house, in the order in which they were said."""
    found = connection.execute("SELECT name, first, last, floor FROM shelter_sections ORDER BY ordinal")
    return [Section(name=name, first=first, last=last, floor=floor) for name, first, last, floor in found]


def cold_since(connection: Connection) -> int | None:
    """Since when (ms of UTC) the house sends nobody away, or nothing."""
    row = connection.execute("SELECT since_at FROM shelter_cold").fetchone()
    return None if row is None else int(row[0])


def room_of(connection: Connection, programme: Programme, night: Cycle) -> Room:
    """The house in a night: as it was laid out, else with as many places as the programme's cap says."""
    known, cap = sections(connection), programme.site_cap
    beds, floor = (0, 0) if cap is None else (cap.count, cap.overflow)
    stays = [_stay(row) for row in connection.execute(READ_STAYS, (night,))]
    unplaced = connection.execute(READ_UNPLACED, (programme.name, night)).fetchone()
    return Room(
        sections=known or [Section(name="all", first=1, last=beds, floor=floor)],
        numbered=bool(known),
        stays=stays,
        holds=[_hold(row) for row in connection.execute(READ_HOLDS, (night,))],
        unplaced=0 if unplaced is None else int(unplaced[0]),
    )


def find_stay(connection: Connection, stay: EventId) -> tuple[Cycle, Stay] | None:
    """A stay by its bed-night's handout, and of which night it is."""
    row = connection.execute(
        "SELECT night, stay, section, floor, bed, card, state, at, lines FROM shelter_stays WHERE stay = ?", (stay,)
    ).fetchone()
    return None if row is None else (Cycle(row[0]), _stay(row[1:]))


def find_hold(connection: Connection, hold: EventId) -> Hold | None:
    """A bed that is kept and was not given since, whether its hour is over or not."""
    row = connection.execute(
        "SELECT hold, bed, until, card FROM shelter_holds WHERE hold = ? AND ended IS NULL", (hold,)
    ).fetchone()
    return None if row is None else _hold(row)


def past_holds(connection: Connection, night: Cycle) -> list[PastHold]:
    """The beds that were kept in a night and are no more, by their numbers."""
    found = connection.execute(
        "SELECT bed, until, ended FROM shelter_holds WHERE night = ? AND ended IS NOT NULL ORDER BY bed, until",
        (night,),
    )
    return [PastHold(bed=bed, until=until, ended=ended) for bed, until, ended in found]


def _stay(row: tuple[Any, ...]) -> Stay:
    stay, section, floor, bed, card, state, at, lines = row
    return Stay(
        stay=EventId(stay),
        section=section,
        floor=bool(floor),
        bed=bed,
        card=None if card is None else CardId(card),
        state=state,
        at=at,
        lines=tuple(EventId(line) for line in str(lines).split()),
    )


def _hold(row: tuple[Any, ...]) -> Hold:
    hold, bed, until, card = row
    return Hold(hold=EventId(hold), bed=bed, until=until, card=None if card is None else CardId(card))
