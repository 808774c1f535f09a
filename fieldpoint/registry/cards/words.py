"""What rows of a site say of cards and of the keys that sign them, each row one word of a set.

Imports core only.
"""

from typing import Literal

import msgspec

from fieldpoint.core.log_rows import CardIssue, CardKeyAdd, CardKeyEnd, CardReprint, CardRevoke, CardSuspend

OfCard = CardIssue | CardReprint | CardSuspend | CardRevoke
OfKey = CardKeyAdd | CardKeyEnd

What = Literal["issue", "reprint", "suspend", "give-back", "revoke"]


class CardWord(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says of a card, and where it stands in the log of its site; `wall` is the row's own, ms of UTC."""

    card: str
    event_id: str
    site: str
    epoch: str
    seq: int
    what: What
    wall: int
    kid: int | None = None
    serial: int | None = None
    short: str | None = None


class KeyWord(msgspec.Struct, frozen=True, kw_only=True):
    """A site signs cards with a key (`public` has its public half, base64url), or (without it) no longer."""

    event_id: str
    site: str
    kid: int
    public: str | None
    wall: int


def word_of(row: OfCard, site: str, epoch: str) -> CardWord:
    """What a row of a site says of its card."""
    kid = row.kid if isinstance(row, CardIssue | CardReprint) else None
    return CardWord(
        card=row.card,
        event_id=row.id,
        site=site,
        epoch=epoch,
        seq=row.seq,
        what=_what(row),
        wall=row.wall,
        kid=kid,
        serial=row.serial if isinstance(row, CardIssue | CardReprint) else None,
        short=row.short if isinstance(row, CardIssue) else None,
    )


def word_of_key(row: OfKey, site: str) -> KeyWord:
    """What a row of a site says of a key."""
    public = row.public if isinstance(row, CardKeyAdd) else None
    return KeyWord(event_id=row.id, site=site, kid=row.kid, public=public, wall=row.wall)


def _what(row: OfCard) -> What:
    match row:
        case CardIssue():
            return "issue"
        case CardReprint():
            return "reprint"
        case CardRevoke():
            return "revoke"
        case CardSuspend():
            return "suspend" if row.on else "give-back"
