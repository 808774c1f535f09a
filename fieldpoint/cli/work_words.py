"""The sentences of the work beside the handouts, from the rooms that know it."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.cli.campaigns.words import CAMPAIGN_SENTENCES
from fieldpoint.cli.gifts.words import GIFT_SENTENCES
from fieldpoint.cli.reports.words import REPORT_SENTENCES
from fieldpoint.cli.rounds.words import ROUND_SENTENCES
from fieldpoint.cli.services.words import SERVICE_SENTENCES
from fieldpoint.cli.shelter.words import SHELTER_SENTENCES
from fieldpoint.cli.stock.words import STOCK_SENTENCES
from fieldpoint.errors import Code

WORK_SENTENCES: Final[Mapping[Code, str]] = {
    **STOCK_SENTENCES,
    **GIFT_SENTENCES,
    **CAMPAIGN_SENTENCES,
    **SHELTER_SENTENCES,
    **SERVICE_SENTENCES,
    **REPORT_SENTENCES,
    **ROUND_SENTENCES,
}
