"""/api/v1/campaigns…: the lead opens a campaign, puts up its tents, looks at its numbers, closes it with its report."""

from collections.abc import Callable
from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from fieldpoint.core.campaigns.campaign import Campaign, span, state_on
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.rules.window import Hours
from fieldpoint.desk.act import Act, Stands
from fieldpoint.desk.campaigns.acts import Pitch, close_campaign, name_giver, open_campaign, put_up, take_down
from fieldpoint.desk.campaigns.look import Seen, see, see_all
from fieldpoint.desk.campaigns.packaged import packaged_campaign, packaged_campaigns
from fieldpoint.errors import Code, NotFound
from fieldpoint.store.campaigns.campaigns import events_on, find_campaign
from fieldpoint.store.campaigns.givers import public_givers
from fieldpoint.store.days import open_day_of
from fieldpoint.store.entry.sign_ins import SignIn
from fieldpoint.store.transaction import Transaction, read_head
from fieldpoint.web.campaigns.puzzle import day_now, puzzle_routes
from fieldpoint.web.campaigns.wire import (
    CampaignAct,
    CampaignActReply,
    CampaignOpening,
    CampaignsReply,
    CampaignView,
    EventRequest,
    EventsReply,
    EventView,
    GiverRequest,
    GiversReply,
    PackagedView,
    PlaceView,
)
from fieldpoint.web.till import Till
from fieldpoint.web.views import receipt


@get("/api/v1/campaigns")
async def get_campaigns(till: NamedDependency[Till]) -> CampaignsReply:
    """Every campaign that was opened here, with its numbers, and those of the package that may be."""
    day = open_day_of(till.reader) or day_now(till)
    seen = see_all(till.reader, till.site.facts, day)
    here = {one.campaign.code for one in seen}
    rest = [_packaged(one, day) for one in packaged_campaigns() if one.code not in here]
    return CampaignsReply(day=day, campaigns=[_view(till, one) for one in seen], package=rest)


@get("/api/v1/campaigns/{campaign:str}")
async def get_campaign(campaign: FromPath[str], till: NamedDependency[Till]) -> CampaignView:
    """One campaign with its numbers. 404 `campaign-unknown`."""
    return _view(till, see(till.reader, campaign, till.site.facts, day_now(till)))


@get("/api/v1/campaigns/{campaign:str}/report")
async def get_report(campaign: FromPath[str], till: NamedDependency[Till]) -> Response[bytes]:
    """The report as a PDF: as it was closed, the same bytes every time, or as it stands. 404 `campaign-unknown`."""
    from fieldpoint.paper.campaign_sheet import campaign_pdf  # noqa: PLC0415  fpdf2, for the first sheet

    seen = see(till.reader, campaign, till.site.facts, day_now(till))
    headers = {"Content-Disposition": f'attachment; filename="campaign-{seen.campaign.code}.pdf"'}
    return Response(campaign_pdf(seen.report, seen.seal), media_type="application/pdf", headers=headers)


