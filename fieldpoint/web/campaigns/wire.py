"""What travels between the lead's screen of campaigns and the site (see web/wire.py for how)."""

from typing import Annotated

from msgspec import Meta

from fieldpoint.core.campaigns.campaign import State
from fieldpoint.core.campaigns.total import CampaignReport
from fieldpoint.core.names import Day, EventId
from fieldpoint.web.wire import Code, HandoutId, Receipt, Wire

DayText = Annotated[str, Meta(pattern=r"^1[2-5]\d\d-\d\d-\d\d$", max_length=10, description="a Jalali day")]
HourText = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", max_length=5, description="an hour of the day")]


class CampaignOpening(Wire, frozen=True, kw_only=True):
    """POST /api/v1/campaigns: a campaign of the package runs here; `moon` moves what follows it by so many days."""

    act_id: HandoutId
    campaign: Code
    moon: Annotated[int, Meta(ge=-1, le=1)] = 0


class CampaignAct(Wire, frozen=True, kw_only=True):
    """POST /api/v1/campaigns/{campaign}/closings and …/campaign-events/{event}/ends: an act under its own id."""

    act_id: HandoutId


class EventRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/campaign-events: tents stand at a place of the campaign, on a day, from an hour to another."""

    act_id: HandoutId
    campaign: Code
    place: Code
    day: DayText
    first: HourText
    last: HourText


class GiverRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/campaigns/{campaign}/givers: a giver asked to stand by name beside the picture, or (`on` false) not.

    The name is kept at this site alone and is on a page that everybody may see.
    """

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    on: bool = True


class GiversReply(Wire, frozen=True, kw_only=True):
    """The names beside the picture now."""

    givers: list[str]


class CampaignActReply(Wire, frozen=True, kw_only=True):
    """The act is a row."""

    act_id: EventId
    receipt: Receipt


class PlaceView(Wire, frozen=True, kw_only=True):
    """A place where the campaign's tents may stand."""

    code: str
    title_fa: str


class CampaignView(Wire, frozen=True, kw_only=True):
    """A campaign with its numbers; with a `seal` it is closed, and they are those of its report.

    `item` is the one that its target counts, where it counts one alone.
    """

    code: str
    version: int
    title_fa: str
    about_fa: str
    state: State
    puzzle: bool
    item: str | None
    givers: list[str]
    places: list[PlaceView]
    report: CampaignReport
    seal: str


class PackagedView(Wire, frozen=True, kw_only=True):
    """A campaign of the package that does not run here yet, with its first and last day."""

    code: str
    title_fa: str
    about_fa: str
    state: State
    first: Day
    last: Day
    moon: bool


class CampaignsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/campaigns: what runs here, those that run now first; what may be opened besides."""

    day: Day
    campaigns: list[CampaignView]
    package: list[PackagedView]


class EventView(Wire, frozen=True, kw_only=True):
    """An event of a day, for whoever counts there."""

    event: EventId
    title_fa: str
    place_fa: str
    first: str
    last: str


class EventsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/campaign-events: the events of the business day, else of today, by their hours."""

    day: Day
    events: list[EventView]
