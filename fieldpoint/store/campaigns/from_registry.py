"""Campaigns come from the registry: each becomes a row of the log, as if it were opened here. Nothing here commits.

Imports core and its neighbours in the store.
"""

from typing import Final

import msgspec

from fieldpoint.core.batch import UNREADABLE
from fieldpoint.core.campaigns.campaign import Campaign
from fieldpoint.core.campaigns.rows import CampaignOpen
from fieldpoint.core.log_rows import MAX_LINE_BYTES, encode_row
from fieldpoint.errors import Code
from fieldpoint.store import effects, log
from fieldpoint.store.campaigns.campaigns import find_campaign
from fieldpoint.store.transaction import Transaction

_REGISTRY: Final = "registry"
_PLAN: Final = msgspec.json.Decoder(Campaign)


def take_in_campaign(tx: Transaction, plan: bytes) -> Code | None:
    """The campaign runs here from now on, by a row of the log; else why it does not.

    One that runs here at that version or a later one stays, its months of the moon as this site has moved them.
    """
    try:
        campaign = _PLAN.decode(plan)
    except UNREADABLE:
        return Code.CAMPAIGN_INVALID  # of a newer fieldpoint
    there = find_campaign(tx.connection, campaign.code)
    if there is not None and there.campaign.version >= campaign.version:
        return None
    if there is not None and there.closed is not None:
        return Code.CAMPAIGN_CLOSED
    row = CampaignOpen(**tx.stamp(), campaign=campaign.code, ver=campaign.version, plan=msgspec.Raw(plan), op=_REGISTRY)
    if len(encode_row(row)) > MAX_LINE_BYTES:
        return Code.CAMPAIGN_TOO_LARGE
    log.append(tx, row)
    effects.apply(tx, row)
    return None
