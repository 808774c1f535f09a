"""Why a line is refused: the closed vocabulary, and which of it a cold night passes over.

Imports the standard library only.
"""

from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """Why a line is refused, each with its sentence in the page's catalogue."""

    NOT_REGISTERED = "not-registered"
    CARD_UNKNOWN = "card-unknown"
    CARD_REVOKED = "card-revoked"
    CARD_BLOCKED = "card-blocked"
    SUSPENDED = "suspended"
    NOT_IN_AUDIENCE = "not-in-audience"
    NOT_AT_THIS_SITE = "not-at-this-site"
    BEFORE_WINDOW = "before-window"
    AFTER_WINDOW = "after-window"
    ALREADY_COLLECTED = "already-collected"
    QUANTITY_EXCEEDED = "quantity-exceeded"
    EXCLUDED_BY_OTHER = "excluded-by-other"
    SITE_CAP_REACHED = "site-cap-reached"
    OUT_OF_STOCK = "out-of-stock"
    WAITING = "waiting"
    COLLECTOR_NOT_REGISTERED = "collector-not-registered"
    DAY_NOT_OPEN = "day-not-open"
    CLOCK_SUSPECT = "clock-suspect"


# A bed and a meal are given all the same, and the row says despite what.
PASSED_OVER: Final = frozenset(
    {Reason.CARD_UNKNOWN, Reason.NOT_REGISTERED, Reason.WAITING, Reason.DAY_NOT_OPEN, Reason.CLOCK_SUSPECT}
)
# On a cold night nobody waits for an hour either.
PASSED_OVER_IN_COLD: Final = PASSED_OVER | {Reason.BEFORE_WINDOW, Reason.AFTER_WINDOW}
# What stands against the card itself; such a refusal says since when.
STOPPED: Final = frozenset({Reason.CARD_REVOKED, Reason.CARD_BLOCKED, Reason.SUSPENDED})
# No lead's word helps: a row needs a day, and a card that was taken away may be in a stranger's hand.
NEVER_OVERRIDDEN: Final = frozenset({Reason.DAY_NOT_OPEN, Reason.CARD_REVOKED, Reason.CARD_BLOCKED})
