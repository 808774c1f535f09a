"""Rows of campaigns (see log_rows.py): one runs here, its tents stand somewhere on a day, it is closed for good.

No member takes free text that somebody types at a desk: titles and places are those of the campaign's authored file.

Imports msgspec and `core`.
"""

from msgspec import UNSET, Raw, UnsetType

from fieldpoint.core.campaigns.total import CampaignReport
from fieldpoint.core.names import Day, EventId
from fieldpoint.core.row import Row


class CampaignOpen(Row, frozen=True, kw_only=True, tag="campaign.open"):
    """A version of a campaign runs at this site from here on.

    `plan` has all of it as JSON (campaign.py), its windows in Jalali days; those that follow the moon are moved by
    `moon` days already.
    """

    campaign: str
    ver: int
    plan: Raw
    op: str
    moon: int | UnsetType = UNSET


class CampaignEvent(Row, frozen=True, kw_only=True, tag="campaign.event"):
    """Tents of a campaign stand at one of its places, on a day, from an hour to another; called by this row's id."""

    campaign: str
    place: str
    day: Day
    first: str
    last: str
    op: str


class CampaignEventOff(Row, frozen=True, kw_only=True, tag="campaign.event-off"):
    """The event was entered by mistake, and nothing was counted at it."""

    event: EventId
    op: str


class CampaignClose(Row, frozen=True, kw_only=True, tag="campaign.close"):
    """A campaign is closed at this site with its report, which no later row changes."""

    campaign: str
    ver: int
    report: CampaignReport
    op: str


CampaignRow = CampaignOpen | CampaignEvent | CampaignEventOff | CampaignClose
