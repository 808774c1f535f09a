"""What the codes of campaigns mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

CAMPAIGN_SENTENCES: Final[Mapping[Code, str]] = {
    Code.CAMPAIGN_UNKNOWN: "No campaign of that code runs here; see `fieldpoint campaigns list`.",
    Code.CAMPAIGN_INVALID: "{file}:{line}: {field}: no campaign can be read there; see `fieldpoint campaigns check`.",
    Code.CAMPAIGN_TOO_LARGE: "The campaign does not fit into a row of the log; leave places out, or shorten titles.",
    Code.CAMPAIGN_VERSION_TAKEN: "Version {version} of «{campaign}» runs here; give what differs a higher number.",
    Code.CAMPAIGN_CLOSED: "The campaign is closed; its report stands, and a new drive takes another code.",
    Code.CAMPAIGN_DAY_OPEN: "The open day counts for this campaign; close the day first. Nothing changed.",
    Code.EVENT_UNFIT: "{field}: the campaign has no such place, day or hours.",
    Code.EVENT_UNKNOWN: "No event of this site has that id; see `fieldpoint campaigns show`.",
    Code.EVENT_TALLIED: "Something was counted at that event, so it stays; take the taps back first.",
}