@post("/api/v1/campaigns", status_code=201)
async def post_campaign(
    data: JSONBody[CampaignOpening], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CampaignActReply:
    """The campaign of the package runs here; again changes nothing. 404 `campaign-unknown`, 409 `campaign-closed`."""
    campaign = packaged_campaign(data.campaign, data.moon)
    if campaign is None:
        raise NotFound(Code.CAMPAIGN_UNKNOWN)
    return await _write(till, data.act_id, session, lambda tx, act: open_campaign(tx, campaign, act, data.moon))


@post("/api/v1/campaigns/{campaign:str}/closings", status_code=201)
async def post_closing(
    campaign: FromPath[str],
    data: JSONBody[CampaignAct],
    till: NamedDependency[Till],
    session: NamedDependency[SignIn],
) -> CampaignActReply:
    """The campaign is closed with its report; again gives the same. 409 `campaign-day-open`, 404 `campaign-unknown`."""
    day, facts = day_now(till), till.site.facts
    return await _write(till, data.act_id, session, lambda tx, act: close_campaign(tx, campaign, day, facts, act))


@post("/api/v1/campaigns/{campaign:str}/givers", status_code=201)
async def post_giver(campaign: FromPath[str], data: JSONBody[GiverRequest], till: NamedDependency[Till]) -> GiversReply:
    """The name stands beside the picture, or no longer. 404 `campaign-unknown`, 409 `campaign-closed`."""
    await till.writer.write(lambda tx: name_giver(tx, campaign, data.name, on=data.on))
    return GiversReply(givers=[*public_givers(till.reader, campaign)])


@get("/api/v1/campaign-events")
async def get_events(till: NamedDependency[Till]) -> EventsReply:
    """Where tents stand on the day that is open, for whoever counts there."""
    day = open_day_of(till.reader) or day_now(till)
    return EventsReply(day=day, events=_events(till, day))


@post("/api/v1/campaign-events", status_code=201)
async def post_event(
    data: JSONBody[EventRequest], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CampaignActReply:
    """The tents stand there. 400 `event-unfit`, 404 `campaign-unknown`, 409 `campaign-closed`."""
    hours = Hours(first=data.first, last=data.last)
    pitch = Pitch(campaign=data.campaign, place=data.place, day=Day(data.day), hours=hours)
    return await _write(till, data.act_id, session, lambda tx, act: put_up(tx, pitch, act))


@post("/api/v1/campaign-events/{event:str}/ends", status_code=201)
async def post_event_end(
    event: FromPath[str], data: JSONBody[CampaignAct], till: NamedDependency[Till], session: NamedDependency[SignIn]
) -> CampaignActReply:
    """The event was entered by mistake. 404 `event-unknown`, 409 `event-tallied`."""
    return await _write(till, data.act_id, session, lambda tx, act: take_down(tx, EventId(event), act))


async def _write(
    till: Till, act_id: str, session: SignIn, change: Callable[[Transaction, Act], Stands | None]
) -> CampaignActReply:
    """What changed nothing answers where the log stands."""
    act = Act(operator=session.operator, desk=session.desk, tab=session.tab, event_id=EventId(act_id))

    def write(tx: Transaction) -> CampaignActReply:
        done = change(tx, act)
        stands = read_head(tx.connection) if done is None else done.stands
        done_id = EventId(act_id) if done is None else done.row.id
        return CampaignActReply(act_id=done_id, receipt=receipt(stands, till.epochs))

    reply = await till.writer.write(write)
    till.pusher.poke()
    return reply


def _view(till: Till, seen: Seen) -> CampaignView:
    one = seen.campaign
    return CampaignView(
        code=one.code,
        version=one.version,
        title_fa=one.title_fa,
        about_fa=one.about_fa or "",
        state=seen.state,
        puzzle=one.puzzle is not None,
        item=one.target.item,
        givers=[*public_givers(till.reader, one.code)],
        places=[PlaceView(code=place.code, title_fa=place.title_fa) for place in one.places],
        report=seen.report,
        seal=seen.seal,
    )


def _packaged(one: Campaign, day: Day) -> PackagedView:
    first, last = span(one)
    return PackagedView(
        code=one.code,
        title_fa=one.title_fa,
        about_fa=one.about_fa or "",
        state=state_on(one, day),
        first=first,
        last=last,
        moon=any(window.moon for window in one.window),
    )


def _events(till: Till, day: Day) -> list[EventView]:
    found: list[EventView] = []
    for code, one in events_on(till.reader, day):
        running = find_campaign(till.reader, code)
        place = None if running is None else running.campaign.place(one.place)
        found.append(
            EventView(
                event=one.event,
                title_fa=code if running is None else running.campaign.title_fa,
                place_fa=one.place if place is None else place.title_fa,
                first=one.first,
                last=one.last,
            )
        )
    return found


campaign_routes: Final[tuple[ControllerRouterHandler, ...]] = (
    get_campaigns,
    get_campaign,
    get_report,
    post_campaign,
    post_closing,
    post_giver,
    get_events,
    post_event,
    post_event_end,
    *puzzle_routes,
)
