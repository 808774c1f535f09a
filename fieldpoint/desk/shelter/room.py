"""The house tonight: which programmes are its nights, how it stands, and what a decision may count on.

Imports core and store.
"""

import msgspec

from fieldpoint.clock import Reading
from fieldpoint.core.names import Cycle
from fieldpoint.core.rules.book import RuleBook
from fieldpoint.core.rules.facts import Facts
from fieldpoint.core.rules.period import Moment, counted_day, cycle_of
from fieldpoint.core.rules.programme import Programme, SiteCap
from fieldpoint.core.shelter.room import Room, figures, room_for
from fieldpoint.database import Connection
from fieldpoint.desk.moment import moment_at
from fieldpoint.errors import Code, NotFound
from fieldpoint.store.shelter.nights import FLOOR_PLACE, cold_since, is_shelter, room_of


class Tonight(msgspec.Struct, frozen=True, kw_only=True):
    """The night that goes on: its programme, its key, what is eaten in it, and how the house stands."""

    programme: Programme
    night: Cycle
    meals: tuple[Programme, ...]
    moment: Moment
    room: Room
    cold: bool


def tonight(connection: Connection, book: RuleBook, now: Reading) -> Tonight:
    """The night that goes on: until noon it is the one that began yesterday, whatever day was opened since.

    `NotFound` (`shelter-none`) where no bed-night runs.
    """
    moment = moment_at(connection, now, book.zone)
    running = book.on(moment.day).programmes.values()
    programme = next((one for one in running if one.kind == "bed_night"), None)
    if programme is None:
        raise NotFound(Code.SHELTER_NONE)
    night = cycle_of(programme.period, counted_day(programme.period, moment))
    meals = [one for one in running if one.kind == "meal" and one.of_a_night]
    return Tonight(
        programme=programme,
        night=night,
        meals=tuple(one for one in meals if one.counts_for == "card"),
        moment=moment,
        room=room_of(connection, programme, night),
        cold=cold_since(connection) is not None,
    )


def in_house(connection: Connection, facts: Facts, section: str = "") -> Facts:
    """The facts about a bed-night with the places that this house has (or a section of it) as the site's cap.

    What somebody left for good is free again, and what is kept for others is not. Where nobody says which bed is
    whose, and for any other programme, the facts stay as they are.
    """
    programme = facts.programme
    if programme.kind != "bed_night" or not is_shelter(connection, facts.cycle):
        return facts
    room, card, now = room_of(connection, programme, facts.cycle), facts.holder.anonymous, facts.moment.at
    part = room.section(section) if section else None
    if part is None:
        left = figures(room, now)
        kept = any(one.card == card and one.holds(now) for one in room.holds)
        left = msgspec.structs.replace(left, free=left.free + kept)
    else:
        left = room_for(room, part, now, card)
    cap = programme.site_cap
    floor = FLOOR_PLACE if cap is None or cap.overflow_item is None else cap.overflow_item
    return msgspec.structs.replace(
        facts,
        programme=msgspec.structs.replace(
            programme, site_cap=SiteCap(count=left.beds, overflow=left.floor, overflow_item=floor)
        ),
        handed={programme.item: left.beds - left.free, floor: left.floor - left.free_floor},
    )
