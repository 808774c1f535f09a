"""What travels so that a tablet can go on alone, and what it brings back (see wire.py). Nothing here is of people."""

from typing import Annotated

import msgspec
from msgspec import Meta

from fieldpoint.core.names import CardId, Cycle, Day, ProgrammeCode
from fieldpoint.core.rules.period import Period
from fieldpoint.web.wire import HandoutId, Wire

HeadText = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]


class CardKey(Wire, frozen=True, kw_only=True):
    """A key that signs cards of this site: its number, and the 32 bytes by which they are checked, base64url."""

    kid: int
    public: str


class BlindProgramme(Wire, frozen=True, kw_only=True):
    """A programme that may be handed over unseen: at most `most` a card in this `cycle`, later in that of its `period`.

    `on_cold_nights`: a bed or a meal, which nobody is sent away from for want of a card. `excludes`: who took one of
    these in the same period takes none of this.
    """

    programme: ProgrammeCode
    title_fa: str
    unit_fa: str
    cycle: Cycle
    period: Period
    most: int
    on_cold_nights: bool
    excludes: list[ProgrammeCode]


class OfflineReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/offline: the day, the keys of the site's cards, and what may be handed over unseen.

    `stopped` are the cards that were suspended or revoked, `stopped_at` since when (ms of UTC), `suspended` those of
    them that may be given back; `serials` the present print of each card that was printed anew, `reprinted_at` when;
    `blank` the cards that are nobody's yet, and when they were made; `ended_keys` the keys whose cards are refused, and
    since when; `practice_keys` those of cards that count nowhere. Random ids, which name nobody.
    """

    day: Day | None
    keys: list[CardKey]
    practice_keys: list[CardKey]
    ended_keys: dict[int, int]
    stopped: list[CardId]
    stopped_at: dict[CardId, int | None]
    suspended: list[CardId]
    serials: dict[CardId, int]
    reprinted_at: dict[CardId, int]
    blank: dict[CardId, int | None]
    programmes: list[BlindProgramme]


class OfferedReceipt(Wire, frozen=True, kw_only=True):
    """A receipt that a tablet was given once."""

    epoch: HandoutId
    seq: Annotated[int, Meta(ge=0, le=2**53 - 1)]
    head: HeadText


class ReceiptsRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/receipts: the highest receipt of each epoch that a tablet was ever shown."""

    receipts: Annotated[list[OfferedReceipt], Meta(min_length=1, max_length=50)]


class ReceiptsReply(Wire, frozen=True, kw_only=True):
    """So many receipts stand in the log; it went on without the `lost` lives, whose rows the tablet brings again."""

    known: int
    lost: list[HandoutId] = msgspec.field(default_factory=list[HandoutId])
