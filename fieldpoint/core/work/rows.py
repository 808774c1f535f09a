"""The rows of the work beside the handouts: goods, gifts, campaigns, nights and services, each with a room of its own.

Imports `core`.
"""

from fieldpoint.core.campaigns.rows import CampaignRow
from fieldpoint.core.gifts.rows import GiftRow
from fieldpoint.core.services.rows import ServiceRow
from fieldpoint.core.shelter.rows import OfShelter
from fieldpoint.core.stock.rows import StockRow

WorkRow = StockRow | GiftRow | CampaignRow | OfShelter | ServiceRow
