"""What a closed day says of one item in stock. Imports msgspec."""

from typing import Literal

import msgspec

# Why a count finds less or more than there should be.
CountReason = Literal["spoiled", "miscounted", "not-recorded", "found", "missing"]


class StockTotal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One item of one organisation: opening + received - handed + voided - out + difference = closing.

    `handed` went with cards and `voided` came back of it; `out` is what left otherwise: given freely or on, spoiled,
    sent to another site, or a receipt that was a mistake. `counted` is what a count found after which nothing moved, if
    anybody counted then; `why` is the reason of the last count that differed.
    """

    org: str
    item: str
    opening: int
    closing: int
    received: int = 0
    handed: int = 0
    voided: int = 0
    given_on: int = 0
    spoiled: int = 0
    sent: int = 0
    mistaken: int = 0
    difference: int = 0
    counted: int | None = None
    why: CountReason | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Whose item it is."""
        return self.org, self.item
