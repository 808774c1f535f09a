"""What a row changes for campaigns (see effects.py). Imports core and its neighbours in the store."""

import msgspec
from msgspec import UnsetType

from fieldpoint.core.act_rows import ProgrammeSet, StockOut
from fieldpoint.core.campaigns.add_up import Event, Tallied
from fieldpoint.core.campaigns.campaign import Campaign
from fieldpoint.core.campaigns.pieces import word_of
from fieldpoint.core.campaigns.rows import CampaignClose, CampaignEvent, CampaignEventOff, CampaignOpen, CampaignRow
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.rules.programme import Programme
from fieldpoint.store.campaigns import campaigns, counts
from fieldpoint.store.transaction import Transaction


def change_campaigns(tx: Transaction, row: CampaignRow) -> None:
    """A campaign runs, its tents stand, or it is closed. Does not commit."""
    match row:
        case CampaignOpen():
            plan = bytes(row.plan)
            campaigns.set_campaign(tx, row.campaign, row.ver, plan)
            counts.follow(tx, msgspec.json.decode(plan, type=Campaign).programmes)
        case CampaignEvent():
            event = Event(event=row.id, site="", place=row.place, day=row.day, first=row.first, last=row.last)
            campaigns.add_event(tx, row.campaign, event)
        case CampaignEventOff():
            campaigns.drop_event(tx, row.event)
        case CampaignClose():
            campaigns.end_campaign(tx, row.campaign, row.id)


def follow_programme(tx: Transaction, row: ProgrammeSet) -> None:
    """A programme whose file names a campaign is counted for it. Does not commit."""
    if msgspec.json.decode(bytes(row.rule), type=Programme).campaign is not None:
        counts.follow(tx, [row.prog])


def tally_for_event(tx: Transaction, row: StockOut) -> None:
    """A tap at an event counts there. Does not commit."""
    if not isinstance(row.event, UnsetType):
        counts.add_tally(tx, row.id, Tallied(event=row.event, item=row.item, qty=row.qty))


def note_pieces(tx: Transaction, row: GiftRow) -> None:
    """Pieces of a puzzle were pledged, arrived or were withdrawn. Does not commit."""
    word = word_of(row)
    if word is not None:
        counts.add_piece_word(tx, word)
