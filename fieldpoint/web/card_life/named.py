"""Which card a request means, and how a card of this site is shown."""

from fieldpoint.core.card import CardName, ShortCode
from fieldpoint.core.names import CardId
from fieldpoint.database import Connection
from fieldpoint.desk.look import CardRef, read_holder
from fieldpoint.errors import Code, Invalid, NotFound
from fieldpoint.store import cards
from fieldpoint.store.activity import code_of
from fieldpoint.store.cards import CardRow
from fieldpoint.web.card_life.wire import CardView
from fieldpoint.web.till import Till
from fieldpoint.web.views import label_of


def named(till: Till, text: str | None, card: str | None) -> CardRef | CardId:
    """The card that was scanned or that stands in a list. `Invalid` (`request-invalid`) for both or neither."""
    if (text is None) == (card is None):
        raise Invalid(Code.REQUEST_INVALID, field="$.card")
    return till.read_card(text) if text is not None else CardId(card or "")


def card_of(connection: Connection, ref: CardRef | CardId) -> CardId:
    """The card, whichever print of it was scanned. `NotFound` (`card-unknown`) for an unknown short code."""
    if not isinstance(ref, CardName | ShortCode):
        return ref
    card = read_holder(connection, ref).card
    if card is None:
        raise NotFound(Code.CARD_UNKNOWN)
    return card


def row_of(connection: Connection, card: CardId) -> CardRow:
    """The card as it stands. `NotFound` (`card-unknown`) where it is none of this site."""
    row = cards.find_card(connection, card)
    if row is None:
        raise NotFound(Code.CARD_UNKNOWN)
    return row


def view(connection: Connection, row: CardRow, *, old_print_since: int | None = None) -> CardView:
    """The card in a list, or as it was scanned: an old print is blocked whatever the card is."""
    blocked = old_print_since or row.key_ended_at
    stopped = blocked is not None and row.state != "revoked"
    return CardView(
        card=row.card,
        short=row.short,
        serial=row.serial,
        state="blocked" if stopped else row.state,
        household=row.household,
        label=label_of(code_of(connection, row.household)),
        bound_at=row.bound_at,
        since=blocked if stopped else row.stopped_at,
        reprinted_at=row.reprinted_at,
    )
