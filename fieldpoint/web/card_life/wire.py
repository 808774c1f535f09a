"""What travels about the cards themselves (see web/wire.py for how): random ids, short codes and times, no names."""

from typing import Literal

from fieldpoint.core.names import CardId, Day, EventId, HouseholdId, ProgrammeCode
from fieldpoint.web.wire import CardText, HandoutId, Id, Receipt, Wire


class CardView(Wire, frozen=True, kw_only=True):
    """A card of this site as it stands.

    `state`: `printed` is a blank one, `blocked` an old print or one whose key was ended. Instants are ms of UTC:
    since when it is bound, since when it may not be used, when its present print was made.
    """

    card: CardId
    short: str
    serial: int
    state: Literal["printed", "bound", "suspended", "revoked", "blocked"]
    household: HouseholdId | None
    label: str
    bound_at: int | None
    since: int | None
    reprinted_at: int | None


class CardsReply(Wire, frozen=True, kw_only=True):
    """GET /api/v1/households/{household}/cards: those in force first."""

    cards: list[CardView]


class CardLookRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/card-looks: a card that was scanned or whose short code was typed."""

    text: CardText


class FoundCardRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/found-cards: somebody handed in a card that was found; it is suspended until it is given back."""

    act_id: HandoutId
    text: CardText


class ReplacementRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/card-replacements: a blank card (`text`) in the place of the lost one, or of all, of a household."""

    act_id: HandoutId
    household: Id
    lost: Id | None = None
    text: CardText


class ReplacementReply(Wire, frozen=True, kw_only=True):
    """The blank card is the household's. `collisions` are the programmes of which both had taken in one period."""

    act_id: EventId
    card: CardId
    short: str
    collisions: list[ProgrammeCode]
    receipt: Receipt


class CardPrintRequest(Wire, frozen=True, kw_only=True):
    """POST /api/v1/card-prints (the same card anew) and /api/v1/card-reissues (a new card in its place).

    The card was scanned (`text`), or it stands in the household's list (`card`): one of the two.
    """

    act_id: HandoutId
    text: CardText | None = None
    card: Id | None = None


class CardFaceReply(Wire, frozen=True, kw_only=True):
    """What is printed on the card's front. `code` is the household's, empty on a blank card.

    `qr` has one string of 0 and 1 a row, without the quiet zone of four modules; print it 40 mm wide.
    `printed_on` is the site's day, in the Jalali calendar.
    """

    act_id: EventId
    card: CardId
    serial: int
    short: str
    code: str
    printed_on: Day
    qr_text: str
    qr: list[str]
    receipt: Receipt
