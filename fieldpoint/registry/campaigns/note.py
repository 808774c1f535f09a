"""What a row of a site adds to what is known of campaigns. Imports core and the store's tables."""

from msgspec import UnsetType

from fieldpoint.core.act_rows import StockOut
from fieldpoint.core.campaigns.add_up import Event, Tallied
from fieldpoint.core.campaigns.pieces import word_of
from fieldpoint.core.campaigns.rows import CampaignClose, CampaignEvent, CampaignEventOff, CampaignOpen, CampaignRow
from fieldpoint.core.day_sheet import QUARANTINED
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.registry.campaigns.tables import CampaignTables, PlanWord

OfCampaign = CampaignRow | GiftRow | StockOut


def note_campaign(store: CampaignTables, site: str, row: OfCampaign) -> None:
    """The row has its effect; again it changes nothing. Does not commit."""
    if isinstance(row, StockOut):
        if not isinstance(row.event, UnsetType) and QUARANTINED not in (row.flags or ()):
            store.add_event_tap(row.id, site, Tallied(event=row.event, item=row.item, qty=row.qty))
    elif isinstance(row, GiftRow):
        word = word_of(row)
        if word is not None:
            store.add_piece_word(site, word)
    else:
        _note(store, site, row)


def _note(store: CampaignTables, site: str, row: CampaignRow) -> None:
    match row:
        case CampaignOpen():
            plan = PlanWord(
                event_id=row.id, campaign=row.campaign, site=site, version=row.ver, wall=row.wall, plan=bytes(row.plan)
            )
            store.add_plan(plan)
        case CampaignEvent():
            event = Event(event=row.id, site=site, place=row.place, day=row.day, first=row.first, last=row.last)
            store.add_campaign_event(row.campaign, event)
        case CampaignEventOff():
            store.add_event_off(row.id, row.event, site)
        case CampaignClose():
            store.add_campaign_close(row.id, row.campaign, site)
