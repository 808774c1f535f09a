"""What the codes of cards mean to a person at a terminal. Imports errors only."""

from collections.abc import Mapping
from typing import Final

from fieldpoint.errors import Code

CARD_SENTENCES: Final[Mapping[Code, str]] = {
    Code.CARD_UNKNOWN: "This card is not registered at this site.",
    Code.CARD_REVOKED: "This card is not active any more.",
    Code.CARD_BLOCKED: "This is an old print; scan the newer one, or print the card anew: `fieldpoint cards reprint`.",
    Code.CARD_PRINTS_USED_UP: "This card was printed 255 times; make a new one with `fieldpoint cards reissue`.",
    Code.CARD_KEY_ENDED: "This key was ended already; its cards are refused since then.",
    Code.CARD_KEY_SIGNS: "New cards are signed with this key; make the next one first with `fieldpoint keys rotate`.",
    Code.CARD_KEY_MISSING: "No key is left that signs cards; `fieldpoint keys rotate` makes one.",
    Code.CARD_FORGED: "This is no card.",
    Code.CARD_KEY_UNKNOWN: "This card was signed by a key that this site does not hold; the lead decides.",
    Code.CARD_BOUND: "This card belongs to another household already; revoke it and bind a blank one.",
    Code.CARD_PRACTICE: "This is a practice card: it counts nowhere.",
    Code.CARD_REAL: "This is a real card, and people practise here.",
}
