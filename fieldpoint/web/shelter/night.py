"""GET /api/v1/shelter and /shelter/stays: how the night stands, and who lies where."""

from litestar import get
from litestar.di import NamedDependency

from fieldpoint.core.names import Cycle
from fieldpoint.core.rules.programme import Programme
from fieldpoint.core.shelter.places import Places
from fieldpoint.core.shelter.room import crowd, figures, places_in
from fieldpoint.desk.shelter.night_list import Lying, label_of_card, night_list
from fieldpoint.desk.shelter.room import Tonight, tonight
from fieldpoint.errors import NotFound
from fieldpoint.store.shelter import elsewhere
from fieldpoint.store.shelter.nights import cold_since, past_holds
from fieldpoint.store.stock.lots import balance
from fieldpoint.store.takings import handed_under
from fieldpoint.web.shelter.wire import (
    HoldView,
    MealView,
    NightListReply,
    NoteView,
    OtherView,
    PlacesView,
    SectionView,
    ShelterReply,
    StayView,
)
from fieldpoint.web.till import Till

_NOWHERE = PlacesView(beds=0, floor=0, free=0, free_floor=0, held=0)


@get("/api/v1/shelter")
async def get_shelter(till: NamedDependency[Till]) -> ShelterReply:
    """Free beds and floor places, meals, what is kept, other places by the registry's word, the shift's notes."""
    now, night = till.site.clock.now().wall_ms, _tonight(till)
    room = None if night is None else night.room
    return ShelterReply(
        night=None if night is None else night.night,
        programme=None if night is None else night.programme.name,
        at=now,
        cold_since=cold_since(till.reader),
        numbered=room is not None and room.numbered,
        places=_NOWHERE if room is None else places_view(figures(room, now)),
        sections=[] if night is None else _sections(night, now),
        unplaced=0 if room is None else room.unplaced,
        over=0 if room is None else sum(crowd(room, one) for one in room.sections),
        meals=[] if night is None else [_meal(till, one, night.night) for one in night.meals],
        holds=[] if night is None else _holds(till, night, now),
        no_shows=[] if night is None else _no_shows(till, night.night),
        others=[_other(one) for one in elsewhere.other_places(till.reader)],
        note=None if night is None else note_view(elsewhere.note_of(till.reader, night.night)),
        note_before=None if night is None else note_view(elsewhere.last_note(till.reader, night.night)),
    )


@get("/api/v1/shelter/stays")
async def get_stays(till: NamedDependency[Till]) -> NightListReply:
    """The list of the night that goes on."""
    night = _tonight(till)
    if night is None:
        return NightListReply(night=None, stays=[])
    return NightListReply(night=night.night, stays=[stay_view(one) for one in night_list(till.reader, night)])


def places_view(one: Places) -> PlacesView:
    """Figures as they are sent."""
    return PlacesView(beds=one.beds, floor=one.floor, free=one.free, free_floor=one.free_floor, held=one.held)


def stay_view(one: Lying) -> StayView:
    """Somebody's place as it is sent: no name, no reason, no whole code."""
    stay = one.stay
    return StayView(
        stay=stay.stay,
        section=stay.section,
        floor=stay.floor,
        bed=stay.bed,
        state=stay.state,
        label=one.label,
        at=stay.at,
    )


def note_view(one: elsewhere.Note | None) -> NoteView | None:
    """A note as it is sent."""
    return None if one is None else NoteView(note=one.note, at=one.at)


def _tonight(till: Till) -> Tonight | None:
    try:
        return tonight(till.reader, till.book(till.reader), till.site.clock.now())
    except NotFound:  # no bed-night runs here
        return None


def _sections(night: Tonight, now: int) -> list[SectionView]:
    room = night.room
    return [
        SectionView(name=one.name, first=one.first, last=one.last, places=places_view(places_in(room, one, now)))
        for one in room.sections
    ]


def _meal(till: Till, meal: Programme, night: Cycle) -> MealView:
    cap, lefts = meal.site_cap, list[int]()
    if cap is not None:
        lefts.append(cap.count - handed_under(till.reader, meal.name, night).get(meal.item, 0))
    stock = balance(till.reader, meal.organisation or "", meal.item) if meal.draws_stock else None
    if stock is not None:
        lefts.append(stock)
    return MealView(
        programme=meal.name,
        title_fa=meal.title_fa,
        unit_fa=meal.unit_fa,
        given=till.counting.up_to_now(till.reader).items[meal.name],
        left=max(min(lefts), 0) if lefts else None,
    )


def _holds(till: Till, night: Tonight, now: int) -> list[HoldView]:
    return [
        HoldView(
            hold=one.hold,
            bed=one.bed,
            until=one.until,
            over=not one.holds(now),
            label=label_of_card(till.reader, one.card),
        )
        for one in night.room.holds
    ]


def _no_shows(till: Till, night: Cycle) -> list[int]:
    return [one.bed for one in past_holds(till.reader, night) if one.ended == "no-show"]


def _other(one: elsewhere.OtherPlace) -> OtherView:
    return OtherView(site=one.site, title=one.title, places=places_view(one.places), cold=one.cold, told_at=one.told_at)
