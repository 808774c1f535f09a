"""The rows of the work beside the handouts: goods, gifts, campaigns, nights, services, rounds: each has its own room.

Imports `core`.
"""

from fieldpoint.core.campaigns.rows import CampaignRow
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.rounds.rows import RoundRow
from fieldpoint.core.services.rows import ServiceRow
from fieldpoint.core.shelter.rows import OfShelter
from fieldpoint.core.stock.rows import StockRow

WorkRow = StockRow | GiftRow | CampaignRow | OfShelter | ServiceRow | RoundRow
